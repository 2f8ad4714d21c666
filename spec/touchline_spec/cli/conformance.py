"""`touchline-spec conformance`: the kit against a producer, a validator, a collector or a forwarder."""

from __future__ import annotations

import argparse
import sys
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from touchline_spec.cli import INVALID, VALID, MisuseError
from touchline_spec.cli.inputs import events
from touchline_spec.cli.validate import check, types_of
from touchline_spec.conformance import collectors, forwarders, kit, listening, producers, report, validators
from touchline_spec.conformance.report import Outcome, Report
from touchline_spec.findings import Finding, is_rejected
from touchline_spec.jsontext import JSONTextError, loads
from touchline_spec.validator import Validator

RUN = """
examples:
  touchline-spec conformance run events.ndjson          judge a producer by the events it wrote
  my-producer | touchline-spec conformance run           the same, from standard input
  touchline-spec conformance run --listen 127.0.0.1:0    the same, over HTTP, with live verdicts
  touchline-spec conformance run --command "node v.mjs"  drive a validator in any language
  touchline-spec conformance run --url http://localhost:8787   drive a collector
  touchline-spec conformance run --self                  drive this package's own validator

exit codes: 0 passed, 1 something failed, 2 misuse, 130 interrupted
"""


def run(arguments: Sequence[str]) -> int:
    """Run one verb of the kit and return the exit code."""
    made = argparse.ArgumentParser(prog="touchline-spec conformance", description="The conformance kit.")
    verbs = made.add_subparsers(dest="verb", metavar="VERB", required=True)
    _run_arguments(verbs.add_parser("run", help="test an implementation", epilog=RUN, formatter_class=_Plain))
    rules = verbs.add_parser("rules", help="list every rule")
    rules.add_argument("--level", type=int, choices=kit.LEVELS, help="of one level only")
    given = made.parse_args(arguments)
    return _rules(given.level) if given.verb == "rules" else _run(given)


class _Plain(argparse.RawDescriptionHelpFormatter):
    """Keeps the lines of the examples as they are."""


def _run_arguments(made: argparse.ArgumentParser) -> None:
    made.add_argument("files", nargs="*", metavar="FILE", help='events of a producer; "-" is standard input')
    source = made.add_mutually_exclusive_group()
    source.add_argument("--listen", metavar="HOST:PORT", help="take a producer's events over HTTP (port 0: a free one)")
    source.add_argument("--url", help="a collector's address")
    source.add_argument("--command", help="a validator (or forwarder) that answers one JSON line for each it gets")
    source.add_argument("--self", action="store_true", help="this package's own validator")
    made.add_argument("--role", choices=("validator", "forwarder"), default="validator", help="what --command is")
    made.add_argument("--key", help="a collector's key, sent as a bearer token")
    made.add_argument(
        "--level", type=int, choices=kit.LEVELS, default=max(kit.LEVELS), help="the highest level to test"
    )
    made.add_argument(
        "--findings", action="store_true", help="judge rules and pointers of findings too, not only verdicts"
    )
    made.add_argument("--types", metavar="FOLDER", help="JSON Schemas of third-party types")
    made.add_argument("--events", type=int, metavar="N", help="with --listen: stop after so many events")
    made.add_argument("--seconds", type=float, metavar="S", help="with --listen: stop after so long")
    made.add_argument("--format", choices=("text", "json", "junit"), default="text")
    made.add_argument("--output", metavar="FILE", help="write the report there instead of standard output")
    made.add_argument("--badge", metavar="FILE", help="write a badge in the form of shields.io endpoints")
    made.add_argument("--build", default="", help="which build is tested; stands in the report and the badge")


def _rules(level: int | None) -> int:
    for rule in kit.load().rules:
        if level is None or rule.level == level:
            sys.stdout.write(f"{rule.level}  {rule.severity:<7}  {rule.id:<26}  {rule.text}\n")
    return VALID


def _run(given: argparse.Namespace) -> int:
    shipped = kit.load()
    try:
        role, subject, outcomes, notes = _driven(given, shipped)
    except (collectors.UnreachableError, validators.CommandError) as failure:
        raise MisuseError(str(failure)) from None
    made = Report(role, subject, given.build, shipped.digest, _version(), report.until(given.level, outcomes), notes)
    _write(given.output, report.rendered(made, given.format))
    if given.badge:
        _write(given.badge, report.badge(made))
    return VALID if made.is_passed else INVALID


Driven = tuple[str, str, list[Outcome], tuple[str, ...]]


def _driven(given: argparse.Namespace, shipped: kit.Kit) -> Driven:
    cases = [case for case in shipped.cases if case.level <= given.level]
    if given.self:
        found = validators.run(cases, validators.OurValidator(), findings=True)
        return "validator", f"touchline-spec {_version()}", list(found), ()
    if given.command:
        with validators.Command(given.command) as command:
            if given.role == "forwarder":
                return "forwarder", given.command, list(forwarders.run(cases, command)), ()
            return "validator", given.command, list(validators.run(cases, command, findings=given.findings)), ()
    if given.url:
        collector = collectors.Collector(given.url, given.key)
        exchanges = [each for each in shipped.exchanges if each.level <= given.level]
        return "collector", given.url, list(collectors.run(collector, cases, exchanges)), ()
    tally = producers.Tally(shipped.rules)
    if given.listen:
        _listen(given, tally)
        subject = f"producer at {given.listen}"
    else:
        _read(given, tally)
        subject = ", ".join(given.files) or "standard input"
    return "producer", subject, list(tally.outcomes()), tally.notes()


def _read(given: argparse.Namespace, tally: producers.Tally) -> None:
    validator = Validator("strict", types_of(given.types))
    for each in events(given.files or ["-"]):
        found = check(validator, each, datetime.now(UTC))
        tally.add(each.place, _type_of(each.raw), found)


def _type_of(raw: bytes) -> Any:
    try:
        event = loads(raw)
    except JSONTextError:
        return None
    return event.get("type") if isinstance(event, dict) else None


def _listen(given: argparse.Namespace, tally: producers.Tally) -> None:
    """Judge what is posted until enough has come, the time is over, or Ctrl-C."""
    validator = Validator("strict", types_of(given.types))
    enough = threading.Event()

    def judge(raw: bytes) -> tuple[dict[str, Any] | None, list[Finding]]:
        checked = validator.check_bytes(raw, now=datetime.now(UTC))
        event = checked.event or {}
        tally.add(f"event {tally.events + 1}", event.get("type"), checked.findings)
        _tell(event, checked.findings)
        if given.events and tally.events >= given.events:
            enough.set()
        return checked.event, checked.findings

    host, _, port = given.listen.rpartition(":")
    try:
        endpoint = listening.Endpoint(host or "127.0.0.1", int(port), judge)
    except (OSError, ValueError, OverflowError) as failure:
        raise MisuseError(f"--listen {given.listen}: {failure}; expected HOST:PORT with a free port") from None
    endpoint.start()
    sys.stderr.write(f"listening on {endpoint.url}; Ctrl-C ends and reports\n")
    sys.stderr.flush()
    try:
        enough.wait(given.seconds)
    except KeyboardInterrupt:
        sys.stderr.write("\n")
    finally:
        endpoint.close()


def _tell(event: dict[str, Any], findings: Sequence[Finding]) -> None:
    verdict = "REFUSED" if is_rejected(findings) else "ok     "
    sys.stderr.write(f"{verdict} {str(event.get('type', '(no type)'))[:80]}\n")
    sys.stderr.writelines(f"        {finding}\n" for finding in findings)
    sys.stderr.flush()


def _write(path: str | None, content: str) -> None:
    if path is None:
        sys.stdout.write(content)
        return
    try:
        Path(path).write_text(content, "utf-8")
    except OSError as failure:
        raise MisuseError(f"{path}: {failure.strerror or failure}") from None


def _version() -> str:
    try:
        return version("touchline")
    except PackageNotFoundError:
        return "unknown"
