"""The programs keep the contracts: schemathesis, every check, in process."""
