"""The rules, without network or clock."""
