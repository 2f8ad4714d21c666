"""Identity recipes, hand-off tokens and signed links, by their published vectors and under fire."""

from __future__ import annotations

import contextlib
import json
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from touchline_spec import crockford, handoff, identity, links, times
from touchline_spec.handoff import Handoff
from touchline_spec.keyring import Keyring, TokenError
from touchline_spec.links import Link

VECTORS = Path(__file__).resolve().parents[2] / "spec/conformance/vectors/2/codecs"
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
KEYS = Keyring({1: b"1" * 32, 2: b"2" * 32}, active=1)


def published(name: str) -> dict[str, Any]:
    vectors: dict[str, Any] = json.loads((VECTORS / f"{name}.json").read_text())
    return vectors


def ring(vectors: dict[str, Any]) -> Keyring:
    return Keyring({int(key): bytes.fromhex(secret) for key, secret in vectors["keys"].items()}, active=1)


def outcome(codec: Any, keys: Keyring, case: dict[str, Any]) -> Any:
    try:
        return codec.read(keys, case["token"], now=times.parse(case["now"]))
    except TokenError as failure:
        return failure.reason


def test_handoff_vectors() -> None:
    """Every published token reads as published; valid ones are made again, sign for sign."""
    vectors = published("handoff")
    keys = ring(vectors)
    for case in vectors["cases"]:
        read = outcome(handoff, keys, case)
        if case["expect"] != "valid":
            assert read == case["expect"], case["id"]
            continue
        expected = case["handoff"] | {"expires_at": times.parse(case["handoff"]["expires_at"])}
        assert read == Handoff(**expected), case["id"]


def test_link_vectors() -> None:
    vectors = published("links")
    keys = ring(vectors)
    for case in vectors["cases"]:
        read = outcome(links, keys, case)
        if case["expect"] != "valid":
            assert read == case["expect"], case["id"]
            continue
        assert read == Link(**(case["link"] | {"expires_at": times.parse(case["link"]["expires_at"])})), case["id"]


def test_identity_vectors() -> None:
    """UID2's and Meta's public examples come out as they publish them."""
    for case in published("identity")["cases"]:
        if case["expect"] == "valid":
            assert identity.normal_form(case["recipe"], case["raw"]) == case["normal"], case["id"]
            assert identity.hash_contact(case["recipe"], case["raw"]) == case["hash"], case["id"]
        else:
            with pytest.raises(identity.RecipeError) as caught:
                identity.hash_contact(case["recipe"], case["raw"])
            with pytest.raises(identity.RecipeError) as other:
                identity.hash_contact(case["recipe"], "?")
            assert str(caught.value) == str(other.value), "the message depends on the input"


def test_voice_vectors() -> None:
    for case in published("voice")["cases"]:
        if case["expect"] == "valid":
            assert handoff.read_voice(case["text"]) == case["reference"], case["id"]
        else:
            with pytest.raises(TokenError, match="spoken code"):
                handoff.read_voice(case["text"])


def test_a_spoken_code_survives_no_single_slip() -> None:
    """Each wrong symbol and each swap of two different ones is found."""
    code = handoff.new_voice_reference().replace("-", "")
    for place, right in enumerate(code):
        for wrong in set(crockford.ALPHABET) - {right}:
            with pytest.raises(TokenError):
                handoff.read_voice(code[:place] + wrong + code[place + 1 :])
    for left in range(10):
        for right_place in range(left + 1, 10):
            swapped = list(code)
            swapped[left], swapped[right_place] = swapped[right_place], swapped[left]
            if "".join(swapped) != code:
                with pytest.raises(TokenError):
                    handoff.read_voice("".join(swapped))


def test_keys_rotate_without_a_break() -> None:
    """Old tokens open while their key is in the ring; new ones are signed with the active key."""
    old = Keyring({1: b"1" * 32}, active=1)
    both = Keyring({1: b"1" * 32, 2: b"2" * 32}, active=2)
    new = Keyring({2: b"2" * 32}, active=2)
    what = Handoff(handoff.new_reference(), NOW + timedelta(days=1), single_use=True)
    token = handoff.issue(old, what)
    assert handoff.read(both, token, now=NOW) == what
    assert handoff.read(new, handoff.issue(both, what), now=NOW) == what
    with pytest.raises(TokenError, match="not in the ring"):
        handoff.read(new, token, now=NOW)


def test_one_codec_s_token_is_not_another_s() -> None:
    """The purpose is signed along, so a link cannot pass as a hand-off even where the bytes would fit."""
    content = b"the same content"
    assert KEYS.tag(handoff.PURPOSE, 1, content, 10) != KEYS.tag(links.PURPOSE, 1, content, 10)


def test_a_token_fits_a_small_qr_code() -> None:
    """42 symbols of QR's alphanumeric mode: version 2 at level L, 25 by 25 modules."""
    token = handoff.issue(KEYS, Handoff(handoff.new_reference(), NOW + timedelta(days=30), single_use=True))
    assert len(token) == 42
    assert set(token) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


@pytest.mark.parametrize(
    ("secrets", "active", "said"),
    [({1: b"short"}, 1, "bytes"), ({300: b"1" * 32}, 300, "0 to 255"), ({1: b"1" * 32}, 2, "no secret")],
)
def test_a_wrong_keyring_is_named(secrets: dict[int, bytes], active: int, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Keyring(secrets, active)


def test_secrets_are_not_shown() -> None:
    assert "1111" not in repr(KEYS)


WRONG_LINKS = {
    "absolute": Link("click", "m-1", NOW, "javascript:alert(1)"),
    "no target": Link("open", "m-1", NOW, "https://example.com/"),
    "reference": Link("open", "", NOW),
    "spaces": Link("click", "m-1", NOW, "https://example.com/a b"),
    "survive": Link("click", "m-1", NOW, "https://example.com/" + "x" * 2000),
    "granted": Link("open", "m-1", NOW, consent={"analytics": "yes"}),
    "time zone": Link("open", "m-1", NOW.replace(tzinfo=None)),
}


@pytest.mark.parametrize("said", WRONG_LINKS)
def test_what_no_link_can_carry_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match=said):
        links.issue(KEYS, WRONG_LINKS[said])


REFERENCES = st.binary(min_size=10, max_size=10).map(crockford.encode)
MOMENTS = st.integers(int(NOW.timestamp()) + 1, 2**32 - 1).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
NAMES = st.text(st.characters(codec="utf-8"), max_size=60)
CONSENT = st.dictionaries(st.sampled_from(links.PURPOSES), st.sampled_from(links.STATES[1:]))


@given(
    reference=REFERENCES,
    expires=MOMENTS,
    single=st.booleans(),
    place=st.integers(0, 41),
    sign=st.sampled_from(crockford.ALPHABET),
)
def test_any_handoff_comes_back_and_any_changed_one_does_not(
    reference: str, expires: datetime, *, single: bool, place: int, sign: str
) -> None:
    what = Handoff(reference, expires, single)
    token = handoff.issue(KEYS, what)
    assert handoff.read(KEYS, token, now=NOW) == what
    changed = token[:place] + sign + token[place + 1 :]
    if changed != token:
        with pytest.raises(TokenError):
            handoff.read(KEYS, changed, now=NOW)


@given(
    message=NAMES.filter(bool),
    link_id=NAMES,
    path=st.text("abc/?=&%üñ日", max_size=80),
    expires=MOMENTS,
    consent=CONSENT,
)
def test_any_link_comes_back(message: str, link_id: str, path: str, expires: datetime, consent: dict[str, str]) -> None:
    link = Link("click", message, expires, f"https://example.com/{path}", link_id, consent)
    assert links.read(KEYS, links.issue(KEYS, link), now=NOW) == link


@given(st.text(max_size=200) | st.text("0123456789abcdefABCDEFXYZxyz-_", max_size=2000))
def test_any_text_is_a_token_or_a_token_error(text: str) -> None:
    """No input raises anything but the documented error."""
    for read in (handoff.read, links.read):
        with pytest.raises(TokenError):
            read(KEYS, text, now=NOW)
    for recipe in identity.RECIPES:
        with contextlib.suppress(identity.RecipeError):
            identity.hash_contact(recipe, text)


@given(st.binary(max_size=60))
def test_signed_rubbish_is_a_link_or_malformed_never_a_crash(body: bytes) -> None:
    """Even with a good signature the content is not trusted to be in form."""
    signed = bytes([0x11, 1]) + (2**32 - 1).to_bytes(4, "big") + body
    token = urlsafe_b64encode(signed + KEYS.tag(links.PURPOSE, 1, signed, links.TAG_BYTES)).rstrip(b"=").decode()
    read = outcome(links, KEYS, {"token": token, "now": "2026-11-20T09:00:00Z"})
    assert read == "malformed" or isinstance(read, Link)
