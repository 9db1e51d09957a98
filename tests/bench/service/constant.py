"""`python -m tests.bench.service.constant PORT SIZE`: the service's server with the simplest of programs."""

import socket
import sys

from flask import Flask, Response

from service.running.program import Program
from service.web.app import BLOCK_PATH

THREADS = 32  # as the service comes


def create_app(size: int) -> Flask:
    """Answer a block's request with as many bytes, always the same."""
    body = b'{"html": "%b"}' % (b"x" * (size - len(b'{"html": ""}')))
    app = Flask(__name__, static_folder=None)

    @app.post(BLOCK_PATH)
    def block() -> Response:
        return Response(body, mimetype="application/json")

    @app.get("/healthz")
    def healthz() -> Response:
        return Response("ok")

    return app


if __name__ == "__main__":
    port, size = map(int, sys.argv[1:])
    Program(create_app(size), socket.create_server(("127.0.0.1", port)), THREADS).run()
