"""The methods that write: one module for each kind of thing written, one function for each method."""
