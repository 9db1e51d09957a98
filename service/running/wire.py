"""What Waitress says of its own accord, in our words."""

from typing import Any

from waitress.channel import HTTPChannel
from waitress.task import WSGITask


class Task(WSGITask):  # type: ignore[misc]  # ships no types
    """Answers a request; once the program ends, with the word that the connection does as well."""

    def build_response_header(self) -> bytes:
        """Return the head of the answer."""
        if self.channel.closing():
            self.set_close_on_finish()
        head: bytes = super().build_response_header()
        return head


def channel_class(closing: Any) -> type[HTTPChannel]:
    """Return what handles connections; `closing` says whether each answer is to be the last."""
    return type("Channel", (HTTPChannel,), {"task_class": Task, "closing": staticmethod(closing)})
