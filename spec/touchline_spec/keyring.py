"""Signing keys that can be rotated, and the seal that links and hand-off tokens share.

A sealed token names its key by one byte. New tokens are signed with the active key; every key still in the ring opens
the tokens it signed. To rotate: add the new key everywhere, make it active, remove the old one when its tokens have
expired.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from hashlib import sha256
from typing import Final, Literal

Reason = Literal["malformed", "version", "key", "signature", "expired"]

# 128 bits: what HMAC-SHA256 is worth at most when its tag is cut to 16 bytes.
SHORTEST_SECRET: Final = 16
LARGEST_KEY_ID: Final = 255


class TokenError(ValueError):
    """A token cannot be trusted; `reason` says why.

    malformed: no such token was ever made. version: made by a newer codec. key: signed with a key that is not in the
    ring. signature: changed, or forged. expired: was good until its expiry. The message never holds the token.
    """

    def __init__(self, reason: Reason, message: str) -> None:
        """`message` completes the sentence for people."""
        super().__init__(message)
        self.reason: Reason = reason


class Keyring:
    """Secrets by key id (0 to 255), of 16 bytes or more each; `active` signs what is new."""

    __slots__ = ("_secrets", "active")

    def __init__(self, secrets: Mapping[int, bytes], active: int) -> None:
        """Raise ValueError for an id out of range, a short secret, or an active id without one."""
        for key_id, secret in secrets.items():
            if not 0 <= key_id <= LARGEST_KEY_ID:
                raise ValueError(f"key id {key_id}; expected 0 to {LARGEST_KEY_ID}")
            if len(secret) < SHORTEST_SECRET:
                raise ValueError(
                    f"the secret of key {key_id} has {len(secret)} bytes; expected {SHORTEST_SECRET} or more"
                )
        if active not in secrets:
            raise ValueError(f"the active key {active} has no secret; there are {sorted(secrets)}")
        self._secrets = dict(secrets)
        self.active = active

    def __repr__(self) -> str:
        """Name the keys, never the secrets."""
        return f"Keyring(ids={sorted(self._secrets)}, active={self.active})"

    def tag(self, purpose: bytes, key_id: int, content: bytes, length: int) -> bytes:
        """Return the cut HMAC-SHA256 of the content; raise TokenError for a key that is not in the ring.

        `purpose` keeps the tokens of one codec from passing as another's.
        """
        try:
            secret = self._secrets[key_id]
        except KeyError:
            raise TokenError("key", f"signed with key {key_id}, which is not in the ring") from None
        return hmac.new(secret, purpose + b"\x00" + content, sha256).digest()[:length]

    def verify(self, purpose: bytes, key_id: int, content: bytes, tag: bytes) -> None:
        """Raise TokenError unless the tag is the content's; the time taken does not depend on where they differ."""
        if not hmac.compare_digest(self.tag(purpose, key_id, content, len(tag)), tag):
            raise TokenError("signature", "the signature does not fit; the token was changed or forged")
