"""What the program can be told to do, one module each: serve, check an account, tell its settings."""
