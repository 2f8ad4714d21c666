"""The durable event log. Only this package and the SQL sinks know SQL."""

from touchline_collector.eventlog.log import EventLog
from touchline_collector.eventlog.records import Appended, Gap, Logged, NewEvent, Rejected

__all__ = ["Appended", "EventLog", "Gap", "Logged", "NewEvent", "Rejected"]
