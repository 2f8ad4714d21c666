"""Events of the subject review, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.forms import amounts
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class ReviewSubmittedData(Data, kw_only=True):
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
    review_id: s.Id
    product: s.Product | UnsetType = UNSET
    rating: s.Decimal
    scale_min: s.Decimal | UnsetType = UNSET
    scale_max: s.Decimal | UnsetType = UNSET
    body: s.Text | UnsetType = UNSET
    verified_purchase: s.Boolean | UnsetType = UNSET
    image_count: s.Count | UnsetType = UNSET
    order_id: s.Id | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and amounts[self.rating] and (self.scale_min is UNSET or amounts[self.scale_min]) and (self.scale_max is UNSET or amounts[self.scale_max])):
            raise LookCloser


class ReviewSubmitted(Accepted, tag="touchline.review.submitted.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.review.submitted.v1"
    dataschema: Literal["urn:touchline:schema:review.submitted:1.0"]
    data: ReviewSubmittedData


SHAPES: dict[str, type[Accepted]] = {"touchline.review.submitted.v1": ReviewSubmitted}
