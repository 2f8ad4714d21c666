"""The transport of `AsyncClient`: aiohttp (extra `async`)."""

from __future__ import annotations

import ssl
from typing import Any

from touchline.delivery import Answer
from touchline.errors import MissingExtra, TransportError
from touchline.transport.contract import CONNECT_TIMEOUT_S, MAX_ANSWER_BYTES, TIMEOUT_S, Request

try:
    import aiohttp
except ImportError as error:
    raise MissingExtra("AsyncClient needs aiohttp: pip install 'touchline[async]'") from error

# Most specific first.
_KINDS: tuple[tuple[type[BaseException], str], ...] = (
    (aiohttp.ClientSSLError, "tls"),
    (TimeoutError, "timeout"),
    (aiohttp.ClientProxyConnectionError, "connect"),
    (aiohttp.ClientConnectorError, "connect"),
    (aiohttp.ServerDisconnectedError, "reset"),
    (aiohttp.ClientPayloadError, "reset"),
    (aiohttp.ClientOSError, "reset"),
    (aiohttp.ClientResponseError, "junk"),
)

_abandoned: list[aiohttp.BaseConnector] = []


class AiohttpTransport:
    """Keep-alive connections (default one) on the running loop.

    `tls` is an `ssl.SSLContext` for own roots or mutual TLS.
    """

    def __init__(self, *, timeout: float = TIMEOUT_S, tls: ssl.SSLContext | None = None, connections: int = 1) -> None:
        self._connections = connections
        self._timeout = aiohttp.ClientTimeout(total=timeout, sock_connect=min(CONNECT_TIMEOUT_S, timeout))
        self._tls: Any = tls or True
        self._session: aiohttp.ClientSession | None = None

    async def send(self, request: Request) -> Answer:
        """POST once, without following redirects; raise `TransportError` when no usable answer came."""
        try:
            async with self._open().post(
                request.url,
                data=bytes(request.body),
                headers=request.headers,
                allow_redirects=False,
                ssl=self._tls,
            ) as response:
                headers = {name.lower(): value for name, value in response.headers.items()}
                return Answer(response.status, headers, await _read(response))
        except (aiohttp.ClientError, OSError) as error:
            kind = next((kind for known, kind in _KINDS if isinstance(error, known)), "junk")
            raise TransportError(kind, (str(error) or type(error).__name__)[:200]) from error

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=self._connections)
            self._session = aiohttp.ClientSession(connector=connector, timeout=self._timeout, trust_env=True)
        return self._session

    def forked(self) -> None:
        """Leave the connections of another process, or of a loop that is gone, alone."""
        session, self._session = self._session, None
        if session is not None and session.connector is not None:
            # Neither can be closed without its loop; kept from the collector, which would warn about that.
            _abandoned.append(session.connector)
            session.detach()

    async def close(self) -> None:
        """Close the connection; a later `send` opens a new one."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()


async def _read(response: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    async for piece in response.content.iter_chunked(64 * 1024):
        body += piece
        if len(body) > MAX_ANSWER_BYTES:
            raise TransportError("oversize", f"answer exceeds {MAX_ANSWER_BYTES} bytes")
    return bytes(body)
