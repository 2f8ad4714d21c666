"""One HTTP/1.1 connection: answered in order, in phases that a `Guard` watches.

    bytes -> reader -> turns (whole, or answered early) -> answers, first come first served

A body that follows an early answer is read and dropped within the deadline of every body. No task and no future is
made for a request.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from typing import cast

from touchline_collector.intake.problems import Problem
from touchline_collector.intake.request import Answer
from touchline_collector.server.answering import rendered
from touchline_collector.server.application import Application
from touchline_collector.server.connections import LINGER, Guard, Phase
from touchline_collector.server.reader import Reader
from touchline_collector.server.turn import Turn


class Connection(asyncio.Protocol):
    """A client's connection to an application."""

    __slots__ = (
        "_advancing",
        "_app",
        "_failed",
        "_guard",
        "_last",
        "_loop",
        "_paused",
        "_reader",
        "_turns",
        "_unread",
        "phase",
        "since",
        "transport",
    )

    def __init__(self, app: Application, guard: Guard, loop: asyncio.AbstractEventLoop) -> None:
        self._app = app
        self._guard = guard
        self._loop = loop
        self._turns: deque[Turn] = deque()
        self._last: Problem | None = None
        self._failed = self._advancing = self._unread = self._paused = False
        self.phase: Phase = "fresh"
        self.since = 0.0

    # What the transport tells.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client connected."""
        self.transport = cast(asyncio.Transport, transport)
        self._reader = Reader(self._app, self.transport, self._turns, self.answered)
        self._guard.opened(self, self._loop.time())

    def connection_lost(self, _: Exception | None) -> None:
        """The connection is gone; what was begun goes on, and nobody hears of it."""
        self._guard.closed(self)
        self._forget()

    def data_received(self, data: bytes) -> None:
        """Bytes came."""
        if self._failed:
            return
        problem = self._reader.feed(data)
        if problem is not None:
            self._refuse(problem)
        self._advance()
        self._settle()

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

    # Turn by turn.

    def answered(self, turn: Turn) -> None:
        """A handler has answered."""
        if turn.counted:
            self._app.admission.leave()
        turn.release(self._app.admission)
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
            turn.release(self._app.admission)
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

    def _forget(self) -> None:
        """Nobody waits for the turns any more; those under way release their own."""
        for turn in (*self._turns, *([self._reader.arriving] if self._reader.arriving else ())):
            if not turn.started:
                turn.release(self._app.admission)
        self._turns.clear()
        self._reader.arriving = None

    def _settle(self) -> None:
        """Enter the phase that all that makes; what is queued is answered before more is read."""
        phase, reader = self._phase(), self._reader
        if phase != self.phase or reader.began:
            reader.began = False
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
        if self._reader.in_head:
            return "headers"
        if self._reader.arriving is not None:
            return "body"
        return "fresh" if self.phase == "fresh" and not self._reader.began else "idle"

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
        arriving = self._reader.arriving
        if not (arriving and arriving.early) and not self.transport.is_closing():  # a request has one answer
            self.transport.write(rendered(self._app.admission.refused(problem), now=time.time(), close=True))
        self._close()

    def _close(self) -> None:
        """Close when everything is written, or cut when nobody reads it."""
        self.transport.close()
        self._loop.call_later(LINGER, self.transport.abort)
