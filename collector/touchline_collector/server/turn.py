"""A request on its way through a connection, and its answer."""

from __future__ import annotations

from collections.abc import Callable

from touchline_collector.intake.admission import Admission
from touchline_collector.intake.request import Answer, Request


class Turn:
    """What a connection holds of one request until its answer is written."""

    __slots__ = ("_answered", "answer", "body", "counted", "early", "head", "held", "keep_alive", "request", "started")

    def __init__(self, answered: Callable[[Turn], None], head: Request, *, keep_alive: bool) -> None:
        self._answered = answered
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
            self._answered(self)

    def release(self, admission: Admission) -> None:
        """The body is no longer in memory."""
        admission.release(self.held)
        self.held = 0
