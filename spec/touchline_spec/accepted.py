"""An event that was decoded and surely keeps every rule: what can be asked of it without a dictionary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Literal

from touchline_spec import times
from touchline_spec.persons import Identity
from touchline_spec.typed import UNSET, Meta, Shape, UnsetType

_NO_PURPOSES: Mapping[str, str] = MappingProxyType({})
_Name = Annotated[str, Meta(min_length=1, max_length=256)]
_Moment = Annotated[str, Meta(min_length=20, max_length=35)]


class Data(Shape):
    """What the event says. Each event type has its own shape below this one; absent members are UNSET."""

    PAID: ClassVar[tuple[str, ...]] = ()
    """The members of money that are paid, in the order of `sums.TOTALS`."""
    LISTED: ClassVar[tuple[str, ...]] = ()
    """The lists whose entries hold money: lines, tenders, refund."""


class Accepted(Shape, kw_only=True):
    """A valid event without any finding, decoded from exactly the bytes that were asked about.

    Attributes carry the names of the envelope; those that are absent or null are None, but for
    `receivedtime`, which is UNSET where the name is absent, for whoever adds it. `time` is the text as received,
    `happened` its moment.
    """

    type: ClassVar[str]
    specversion: Literal["1.0"]
    id: Annotated[str, Meta(min_length=1, max_length=128)]
    source: Annotated[str, Meta(min_length=1, max_length=512)]
    time: _Moment
    datacontenttype: Literal["application/json"]
    dataschema: str
    data: Any
    subject: _Name | None = None
    recordedtime: _Moment | None = None
    partitionkey: _Name | None = None
    sequence: Annotated[str, Meta(min_length=1, max_length=128)] | None = None
    correlationid: _Name | None = None
    causationid: _Name | None = None
    sampledrate: Annotated[int, Meta(ge=1, le=2147483647)] | None = None
    traceparent: Annotated[str, Meta(min_length=55, max_length=55)] | None = None
    receivedtime: _Moment | UnsetType | None = UNSET

    @property
    def happened(self) -> datetime:
        """`time` as an aware datetime."""
        return times.parse(self.time)

    @property
    def channel(self) -> str:
        """Where the touchpoint happened."""
        return str(self.data.channel)

    @property
    def purposes(self) -> Mapping[str, str]:
        """State by purpose of the event's own consent snapshot; empty where it carries none."""
        consent = self.data.consent
        return _NO_PURPOSES if consent is UNSET else consent.purposes

    @property
    def identities(self) -> Sequence[Identity]:
        """The identities: `type` and `value` are text; absent members (`state`, `shared`, `issuer` ...) are UNSET."""
        listed = self.data.identities
        return () if listed is UNSET else listed
