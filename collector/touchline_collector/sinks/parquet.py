"""Parquet files in folders by day and type, on a disk or an S3-compatible store.

A file is named for its batch: sent again, it replaces itself. It appears whole or not at all. Small files of a day are
merged later; a list of what is being merged is written first, so that a merge cut short is finished or forgotten.
"""

from __future__ import annotations

import os
import re
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import quote

import pyarrow as pa
import pyarrow.fs
import pyarrow.parquet

from touchline_collector import jsontext
from touchline_collector.errors import ConfigError
from touchline_collector.sinks import erasing
from touchline_collector.sinks.base import OK, Batch, Limits, Outcome, Person, Refused, Sink, SinkError, Unavailable
from touchline_collector.sinks.options import option
from touchline_collector.sinks.rows import COLUMNS, columns
from touchline_collector.sinks.syncing import sync

SCHEMA = pa.schema([(name, pa.string()) for name in COLUMNS])
FOLDER = "date={date}/type={type}"
# What begins as a URL does is no folder, however gladly a file system would make one of that name; C:/ is.
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")
# Amazon's client sends uploads in a coding with a checksum at the end unless told otherwise; other stores answer 411,
# Ceph's before 18 among them. It reads this where a store is made.
PLAIN_UPLOADS = ("AWS_REQUEST_CHECKSUM_CALCULATION", "when_required")
# Where an event has no time of its own.
NO_DATE = "unknown"
# Values that never repeat make a dictionary for nothing: files of orders were an eighth larger. And nobody looks for an
# event between two others.
REPEATED = [name for name in COLUMNS if name not in ("id", "event")]
SOUGHT = [name for name in COLUMNS if name != "event"]
# A row group is what a query reads at least; Parquet's authors advise 100 MB and more, memory here allows less.
ROW_GROUP = 100_000


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of a parquet sink."""

    path: str = option("a folder, or s3://bucket/prefix")
    endpoint: str = option("the address of an S3-compatible store other than Amazon's: https://minio:9000", "")
    region: str = option("the store's region", "")
    access_key: str = option("S3 access key; without it the usual places are asked", "", secret=True)
    secret_key: str = option("S3 secret key", "", secret=True)
    ca_file: Path | None = option("certificate authorities to trust instead of the system's", None)
    compression: str = option("zstd, snappy, gzip or none", "zstd")
    compact_files: int = option("merge a folder once it holds this many small files; 0 never", 24, least=0)
    # Below this a file costs a reader more to open than to read.
    small_bytes: int = option("what counts as small", 32 * 1024 * 1024, least=1)
    timeout: float = option("seconds for one request to the store", 30.0, least=1)

    def __post_init__(self) -> None:
        """Find what could never work."""
        bucket = self.path.removeprefix("s3://").partition("/")[0] if self.path.startswith("s3://") else None
        if bucket == "" or (bucket is None and SCHEME.match(self.path)):
            raise ConfigError(f"parquet: path must be a folder, or s3://bucket/prefix, not {self.path!r}")
        if self.compression not in ("zstd", "snappy", "gzip", "none"):
            raise ConfigError(f"parquet: compression must be zstd, snappy, gzip or none, not {self.compression!r}")
        if bool(self.access_key) != bool(self.secret_key):
            raise ConfigError("parquet: access_key and secret_key come together")


class ParquetSink(Sink):
    """One file for each day and type of a batch."""

    guarantee: ClassVar[str] = "exactly once in effect, by batch"
    by_token: ClassVar[bool] = True
    # Few large files rather than many small ones.
    limits: ClassVar[Limits] = Limits(events=50_000, bytes=32 * 1024 * 1024, linger=60.0, start=50_000, target=15.0)

    def __init__(self, options: Options) -> None:
        self.options = options
        self._store: Any = None
        self._root = ""
        self._tidy = False  # whether a merge that was cut short is finished or forgotten
        self._foreign: set[str] = set()  # files of others in our folders, found when they were to be merged

    def open(self) -> None:
        """Find the place; nothing is changed yet, for `check` does so beside a running collector."""
        self._tidy = False
        try:
            self._store, self._root = self._place()
        except (OSError, pa.ArrowException) as error:
            raise self._trouble(error) from error

    def check(self) -> None:
        """Prove that a file can be made, and take it away."""
        probe = f"{self._root}/.touchline-check"
        try:
            self._put(probe, b"")
            self._store.delete_file(probe)
        except (OSError, pa.ArrowException) as error:
            raise self._trouble(error) from error

    def write(self, batch: Batch) -> Sequence[Outcome]:
        """Write the files of the batch, then tidy up if a folder has many small ones."""
        folders = _by_folder(columns(batch.events))
        try:
            self._recover()
            for folder, table in sorted(folders.items()):
                self._put(f"{self._root}/{folder}/{batch.token}.parquet", self._file_of(table))
            for folder in sorted(folders) if self.options.compact_files else ():
                self._compact(folder, but=batch.token)
        except (OSError, pa.ArrowException) as error:
            raise self._trouble(error) from error
        return batch.all(OK)

    def erase(self, persons: Sequence[Person]) -> int:
        """Write every file that holds one of the persons anew, without them."""
        wanted = set(persons)
        if self._store is None:
            self.open()
        try:
            self._recover()
            return sum(self._without(info.path, wanted) for info in self._files(self._root, recursive=True))
        except (OSError, pa.ArrowException) as error:
            raise self._trouble(error) from error

    def close(self) -> None:
        """Nothing is held between two writes."""
        self._store = None

    # -- the store -------------------------------------------------------------------------------------------------

    def _place(self) -> tuple[Any, str]:
        options = self.options
        if not options.path.startswith("s3://"):
            folder = Path(options.path).absolute()
            folder.mkdir(parents=True, exist_ok=True)
            return pyarrow.fs.LocalFileSystem(), str(folder)
        scheme, _, host = options.endpoint.rpartition("://")
        if host:
            os.environ.setdefault(*PLAIN_UPLOADS)
        if options.ca_file is not None and not options.ca_file.is_file():
            raise Refused(f"ca_file {options.ca_file}: there is no such file")
        store = pyarrow.fs.S3FileSystem(
            access_key=options.access_key or None,
            secret_key=options.secret_key or None,
            region=options.region or None,
            scheme=scheme or "https",
            endpoint_override=host or None,
            tls_ca_file_path=str(options.ca_file) if options.ca_file else None,
            connect_timeout=options.timeout,
            request_timeout=options.timeout,
            retry_strategy=pyarrow.fs.AwsDefaultS3RetryStrategy(max_attempts=1),
        )
        root = options.path.removeprefix("s3://").rstrip("/")
        bucket = root.partition("/")[0]
        if store.get_file_info(bucket).type == pyarrow.fs.FileType.NotFound:
            raise Refused(f"{options.path}: there is no bucket {bucket}")
        return store, root

    def _put(self, path: str, content: bytes | pa.Buffer) -> None:
        """The whole file or none: a rename on a disk; S3 shows an object once it is complete."""
        local = isinstance(self._store, pyarrow.fs.LocalFileSystem)
        target = f"{path}.new" if local else path
        if local:
            self._store.create_dir(path.rpartition("/")[0], recursive=True)
        with self._store.open_output_stream(target) as stream:
            stream.write(content)
        if local:
            sync(Path(target))
            self._store.move(target, path)
            sync(Path(path).parent)

    def _files(self, folder: str, *, recursive: bool = False) -> list[Any]:
        selector = pyarrow.fs.FileSelector(folder, allow_not_found=True, recursive=recursive)
        return [info for info in self._store.get_file_info(selector) if info.path.endswith(".parquet")]

    def _read(self, path: str) -> pa.Table:
        with self._store.open_input_file(path) as file:
            return pyarrow.parquet.read_table(file)

    def _file_of(self, table: pa.Table) -> pa.Buffer:
        sink = pa.BufferOutputStream()  # in memory and at once: a store may only be given whole files
        pyarrow.parquet.write_table(
            table,
            sink,
            compression=self.options.compression,
            row_group_size=ROW_GROUP,
            use_dictionary=REPEATED,
            write_statistics=SOUGHT,
        )
        return sink.getvalue()

    def _ours(self, path: str) -> pa.Table | None:
        """A file of our columns; None for one that somebody else put there, or that is broken."""
        try:
            table = self._read(path)
        except pa.ArrowInvalid:
            table = None
        if table is not None and table.schema.equals(SCHEMA):
            return table
        self._foreign.add(path)
        return None

    def _without(self, path: str, persons: set[Person]) -> int:
        table = self._ours(path)
        if table is None:
            return 0
        keep = [not erasing.carries(event, persons) for event in table.column("event").to_pylist()]
        if not all(keep):
            self._put(path, self._file_of(table.filter(pa.array(keep))))
        return keep.count(False)

    # -- merging small files ---------------------------------------------------------------------------------------

    def _compact(self, folder: str, *, but: str) -> None:
        """Merge the folder's small files, never that of a batch which might come again."""
        small = [
            info.path
            for info in self._files(f"{self._root}/{folder}")
            if info.size < self.options.small_bytes
            and not info.path.endswith(f"/{but}.parquet")
            and info.path not in self._foreign
        ]
        if len(small) < self.options.compact_files:
            return
        parts = {path: table for path in sorted(small) if (table := self._ours(path)) is not None}
        if len(parts) < self.options.compact_files:
            return
        merged = f"{self._root}/{folder}/merged-{time.time_ns():020}.parquet"
        plan = f"{self._root}/_merging.json"
        self._put(plan, jsontext.dumps({"merged": merged, "parts": list(parts)}))
        self._put(merged, self._file_of(pa.concat_tables(parts.values())))
        self._drop(parts)
        self._drop([plan])

    def _recover(self) -> None:
        """A merged file that exists stands for its parts; one that does not leaves them as they were."""
        plan = f"{self._root}/_merging.json"
        if self._tidy or not self._exists(plan):
            self._tidy = True
            return
        with self._store.open_input_file(plan) as file:
            planned = jsontext.loads(file.read())
        if self._exists(planned["merged"]):
            self._drop([part for part in planned["parts"] if self._exists(part)])
        self._drop([plan])
        self._tidy = True

    def _exists(self, path: str) -> bool:
        return bool(self._store.get_file_info(path).type == pyarrow.fs.FileType.File)

    def _drop(self, paths: Iterable[str]) -> None:
        for path in paths:
            self._store.delete_file(path)

    def _trouble(self, error: Exception) -> SinkError:
        """What a store says when it turns us away; everything else may pass."""
        said = str(error).splitlines()[0][:300]
        refusals = (
            "ACCESS_DENIED",
            "AccessDenied",
            "INVALID_ACCESS_KEY_ID",
            "SIGNATURE_DOES_NOT_MATCH",
            "NO_SUCH_BUCKET",
            "curlCode: 60",  # its certificate does not verify
        )
        away = isinstance(error, (PermissionError, NotADirectoryError, FileExistsError)) or any(
            r in said for r in refusals
        )
        return (Refused if away else Unavailable)(f"{self.options.path}: {said}")


def _by_folder(cells: Sequence[Sequence[str | None]]) -> dict[str, pa.Table]:
    """The rows of each day and type, from whole columns."""
    table = pa.Table.from_arrays([pa.array(column, pa.string()) for column in cells], schema=SCHEMA)
    days, types = [moment[:10] if moment else NO_DATE for moment in cells[3]], cells[2]
    if days.count(days[0]) == types.count(types[0]) == len(days):
        return {_folder(days[0], types[0]): table}
    rows: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    for index, place in enumerate(zip(days, types, strict=True)):
        rows[place].append(index)
    return {_folder(*place): table.take(pa.array(indexes)) for place, indexes in rows.items()}


def _folder(day: str, type_: str | None) -> str:
    return FOLDER.format(date=day, type=quote(type_ or "", safe=""))


SINK = ParquetSink
