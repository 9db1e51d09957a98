"""Schemathesis by command line against the running programs: `nox -s fuzz`."""
