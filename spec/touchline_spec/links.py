"""Signed links in messages: open pixels and click links that tell which message they belong to.

The sealed form is base64url without padding of:

    1  version (high four bits, 1) and kind (low four: 0 open, 1 click)
    1  key id
    4  expiry, Unix seconds, big endian
    2  consent when the message was sent: two bits a purpose (0 unknown, 1 granted, 2 denied, 3 not required), from
       the lowest: analytics, advertising, personalization, messaging, presence
    1  length of the message's reference, then the reference, UTF-8
    1  length of the link's id, then the id, UTF-8 (0 for none)
    .  the target's URL, UTF-8 (empty for an open pixel)
   16  HMAC-SHA256 over "touchline.link.v1", a zero byte and everything above, cut

The signature closes the redirect: only the sender's own targets are ever followed. No identity travels in a link.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal

from touchline_spec.handoff import checked_expiry, expiry_bytes
from touchline_spec.keyring import Keyring, TokenError

Kind = Literal["open", "click"]

PURPOSE: Final = b"touchline.link.v1"
VERSION: Final = 1
TAG_BYTES: Final = 16
HEAD_BYTES: Final = 8
LONGEST_NAME: Final = 255
# Mail programs and proxies cut URLs beyond two thousand characters; the collector's address and path need some of it.
LONGEST_TOKEN: Final = 1800
KINDS: Final[tuple[Kind, ...]] = ("open", "click")
PURPOSES: Final = ("analytics", "advertising", "personalization", "messaging", "presence")
STATES: Final = ("unknown", "granted", "denied", "not_required")
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@dataclass(frozen=True, slots=True)
class Link:
    """What a link says.

    `message` is the sender's reference of the one message, `target` where a click leads (absolute http or https),
    `consent` the state of the five named purposes when it was sent; absent means unknown.
    """

    kind: Kind
    message: str
    expires_at: datetime
    target: str = ""
    link_id: str = ""
    consent: Mapping[str, str] = field(default_factory=dict)


def issue(keyring: Keyring, link: Link) -> str:
    """Return the token of a link, signed with the active key; raise ValueError for what does not fit one."""
    _check(link)
    head = bytes([VERSION << 4 | KINDS.index(link.kind), keyring.active]) + expiry_bytes(link.expires_at)
    body = _packed(link.message) + _packed(link.link_id) + link.target.encode()
    signed = head + _consent_bits(link.consent).to_bytes(2, "big") + body
    token = urlsafe_b64encode(signed + keyring.tag(PURPOSE, keyring.active, signed, TAG_BYTES)).rstrip(b"=").decode()
    if len(token) > LONGEST_TOKEN:
        raise ValueError(f"the link's token has {len(token)} characters; at most {LONGEST_TOKEN} survive mail programs")
    return token


def read(keyring: Keyring, token: str, *, now: datetime) -> Link:
    """Return what a token says; raise TokenError, whose reason says why it cannot be trusted."""
    raw = _decoded(token)
    signed, tag = raw[:-TAG_BYTES], raw[-TAG_BYTES:]
    if signed[0] >> 4 != VERSION or signed[0] & 15 >= len(KINDS):
        raise TokenError("version", "made by a newer version of the specification")
    keyring.verify(PURPOSE, signed[1], signed, tag)
    expires_at = checked_expiry(signed[2:6], now)
    try:
        message, rest = _unpacked(signed[HEAD_BYTES:])
        link_id, target = _unpacked(rest)
        link = Link(
            KINDS[signed[0] & 15],
            message,
            expires_at,
            target.decode(),
            link_id,
            _consent(int.from_bytes(signed[6:8], "big")),
        )
        _check(link)
    except (ValueError, IndexError):
        raise TokenError("malformed", "signed, but not in the form of a link") from None
    return link


def _check(link: Link) -> None:
    if link.kind not in KINDS:
        raise ValueError(f"kind {link.kind!r}; expected open or click")
    if not link.message:
        raise ValueError("a link needs the reference of its message")
    if link.kind == "click" and not link.target.startswith(("https://", "http://")):
        raise ValueError(f"target {link.target!r}; expected an absolute http or https URL")
    if link.kind == "open" and link.target:
        raise ValueError("an open pixel has no target")
    if any(sign <= " " or sign == "\x7f" for sign in link.target):
        raise ValueError("the target holds spaces or control characters")
    for purpose, state in link.consent.items():
        if purpose not in PURPOSES or state not in STATES:
            raise ValueError(f"consent {purpose!r}: {state!r}; expected one of {PURPOSES} with one of {STATES}")


def _packed(text: str) -> bytes:
    raw = text.encode()
    if len(raw) > LONGEST_NAME:
        raise ValueError(f"a reference of {len(raw)} bytes; at most {LONGEST_NAME} fit")
    return bytes([len(raw)]) + raw


def _unpacked(raw: bytes) -> tuple[str, bytes]:
    end = 1 + raw[0]
    if len(raw) < end:
        raise ValueError("cut short")
    return raw[1:end].decode(), raw[end:]


def _consent_bits(consent: Mapping[str, str]) -> int:
    return sum(STATES.index(state) << 2 * PURPOSES.index(purpose) for purpose, state in consent.items())


def _consent(bits: int) -> dict[str, str]:
    if bits >> 2 * len(PURPOSES):
        raise ValueError("purposes that this version does not know")
    states = ((purpose, STATES[bits >> 2 * place & 3]) for place, purpose in enumerate(PURPOSES))
    return {purpose: state for purpose, state in states if state != STATES[0]}


def _decoded(token: str) -> bytes:
    """Return the bytes of a canonical token: one token has one spelling."""
    if not HEAD_BYTES < len(token) <= LONGEST_TOKEN or not _LETTERS.issuperset(token):
        raise TokenError("malformed", "not base64url of a link's length")
    try:
        raw = urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except ValueError:
        raise TokenError("malformed", "not base64url") from None
    if urlsafe_b64encode(raw).rstrip(b"=").decode() != token or len(raw) < HEAD_BYTES + 2 + TAG_BYTES:
        raise TokenError("malformed", "not base64url of a link's length")
    return raw
