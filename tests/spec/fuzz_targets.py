"""Coverage-guided fuzzing of everything that reads what strangers send.

    python tests/spec/fuzz_targets.py TARGET [CORPUS] [libFuzzer options such as -max_total_time=60]

Each target takes any bytes. What it must not do, whatever they are: raise anything but the documented error, take
longer than libFuzzer's `-timeout`, or contradict itself.
"""

from __future__ import annotations

import io
import sys
from base64 import urlsafe_b64encode
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

import atheris

with atheris.instrument_imports(include=["touchline_spec"]):
    from touchline_spec import Validator, crockford, handoff, is_rejected, links, received
    from touchline_spec.cli import MisuseError, inputs
    from touchline_spec.conformance import kit
    from touchline_spec.jsontext import JSONTextError
    from touchline_spec.keyring import Keyring, TokenError
    from touchline_spec.tokens import GattToken, ServiceData
    from touchline_spec.tokens import TokenError as PresenceError

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
KEYS = Keyring({1: b"an old secret of 32 bytes or so..", 2: b"the new secret of 32 bytes or so."}, active=2)
VALIDATORS = {mode: Validator(mode) for mode in ("open", "strict")}
CODES = {code for rule in kit.load().rules for code in (*rule.codes, rule.id)}


def validator(data: bytes) -> None:
    """Known rules and pointers; strict refuses what open refuses; the short way accepts only what has no finding."""
    verdicts = {}
    for mode, checker in VALIDATORS.items():
        checked = checker.check_bytes(data, now=NOW)
        for finding in checked.findings:
            assert finding.rule in CODES, finding.rule
            assert finding.level in {"error", "warning", "info"}
            assert finding.pointer == "" or finding.pointer.startswith("/")
        verdicts[mode] = is_rejected(checked.findings)
        assert checker.accept(data, now=NOW) is None or not checked.findings
        assert checked.event is not None or verdicts[mode]
    assert verdicts["strict"] or not verdicts["open"]


def files(data: bytes) -> None:
    """A file of any content is events, each with its place, or one sentence."""
    for name in ("any", "any.ndjson"):
        with suppress(MisuseError):
            for each in inputs._events(name, io.BytesIO(data)):
                assert each.place.startswith(name)
                assert each.length >= len(each.raw)


def arrays(data: bytes) -> None:
    """The members of an array are pieces of it, in order."""
    if not data.strip().startswith(b"["):
        data = b"[" + data + b"]"
    with suppress(JSONTextError):
        at = 0
        for member in received.members(data):
            at = data.index(member, at) + len(member)


def handoffs(data: bytes) -> None:
    """Any text is refused by TokenError; a signed one is read or refused, and comes back as it was."""
    with suppress(TokenError):
        handoff.read(KEYS, data.decode("utf-8", "replace"), now=NOW)
    signed = data[: handoff.SIGNED_BYTES].ljust(handoff.SIGNED_BYTES, b"\x10")
    with suppress(TokenError):
        token = crockford.encode(signed + KEYS.tag(handoff.PURPOSE, signed[1], signed, handoff.TAG_BYTES))
        what = handoff.read(KEYS, handoff.grouped(token).lower(), now=NOW)
        assert handoff.read(KEYS, handoff.issue(KEYS, what), now=NOW) == what
    with suppress(TokenError):
        handoff.read_voice(data.decode("utf-8", "replace"))


def link_tokens(data: bytes) -> None:
    """The same of links; what is read could have been issued."""
    with suppress(TokenError):
        links.read(KEYS, data.decode("utf-8", "replace"), now=NOW)
    with suppress(TokenError):
        signed = data.ljust(links.HEAD_BYTES, b"\x10")
        raw = signed + KEYS.tag(links.PURPOSE, signed[1], signed, links.TAG_BYTES)
        link = links.read(KEYS, urlsafe_b64encode(raw).rstrip(b"=").decode(), now=NOW)
        assert links.read(KEYS, links.issue(KEYS, link), now=NOW) == link


def presence(data: bytes) -> None:
    """What a radio heard is a token or a TokenError; reserved bits and a fine power are dropped, nothing else is."""
    for form in (ServiceData, GattToken):
        with suppress(PresenceError):
            written = form.decode(data).encode()
            assert written[2:] == data[2:]
            assert form.decode(written).encode() == written


TARGETS: dict[str, Callable[[bytes], None]] = {
    "validator": validator,
    "files": files,
    "arrays": arrays,
    "handoffs": handoffs,
    "links": link_tokens,
    "presence": presence,
}


def main() -> None:
    """Run one target until libFuzzer's options end it."""
    name, *options = sys.argv[1:]
    atheris.Setup([sys.argv[0], *options], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
