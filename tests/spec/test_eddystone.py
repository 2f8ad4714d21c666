"""Eddystone-EID: our derivation, the JavaScript one, OpenSSL's and that of another project give the same ids."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from touchline_spec import eddystone
from touchline_spec.eddystone import Rotation

ROOT = Path(__file__).resolve().parents[2]
VECTORS = ROOT / "spec/conformance/vectors/tokens/eddystone.json"
CASES = json.loads(VECTORS.read_text())["cases"]
KEY = bytes(range(16))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_published_vectors_hold(case: dict[str, Any]) -> None:
    """The vectors were computed with the openssl command; two of them are expected by RadiusNetworks/ephemeral_calc."""
    given_ = case["input"]
    key = bytes.fromhex(given_["identity_key"])
    assert eddystone.eid(key, given_["exponent"], given_["clock"]).hex() == case["expect"]["eid"]


@pytest.mark.skipif(shutil.which("openssl") is None, reason="the openssl command is not installed")
@pytest.mark.parametrize("clock", [0, 65_535, 65_536, 0xFFFF_FFFF])
def test_openssl_computes_the_same(clock: int) -> None:
    """The rule as its text has it, with a cipher that shares no code with ours."""

    def aes(key: bytes, block: bytes) -> bytes:
        command = ["openssl", "enc", "-aes-128-ecb", "-nopad", "-K", key.hex()]
        return subprocess.run(command, input=block, capture_output=True, check=True).stdout

    upper, lower = clock >> 16, clock & 0xFFFF
    temporary = aes(KEY, bytes(11) + b"\xff\x00\x00" + upper.to_bytes(2, "big"))
    block = bytes(11) + bytes([12]) + upper.to_bytes(2, "big") + (lower & 0xF000).to_bytes(2, "big")
    assert aes(temporary, block)[:8] == eddystone.eid(KEY, 12, clock)


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed; the JavaScript reference needs it")
def test_the_javascript_reference_agrees() -> None:
    """The reference implementation for other languages holds the same vectors."""
    done = subprocess.run(
        ["node", ROOT / "spec/reference/check_tokens.mjs", VECTORS], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert f"{len(CASES)} cases, 0 differences" in done.stdout


@given(
    st.integers(eddystone.SHORTEST, eddystone.LONGEST),
    st.integers(0, 0xFFFF_FFFF),
    st.floats(0, 3e7),
    st.floats(-1, 1),
    st.floats(0, 1),
)
def test_every_id_that_may_be_on_air_is_given(exponent: int, clock: int, age: float, wrong: float, late: float) -> None:
    """A clock that runs wrong by 150 ppm, and a change anywhere within its period, stay inside what is expected."""
    rotation, begin = Rotation(exponent, clock, 1_795_338_000.0), 1_795_338_000.0 + age
    shown = rotation.clock_at(begin) + wrong * 150e-6 * age - late * 2**exponent
    assert eddystone.eid(KEY, exponent, int(shown // 1)) in set(eddystone.eids(KEY, rotation, begin, begin + 900))


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: eddystone.eid(b"short", 10, 0), "identity key has 5 bytes, expected 16"),
        (lambda: eddystone.eid(KEY, 16, 0), "rotation exponent is 16, expected 0 to 15"),
    ],
)
def test_what_is_no_registration_is_named(call: Any, words: str) -> None:
    """Messages name the part and what was expected, never a key."""
    with pytest.raises(ValueError, match=words):
        call()
