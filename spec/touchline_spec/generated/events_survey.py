"""What customers say when they are asked.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class SurveyInvited(m.EventModel):
    """Somebody was asked to take part."""

    TYPE: ClassVar[str] = "touchline.survey.invited.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:survey.invited:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    survey_id: s.Id
    """The survey. Example: "nps-2026-q4"."""

    survey_kind: s.Word | None = None
    """What it measures: satisfaction, recommendation or effort. One of csat, nps, ces, or another word.
    Recommended. Example: "nps".
    """

    response_id: s.Id | None = None
    """The one answer of one person. Example: "rsp-4410"."""

    message_id: s.Id | None = None
    """The one message to the one person. Example: "m-7f3a"."""

    order_id: s.Id | None = None
    """The merchant's order number. Example: "O-1"."""

    transaction_id: s.Id | None = None
    """The transaction's number in its store. Example: "T-42-3-1007"."""

    case_id: s.Id | None = None
    """The case or ticket. Example: "CS-20118"."""

    visit_id: s.Id | None = None
    """The stay. Example: "v-0193f1c5"."""

    channel: s.Word | None = None
    """Where the touchpoint happened. One of web, app, email, sms, push, social, ads, call_center, chat, pos,
    store, kiosk, vending, signage, marketplace, mail, system, or another word. Example: "web".
    """

    identities: Annotated[list[s.Identity], m.listed(most=32)] | None = None
    """The identifiers of the person or device known at that moment. Example: [{"type": "user", "value": "u-1",
    "state": "authenticated"}].
    """

    consent: s.Consent | None = None
    """The consent in force; absent means nothing was granted. Example: {"purposes": {"analytics": "granted"}}."""

    session: s.Session | None = None
    """The sitting the event belongs to. Example: {"id": "s-77"}."""

    device: s.Device | None = None
    """The device. Example: {"kind": "phone"}."""

    app: s.App | None = None
    """The application. Example: {"name": "Example Shop", "version": "4.2.0"}."""

    page: s.Page | None = None
    """The page or screen. Example: {"url": "https://shop.example.com/p/P-1"}."""

    campaign: s.Campaign | None = None
    """The campaign that the journey carries along. Example: {"source": "newsletter", "medium": "email"}."""

    location: s.Location | None = None
    """Where it was seen and where it belongs. Example: {"store": {"id": "store-0042"}}."""

    clock: s.Clock | None = None
    """What the clock is worth. Example: {"quality": "synced"}."""

    ext: s.Ext | None = None
    """Private fields, under a reverse domain name of the producer's own. Example: {"com.example.shop": {"theme":
    "dark"}}.
    """

    if TYPE_CHECKING:

        def __init__(
            self, *, survey_id: s.Id, survey_kind: s.Word | None = ..., response_id: s.Id | None = ...,
            message_id: s.Id | None = ..., order_id: s.Id | None = ..., transaction_id: s.Id | None = ...,
            case_id: s.Id | None = ..., visit_id: s.Id | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class SurveyStarted(m.EventModel):
    """Somebody began to answer."""

    TYPE: ClassVar[str] = "touchline.survey.started.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:survey.started:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    survey_id: s.Id
    """The survey. Example: "nps-2026-q4"."""

    survey_kind: s.Word | None = None
    """What it measures: satisfaction, recommendation or effort. One of csat, nps, ces, or another word.
    Recommended. Example: "nps".
    """

    response_id: s.Id | None = None
    """The one answer of one person. Example: "rsp-4410"."""

    message_id: s.Id | None = None
    """The one message to the one person. Example: "m-7f3a"."""

    order_id: s.Id | None = None
    """The merchant's order number. Example: "O-1"."""

    transaction_id: s.Id | None = None
    """The transaction's number in its store. Example: "T-42-3-1007"."""

    case_id: s.Id | None = None
    """The case or ticket. Example: "CS-20118"."""

    visit_id: s.Id | None = None
    """The stay. Example: "v-0193f1c5"."""

    channel: s.Word | None = None
    """Where the touchpoint happened. One of web, app, email, sms, push, social, ads, call_center, chat, pos,
    store, kiosk, vending, signage, marketplace, mail, system, or another word. Example: "web".
    """

    identities: Annotated[list[s.Identity], m.listed(most=32)] | None = None
    """The identifiers of the person or device known at that moment. Example: [{"type": "user", "value": "u-1",
    "state": "authenticated"}].
    """

    consent: s.Consent | None = None
    """The consent in force; absent means nothing was granted. Example: {"purposes": {"analytics": "granted"}}."""

    session: s.Session | None = None
    """The sitting the event belongs to. Example: {"id": "s-77"}."""

    device: s.Device | None = None
    """The device. Example: {"kind": "phone"}."""

    app: s.App | None = None
    """The application. Example: {"name": "Example Shop", "version": "4.2.0"}."""

    page: s.Page | None = None
    """The page or screen. Example: {"url": "https://shop.example.com/p/P-1"}."""

    campaign: s.Campaign | None = None
    """The campaign that the journey carries along. Example: {"source": "newsletter", "medium": "email"}."""

    location: s.Location | None = None
    """Where it was seen and where it belongs. Example: {"store": {"id": "store-0042"}}."""

    clock: s.Clock | None = None
    """What the clock is worth. Example: {"quality": "synced"}."""

    ext: s.Ext | None = None
    """Private fields, under a reverse domain name of the producer's own. Example: {"com.example.shop": {"theme":
    "dark"}}.
    """

    if TYPE_CHECKING:

        def __init__(
            self, *, survey_id: s.Id, survey_kind: s.Word | None = ..., response_id: s.Id | None = ...,
            message_id: s.Id | None = ..., order_id: s.Id | None = ..., transaction_id: s.Id | None = ...,
            case_id: s.Id | None = ..., visit_id: s.Id | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class SurveyCompleted(m.EventModel):
    """Somebody answered to the end."""

    TYPE: ClassVar[str] = "touchline.survey.completed.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:survey.completed:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    survey_id: s.Id
    """The survey. Example: "nps-2026-q4"."""

    survey_kind: s.Word | None = None
    """What it measures: satisfaction, recommendation or effort. One of csat, nps, ces, or another word.
    Recommended. Example: "nps".
    """

    response_id: s.Id | None = None
    """The one answer of one person. Example: "rsp-4410"."""

    message_id: s.Id | None = None
    """The one message to the one person. Example: "m-7f3a"."""

    order_id: s.Id | None = None
    """The merchant's order number. Example: "O-1"."""

    transaction_id: s.Id | None = None
    """The transaction's number in its store. Example: "T-42-3-1007"."""

    case_id: s.Id | None = None
    """The case or ticket. Example: "CS-20118"."""

    visit_id: s.Id | None = None
    """The stay. Example: "v-0193f1c5"."""

    score: s.Decimal | None = None
    """The score as decimal text, so that no engine rounds it. Recommended. Example: "9"."""

    scale_min: s.Decimal | None = None
    """The lowest score there could be; without the scale a score says nothing. Recommended. Example: "0"."""

    scale_max: s.Decimal | None = None
    """The highest score there could be; without the scale a score says nothing. Recommended. Example: "10"."""

    answers: Annotated[list[s.SurveyAnswer], m.listed(most=200)] | None = None
    """The single answers. Example: [{"question_id": "q1", "score": "9"}]."""

    comment: s.Text | None = None
    """What the person wrote. Example: "Sehr freundlich beraten."."""

    duration_ms: s.Count | None = None
    """How long it lasted in milliseconds. Example: 1260000."""

    channel: s.Word | None = None
    """Where the touchpoint happened. One of web, app, email, sms, push, social, ads, call_center, chat, pos,
    store, kiosk, vending, signage, marketplace, mail, system, or another word. Example: "web".
    """

    identities: Annotated[list[s.Identity], m.listed(most=32)] | None = None
    """The identifiers of the person or device known at that moment. Example: [{"type": "user", "value": "u-1",
    "state": "authenticated"}].
    """

    consent: s.Consent | None = None
    """The consent in force; absent means nothing was granted. Example: {"purposes": {"analytics": "granted"}}."""

    session: s.Session | None = None
    """The sitting the event belongs to. Example: {"id": "s-77"}."""

    device: s.Device | None = None
    """The device. Example: {"kind": "phone"}."""

    app: s.App | None = None
    """The application. Example: {"name": "Example Shop", "version": "4.2.0"}."""

    page: s.Page | None = None
    """The page or screen. Example: {"url": "https://shop.example.com/p/P-1"}."""

    campaign: s.Campaign | None = None
    """The campaign that the journey carries along. Example: {"source": "newsletter", "medium": "email"}."""

    location: s.Location | None = None
    """Where it was seen and where it belongs. Example: {"store": {"id": "store-0042"}}."""

    clock: s.Clock | None = None
    """What the clock is worth. Example: {"quality": "synced"}."""

    ext: s.Ext | None = None
    """Private fields, under a reverse domain name of the producer's own. Example: {"com.example.shop": {"theme":
    "dark"}}.
    """

    if TYPE_CHECKING:

        def __init__(
            self, *, survey_id: s.Id, survey_kind: s.Word | None = ..., response_id: s.Id | None = ...,
            message_id: s.Id | None = ..., order_id: s.Id | None = ..., transaction_id: s.Id | None = ...,
            case_id: s.Id | None = ..., visit_id: s.Id | None = ..., score: m.Exact | None = ...,
            scale_min: m.Exact | None = ..., scale_max: m.Exact | None = ...,
            answers: list[s.SurveyAnswer] | list[m.Plain] | None = ..., comment: s.Text | None = ...,
            duration_ms: s.Count | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...
