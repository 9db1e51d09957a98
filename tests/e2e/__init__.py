"""The article and the demo in a real browser, on the three real programs."""
