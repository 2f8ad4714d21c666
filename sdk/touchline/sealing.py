"""Sealing what rests on a disk, so that whoever takes the disk reads no event.

ChaCha20-Poly1305: close to AES where the processor has instructions for that, and ahead where it has none, as in many
tills and store boxes.

Which key and nonce: each place (a segment file, a file of refused events) has a key of its own, derived from the one
that the host gives; nothing sealed for one place opens in another. Each record has 96 random bits as its nonce, so that
there is no counter to keep through forks, crashes, a signal in the middle of a `put` or the clone of a virtual machine.
A segment holds fewer than 2^16 records: the chance that two of them share a nonce is below 2^-65.
"""

from __future__ import annotations

import os
from binascii import Error, a2b_base64, b2a_base64, unhexlify
from pathlib import Path

try:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF
except ImportError as error:
    from touchline.errors import MissingExtra

    raise MissingExtra("a sealed outbox needs cryptography: pip install 'touchline[sealed]'") from error

KEY_BYTES = 32
_NONCE_BYTES = 12
_TAG_BYTES = 16
# Enough to tell the few keys of a machine apart, and of no use for finding one.
_ID_BYTES = 4


class Key:
    """Thirty-two random bytes that seal; `id` names them without giving them away."""

    __slots__ = ("_secret", "id")

    def __init__(self, secret: bytes) -> None:
        if type(secret) is not bytes or len(secret) != KEY_BYTES:
            raise ValueError(f"outbox_key: expected {KEY_BYTES} bytes")
        self._secret = secret
        self.id = self._derived(b"touchline key id", _ID_BYTES).hex()

    def __repr__(self) -> str:
        return f"Key({self.id})"

    def seal(self, place: str) -> Seal:
        """Return what seals for one place, and opens only what was sealed for it."""
        return Seal(self._derived(b"touchline seal " + place.encode(), KEY_BYTES))

    @staticmethod
    def closed_size(size: int) -> int:
        """Return how many bytes a record of so many takes once it is closed."""
        return (size + _NONCE_BYTES + _TAG_BYTES + 2) // 3 * 4 + 1

    def _derived(self, use: bytes, length: int) -> bytes:
        return HKDF(SHA256(), length, salt=None, info=use).derive(self._secret)


class Seal:
    """Closes and opens the records of one place. Safe from any thread, and in a forked child."""

    __slots__ = ("_cipher",)

    def __init__(self, key: bytes) -> None:
        self._cipher = ChaCha20Poly1305(key)

    def close(self, record: bytes) -> bytes:
        """Return the record as one line of base64, with its newline."""
        nonce = os.urandom(_NONCE_BYTES)
        return b2a_base64(nonce + self._cipher.encrypt(nonce, record, None))

    def open(self, line: bytes) -> bytes | None:
        """Return what was closed; None where the line was changed, or sealed for another place."""
        try:
            sealed = a2b_base64(line)
            return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None)
        except (Error, InvalidTag, ValueError):
            return None


def fresh_key() -> bytes:
    """Make a key."""
    return os.urandom(KEY_BYTES)


def read_key(path: str | os.PathLike[str]) -> bytes:
    """Read a key file, 64 hexadecimal digits; `ValueError` where it holds something else."""
    try:
        secret = unhexlify(Path(path).read_bytes().strip())
    except Error:
        secret = b""
    if len(secret) != KEY_BYTES:
        raise ValueError(f"key file {os.fspath(path)!r}: expected {2 * KEY_BYTES} hexadecimal digits")
    return secret
