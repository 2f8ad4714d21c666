"""`/v1/handoff`: references that carry a journey across a break no cookie survives, such as a voice on the phone.

A reference is opaque: it names a hand-off, never a person. The voice form is ten characters of Crockford's base 32,
50 bits, used once, checked here and nowhere else, and rate-limited because fifty bits can be guessed at with patience.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

from touchline_collector import jsontext
from touchline_collector.errors import StorageError
from touchline_collector.eventlog import EventLog, handoffs
from touchline_collector.eventlog.handoffs import Fate
from touchline_collector.intake.door import keeping_problem
from touchline_collector.intake.gate import SERVERS
from touchline_collector.intake.problems import Problem, malformed
from touchline_collector.intake.rate import Rates
from touchline_collector.intake.request import Answer, Request
from touchline_collector.intake.rules import Rules
from touchline_spec import times

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
VOICE_LENGTH = 10

# A person reads a reference out within minutes, prints last for weeks; a longer life only helps a guesser.
DEFAULT_SECONDS = 900
LONGEST_SECONDS = 90 * 24 * 3600

# Guesses a second for each key: at this rate a given voice reference falls in about seven million years.
REDEEM_RATE = 5.0

_SPOKEN = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


def voice_reference() -> str:
    """Ten characters that cannot be misheard for one another."""
    return "".join(secrets.choice(CROCKFORD) for _ in range(VOICE_LENGTH))


def normalised(reference: str) -> str:
    """A reference as people say it: any case, O for zero, I and L for one, with dashes."""
    return reference.upper().translate(_SPOKEN) if len(reference) <= VOICE_LENGTH + 5 else reference


class Handoffs:
    """Issues and redeems for secret keys."""

    def __init__(self, log: EventLog, rules: Callable[[], Rules]) -> None:
        self._log = log
        self._rules = rules
        self._rates = Rates()

    async def issue(self, request: Request) -> Answer:
        """`POST /v1/handoff` `{"form": "voice" | "token", "seconds"?}`."""
        self._rules().gate.enter(request.headers, request.query, SERVERS)
        asked = _object(request.body)
        form = asked.get("form", "voice")
        seconds = asked.get("seconds", DEFAULT_SECONDS)
        if form not in ("voice", "token"):
            raise Problem(400, "handoff.form", f"form is {form!r}; expected voice or token")
        if type(seconds) is not int or not 0 < seconds <= LONGEST_SECONDS:
            raise Problem(400, "handoff.seconds", f"seconds must be a whole number from 1 to {LONGEST_SECONDS}")
        handoff_id = secrets.token_urlsafe(12)
        expires = time.time() + seconds
        issued = False
        while not issued:  # a reference that another hand-off has already is not given out a second time
            reference = voice_reference() if form == "voice" else secrets.token_urlsafe(16)
            issue = partial(handoffs.issue, reference=reference, handoff_id=handoff_id, expires=expires)
            issued = await self._do(issue)
        until = times.format_utc(datetime.fromtimestamp(expires, UTC))
        return Answer(201, jsontext.dumps({"reference": reference, "handoff_id": handoff_id, "expires": until}))

    async def redeem(self, request: Request) -> Answer:
        """`POST /v1/handoff/redeem` `{"reference"}`: 200 once, then 410."""
        key = self._rules().gate.enter(request.headers, request.query, SERVERS)
        reference = _object(request.body).get("reference")
        if not isinstance(reference, str) or not reference:
            raise Problem(400, "handoff.reference", "reference must be a text")
        self._rates.spend(f"redeeming with key {key.name}", REDEEM_RATE, 1, time.monotonic())
        found = await self._do(partial(handoffs.redeem, reference=normalised(reference), now=time.time()))
        if found.fate is Fate.REDEEMED:
            return Answer(200, jsontext.dumps({"handoff_id": found.handoff_id}))
        status = 404 if found.fate is Fate.UNKNOWN else 410
        raise Problem(status, f"handoff.{found.fate.value}", f"the reference is {found.fate.value}")

    async def _do(self, job: Callable[..., Any]) -> Any:
        try:
            return await asyncio.wrap_future(self._log.submit(job))
        except StorageError as error:
            raise keeping_problem(error) from error


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = jsontext.loads(body or b"{}")
    except jsontext.NotJSON as error:
        raise malformed(f"the body is not JSON: {error}") from error
    if not isinstance(found, dict):
        raise malformed("the body must be a JSON object")
    return found
