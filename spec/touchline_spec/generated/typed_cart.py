"""Events of the subject cart, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.forms import amounts
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class CartItemAddedData(Data, kw_only=True):
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
    cart_id: s.Id | UnsetType = UNSET
    items: Annotated[list[s.LineItem], Meta(max_length=500, min_length=1)]
    value: s.Money | UnsetType = UNSET
    wishlist_id: s.Id | UnsetType = UNSET
    PAID: ClassVar[tuple[str, ...]] = ('value',)
    LISTED: ClassVar[tuple[str, ...]] = ('items',)

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class CartItemAdded(Accepted, tag="touchline.cart.item_added.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.cart.item_added.v1"
    dataschema: Literal["urn:touchline:schema:cart.item_added:1.0"]
    data: CartItemAddedData


class CartItemRemovedData(Data, kw_only=True):
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
    cart_id: s.Id | UnsetType = UNSET
    items: Annotated[list[s.LineItem], Meta(max_length=500, min_length=1)]
    value: s.Money | UnsetType = UNSET
    PAID: ClassVar[tuple[str, ...]] = ('value',)
    LISTED: ClassVar[tuple[str, ...]] = ('items',)

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class CartItemRemoved(Accepted, tag="touchline.cart.item_removed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.cart.item_removed.v1"
    dataschema: Literal["urn:touchline:schema:cart.item_removed:1.0"]
    data: CartItemRemovedData


class CartItemUpdatedData(Data, kw_only=True):
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
    cart_id: s.Id | UnsetType = UNSET
    items: Annotated[list[s.LineItem], Meta(max_length=500, min_length=1)]
    previous_quantity: s.Decimal | UnsetType = UNSET
    value: s.Money | UnsetType = UNSET
    PAID: ClassVar[tuple[str, ...]] = ('value',)
    LISTED: ClassVar[tuple[str, ...]] = ('items',)

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.previous_quantity is UNSET or amounts[self.previous_quantity])):
            raise LookCloser


class CartItemUpdated(Accepted, tag="touchline.cart.item_updated.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.cart.item_updated.v1"
    dataschema: Literal["urn:touchline:schema:cart.item_updated:1.0"]
    data: CartItemUpdatedData


class CartViewedData(Data, kw_only=True):
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
    cart_id: s.Id | UnsetType = UNSET
    items: Annotated[list[s.LineItem], Meta(max_length=500, min_length=1)]
    value: s.Money | UnsetType = UNSET
    coupon: s.Label | UnsetType = UNSET
    PAID: ClassVar[tuple[str, ...]] = ('value',)
    LISTED: ClassVar[tuple[str, ...]] = ('items',)

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class CartViewed(Accepted, tag="touchline.cart.viewed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.cart.viewed.v1"
    dataschema: Literal["urn:touchline:schema:cart.viewed:1.0"]
    data: CartViewedData


class CartSharedData(Data, kw_only=True):
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
    cart_id: s.Id | UnsetType = UNSET
    items: Annotated[list[s.LineItem], Meta(max_length=500, min_length=1)] | UnsetType = UNSET
    share_method: s.Word | UnsetType = UNSET
    recipient_ref: s.Id | UnsetType = UNSET
    LISTED: ClassVar[tuple[str, ...]] = ('items',)

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.share_method is UNSET or s.words[self.share_method])):
            raise LookCloser


class CartShared(Accepted, tag="touchline.cart.shared.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.cart.shared.v1"
    dataschema: Literal["urn:touchline:schema:cart.shared:1.0"]
    data: CartSharedData


SHAPES: dict[str, type[Accepted]] = {"touchline.cart.item_added.v1": CartItemAdded, "touchline.cart.item_removed.v1": CartItemRemoved, "touchline.cart.item_updated.v1": CartItemUpdated, "touchline.cart.viewed.v1": CartViewed, "touchline.cart.shared.v1": CartShared}
