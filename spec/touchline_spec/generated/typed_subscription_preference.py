"""Events of the subject subscription_preference, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class SubscriptionPreferenceUpdatedData(Data, kw_only=True):
    channel: s.Word
    identities: Annotated[list[s.Identity], Meta(max_length=32)]
    consent: s.Consent | UnsetType = UNSET
    session: s.Session | UnsetType = UNSET
    device: s.Device | UnsetType = UNSET
    app: s.App | UnsetType = UNSET
    page: s.Page | UnsetType = UNSET
    campaign: s.Campaign | UnsetType = UNSET
    location: s.Location | UnsetType = UNSET
    clock: s.Clock | UnsetType = UNSET
    ext: s.Ext | UnsetType = UNSET
    preferences: Annotated[list[s.MessagePreference], Meta(max_length=100, min_length=1)]

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class SubscriptionPreferenceUpdated(Accepted, tag="touchline.subscription_preference.updated.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.subscription_preference.updated.v1"
    dataschema: Literal["urn:touchline:schema:subscription_preference.updated:1.0"]
    data: SubscriptionPreferenceUpdatedData


SHAPES: dict[str, type[Accepted]] = {"touchline.subscription_preference.updated.v1": SubscriptionPreferenceUpdated}
