"""Events of the subject exchange, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class ExchangeCompletedData(Data, kw_only=True):
    channel: s.Word
    identities: Annotated[list[s.Identity], Meta(max_length=32)] | UnsetType = UNSET
    consent: s.Consent | UnsetType = UNSET
    session: s.Session | UnsetType = UNSET
    device: s.Device | UnsetType = UNSET
    app: s.App | UnsetType = UNSET
    page: s.Page | UnsetType = UNSET
    campaign: s.Campaign | UnsetType = UNSET
    location: s.Location | UnsetType = UNSET
    clock: s.Clock | UnsetType = UNSET
    ext: s.Ext | UnsetType = UNSET
    exchange_id: s.Id
    return_id: s.Id | UnsetType = UNSET
    original_order_id: s.Id | UnsetType = UNSET
    original_channel: s.Word | UnsetType = UNSET
    return_method: s.Word | UnsetType = UNSET
    items: Annotated[list[s.LineItem], Meta(max_length=500, min_length=1)]
    replacement_items: Annotated[list[s.LineItem], Meta(max_length=500, min_length=1)]
    difference: s.Money | UnsetType = UNSET
    tenders: Annotated[list[s.Tender], Meta(max_length=50)] | UnsetType = UNSET
    transaction_id: s.Id | UnsetType = UNSET
    order_id: s.Id | UnsetType = UNSET
    reason: s.Label | UnsetType = UNSET
    LISTED: ClassVar[tuple[str, ...]] = ('items', 'tenders')

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.original_channel is UNSET or s.words[self.original_channel]) and (self.return_method is UNSET or s.words[self.return_method])):
            raise LookCloser


class ExchangeCompleted(Accepted, tag="touchline.exchange.completed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.exchange.completed.v1"
    dataschema: Literal["urn:touchline:schema:exchange.completed:1.0"]
    data: ExchangeCompletedData


SHAPES: dict[str, type[Accepted]] = {"touchline.exchange.completed.v1": ExchangeCompleted}
