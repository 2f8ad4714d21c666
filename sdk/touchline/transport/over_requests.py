"""The transport of `Client`: requests, with the proxy, TLS and certificate settings that its users know."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import requests
from requests.adapters import HTTPAdapter

from touchline import options
from touchline.delivery import Answer
from touchline.errors import TransportError
from touchline.transport.contract import CONNECT_TIMEOUT_S, MAX_ANSWER_BYTES, TIMEOUT_S, Request

if TYPE_CHECKING:
    import ssl  # requests does without where Python was built without it

# Small, since a piece is waited for until it is full: an ordinary answer is one, and a trickle is noticed.
_PIECE = 4 * 1024
# Most specific first: a proxy error is also a connection error.
_KINDS: tuple[tuple[type[Exception], str], ...] = (
    (requests.exceptions.SSLError, "tls"),
    (requests.exceptions.ConnectTimeout, "timeout"),
    (requests.exceptions.Timeout, "timeout"),
    (requests.exceptions.ProxyError, "connect"),
    (requests.exceptions.ChunkedEncodingError, "reset"),
    (requests.exceptions.ContentDecodingError, "junk"),
    (requests.exceptions.ConnectionError, "connect"),
)


class RequestsTransport:
    """Keep-alive connections, as many as threads send at once (default one).

    `verify`, `cert` (mutual TLS: a path, or a pair of certificate and key) and `proxies` as in requests; proxies of the
    environment count too. `tls` is an `ssl.SSLContext` in the place of `verify` and `cert`.
    """

    _session: requests.Session | None
    _opening: threading.Lock

    def __init__(
        self,
        *,
        timeout: float = TIMEOUT_S,
        verify: bool | str = True,
        cert: str | tuple[str, str] | None = None,
        proxies: Mapping[str, str] | None = None,
        tls: ssl.SSLContext | None = None,
        connections: int = 1,
    ) -> None:
        if isinstance(verify, str):
            options.existing("verify", verify)
        for path in (cert,) if isinstance(cert, str) else cert or ():
            options.existing("cert", path)
        self._connections = connections
        self._timeout = timeout
        self._verify = verify
        self._cert = cert
        self._tls = tls
        self._proxies = dict(proxies or {})
        self.forked()

    def send(self, request: Request) -> Answer:
        """POST once, without following redirects; raise `TransportError` when no usable answer came."""
        deadline = time.monotonic() + self._timeout
        try:
            with self._open().post(
                request.url,
                data=bytes(request.body),
                headers=request.headers,
                timeout=(min(CONNECT_TIMEOUT_S, self._timeout), self._timeout),
                # Given here and not to the session: REQUESTS_CA_BUNDLE would win over the session's own.
                verify=self._verify,
                cert=self._cert,
                allow_redirects=False,
                stream=True,
            ) as response:
                headers = {name.lower(): value for name, value in response.headers.items()}
                return Answer(response.status_code, headers, _read(response, deadline))
        except (requests.exceptions.RequestException, OSError) as error:
            raise _translated(error) from error

    def _open(self) -> requests.Session:
        with self._opening:
            if self._session is None:
                self._session = self._opened()
            return self._session

    def _opened(self) -> requests.Session:
        session = requests.Session()
        secure = HTTPAdapter if self._tls is None else partial(_OwnTls, self._tls)
        session.mount("https://", secure(pool_maxsize=self._connections))
        session.mount("http://", HTTPAdapter(pool_maxsize=self._connections))
        session.proxies.update(self._proxies)
        session.auth = _keep_headers  # else a .netrc entry would replace our key
        return session

    def forked(self) -> None:
        """Leave the parent's connections alone."""
        self._session = None
        self._opening = threading.Lock()

    def close(self) -> None:
        """Close the connection; a later `send` opens a new one."""
        session, self._session = self._session, None
        if session is not None:
            _close_connections(session)
            session.close()


class _OwnTls(HTTPAdapter):
    """Takes roots and certificate from a context, and neither from requests nor from the environment."""

    def __init__(self, tls: ssl.SSLContext, **options: Any) -> None:
        self._tls = tls
        super().__init__(**options)

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, **options, ssl_context=self._tls)

    def proxy_manager_for(self, *args: Any, **options: Any) -> Any:
        return super().proxy_manager_for(*args, **options, ssl_context=self._tls)

    def build_connection_pool_key_attributes(self, request: Any, *_: Any) -> Any:
        host, settings = super().build_connection_pool_key_attributes(request, verify=True)
        return host, {**settings, "cert_reqs": self._tls.verify_mode}

    def cert_verify(self, *_: Any) -> None:
        """Leave it to the context."""


def _close_connections(session: requests.Session) -> None:
    """Close what the session keeps alive: urllib3 leaves it to finalizers, which no longer run as a program ends."""
    for adapter in session.adapters.values():
        if isinstance(adapter, HTTPAdapter):
            for manager in (adapter.poolmanager, *adapter.proxy_manager.values()):
                for pool in [manager.pools.get(key) for key in manager.pools.keys()]:  # noqa: SIM118  # not a dict
                    if pool is not None:
                        pool.close()


def _keep_headers(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _read(response: requests.Response, deadline: float) -> bytes:
    """Read a body that may trickle for ever or never end."""
    pieces, size = [], 0
    for piece in response.iter_content(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > MAX_ANSWER_BYTES:
            raise TransportError("oversize", f"answer exceeds {MAX_ANSWER_BYTES} bytes")
        if time.monotonic() > deadline:
            raise TransportError("timeout", "answer took too long to arrive")
    return b"".join(pieces)


def _translated(error: Exception) -> TransportError:
    text = str(error)
    kind = next((kind for known, kind in _KINDS if isinstance(error, known)), "junk")
    if kind == "connect" and "Read timed out" in text:  # requests calls a timeout in the body a connection error
        return TransportError("timeout", text[:200])
    if kind == "connect" and ("RemoteDisconnected" in text or "reset" in text or "aborted" in text.lower()):
        kind = "junk" if "BadStatusLine" in text else "reset"
    return TransportError(kind, text[:200])
