"""NATS JetStream: one message an event, acknowledged by the stream, which drops copies of what it took lately."""

from __future__ import annotations

import asyncio
import logging
import re
import ssl
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, TypeVar
from urllib.parse import quote, urlsplit

import nats.errors
import nats.js.errors
from nats.aio.client import Client
from nats.js import JetStreamContext
from nats.js.api import StorageType, StreamConfig

from touchline_collector.errors import ConfigError
from touchline_collector.sinks.addressing import Addressing
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
    Unavailable,
)
from touchline_collector.sinks.event import Event
from touchline_collector.sinks.loop import Loop, answers
from touchline_collector.sinks.options import option

T = TypeVar("T")
logger = logging.getLogger(__name__)

CONTENT_TYPE = "application/cloudevents+json"
# What NATS reads in a subject in its own way.
SPECIAL = ".*>"


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of a nats sink."""

    url: str = option("nats://user:password@host:4222, tls:// for TLS; several, separated by commas", secret=True)
    stream: str = option("the JetStream stream", "touchline")
    subject: str = option("where an event goes; may hold {type}, {channel}, {store} and {zone}", "events.{type}")
    create: bool = option("make the stream where it is missing, on disk", default=True)
    duplicate_window: float = option("seconds that a stream made here remembers events", 600.0, least=1)
    credentials: Path | None = option("a .creds file, instead of a password", None)
    ca_file: Path | None = option("certificate authorities to trust instead of the system's", None)
    cert_file: Path | None = option("our certificate, where the server asks for one", None)
    key_file: Path | None = option("the key of that certificate", None)
    timeout: float = option("seconds for connecting, and for one write", 30.0, least=0.1)

    def __post_init__(self) -> None:
        """Find what no connection could ever work with."""
        for url in self.servers:
            if urlsplit(url).scheme not in ("nats", "tls") or not urlsplit(url).hostname:
                raise ConfigError("nats: url must be nats://host or tls://host, or several separated by commas")
        Addressing(self.subject, SPECIAL, "nats: subject")

    @property
    def servers(self) -> list[str]:
        """Each server's URL."""
        return [url.strip() for url in self.url.split(",")]


# JetStream's error numbers (https://github.com/nats-io/nats-server/blob/main/server/errors.json) for one message that
# is larger than the stream takes, and for the wrong stream. A full stream (10047, 10077) may be emptied: retry.
TOO_LARGE = 10054
NOT_THIS_STREAM = frozenset({10059, 10060})
# Seconds for closing. After a handshake that failed the client waits for an end that never comes; a goodbye on a
# connection that works is one round trip.
GOODBYE = 1.0


class NatsSink(Sink):
    """Publishes a batch at once and waits for the stream's acknowledgement of each message."""

    guarantee: ClassVar[str] = "exactly once within the stream's duplicate window, at least once beyond it"
    limits: ClassVar[Limits] = Limits(events=1000, bytes=1024 * 1024)

    def __init__(self, options: Options) -> None:
        self.options = options
        self._subjects = Addressing(options.subject, SPECIAL, "nats: subject")
        self._loop: Loop | None = None
        self._client: Client | None = None
        self._stream: JetStreamContext | None = None
        self._lost: asyncio.Event | None = None
        self._problem: Exception | None = None  # told beside the calls, as a missing right is

    def open(self) -> None:
        """Connect, and find the stream or make it."""
        self.close()
        self._loop = Loop("touchline-nats")
        self._run(self._connect())
        self._run(self._find_stream())

    def write(self, batch: Batch) -> Sequence[Outcome]:
        """Publish all, then wait for the last acknowledgement."""
        return self._run(self._publish_all(batch.events))

    def close(self) -> None:
        """Close connection and loop."""
        loop, self._loop = self._loop, None
        if loop is None:
            return
        client, self._client, self._stream = self._client, None, None
        if client is not None:
            try:
                loop.run(client.close(), min(GOODBYE, self.options.timeout))
            except (nats.errors.Error, OSError, TimeoutError):
                logger.debug("nats: the connection was closed by the server already")
        loop.close()

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        if self._loop is None:
            work.close()
            raise Unavailable("nats is not open")
        try:
            return self._loop.run(work, self.options.timeout)
        except (nats.errors.Error, OSError, TimeoutError) as error:
            raise self._trouble(error) from error

    async def _connect(self) -> None:
        options, lost = self.options, asyncio.Event()

        async def on_error(error: Exception) -> None:
            self._problem = error

        async def on_close() -> None:
            lost.set()

        security = self._security()
        self._client = Client()  # kept before it is connected: a failed attempt leaves a transport to be closed
        try:
            await self._client.connect(
                servers=options.servers,
                name="touchline-collector",
                allow_reconnect=False,
                max_reconnect_attempts=1,  # counts for the first connection too: without it, it never gives up
                reconnect_time_wait=0,
                connect_timeout=max(1, int(options.timeout)),
                error_cb=on_error,
                closed_cb=on_close,
                disconnected_cb=on_close,
                **security,
            )
        except nats.errors.NoServersError as error:
            raise self._trouble(self._problem or error) from error
        self._lost = lost
        self._stream = self._client.jetstream(timeout=options.timeout)

    def _security(self) -> dict[str, Any]:
        options, security = self.options, dict[str, Any]()
        if options.credentials is not None:
            if not options.credentials.is_file():
                raise Refused(f"nats: there is no credentials file {options.credentials}")
            security["user_credentials"] = str(options.credentials)
        if options.ca_file is not None or options.cert_file is not None:
            try:
                security["tls"] = context = ssl.create_default_context(cafile=options.ca_file)
                if options.cert_file is not None:
                    context.load_cert_chain(options.cert_file, options.key_file)
            except OSError as error:
                raise Refused(f"nats: ca_file, cert_file or key_file: {error.strerror or error}") from error
        return security

    async def _find_stream(self) -> None:
        options, stream = self.options, self._open_stream
        wanted = everything(self._subjects)
        try:
            found = (await stream.stream_info(options.stream)).config
        except nats.js.errors.NotFoundError:
            if not options.create:
                raise Refused(f"nats: there is no stream {options.stream}; make it, or set create = true") from None
            found = StreamConfig(
                name=options.stream,
                subjects=[wanted],
                storage=StorageType.FILE,
                duplicate_window=options.duplicate_window,
            )
            await stream.add_stream(found)
        if not any(takes(subject, wanted) for subject in found.subjects or []):
            took = ", ".join(found.subjects or ["nothing"])
            raise Refused(f"nats: stream {options.stream} takes {took}, not {wanted}")

    async def _publish_all(self, events: Sequence[Event]) -> list[Outcome]:
        if self._lost is None:
            raise Unavailable("nats is not open")
        found = await answers(map(self._publish, events), self._lost)
        return [self._outcome(event, answer) for event, answer in zip(events, found, strict=True)]

    async def _publish(self, event: Event) -> None:
        # Not `publish_async`: an answer that is an error breaks the library's handler and never arrives.
        await self._open_stream.publish(
            self._subjects.of(event), event.body, stream=self.options.stream, headers=headers(event)
        )

    @property
    def _open_stream(self) -> JetStreamContext:
        if self._stream is None:
            raise Unavailable("nats is not open")
        return self._stream

    def _outcome(self, event: Event, answer: BaseException | None) -> Outcome:
        if answer is None:
            return OK
        if isinstance(answer, nats.errors.MaxPayloadError):
            return Fatal("too_large", f"{len(event.body)} bytes are more than the server takes", proven=True)
        if isinstance(answer, nats.js.errors.APIError) and answer.err_code == TOO_LARGE:
            return Fatal("too_large", f"stream {self.options.stream}: {answer.description}", proven=True)
        if isinstance(answer, nats.errors.BadSubjectError):
            return Fatal("nats.subject", f"{self._subjects.of(event)!r} is no subject", proven=True)
        trouble = self._trouble(answer)
        if isinstance(trouble, Refused) or not isinstance(answer, nats.js.errors.APIError):
            raise trouble from answer
        return Retry(trouble.reason)

    def _trouble(self, error: BaseException) -> SinkError:
        told, self._problem = self._problem, None
        if isinstance(error, TimeoutError) and told is not None and is_refusal(told):
            error = told
        if isinstance(error, TimeoutError):
            return Unavailable(f"nats did not answer in {self.options.timeout:g} s")
        return (Refused if is_refusal(error) else Unavailable)(f"nats: {in_words(error)}")


def is_refusal(error: BaseException) -> bool:
    """Whether a person has to mend it; all else may pass."""
    if isinstance(error, nats.js.errors.APIError):
        return error.err_code in NOT_THIS_STREAM or error.code in (None, 400, 401, 403)
    if isinstance(error, (*REFUSALS, nats.js.errors.NoStreamResponseError)):
        return True
    return any(word in str(error).lower() for word in ("authorization", "permissions violation", "authentication"))


REFUSALS = (
    nats.errors.AuthorizationError,
    nats.errors.InvalidUserCredentialsError,
    ssl.SSLCertVerificationError,
    FileNotFoundError,
)


def in_words(error: BaseException) -> str:
    """One line."""
    if isinstance(error, nats.js.errors.NoStreamResponseError):
        return "no stream takes the subject any more"
    if isinstance(error, nats.js.errors.APIError):
        return error.description or "JetStream is not enabled on the server, or not for this account"
    return " ".join(str(error).split()).removeprefix("nats: ") or type(error).__name__


def headers(event: Event) -> dict[str, str]:
    """CloudEvents' structured mode, with the attributes that consumers route and deduplicate by beside it."""
    return {
        "Nats-Msg-Id": event.fingerprint,
        "content-type": CONTENT_TYPE,
        "ce-id": quote(event.id),
        "ce-source": quote(event.source),
        "ce-type": quote(event.type),
    }


def everything(subjects: Addressing) -> str:
    """A subject that covers all of a template's: a type has several parts, and nothing can follow `>`."""
    return re.sub(r"(^|\.)[^.]*>.*", r"\1>", subjects.pattern({"type": ">"}, "*"))


def takes(subject: str, wanted: str) -> bool:
    """Whether a stream's `subject` covers everything that `wanted` does."""
    have, want = subject.split("."), wanted.split(".")
    for number, part in enumerate(have):
        if part == ">":
            return len(want) > number
        if number >= len(want) or (part not in ("*", want[number])) or want[number] == ">":
            return False
    return len(have) == len(want)


SINK = NatsSink
