"""Driving a collector over HTTP: its answers to requests, and its verdict on every vector."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from secrets import token_hex
from typing import Any
from urllib.parse import urlsplit

from touchline_spec.conformance.kit import Case, Exchange, with_fresh_id
from touchline_spec.conformance.report import Outcome
from touchline_spec.jsontext import JSONTextError, dumps, loads

# Vectors go as lines, so that a broken one is refused alone; within any collector's limit of bytes.
BATCH = 25
DEADLINE = 30.0


class UnreachableError(Exception):
    """The collector does not answer; the message says what happened."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An HTTP answer. `body` is its JSON, or None where it is none."""

    status: int
    content_type: str
    body: Any
    raw: bytes


class Collector:
    """One address that is posted to."""

    def __init__(self, url: str, key: str | None = None) -> None:
        """`url`: where the collector listens, without /v1/events. `key`: sent as a bearer token."""
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise UnreachableError(f"{url}: expected an http or https URL")
        self._secure = parts.scheme == "https"
        self._host, self._port = parts.hostname, parts.port
        self._prefix = parts.path.rstrip("/").removesuffix("/v1/events")
        self._key = key

    def post(self, path: str, headers: Mapping[str, str], body: bytes, method: str = "POST") -> Answered:
        """Send one request and return its answer; raise UnreachableError where there is none."""
        connection = (
            http.client.HTTPSConnection(self._host, self._port, timeout=DEADLINE, context=ssl.create_default_context())
            if self._secure
            else http.client.HTTPConnection(self._host, self._port, timeout=DEADLINE)
        )
        sent = dict(headers) | ({"authorization": f"Bearer {self._key}"} if self._key else {})
        try:
            connection.request(method, self._prefix + path, body, sent)
            answer = connection.getresponse()
            raw = answer.read()
        except (OSError, http.client.HTTPException) as failure:
            raise UnreachableError(f"{self._host}: {failure}") from None
        finally:
            connection.close()
        return Answered(answer.status, answer.getheader("content-type", ""), _decoded(raw), raw)


def _decoded(raw: bytes) -> Any:
    try:
        return loads(raw)
    except JSONTextError:
        return None


def run(collector: Collector, cases: Sequence[Case], exchanges: Sequence[Exchange]) -> Iterator[Outcome]:
    """Yield the outcome of every exchange, then of every vector in open mode."""
    for exchange in exchanges:
        message = _exchange(collector, exchange)
        yield Outcome(exchange.id, exchange.rule, exchange.level, "failed" if message else "passed", message)
    sendable = [case for case in cases if case.mode == "open" and b"\n" not in case.raw and case.raw.strip()]
    for start in range(0, len(sendable), BATCH):
        yield from _verdicts(collector, sendable[start : start + BATCH])


def _exchange(collector: Collector, exchange: Exchange) -> str:
    request = exchange.request
    fresh = f"kit-{token_hex(8)}".encode()
    body = request["body_text"].encode() if "body_text" in request else dumps(request["body"])
    answered = collector.post(
        request["path"], request.get("headers", {}), body.replace(b"{fresh}", fresh), request["method"]
    )
    return _judge(exchange.expect, answered)


def _judge(expect: Mapping[str, Any], answered: Answered) -> str:
    if answered.status != expect["status"]:
        return f"expected status {expect['status']}, got {answered.status}"
    body = answered.body
    if expect.get("problem"):
        ok = (
            answered.content_type.startswith("application/problem+json") and isinstance(body, dict) and body.get("code")
        )
        return "" if ok else "expected application/problem+json with a code"
    if (
        not isinstance(body, dict)
        or not isinstance(body.get("accepted"), int)
        or not isinstance(body.get("results"), list)
    ):
        return "expected an object with integer accepted and a list results"
    if body["accepted"] != expect["accepted"]:
        return f"expected accepted {expect['accepted']}, got {body['accepted']}"
    if expect.get("never") and expect["never"].encode() in answered.raw:
        return "the answer repeats a raw address"
    return _listed(expect["results"], body["results"])


def _listed(expected: Sequence[Mapping[str, Any]], listed: Sequence[Any]) -> str:
    if len(expected) != len(listed):
        return f"expected {len(expected)} listed results, got {len(listed)}"
    for want, got in zip(expected, sorted(listed, key=lambda each: each.get("index", -1)), strict=True):
        if got.get("index") != want["index"] or got.get("status") != want["status"]:
            return f"expected index {want['index']} {want['status']}, got {got.get('index')} {got.get('status')}"
        codes = {(each.get("rule"), each.get("pointer")) for each in got.get("findings", ())}
        if "rule" in want and (want["rule"], want["pointer"]) not in codes:
            return f"expected the finding {want['rule']} at {want['pointer']!r}, got {sorted(codes)}"
    return ""


def _verdicts(collector: Collector, cases: Sequence[Case]) -> Iterator[Outcome]:
    """Send the cases as lines and judge each by what is listed for its index."""
    lines = [with_fresh_id(case) for case in cases]
    answered = collector.post("/v1/events", {"content-type": "application/x-ndjson"}, b"\n".join(lines))
    body = answered.body if isinstance(answered.body, dict) else {}
    results = body.get("results")
    if answered.status not in {202, 400} or not isinstance(results, list):
        for case in cases:
            yield Outcome(case.id, case.rule, case.level, "failed", f"the request was answered {answered.status}")
        return
    statuses = {each.get("index"): each.get("status") for each in results if isinstance(each, dict)}
    for index, case in enumerate(cases):
        yield _verdict(case, str(statuses.get(index, "accepted")))


def _verdict(case: Case, status: str) -> Outcome:
    if status in {"suppressed", "retry"}:
        return Outcome(case.id, case.rule, case.level, "skipped", f"the collector answered {status}")
    given = "invalid" if status == "rejected" else "valid"
    right = given == case.expect
    message = "" if right else f"{case.description} Expected {case.expect}, answered {status}"
    return Outcome(case.id, case.rule, case.level, "passed" if right else "failed", message)


__all__ = ["Answered", "Collector", "UnreachableError", "run"]
