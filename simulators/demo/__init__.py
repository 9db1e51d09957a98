"""Starts all three programs with scenarios to look at."""
