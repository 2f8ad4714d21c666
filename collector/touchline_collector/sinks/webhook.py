"""HTTP POST to any endpoint: CloudEvents, signed as Standard Webhooks says (https://www.standardwebhooks.com).

The name is resolved here, its addresses are checked, and the connection goes to the address that was checked: a name
that answers differently the second time gains nothing. Redirects are not followed, proxies of the environment are not
used.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import contextlib
import hashlib
import hmac
import ipaddress
import socket
import ssl
import time
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from enum import StrEnum
from http import HTTPStatus
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import httpx

from touchline_collector.errors import ConfigError
from touchline_collector.sinks.base import (
    OK,
    Batch,
    Fatal,
    Limits,
    Outcome,
    Refused,
    Retry,
    Sink,
    SinkError,
    TooLarge,
    Unavailable,
)
from touchline_collector.sinks.event import Event
from touchline_collector.sinks.options import option

T = TypeVar("T")


class Mode(StrEnum):
    """What one request carries."""

    BATCH = "batch"
    SINGLE = "single"


CONTENT_TYPES = {Mode.BATCH: "application/cloudevents-batch+json", Mode.SINGLE: "application/cloudevents+json"}
# The endpoint turns us away: a person has to look at it. 410 is Standard Webhooks' "stop sending".
TURNED_AWAY = frozenset({401, 403, 404, 405, 407, 410, 415, 501})
# It would take the request another time.
LATER = frozenset({408, 409, 421, 425, 429})
# An answer's body is read past and thrown away, so that its connection can serve the next request; beyond this many
# bytes or seconds making another connection is cheaper. Reasons in JSON are a few hundred bytes.
BODY_BYTES, BODY_SECONDS = 64 * 1024, 1.0
# Requests at a time in single mode: streams of one HTTP/2 connection, of which servers commonly allow a hundred, or
# else as many connections. Each has a client of its own then, for one client's requests contend for its connections:
# with sixteen that took ten attempts at each request.
STREAMS = 16


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of a webhook sink."""

    url: str = option("where to post to; https unless the address is private", secret=True)
    secret: tuple[str, ...] = option("signing secrets, whsec_ and base64; several while rotating", (), secret=True)
    headers: dict[str, str] = option("headers to add, for instance authorization", {}, secret=True)
    mode: Mode = option("many events a request, or one", Mode.BATCH)
    # Servers commonly take a megabyte a request; orders of 600 bytes fill two thirds of it.
    request_events: int = option("most events in one request", 1000, least=1)
    request_bytes: int = option("most bytes in one request, unless one event is larger", 1024 * 1024, least=1)
    allow_private: bool = option("allow loopback, link-local and private addresses, and plain http", default=False)
    timeout: float = option("seconds for one request, from name look-up to the last byte", 30.0, least=0.1)
    ca_file: Path | None = option("certificate authorities to trust instead of the system's", None)

    def __post_init__(self) -> None:
        """Find what no request could ever work with."""
        url = httpx.URL(self.url)
        if url.scheme not in ("http", "https") or not url.host:
            raise ConfigError("webhook: url must be an http or https URL with a host")
        if url.scheme == "http" and not self.allow_private:
            raise ConfigError("webhook: url must be https; plain http is for private addresses (allow_private = true)")
        for secret in self.secret:
            key_of(secret)


class WebhookSink(Sink):
    """One HTTP client with its own event loop; the endpoint's answer decides."""

    guarantee: ClassVar[str] = "at least once; webhook-id is the same on every attempt"
    # Eight full requests, one after another: recording a batch costs as much as a request to an endpoint nearby.
    limits: ClassVar[Limits] = Limits(events=8000, bytes=8 * 1024 * 1024)
    # An endpoint deduplicates by webhook-id, which is made of the batch's token.
    by_token: ClassVar[bool] = True

    def __init__(self, options: Options) -> None:
        self.options = options
        self._url = httpx.URL(options.url)
        self._keys = [key_of(secret) for secret in options.secret]
        self._loop: asyncio.Runner | None = None
        self._clients: list[httpx.AsyncClient] = []
        self._version = ""  # of HTTP, in the newest answer

    def open(self) -> None:
        """Resolve and check the address; the connection itself is made by the first request."""
        self.close()
        try:
            context = ssl.create_default_context(cafile=self.options.ca_file)
        except OSError as error:
            raise Refused(f"ca_file {self.options.ca_file}: {error.strerror or error}") from error
        self._loop = asyncio.Runner()
        self._clients = [
            httpx.AsyncClient(
                http2=True, verify=context, trust_env=False, follow_redirects=False, timeout=self.options.timeout
            )
            for _ in range(1 if self.options.mode is Mode.BATCH else STREAMS)
        ]
        self._run(self._address())

    def check(self) -> None:
        """Ask for nothing but the connection: OPTIONS, whose answer does not matter unless it turns us away."""
        self._run(self._connect())

    def write(self, batch: Batch) -> Sequence[Outcome]:
        """Post the batch in requests, or each of its events."""
        whole = self.options.mode is Mode.BATCH
        return self._run(self._post_parts(batch) if whole else self._post_each(batch.events))

    def close(self) -> None:
        """Close connection and loop."""
        clients, self._clients = self._clients, []
        loop, self._loop = self._loop, None
        self._version = ""
        if loop is not None:
            for client in clients:
                loop.run(client.aclose())
            loop.close()

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        if self._loop is None:
            work.close()
            raise Unavailable(f"{self._url.host} is not open")
        return self._loop.run(work)

    async def _post_parts(self, batch: Batch) -> list[Outcome]:
        """In order. An outage in the midst leaves the batch to be sent again, every request under its id."""
        outcomes: list[Outcome] = []
        for number, part in enumerate(parts(batch.events, self.options.request_events, self.options.request_bytes)):
            body = b"[" + b",".join(part) + b"]"
            outcome = await self._post(f"{batch.token}-{number}" if number else batch.token, body, 0)
            outcomes += [outcome] * len(part)
        return outcomes

    async def _post_each(self, events: Sequence[Event]) -> list[Outcome]:
        outcomes: list[Outcome] = [OK] * len(events)
        waiting = iter(enumerate(events))

        async def work(number: int, most: int | None = None) -> None:
            for index, event in islice(waiting, most):
                outcomes[index] = await self._post_one(event, number)

        if not self._version:  # the first answer tells
            await work(0, 1)
        shared = self._version == "HTTP/2"
        await asyncio.gather(*(work(0 if shared else number) for number in range(STREAMS)))
        return outcomes

    async def _post_one(self, event: Event, client: int) -> Outcome:
        try:
            return await self._post(message_id(event), event.body, client)
        except Unavailable as error:
            return Retry(error.reason, error.after)

    async def _post(self, id_: str, body: bytes, client: int) -> Outcome:
        now = int(time.time())
        headers = {
            **self.options.headers,
            "content-type": CONTENT_TYPES[self.options.mode],
            "webhook-id": id_,
            "webhook-timestamp": str(now),
        }
        if self._keys:
            headers["webhook-signature"] = signature(self._keys, id_, now, body)
        return judge(*await self._request("POST", headers, body, client))

    async def _connect(self) -> None:
        status, headers = await self._request("OPTIONS", dict(self.options.headers), b"")
        known = status not in (HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED)
        if known and (status in TURNED_AWAY or HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST):
            judge(status, headers)

    async def _request(
        self, method: str, headers: Mapping[str, str], body: bytes, number: int = 0
    ) -> tuple[int, httpx.Headers]:
        """Status and headers. The answer's body is not kept: it may quote what we sent, and nobody needs it."""
        if not self._clients:
            raise Unavailable(f"{self._url.host} is not open")
        client = self._clients[number]
        try:
            async with asyncio.timeout(self.options.timeout):
                address = await self._address()
                request = client.build_request(
                    method,
                    self._url.copy_with(host=address),
                    content=body,
                    headers={**headers, "host": self._url.netloc.decode()},
                    extensions={"sni_hostname": self._url.host},
                )
                answer = await client.send(request, stream=True)
                self._version = answer.http_version
                await _pass_over(answer)
                return answer.status_code, answer.headers
        except (httpx.HTTPError, TimeoutError, OSError) as error:
            raise _trouble(self._url.host, error) from error

    async def _address(self) -> str:
        """An address of the host that may be connected to."""
        host = self._url.host
        try:
            found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except OSError as error:
            raise Unavailable(f"{host} cannot be resolved: {error.strerror or error}") from error
        addresses = [ipaddress.ip_address(info[4][0]) for info in found]
        if not self.options.allow_private and (private := [a for a in addresses if not public(a)]):
            raise Refused(f"{host} is at the private address {private[0]}; allow_private = true permits it")
        return str(addresses[0])


async def _pass_over(answer: httpx.Response) -> None:
    """Leave the connection ready for the next request, or closed. Whatever happens here, the status was said."""
    with contextlib.suppress(httpx.HTTPError, TimeoutError):
        async with asyncio.timeout(BODY_SECONDS):
            async for _ in answer.aiter_raw():
                if answer.num_bytes_downloaded > BODY_BYTES:
                    break
    await answer.aclose()


def public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether an address is one of the open internet, seen through its IPv6 disguises."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is not None:
            return public(inner)
        if address in NAT64:
            return public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return address.is_global and not address.is_multicast


NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def parts(events: Sequence[Event], most: int, most_bytes: int) -> list[list[bytes]]:
    """The bodies of one request after another; at least one in each. The same events are always cut alike."""
    found: list[list[bytes]] = []
    room, size = 0, 0
    for event in events:
        length = len(event.body)
        if not room or size + length > most_bytes:
            found.append([])
            room, size = most, 0
        found[-1].append(event.body)
        room, size = room - 1, size + length + 1  # the comma
    return found


def judge(status: int, headers: Mapping[str, str]) -> Outcome:
    """What a status means for what was sent. Raises Refused and Unavailable."""
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return OK
    if status in TURNED_AWAY or status < HTTPStatus.BAD_REQUEST:
        redirect = " (redirects are not followed)" if status < HTTPStatus.BAD_REQUEST else ""
        raise Refused(f"the endpoint answered {status}{redirect}")
    if status in LATER or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise Unavailable(f"the endpoint answered {status}", after=retry_after(headers.get("retry-after"), time.time()))
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return TooLarge("the endpoint answered 413")
    return Fatal(f"http.{status}", f"the endpoint answered {status}")


def retry_after(value: str | None, now: float) -> float | None:
    """Seconds from a Retry-After header, given as seconds or as a date; None for what is neither."""
    if value is None:
        return None
    if value.strip().isdecimal():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - now)
    except ValueError:
        return None


def key_of(secret: str) -> bytes:
    """The bytes of a secret written as Standard Webhooks writes it, 24 to 64 of them."""
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except binascii.Error:
        key = b""
    if not MIN_KEY <= len(key) <= MAX_KEY:
        raise ConfigError("webhook: secret must be whsec_ and the base64 of 24 to 64 random bytes")
    return key


MIN_KEY, MAX_KEY = 24, 64


def signature(keys: Sequence[bytes], id_: str, timestamp: int, body: bytes) -> str:
    """One `v1,<base64>` for each key, separated by spaces."""
    signed = f"{id_}.{timestamp}.".encode() + body
    digests = (hmac.new(key, signed, hashlib.sha256).digest() for key in keys)
    return " ".join("v1," + base64.b64encode(digest).decode() for digest in digests)


def message_id(event: Event) -> str:
    """The same for every attempt at this event; fit for a header, whatever its source and id hold."""
    return f"msg_{event.fingerprint}"


def _trouble(host: str, error: Exception) -> SinkError:
    """A certificate that does not verify waits for a person; all else on the way may pass."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Refused(f"{host}: its certificate does not verify: {cause.verify_message}")
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, (TimeoutError, httpx.TimeoutException)):
        return Unavailable(f"{host} did not answer in time", slow=not isinstance(error, httpx.ConnectTimeout))
    if isinstance(error, httpx.ConnectError):
        return Unavailable(f"no connection to {host}")
    return Unavailable(f"{host}: {type(error).__name__} {error}".strip())


SINK = WebhookSink
