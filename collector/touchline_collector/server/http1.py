"""One HTTP/1.1 connection: parsed in C, answered in order, in phases that a `Guard` watches.

    bytes -> parser -> arriving request -> turns (whole, or answered early) -> answers, first come first served

What a request owes is judged on its headers already; a body that follows an early answer is read and dropped, within
the deadline of every body. No task and no future is made for a request.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Mapping
from typing import cast
from urllib.parse import unquote

import httptools

from touchline_collector.intake.problems import Problem
from touchline_collector.intake.request import Answer, Request
from touchline_collector.server.answering import CONTINUE, rendered
from touchline_collector.server.application import Application
from touchline_collector.server.connections import HEADER_BYTES, LINGER, Guard, Phase

_HEAD_TOO_LARGE = Problem(431, "headers_too_large", f"headers beyond {HEADER_BYTES} bytes are not read")


class Turn:
    """A request on its way, and its answer."""

    __slots__ = (
        "_connection",
        "answer",
        "body",
        "counted",
        "early",
        "head",
        "held",
        "keep_alive",
        "request",
        "started",
    )

    def __init__(self, connection: Connection, head: Request, *, keep_alive: bool) -> None:
        self._connection = connection
        self.head = head
        self.keep_alive = keep_alive
        self.answer: Answer | None = None
        self.request: Request | None = None
        self.body: list[bytes] = []
        self.held = 0
        self.early = False
        self.counted = False
        self.started = False

    def reply(self, answer: Answer) -> None:
        """Take the answer; a second one comes too late."""
        if self.answer is None:
            self.answer = answer
            self._connection.answered(self)


class Connection(asyncio.Protocol):
    """A client's connection to an application."""

    __slots__ = (
        "_advancing",
        "_app",
        "_arriving",
        "_began",
        "_failed",
        "_fault",
        "_guard",
        "_head_bytes",
        "_headers",
        "_in_head",
        "_last",
        "_loop",
        "_parser",
        "_paused",
        "_peer",
        "_turns",
        "_unparsed",
        "_unread",
        "_upgrading",
        "_url",
        "phase",
        "since",
        "transport",
    )

    def __init__(self, app: Application, guard: Guard, loop: asyncio.AbstractEventLoop) -> None:
        self._app = app
        self._guard = guard
        self._loop = loop
        self._parser = httptools.HttpRequestParser(self)
        self._turns: deque[Turn] = deque()
        self._arriving: Turn | None = None
        self._headers: list[tuple[bytes, bytes]] = []
        self._url = b""
        self._head_bytes = self._unparsed = 0
        self._fault = ""
        self._last: Problem | None = None
        self._began = self._in_head = self._upgrading = self._failed = False
        self._advancing = self._unread = self._paused = False
        self.phase: Phase = "fresh"
        self.since = 0.0

    # What the transport tells.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client connected."""
        self.transport = cast(asyncio.Transport, transport)
        peer = transport.get_extra_info("peername")
        self._peer = str(peer[0]) if isinstance(peer, tuple) else None
        self._guard.opened(self, self._loop.time())

    def connection_lost(self, _: Exception | None) -> None:
        """The connection is gone; what was begun goes on, and nobody hears of it."""
        self._guard.closed(self)
        self._forget()

    def data_received(self, data: bytes) -> None:
        """Bytes came."""
        if self._failed:
            return
        if self._in_head:  # the head that an earlier read began: counted as it comes, a line may never end
            self._unparsed += len(data)
        try:
            self._feed(data)
        except httptools.HttpParserError as error:
            self._garbled(str(error))
        if self._in_head and self._unparsed > HEADER_BYTES:
            self._refuse(_HEAD_TOO_LARGE)
        self._advance()
        self._settle()

    def _feed(self, data: bytes) -> None:
        while data:
            try:
                self._parser.feed_data(data)
            except httptools.HttpParserUpgrade as upgrade:
                data = self._without_upgrade() + data[upgrade.args[0] :]
            else:
                return

    def eof_received(self) -> bool:
        """The client sends no more. Whole requests are answered all the same; anything less ends the connection."""
        if not self._turns:
            return False
        self._turns[-1].keep_alive = False
        return True

    def pause_writing(self) -> None:
        """The client does not read what it asked for; nothing more is made for it."""
        self._unread = True
        self._settle()

    def resume_writing(self) -> None:
        """It reads again."""
        self._unread = False
        self._advance()
        self._settle()

    # What the parser tells.

    def on_message_begin(self) -> None:
        """A request begins."""
        self._began = self._in_head = True
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
        self._in_head = False
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in self._headers}
        if parser.get_http_version() == "1.1" and [name for name, _ in self._headers].count(b"host") != 1:
            self._fault = "a request has one Host header"  # RFC 9112, section 3.2
            raise ValueError(self._fault)
        path, query = self._target()
        head = Request(headers, b"", query, self._peer, parser.get_method().decode("latin-1"), path)
        turn = self._arriving = Turn(self, head, keep_alive=parser.should_keep_alive())
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
            self.transport.write(CONTINUE)

    def on_body(self, part: bytes) -> None:
        """Some of the body, counted while it comes; after an early answer it is dropped."""
        turn = self._arriving
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
        turn = self._arriving
        if self._upgrading or turn is None:
            return
        self._arriving = None
        if not turn.early:
            body = turn.body[0] if len(turn.body) == 1 else b"".join(turn.body)
            turn.body = []
            turn.request = turn.head._replace(body=body)
            self._turns.append(turn)

    def _answer_early(self, turn: Turn, problem: Problem) -> None:
        turn.early = True
        turn.body = []
        self._release(turn)
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

    def _garbled(self, message: str) -> None:
        """Bytes that are no HTTP, or a head that is too large: the last word, after the answers that are owed."""
        if self._head_bytes > HEADER_BYTES:
            self._refuse(_HEAD_TOO_LARGE)
        else:
            self._refuse(Problem(400, "malformed_http", self._fault or message))

    # Turn by turn.

    def answered(self, turn: Turn) -> None:
        """A handler has answered."""
        if turn.counted:
            self._app.admission.leave()
        self._release(turn)
        if not self._advancing:
            self._advance()
            self._settle()

    def _advance(self) -> None:
        """Write what is answered and start what is next, in order, until somebody has to be waited for."""
        if self._advancing:
            return
        self._advancing = True
        turns = self._turns
        while turns and not self._unread:
            turn = turns[0]
            if not turn.started and turn.answer is None:
                self._start(turn)
            if turn.answer is None or not turns:
                break
            turns.popleft()
            self._write(turn, turn.answer)
        if self._last is not None and not turns:
            self._end(self._last)
        self._advancing = False

    def _start(self, turn: Turn) -> None:
        """Let a whole request in: only now, for a body that never comes must not take a place from one that is here."""
        assert turn.request is not None  # noqa: S101 - what has no answer yet is whole
        turn.started = True
        try:
            turn.counted = self._app.enter(turn.request)
        except Problem as problem:
            turn.answer = self._app.admission.refused(problem)
            self._release(turn)
        else:
            self._app.answer(turn.request, turn.reply)

    def _write(self, turn: Turn, answer: Answer) -> None:
        if self.transport.is_closing():
            return
        head = turn.head
        close = not turn.keep_alive or self._app.admission.draining
        crossing = self._app.cross_origin(head.headers)
        bodiless = head.method == "HEAD"
        self.transport.write(rendered(answer, now=time.time(), cross_origin=crossing, bodiless=bodiless, close=close))
        if close:
            self._close()

    def _release(self, turn: Turn) -> None:
        """The body of a turn is no longer in memory."""
        self._app.admission.release(turn.held)
        turn.held = 0

    def _forget(self) -> None:
        """Nobody waits for the turns any more; those under way release their own."""
        for turn in (*self._turns, *([self._arriving] if self._arriving else ())):
            if not turn.started:
                self._release(turn)
        self._turns.clear()
        self._arriving = None

    def _settle(self) -> None:
        """Enter the phase that all that makes; what is queued is answered before more is read."""
        phase = self._phase()
        if phase != self.phase or self._began:
            self._began = False
            self._guard.enter(self, phase, self._loop.time())
        if self._paused != (len(self._turns) > 1) and not self.transport.is_closing():
            self._paused = not self._paused
            if self._paused:
                self.transport.pause_reading()
            else:
                self.transport.resume_reading()

    def _phase(self) -> Phase:
        if self._unread:
            return "unread"
        if self._turns or self.transport.is_closing():
            return "busy"
        if self._in_head:
            return "headers"
        if self._arriving is not None:
            return "body"
        return "fresh" if self.phase == "fresh" and not self._began else "idle"

    # The last word.

    def expire(self) -> None:
        """The client took too long."""
        if self.transport.is_closing() or self.phase == "unread":
            self.transport.abort()
        elif self.phase in ("fresh", "idle"):
            self.transport.close()
        else:
            self._refuse(Problem(408, "timeout", f"the request's {self.phase} did not arrive in time"))

    def drop(self) -> None:
        """Make room."""
        self.transport.close()

    def finish(self) -> None:
        """The server stops: what is whole or on its way is answered, and closes the connection."""
        if self.phase in ("fresh", "idle", "headers"):
            self.transport.close()

    def abort(self) -> None:
        """Cut."""
        self.transport.abort()

    def _refuse(self, problem: Problem) -> None:
        """Read no more; say so behind what is owed, and close."""
        if self._failed:
            return
        self._failed = True
        if self._turns:
            self._last = problem
        else:
            self._end(problem)

    def _end(self, problem: Problem) -> None:
        arriving = self._arriving
        if not (arriving and arriving.early) and not self.transport.is_closing():  # a request has one answer
            self.transport.write(rendered(self._app.admission.refused(problem), now=time.time(), close=True))
        self._close()

    def _close(self) -> None:
        """Close when everything is written, or cut when nobody reads it."""
        self.transport.close()
        self._loop.call_later(LINGER, self.transport.abort)
