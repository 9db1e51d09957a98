"""The socket that is listened on."""

import os
import socket

from service.settings import Bind

_BACKLOG = 1024


def listen(bind: Bind) -> socket.socket:
    """Listen on an address.

    Raises:
        OSError: It cannot be listened on; the text says why.
    """
    family = socket.AF_INET6 if ":" in bind.host else socket.AF_INET
    try:
        return socket.create_server((bind.host, bind.port), family=family, backlog=_BACKLOG)
    except OSError as error:
        why = os.strerror(error.errno or 0)
        remedy = "Free it or change BLOCK_BIND"
        raise OSError(f"cannot listen on {bind.host}:{bind.port}: {why}. {remedy}") from error


def address(listener: socket.socket) -> str:
    """Return where it listens, as people write it."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
