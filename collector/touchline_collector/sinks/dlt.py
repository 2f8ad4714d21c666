"""BigQuery, Snowflake, Redshift, Databricks and the rest of dlt's destinations, by the loading path dlt knows for each.

A batch is one load package. What is left of a package after a crash is dropped, for the log sends the batch again.
Where the destination can merge, rows are merged by source and id; elsewhere they are appended.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import dlt
from dlt.common.configuration.exceptions import ConfigurationException
from dlt.common.destination import Destination
from dlt.common.destination.exceptions import DestinationTerminalException, UnknownDestinationModule, WithJobError
from dlt.common.exceptions import DltException, MissingDependencyException, TerminalException

from touchline_collector.sinks import dbapi
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


# dlt reads its own settings from the environment. It reports its use to its makers unless told otherwise, and a
# collector reports to nobody; its log quotes refused rows; and tries again are the forwarder's, who knows of them.
for _name, _value in {
    "RUNTIME__DLTHUB_TELEMETRY": "false",
    "RUNTIME__LOG_LEVEL": "CRITICAL",
    "LOAD__RAISE_ON_MAX_RETRIES": "1",
}.items():
    os.environ.setdefault(_name, _value)
PIPELINE = "touchline"
REQUIRED = frozenset({"source", "id", "type", "event"})
HINTS = {name: {"data_type": "text", "nullable": name not in REQUIRED} for name in COLUMNS}
# From the best: insert or update by key, delete and insert by key.
STRATEGIES = ("upsert", "delete-insert")
# A person has to act: no such destination, package or setting missing, no right, no such place.
TURNED_AWAY = (
    ConfigurationException,
    MissingDependencyException,
    DestinationTerminalException,
    TypeError,
    ValueError,
    PermissionError,
    FileNotFoundError,
    NotADirectoryError,
)
# Where dlt's exceptions keep the one they tell of.
CAUSES = ("exception", "client_exception", "inner_exc", "dbapi_exception", "orig")


class DltSink(Sink):
    """One pipeline; one load package a batch."""

    guarantee: ClassVar[str] = "once by key where dlt can merge at the destination, at least once where it appends"
    # Every load is a few round trips and files: seldom and large suits warehouses, some of which bill by the load. A
    # full one may take a tenth of its time-out.
    limits: ClassVar[Limits] = Limits(events=50_000, bytes=32 * 1024 * 1024, linger=30.0, start=50_000, target=60.0)

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

    def check(self) -> None:
        """Prove that the destination answers, that our columns are text, and that a folder takes files."""
        try:
            self._run(self._try_out)
        except _Failed as failed:
            raise trouble(failed.error) from failed

    def write(self, batch: Batch) -> Sequence[Outcome]:
        """One load, until dlt says that it is done."""
        rows = [dict(zip(COLUMNS, row(event), strict=True)) for event in batch.events]
        try:
            self._run(lambda: self._load(rows))
        except _Failed as failed:
            return batch.all(refusal(failed.error))
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
            raise _Failed(error) from error

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
        options.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._pipeline = dlt.pipeline(
            PIPELINE, pipelines_dir=str(options.folder), destination=destination, dataset_name=options.dataset
        )
        self._forget()
        self._pipeline.sync_destination()

    def _load(self, rows: list[dict[str, str | None]]) -> None:
        self._forget()
        try:
            self._pipeline.run(
                rows,
                table_name=self.options.table,
                write_disposition=self._disposition,
                primary_key=("source", "id"),
                columns=HINTS,
            ).raise_on_failed_jobs()
        finally:
            with contextlib.suppress(DltException, OSError):  # the load itself decides; the next one tidies up first
                self._forget()

    def _forget(self) -> None:
        """Drop what an attempt left half done, and what dlt would keep of packages that are done: all their rows."""
        self._pipeline.abort_packages()
        for package in (self.options.folder / PIPELINE / "load" / "loaded").glob("*"):
            shutil.rmtree(package, ignore_errors=True)

    def _try_out(self) -> None:
        with self._pipeline.destination_client() as client:
            if hasattr(client, "fs_client"):
                _try_folder(client.fs_client, client.bucket_path)
            else:
                _see_shape(client, self.options.table)


def _try_folder(files: Any, folder: str) -> None:
    probe = f"{folder.rstrip('/')}/.touchline-check"
    files.makedirs(folder, exist_ok=True)
    files.pipe_file(probe, b"")
    files.rm_file(probe)


def _see_shape(client: Any, table: str) -> None:
    """Columns that a table lacks are added by dlt; those it has, dlt does not look at."""
    if not client.is_storage_initialized() or not hasattr(client, "get_storage_table"):
        return
    _, columns = client.get_storage_table(table)
    for name in COLUMNS:
        kind = columns.get(name, {}).get("data_type", "text")
        if kind != "text":
            raise Refused(f"dlt: column {name} of table {table} is {kind}, expected text")


class _Failed(Exception):  # noqa: N818 - carries what dlt raised
    def __init__(self, error: BaseException) -> None:
        super().__init__(str(error))
        self.error = error


def accounts(error: BaseException) -> list[BaseException]:
    """The error and what it tells of, down to what the destination's own driver said."""
    chain = [error]
    while (inner := next(filter(None, (getattr(chain[-1], name, None) for name in CAUSES)), None)) is not None:
        if not isinstance(inner, BaseException) or inner in chain:
            break
        chain.append(inner)
    return chain


def refusal(error: BaseException) -> Outcome:
    """What a failed load means for its batch. Raises where it is not about the rows."""
    chain = accounts(error)
    job_ended = any(isinstance(part, WithJobError) and isinstance(part, TerminalException) for part in chain)
    said = chain[-1]
    if job_ended and (dbapi.about_rows(said) or not dbapi.turns_away(said)):
        return Fatal("dlt.refused", dbapi.in_one_line(said))
    raise trouble(error) from error


def trouble(error: BaseException) -> SinkError:
    """An outage, except where a person has to act."""
    chain = accounts(error)
    missing = next((part for part in chain if isinstance(part, MissingDependencyException)), None)
    if missing is not None:  # its own words put what to do on further lines
        packages = " ".join(f"'{name}'" for name in missing.dependencies)
        return Refused(f"dlt: the {missing.caller} needs a package: pip install {packages}")
    refused = any(isinstance(part, TURNED_AWAY) for part in chain) or dbapi.turns_away(chain[-1])
    return (Refused if refused else Unavailable)(f"dlt: {dbapi.in_one_line(chain[-1])}")


SINK = DltSink
