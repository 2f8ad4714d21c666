"""BigQuery, Snowflake, Redshift, Databricks and the rest of dlt's destinations, by the loading path dlt knows for each.

A batch is one load package. What is left of a package after a crash is dropped, for the log sends the batch again.
Where the destination can merge, rows are merged by source and id; elsewhere they are appended.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import dlt
from dlt.common.configuration.exceptions import ConfigurationException
from dlt.common.destination import Destination
from dlt.common.destination.exceptions import DestinationTerminalException, UnknownDestinationModule
from dlt.common.exceptions import DltException, MissingDependencyException, TerminalException
from dlt.pipeline.exceptions import PipelineStepFailed

from touchline_collector.sinks.base import OK, Batch, Fatal, Limits, Outcome, Refused, Sink, SinkError, Unavailable
from touchline_collector.sinks.deadline import Deadline
from touchline_collector.sinks.options import option
from touchline_collector.sinks.rows import COLUMNS, row

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of a dlt sink."""

    destination: str = option(
        "dlt's name of the destination: bigquery, snowflake, redshift, databricks, filesystem, ..."
    )
    credentials: str | None = option("a connection string, where the destination takes one", None, secret=True)
    settings: dict[str, str] = option("the destination's other arguments, bucket_url say", {}, secret=True)
    dataset: str = option("the dataset, or schema", "touchline")
    table: str = option("the table", "events")
    folder: Path = option("where packages are prepared; of this sink alone", Path("touchline-dlt"))
    timeout: float = option("seconds for one load", 600.0, least=1)


# dlt reports its use to its makers unless told otherwise, and a collector reports to nobody.
os.environ.setdefault("RUNTIME__DLTHUB_TELEMETRY", "false")
REQUIRED = frozenset({"source", "id", "type", "event"})
HINTS = {name: {"data_type": "text", "nullable": name not in REQUIRED} for name in COLUMNS}
# From the best: insert or update by key, delete and insert by key.
STRATEGIES = ("upsert", "delete-insert")
# A person has to act: no such destination, package or setting missing, no right.
TURNED_AWAY = (ConfigurationException, MissingDependencyException, DestinationTerminalException, TypeError, ValueError)


class DltSink(Sink):
    """One pipeline; one load package a batch."""

    guarantee: ClassVar[str] = "once by key where dlt can merge at the destination, at least once where it appends"
    # Every load is a few round trips and files: seldom and large suits warehouses.
    limits: ClassVar[Limits] = Limits(events=50_000, bytes=32 * 1024 * 1024, linger=30.0)

    def __init__(self, options: Options) -> None:
        self.options = options
        self._thread: Deadline | None = None
        self._pipeline: Any = None
        self._disposition: Any = "append"

    def open(self) -> None:
        """Connect, and drop what an earlier run left half loaded."""
        self.close()
        self._thread = Deadline("touchline-dlt")
        try:
            self._run(self._connect)
        except _Failed as failed:
            raise trouble(failed.error) from failed

    def write(self, batch: Batch) -> Sequence[Outcome]:
        """One load, until dlt says that it is done."""
        rows = [dict(zip(COLUMNS, row(event), strict=True)) for event in batch.events]
        try:
            self._run(lambda: self._load(rows))
        except _Failed as failed:
            if isinstance(failed.error, TerminalException) and not isinstance(failed.error, ConfigurationException):
                return batch.all(Fatal("dlt.refused", in_one_line(failed.error)))
            raise trouble(failed.error) from failed
        return batch.all(OK)

    def close(self) -> None:
        """Let go of the pipeline; every load has closed its own connections."""
        thread, self._thread = self._thread, None
        self._pipeline = None
        if thread is not None:
            thread.close(lambda: None, self.options.timeout)

    def _run(self, call: Callable[[], T]) -> T:
        if self._thread is None:
            raise Unavailable("dlt is not open")
        try:
            return self._thread.run(call, self.options.timeout)
        except TimeoutError as error:
            raise Unavailable(f"the load did not end in {self.options.timeout:g} s") from error
        except (DltException, OSError, TypeError, ValueError) as error:
            raise _Failed(cause(error)) from error

    # -- in the pipeline's thread ----------------------------------------------------------------------------------

    def _connect(self) -> None:
        options = self.options
        given: dict[str, Any] = dict(options.settings)
        if options.credentials is not None:
            given["credentials"] = options.credentials
        try:
            destination: Any = Destination.from_reference(options.destination, **given)
        except UnknownDestinationModule as error:
            raise Refused(f"dlt has no destination called {options.destination}") from error
        able = destination.capabilities().supported_merge_strategies or ()
        strategy = next((name for name in STRATEGIES if name in able), None)
        self._disposition = {"disposition": "merge", "strategy": strategy} if strategy else "append"
        self._pipeline = dlt.pipeline(
            "touchline", pipelines_dir=str(options.folder), destination=destination, dataset_name=options.dataset
        )
        self._pipeline.abort_packages()
        self._pipeline.sync_destination()

    def _load(self, rows: list[dict[str, str | None]]) -> None:
        self._pipeline.abort_packages()
        self._pipeline.run(
            rows,
            table_name=self.options.table,
            write_disposition=self._disposition,
            primary_key=("source", "id"),
            columns=HINTS,
        ).raise_on_failed_jobs()


class _Failed(Exception):  # noqa: N818 - carries what dlt raised
    def __init__(self, error: BaseException) -> None:
        super().__init__(str(error))
        self.error = error


def cause(error: BaseException) -> BaseException:
    """What happened, under dlt's accounts of the step in which it did."""
    while isinstance(error, PipelineStepFailed) and isinstance(error.exception, BaseException):
        error = error.exception
    return error


def trouble(error: BaseException) -> SinkError:
    """An outage, except where a person has to act."""
    refused = isinstance(error, (*TURNED_AWAY, PermissionError, NotADirectoryError))
    return (Refused if refused else Unavailable)(f"dlt: {in_one_line(error)}")


def in_one_line(error: BaseException) -> str:
    """The first sentence; further lines may quote settings and rows."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines[0] if lines else type(error).__name__)[:300]


SINK = DltSink
