"""The adapters, against real loopback servers."""
