"""API v5 as programs see it."""
