"""Events of the subject appointment, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class AppointmentRequestedData(Data, kw_only=True):
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
    appointment_id: s.Id
    service: s.Label | UnsetType = UNSET
    slot: s.Slot | UnsetType = UNSET
    meeting_form: s.Word | UnsetType = UNSET
    associate_ref: s.Id | UnsetType = UNSET
    products: Annotated[list[s.Product], Meta(max_length=200)] | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.meeting_form is UNSET or s.words[self.meeting_form])):
            raise LookCloser


class AppointmentRequested(Accepted, tag="touchline.appointment.requested.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.appointment.requested.v1"
    dataschema: Literal["urn:touchline:schema:appointment.requested:1.0"]
    data: AppointmentRequestedData


class AppointmentBookedData(Data, kw_only=True):
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
    appointment_id: s.Id
    service: s.Label | UnsetType = UNSET
    slot: s.Slot | UnsetType = UNSET
    meeting_form: s.Word | UnsetType = UNSET
    associate_ref: s.Id | UnsetType = UNSET
    products: Annotated[list[s.Product], Meta(max_length=200)] | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.meeting_form is UNSET or s.words[self.meeting_form])):
            raise LookCloser


class AppointmentBooked(Accepted, tag="touchline.appointment.booked.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.appointment.booked.v1"
    dataschema: Literal["urn:touchline:schema:appointment.booked:1.0"]
    data: AppointmentBookedData


class AppointmentRescheduledData(Data, kw_only=True):
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
    appointment_id: s.Id
    service: s.Label | UnsetType = UNSET
    slot: s.Slot | UnsetType = UNSET
    meeting_form: s.Word | UnsetType = UNSET
    associate_ref: s.Id | UnsetType = UNSET
    products: Annotated[list[s.Product], Meta(max_length=200)] | UnsetType = UNSET
    previous_slot: s.Slot | UnsetType = UNSET
    reason: s.Label | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.meeting_form is UNSET or s.words[self.meeting_form])):
            raise LookCloser


class AppointmentRescheduled(Accepted, tag="touchline.appointment.rescheduled.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.appointment.rescheduled.v1"
    dataschema: Literal["urn:touchline:schema:appointment.rescheduled:1.0"]
    data: AppointmentRescheduledData


class AppointmentCancelledData(Data, kw_only=True):
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
    appointment_id: s.Id
    service: s.Label | UnsetType = UNSET
    slot: s.Slot | UnsetType = UNSET
    meeting_form: s.Word | UnsetType = UNSET
    associate_ref: s.Id | UnsetType = UNSET
    products: Annotated[list[s.Product], Meta(max_length=200)] | UnsetType = UNSET
    cancelled_by: s.Word | UnsetType = UNSET
    reason: s.Label | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.meeting_form is UNSET or s.words[self.meeting_form]) and (self.cancelled_by is UNSET or s.words[self.cancelled_by])):
            raise LookCloser


class AppointmentCancelled(Accepted, tag="touchline.appointment.cancelled.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.appointment.cancelled.v1"
    dataschema: Literal["urn:touchline:schema:appointment.cancelled:1.0"]
    data: AppointmentCancelledData


class AppointmentAttendedData(Data, kw_only=True):
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
    appointment_id: s.Id
    service: s.Label | UnsetType = UNSET
    slot: s.Slot | UnsetType = UNSET
    meeting_form: s.Word | UnsetType = UNSET
    associate_ref: s.Id | UnsetType = UNSET
    products: Annotated[list[s.Product], Meta(max_length=200)] | UnsetType = UNSET
    visit_id: s.Id | UnsetType = UNSET
    duration_ms: s.Count | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.meeting_form is UNSET or s.words[self.meeting_form])):
            raise LookCloser


class AppointmentAttended(Accepted, tag="touchline.appointment.attended.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.appointment.attended.v1"
    dataschema: Literal["urn:touchline:schema:appointment.attended:1.0"]
    data: AppointmentAttendedData


class AppointmentNoShowData(Data, kw_only=True):
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
    appointment_id: s.Id
    service: s.Label | UnsetType = UNSET
    slot: s.Slot | UnsetType = UNSET
    meeting_form: s.Word | UnsetType = UNSET
    associate_ref: s.Id | UnsetType = UNSET
    products: Annotated[list[s.Product], Meta(max_length=200)] | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.meeting_form is UNSET or s.words[self.meeting_form])):
            raise LookCloser


class AppointmentNoShow(Accepted, tag="touchline.appointment.no_show.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.appointment.no_show.v1"
    dataschema: Literal["urn:touchline:schema:appointment.no_show:1.0"]
    data: AppointmentNoShowData


SHAPES: dict[str, type[Accepted]] = {"touchline.appointment.requested.v1": AppointmentRequested, "touchline.appointment.booked.v1": AppointmentBooked, "touchline.appointment.rescheduled.v1": AppointmentRescheduled, "touchline.appointment.cancelled.v1": AppointmentCancelled, "touchline.appointment.attended.v1": AppointmentAttended, "touchline.appointment.no_show.v1": AppointmentNoShow}
