"""Requests out of a client's bytes: parsed in C, judged on their headers, bodies counted while they come.

    bytes -> parser -> arriving request -> turns (whole, or answered early)

A body that follows an early answer is read and dropped.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from urllib.parse import unquote

import httptools

from touchline_collector.intake.problems import Problem
from touchline_collector.intake.request import Request
from touchline_collector.server.answering import CONTINUE
from touchline_collector.server.application import Application
from touchline_collector.server.connections import HEADER_BYTES
from touchline_collector.server.turn import Turn

_HEAD_TOO_LARGE = Problem(431, "headers_too_large", f"headers beyond {HEADER_BYTES} bytes are not read")


class Reader:
    """Reads one connection's requests, and puts them behind its turns."""

    __slots__ = (
        "_answered",
        "_app",
        "_fault",
        "_head_bytes",
        "_headers",
        "_parser",
        "_peer",
        "_transport",
        "_turns",
        "_unparsed",
        "_upgrading",
        "_url",
        "arriving",
        "began",
        "in_head",
    )

    def __init__(
        self, app: Application, transport: asyncio.Transport, turns: deque[Turn], answered: Callable[[Turn], None]
    ) -> None:
        peer = transport.get_extra_info("peername")
        self._peer = str(peer[0]) if isinstance(peer, tuple) else None
        self._app = app
        self._transport = transport
        self._turns = turns
        self._answered = answered
        self._parser = httptools.HttpRequestParser(self)
        self._headers: list[tuple[bytes, bytes]] = []
        self._url = b""
        self._head_bytes = self._unparsed = 0
        self._fault = ""
        self._upgrading = False
        self.arriving: Turn | None = None
        self.began = self.in_head = False

    def feed(self, data: bytes) -> Problem | None:
        """Read on; the problem that ends the connection, if these bytes make one."""
        if self.in_head:  # the head that an earlier read began: counted as it comes, a line may never end
            self._unparsed += len(data)
        try:
            self._parse(data)
        except httptools.HttpParserError as error:
            return self._garbled(str(error))
        return _HEAD_TOO_LARGE if self.in_head and self._unparsed > HEADER_BYTES else None

    def _parse(self, data: bytes) -> None:
        while data:
            try:
                self._parser.feed_data(data)
            except httptools.HttpParserUpgrade as upgrade:
                data = self._without_upgrade() + data[upgrade.args[0] :]
            else:
                return

    # What the parser tells.

    def on_message_begin(self) -> None:
        """A request begins."""
        self.began = self.in_head = True
        self._head_bytes = self._unparsed = 0
        self._url = b""
        self._headers = []

    def on_url(self, url: bytes) -> None:
        """A piece of the request's target."""
        self._weigh(len(url))
        self._url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        """One header."""
        self._weigh(len(name) + len(value))
        self._headers.append((name.lower(), value))

    def _weigh(self, size: int) -> None:
        """Count the head as parsed: a flood may come whole in one read. Raising makes the parser give up."""
        self._head_bytes += size
        if self._head_bytes > HEADER_BYTES:
            raise ValueError("the head is too large")

    def on_headers_complete(self) -> None:
        """The headers are whole: a request that cannot be taken is answered now."""
        parser = self._parser
        if parser.should_upgrade():
            self._upgrading = True
            return
        self.in_head = False
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in self._headers}
        if parser.get_http_version() == "1.1" and [name for name, _ in self._headers].count(b"host") != 1:
            self._fault = "a request has one Host header"  # RFC 9112, section 3.2
            raise ValueError(self._fault)
        path, query = self._target()
        head = Request(headers, b"", query, self._peer, parser.get_method().decode("latin-1"), path)
        turn = self.arriving = Turn(self._answered, head, keep_alive=parser.should_keep_alive())
        try:
            key = self._app.open(head.method, path, query, headers)
        except Problem as problem:
            self._answer_early(turn, problem)
        else:
            turn.head = head._replace(key=key) if key is not None else head
            if "expect" in headers:
                self._invite(headers)

    def _target(self) -> tuple[str, str]:
        """Path and query of the request's target."""
        url = self._url
        if url.startswith(b"/") and b"%" not in url and b"#" not in url:
            path, _, query = url.decode("latin-1").partition("?")
            return path, query
        try:
            parsed = httptools.parse_url(url)
        except httptools.HttpParserInvalidURLError as error:
            self._fault = "the request's target is no URL"
            raise ValueError(self._fault) from error
        return unquote((parsed.path or b"/").decode("latin-1")), (parsed.query or b"").decode("latin-1")

    def _invite(self, headers: Mapping[str, str]) -> None:
        """`Expect: 100-continue`: the body is wanted. In a pipeline the client has not waited, so nothing is said."""
        if headers["expect"].lower() == "100-continue" and not self._turns:
            self._transport.write(CONTINUE)

    def on_body(self, part: bytes) -> None:
        """Some of the body, counted while it comes; after an early answer it is dropped."""
        turn = self.arriving
        if turn is None or turn.early:
            return
        try:
            self._app.check_size(turn.held + len(part))
            self._app.admission.hold(len(part), turn.held)
        except Problem as problem:
            self._answer_early(turn, problem)
        else:
            turn.held += len(part)
            turn.body.append(part)

    def on_message_complete(self) -> None:
        """The request is whole."""
        turn = self.arriving
        if self._upgrading or turn is None:
            return
        self.arriving = None
        if not turn.early:
            body = turn.body[0] if len(turn.body) == 1 else b"".join(turn.body)
            turn.body = []
            turn.request = turn.head._replace(body=body)
            self._turns.append(turn)

    def _answer_early(self, turn: Turn, problem: Problem) -> None:
        turn.early = True
        turn.body = []
        turn.release(self._app.admission)
        turn.answer = self._app.admission.refused(problem)
        self._turns.append(turn)

    def _without_upgrade(self) -> bytes:
        """An offer to upgrade is ignored (RFC 9110, section 7.8): the same head without it, for a fresh parser."""
        self._upgrading = False
        method = self._parser.get_method()
        if method == b"CONNECT":
            self._fault = "no tunnels here"
            raise httptools.HttpParserError(self._fault)
        kept = b"".join([b"%b: %b\r\n" % pair for pair in self._headers if pair[0] != b"upgrade"])
        version = self._parser.get_http_version().encode()
        self._parser = httptools.HttpRequestParser(self)
        return b"%b %b HTTP/%b\r\n%b\r\n" % (method, self._url, version, kept)

    def _garbled(self, message: str) -> Problem:
        """What to say of bytes that are no HTTP, or of a head that is too large."""
        if self._head_bytes > HEADER_BYTES:
            return _HEAD_TOO_LARGE
        return Problem(400, "malformed_http", self._fault or message)
