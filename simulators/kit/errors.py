"""What can go wrong at the control door."""


class ControlError(ValueError):
    """A control request that can't be done; the message names the value and the remedy."""
