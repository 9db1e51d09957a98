"""What can go wrong at the control door."""


class ControlError(ValueError):
    """A control request that can't be done; the message names the value and the remedy."""

    status = 400


class UnknownAccount(ControlError):  # noqa: N818 - reads aloud: raise it
    """A control request for an account that does not exist."""

    status = 404
