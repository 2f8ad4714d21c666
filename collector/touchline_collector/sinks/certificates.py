"""Telling trouble with certificates, which waits for a person, from all else that goes wrong on the way."""

from __future__ import annotations

import re
import ssl

# OpenSSL's words, and those of its alerts: ours is missing, unknown, expired, or theirs does not verify.
_WORDS = re.compile(
    r"certificate (verify failed|required|unknown|expired|revoked)|bad certificate|unknown ca\b", re.IGNORECASE
)


def tells_of_distrust(text: str) -> bool:
    """Whether these are OpenSSL's words for it."""
    return _WORDS.search(text.replace("_", " ")) is not None


def distrusted(error: BaseException) -> bool:
    """Whether one side does not trust the other's certificate, as the error or what it came from says."""
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        if isinstance(cause, ssl.SSLCertVerificationError) or tells_of_distrust(str(cause)):
            return True
        seen.add(id(cause))
        cause = cause.__cause__ or cause.__context__
    return False
