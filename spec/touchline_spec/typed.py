"""JSON text straight into typed shapes: the one file that knows the typed decoder.

It reads and checks in one pass, in C, in less time than a plain parse takes. What a shape cannot say (a pattern, a
rule between fields) its `__post_init__` says by raising `LookCloser`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Union

import msgspec
from msgspec import UNSET, Meta, Raw, Struct, UnsetType

from touchline_spec.jsontext import JSONTextError

__all__ = ["UNSET", "LookCloser", "Meta", "Shape", "Struct", "UnsetType", "decoder", "encode", "split"]

# What a decoder raises: malformed text, a value of another shape, invalid UTF-8, nesting beyond what the stack bears.
REFUSALS = (msgspec.MsgspecError, ValueError, RecursionError)


class LookCloser(ValueError):  # noqa: N818 - an answer, not a failure
    """The value is not surely fine."""


class Shape(Struct, gc=False, forbid_unknown_fields=True):
    """One object of the vocabulary; a decoder refuses members that it does not name."""


class _Nothing(Struct, tag_field="type", tag=""):
    """Beside one shape alone, it makes the decoder demand `type`, which it would let be absent otherwise."""

    def __post_init__(self) -> None:
        raise LookCloser


def decoder(shapes: Sequence[type[Struct]]) -> Callable[[bytes], Any]:
    """Return what decodes any of these shapes, told apart by `type`; it raises one of REFUSALS for anything else."""
    return msgspec.json.Decoder(Union[(_Nothing, *shapes)]).decode


encode = msgspec.json.Encoder().encode
"""The compact JSON of a decoded value, its members in their order."""


_SPLITTER = msgspec.json.Decoder(list[Raw])


def split(raw: bytes) -> list[bytes]:
    """Return the received bytes of each member of a JSON array, white space around them left out.

    Raise JSONTextError where the text is no array. The members are told apart, not judged: each is still to be checked.
    """
    try:
        return [bytes(member) for member in _SPLITTER.decode(raw)]
    except REFUSALS as failure:
        raise JSONTextError(f"not a JSON array: {failure}") from None
