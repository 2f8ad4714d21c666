"""A small web server for the pieces that have pages."""

from __future__ import annotations

import socket
import sys

import uvicorn
from starlette.applications import Starlette


def serve(name: str, app: Starlette, port: int) -> int:
    """Serve on the loopback address until stopped; say where on standard output, and 1 where the port is taken."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
            listener.listen()  # from here on whoever calls waits; the address below is no empty promise
        except OSError as error:
            print(f"{name}: port {port}: {error.strerror}; choose another with --port", file=sys.stderr)
            return 1
        print(f"{name} on http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=2))
        try:
            server.run(sockets=[listener])
        except KeyboardInterrupt:
            return 130
    return 0
