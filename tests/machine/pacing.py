"""Time for the service and RetailCRM together, in which nobody waits in earnest."""

from collections.abc import Callable

from tests.stack import Turned


class Time(Turned):
    """A clock that goes on when it is turned, or when the service waits for its turn to call.

    Attributes:
        meanwhile: what else goes on then, for so many seconds.
    """

    def __init__(self) -> None:
        super().__init__()
        self.meanwhile: Callable[[float], object] = lambda _seconds: None

    def pause(self, seconds: float) -> None:
        """Let it become so much later at once."""
        self.turn(seconds)
        self.meanwhile(seconds)
