"""The durable event log. Only this package and the SQL sinks know SQL."""

from touchline_collector.eventlog.log import EventLog
from touchline_collector.eventlog.records import Appended, Fates, Gap, Logged, NewEvent, Rejected
from touchline_collector.eventlog.runs import Run, Stretch

__all__ = ["Appended", "EventLog", "Fates", "Gap", "Logged", "NewEvent", "Rejected", "Run", "Stretch"]
