"""Rotating tokens: every language derives the same bytes, and nothing malformed gets through."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from touchline_spec import tokens

ROOT = Path(__file__).resolve().parents[2]
VECTORS = ROOT / "spec/conformance/vectors/tokens/presence.json"
CASES = json.loads(VECTORS.read_text())["cases"]
KEY = bytes(range(16))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_published_vectors_hold(case: dict[str, Any]) -> None:
    """The vectors were computed by an independent HKDF; we agree with each of their bytes."""
    given_, expect = case["input"], case["expect"]
    window = tokens.window_of(given_["unix"])
    day = tokens.day_of(window)
    key = tokens.day_key(bytes.fromhex(given_["key"]), programme=given_["programme"], day=day, chain=given_["chain"])
    eid = tokens.eid(key, window)
    challenge = tokens.challenge(bytes.fromhex(given_["nonce"]), given_["store"]) if given_["nonce"] else b""
    proof = tokens.proof(key, window, challenge)
    platform = tokens.Platform(given_["platform"])
    assert expect == {
        "day": day,
        "window": window,
        "day_key": key.hex(),
        "eid": eid.hex(),
        "service_data": tokens.ServiceData(eid, given_["power"], platform).encode().hex(),
        "challenge": challenge.hex(),
        "proof": proof.hex(),
        "gatt_token": tokens.GattToken(eid, given_["power"], window, proof, platform).encode().hex(),
        "prefix": tokens.programme_prefix(given_["programme"]).hex(),
    }


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed; the JavaScript reference needs it")
def test_the_javascript_reference_agrees() -> None:
    """The reference implementation for app makers holds the same vectors."""
    done = subprocess.run(
        ["node", ROOT / "spec/reference/check_tokens.mjs", VECTORS], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert f"{len(CASES)} cases, 0 differences" in done.stdout


def test_a_token_changes_with_the_window_the_day_the_programme_and_the_chain() -> None:
    """Whoever hears two tokens cannot tell that they are one phone's."""
    base = {"programme": "a", "chain": ""}
    found = {
        tokens.eid_at(KEY, 0, **base),
        tokens.eid_at(KEY, 900, **base),
        tokens.eid_at(KEY, 86_400, **base),
        tokens.eid_at(KEY, 0, programme="b"),
        tokens.eid_at(KEY, 0, programme="a", chain="north"),
        tokens.eid_at(bytes(16), 0, **base),
    }
    assert len(found) == 6
    assert tokens.eid_at(KEY, 899.999, **base) == tokens.eid_at(KEY, 0, **base)


@given(st.binary(min_size=8, max_size=8), st.integers(-128, 127), st.sampled_from(tokens.Platform))
def test_service_data_comes_back_as_it_went(eid: bytes, power: int, platform: tokens.Platform) -> None:
    """Ten bytes carry platform, power in steps of 4 dB, and the EID."""
    raw = tokens.ServiceData(eid, power, platform).encode()
    assert len(raw) == 10
    read = tokens.ServiceData.decode(raw)
    assert (read.eid, read.platform) == (eid, platform)
    assert read.power == tokens.quantise_power(power)
    assert read.power % 4 == 0


@given(st.binary(max_size=40))
def test_arbitrary_bytes_decode_or_are_named_wrong(raw: bytes) -> None:
    """Nothing but TokenError comes out of a stranger's bytes."""
    for shape in (tokens.ServiceData, tokens.GattToken):
        try:
            again = shape.decode(raw).encode()
        except tokens.TokenError:
            continue
        assert again[2:] == raw[2:]


def test_a_proof_holds_for_its_window_and_challenge_alone() -> None:
    """A recorded answer is worth nothing to another store, window or key."""
    key = tokens.day_key(KEY, programme="club", day="2026-11-22")
    ours = tokens.challenge(b"12345678", "store-1")
    answer = tokens.GattToken(tokens.eid(key, 7), -60, 7, tokens.proof(key, 7, ours))
    assert answer.proven_by(key, 7, ours)
    assert not answer.proven_by(key, 8, ours)
    assert not answer.proven_by(key, 7, tokens.challenge(b"12345678", "store-2"))
    assert not answer.proven_by(bytes(16), 7, ours)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: tokens.extract(b"short", "club"), "has 5 bytes, expected 16"),
        (lambda: tokens.challenge(b"1234", "s"), "nonce has 4 bytes, expected 8"),
        (lambda: tokens.eid(KEY, 1 << 32), "outside"),
        (lambda: tokens.ServiceData(b"1", 0).encode(), "EID has 1 bytes"),
        (lambda: tokens.ServiceData.decode(bytes([2 << 5]) + bytes(9)), "version is 2, expected 1"),
    ],
)
def test_what_is_no_token_is_named(call: Any, words: str) -> None:
    """Messages name the part, what it is and what was expected, never a key."""
    with pytest.raises(tokens.TokenError, match=words):
        call()


def test_keys_are_random() -> None:
    """Two installations never share a key."""
    assert len({tokens.new_key() for _ in range(100)}) == 100
