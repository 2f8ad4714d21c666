"""Driving a validator, ours or any other, with every vector.

The protocol of `--command` is one JSON object a line. The command reads from standard input

    {"id": "envelope.time/no-offset", "mode": "open", "now": "2026-11-20T12:00:00Z", "input_base64": "eyJ..."}

and writes to standard output, in the same order,

    {"id": "envelope.time/no-offset", "valid": false, "findings": [{"rule": "envelope.time.naive", "pointer": "/time"}]}

`input_base64` holds the exact bytes of one event. `findings` may be left out; only the verdict is judged, unless
`--findings` asks for more. Standard error is the command's own.
"""

from __future__ import annotations

import contextlib
import queue
import shlex
import subprocess
import threading
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Any, Self

from touchline_spec import times
from touchline_spec.conformance.kit import Case
from touchline_spec.conformance.report import Outcome
from touchline_spec.findings import is_rejected
from touchline_spec.jsontext import JSONTextError, dumps, loads
from touchline_spec.validator import Validator

# A validator that is started cold (a JVM) may take seconds for its first answer.
DEADLINE = 20.0


class CommandError(Exception):
    """The command does not speak the protocol; the message says what it did."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A validator's verdict. `findings` is None where it names none."""

    is_valid: bool
    findings: frozenset[tuple[str, str]] | None


class OurValidator:
    """This package's own."""

    def __init__(self) -> None:
        """Both modes are kept compiled."""
        self._validators = {"open": Validator("open"), "strict": Validator("strict")}

    def answer(self, case: Case) -> Answer:
        """Return the verdict of one case."""
        found = self._validators[case.mode].check_bytes(case.raw, now=times.parse(case.now)).findings
        return Answer(not is_rejected(found), frozenset((each.rule, each.pointer) for each in found))


class Command:
    """A program that answers one line for each line it gets; a context manager, closed with the program ended."""

    def __init__(self, command: str, deadline: float = DEADLINE) -> None:
        """`deadline`: seconds that one answer may take. Raise CommandError where the program cannot be started."""
        self._deadline = deadline
        self._lines: queue.Queue[bytes] = queue.Queue()
        try:
            self._process = subprocess.Popen(  # noqa: S603 - running the given program is what was asked for
                shlex.split(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        except (OSError, ValueError) as failure:
            raise CommandError(f"{command}: cannot be started: {failure}") from None
        self._reader = threading.Thread(target=self._read, args=(self._process.stdout,), daemon=True)
        self._reader.start()

    def _read(self, stream: IO[bytes]) -> None:
        for line in stream:
            self._lines.put(line)
        self._lines.put(b"")

    def __enter__(self) -> Self:
        """Return the command itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the program."""
        if self._process.stdin is not None:
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.close()
        try:
            self._process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join(timeout=2)
        if self._process.stdout is not None:
            self._process.stdout.close()

    def ask(self, question: Mapping[str, Any]) -> Mapping[str, Any]:
        """Send one object and return the object it is answered with; raise CommandError for anything else."""
        assert self._process.stdin is not None  # noqa: S101 - a pipe by construction
        try:
            self._process.stdin.write(dumps(question) + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            raise CommandError("the command ended before it had answered") from None
        try:
            line = self._lines.get(timeout=self._deadline)
        except queue.Empty:
            raise CommandError(f"no answer to {question['id']} within {self._deadline:g} s") from None
        if not line:
            raise CommandError(f"the command ended at {question['id']}")
        return _object(line, str(question["id"]))

    def answer(self, case: Case) -> Answer:
        """Return the verdict of one case."""
        question = {"id": case.id, "mode": case.mode, "now": case.now, "input_base64": b64encode(case.raw).decode()}
        said = self.ask(question)
        if not isinstance(valid := said.get("valid"), bool):
            raise CommandError(f'{case.id}: expected "valid": true or false in the answer')
        findings = said.get("findings")
        if not isinstance(findings, list):
            return Answer(valid, None)
        return Answer(valid, frozenset((str(each.get("rule")), str(each.get("pointer"))) for each in findings))


def _object(line: bytes, expected: str) -> Mapping[str, Any]:
    try:
        said = loads(line)
    except JSONTextError as failure:
        raise CommandError(f"{expected}: the answer is not JSON: {failure}") from None
    if not isinstance(said, dict) or said.get("id") != expected:
        raise CommandError(f'{expected}: expected one object with "id": "{expected}"')
    return said


def run(cases: Sequence[Case], validator: OurValidator | Command, *, findings: bool) -> Iterator[Outcome]:
    """Yield the outcome of every case; a command that stops speaking fails the case and skips the rest."""
    broken = ""
    for case in cases:
        if broken:
            yield Outcome(case.id, case.rule, case.level, "skipped", broken)
            continue
        try:
            yield judge(case, validator.answer(case), findings=findings)
        except CommandError as failure:
            broken = str(failure)
            yield Outcome(case.id, case.rule, case.level, "failed", broken)


def judge(case: Case, answer: Answer, *, findings: bool) -> Outcome:
    """Return whether the answer is the right one."""
    given = "valid" if answer.is_valid else "invalid"
    message = ""
    if given != case.expect:
        message = f"{case.description} Expected {case.expect}, got {given}"
    elif findings and (missing := set(case.findings) - (answer.findings or set())):
        message = f"{case.description} Not found: {sorted(missing)}"
    return Outcome(case.id, case.rule, case.level, "failed" if message else "passed", message)
