"""What the block service costs, and what it bears: its part of `nox -s bench`."""
