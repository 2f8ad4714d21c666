"""Events of the subject survey, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.forms import amounts
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class SurveyInvitedData(Data, kw_only=True):
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
    survey_id: s.Id
    survey_kind: s.Word | UnsetType = UNSET
    response_id: s.Id | UnsetType = UNSET
    message_id: s.Id | UnsetType = UNSET
    order_id: s.Id | UnsetType = UNSET
    transaction_id: s.Id | UnsetType = UNSET
    case_id: s.Id | UnsetType = UNSET
    visit_id: s.Id | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.survey_kind is UNSET or s.words[self.survey_kind])):
            raise LookCloser


class SurveyInvited(Accepted, tag="touchline.survey.invited.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.survey.invited.v1"
    dataschema: Literal["urn:touchline:schema:survey.invited:1.0"]
    data: SurveyInvitedData


class SurveyStartedData(Data, kw_only=True):
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
    survey_id: s.Id
    survey_kind: s.Word | UnsetType = UNSET
    response_id: s.Id | UnsetType = UNSET
    message_id: s.Id | UnsetType = UNSET
    order_id: s.Id | UnsetType = UNSET
    transaction_id: s.Id | UnsetType = UNSET
    case_id: s.Id | UnsetType = UNSET
    visit_id: s.Id | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.survey_kind is UNSET or s.words[self.survey_kind])):
            raise LookCloser


class SurveyStarted(Accepted, tag="touchline.survey.started.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.survey.started.v1"
    dataschema: Literal["urn:touchline:schema:survey.started:1.0"]
    data: SurveyStartedData


class SurveyCompletedData(Data, kw_only=True):
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
    survey_id: s.Id
    survey_kind: s.Word | UnsetType = UNSET
    response_id: s.Id | UnsetType = UNSET
    message_id: s.Id | UnsetType = UNSET
    order_id: s.Id | UnsetType = UNSET
    transaction_id: s.Id | UnsetType = UNSET
    case_id: s.Id | UnsetType = UNSET
    visit_id: s.Id | UnsetType = UNSET
    score: s.Decimal | UnsetType = UNSET
    scale_min: s.Decimal | UnsetType = UNSET
    scale_max: s.Decimal | UnsetType = UNSET
    answers: Annotated[list[s.SurveyAnswer], Meta(max_length=200)] | UnsetType = UNSET
    comment: s.Text | UnsetType = UNSET
    duration_ms: s.Count | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.survey_kind is UNSET or s.words[self.survey_kind]) and (self.score is UNSET or amounts[self.score]) and (self.scale_min is UNSET or amounts[self.scale_min]) and (self.scale_max is UNSET or amounts[self.scale_max])):
            raise LookCloser


class SurveyCompleted(Accepted, tag="touchline.survey.completed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.survey.completed.v1"
    dataschema: Literal["urn:touchline:schema:survey.completed:1.0"]
    data: SurveyCompletedData


SHAPES: dict[str, type[Accepted]] = {"touchline.survey.invited.v1": SurveyInvited, "touchline.survey.started.v1": SurveyStarted, "touchline.survey.completed.v1": SurveyCompleted}
