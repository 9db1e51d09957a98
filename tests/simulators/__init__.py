"""The simulators, each by itself."""
