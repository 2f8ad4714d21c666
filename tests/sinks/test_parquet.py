"""The parquet sink on a disk and on an S3-compatible store, read with pyarrow."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow.dataset
import pyarrow.fs
import pyarrow.parquet
import pytest

from support import s3
from support.endpoint import endpoint
from support.services import unique
from support.sink_suite import Batch, Harness, Outage, OutageSuite, Refusal, make_batch, make_event, new_sink
from support.small_disk import clear, fill, small_disk
from touchline_collector.errors import ConfigError
from touchline_collector.forward.forwarding import probe
from touchline_collector.sinks import parquet
from touchline_collector.sinks.base import OK, Person, Refused
from touchline_collector.sinks.config import parse


class ParquetHarness(Harness):
    once = "token"
    erases = True

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.path = folder / "lake"

    def table(self, **changes: Any) -> dict[str, Any]:
        return {"name": "lake", "kind": "parquet", "path": str(self.path), "linger": 0, **changes}

    def stored(self) -> list[dict[str, Any]]:
        return [json.loads(text) for file in self.files() for text in self.read(file)]

    def files(self) -> list[Path]:
        return sorted(self.path.rglob("*.parquet"))

    def read(self, file: Path) -> list[str]:
        return list(pyarrow.parquet.ParquetFile(file).read().column("event").to_pylist())

    def refusals(self) -> dict[str, Refusal]:
        file = self.folder / "file"
        file.touch()
        return {"folder": Refusal("file", self.table(path=str(file / "lake")))}

    @contextmanager
    def outage(self) -> Iterator[Outage]:
        """A disk that somebody fills, and clears."""
        with small_disk(self.folder / "disk", "4m") as disk:
            self.path = disk / "lake"
            yield Outage(self.table(), lambda: fill(disk), lambda: clear(disk))
            shutil.copytree(self.path, self.folder / "kept")
        self.path = self.folder / "kept"


@pytest.fixture
def harness(tmp_path: Path) -> ParquetHarness:
    return ParquetHarness(tmp_path)


class TestParquet(OutageSuite):
    """The behaviour suite, on a disk."""

    turned_away = ("folder",)


class S3Harness(Harness):
    once = "token"
    erases = True

    def __init__(self, folder: Path, served: s3.Store) -> None:
        super().__init__(folder)
        self.served = served
        self.address = ("127.0.0.1", served.port)
        self.store = pyarrow.fs.S3FileSystem(
            access_key=served.access_key,
            secret_key=served.secret_key,
            region="us-east-1",
            scheme="http",
            endpoint_override=f"127.0.0.1:{served.port}",
            allow_bucket_creation=True,
        )
        self.bucket = unique("lake").replace("_", "-")
        self.store.create_dir(self.bucket)

    def table(self, **changes: Any) -> dict[str, Any]:
        assert self.address
        return self.through(self.address[1], **changes)

    def through(self, port: int, **changes: Any) -> dict[str, Any]:
        where = {"path": f"s3://{self.bucket}/events", "endpoint": f"http://127.0.0.1:{port}", "region": "us-east-1"}
        keys = {"access_key": self.served.access_key, "secret_key": self.served.secret_key}
        return {"name": "lake", "kind": "parquet", "linger": 0, "timeout": 2, **where, **keys, **changes}

    def stored(self) -> list[dict[str, Any]]:
        selector = pyarrow.fs.FileSelector(self.bucket, recursive=True)
        files = [i.path for i in self.store.get_file_info(selector) if i.path.endswith(".parquet")]
        texts = []
        for file in files:
            with self.store.open_input_file(file) as stream:
                texts += pyarrow.parquet.read_table(stream).column("event").to_pylist()
        return [json.loads(text) for text in texts]

    def refusals(self) -> dict[str, Refusal]:
        return {"bucket": Refusal("there is no bucket nowhere", self.table(path="s3://nowhere/events"))}


class CephHarness(S3Harness):
    """Which looks at keys."""

    def refusals(self) -> dict[str, Refusal]:
        secret = self.table(secret_key="hunter2")
        access = self.table(access_key="nobody", secret_key="hunter2")
        denied = "ACCESS_DENIED"
        return {**super().refusals(), "secret": Refusal(denied, secret), "access": Refusal(denied, access)}


@pytest.fixture(scope="module")
def moto(tmp_path_factory: pytest.TempPathFactory) -> Iterator[s3.Store]:
    with s3.moto(tmp_path_factory.mktemp("moto")) as store:
        yield store


@pytest.fixture(scope="module")
def radosgw(tmp_path_factory: pytest.TempPathFactory) -> Iterator[s3.Store]:
    with s3.radosgw(tmp_path_factory.mktemp("radosgw")) as store:
        yield store


class TestParquetOnS3(OutageSuite):
    """The behaviour suite, on an imitation of Amazon's store."""

    turned_away = ("bucket",)

    @pytest.fixture
    def harness(self, tmp_path: Path, moto: s3.Store) -> S3Harness:
        return S3Harness(tmp_path, moto)


@pytest.mark.long
class TestParquetOnCeph(OutageSuite):
    """The behaviour suite, on Ceph's gateway, which takes ten seconds to come up."""

    turned_away = ("bucket", "secret", "access")

    @pytest.fixture
    def harness(self, tmp_path: Path, radosgw: s3.Store) -> CephHarness:
        return CephHarness(tmp_path, radosgw)


def test_a_store_that_turns_us_away_is_refused(harness: ParquetHarness) -> None:
    """Staged: a wrong key is answered 403 with S3's error document."""
    with endpoint() as served:
        served.answer = lambda *_: (403, {"content-type": "application/xml"})
        keys = {"access_key": "AK", "secret_key": "hunter2", "region": "us-east-1", "timeout": 2}
        table = harness.table(path="s3://lake/x", endpoint=f"http://127.0.0.1:{served.port}", **keys)
        reason = probe(parse(table))
        assert reason
        assert "ACCESS_DENIED" in reason
        assert "hunter2" not in reason
        with pytest.raises(Refused):
            new_sink(table).open()


def test_folders_are_by_day_and_type(harness: ParquetHarness) -> None:
    """Any engine that knows Hive partitions prunes by them; a hostile type name stays inside its folder."""
    events = [make_event(1), make_event(2, type_="com.acme/../../x.v1"), make_event(3)]
    events[2].body = events[2].body.replace(b"2026-11-20T10:00:00.123+01:00", b"2026-11-21T00:30:00+01:00")
    sink = new_sink(harness.table())
    sink.open()
    sink.write(Batch("t", tuple(events)))
    sink.close()
    folders = [file.parent.relative_to(harness.path).as_posix() for file in harness.files()]
    assert folders == [
        "date=2026-11-20/type=com.acme%2F..%2F..%2Fx.v1",
        "date=2026-11-20/type=touchline.order.placed.v1",
    ]
    dataset = pyarrow.dataset.dataset(harness.path, partitioning="hive")
    assert dataset.count_rows(filter=pyarrow.dataset.field("date") == "2026-11-20") == 3


def small_files(harness: ParquetHarness, count: int, **changes: Any) -> None:
    sink = new_sink(harness.table(compact_files=4, **changes))
    sink.open()
    for number in range(1, count + 1):
        sink.write(make_batch(number, number))
    sink.close()


def test_small_files_are_merged(harness: ParquetHarness) -> None:
    """Nothing twice, nothing lost, and the last batch stays apart: it might come again."""
    small_files(harness, 5)
    assert len(harness.files()) == 2
    assert [f.stem for f in harness.files() if not f.stem.startswith("merged")] == ["t-5-5"]
    assert sorted(e["id"] for e in harness.stored()) == [f"e-{n}" for n in range(1, 6)]
    assert not (harness.path / "_merging.json").exists()


def test_files_of_others_are_left_alone(harness: ParquetHarness) -> None:
    """A file of other columns and a broken one stay as they are; ours around them are merged, written and erased."""
    small_files(harness, 1)
    folder = harness.files()[0].parent
    odd, broken = folder / "a-report.parquet", folder / "b-half.parquet"
    pyarrow.parquet.write_table(pyarrow.table({"total": [1, 2]}), odd)
    broken.write_bytes(b"PAR1 half a file")
    before = odd.read_bytes(), broken.read_bytes()
    sink = new_sink(harness.table(compact_files=4))
    sink.open()
    for number in range(2, 7):
        person = {"identities": [{"type": "user", "value": "u-1"}]} if number == 2 else None
        assert set(sink.write(Batch(f"t-{number}", (make_event(number, person),)))) == {OK}
    assert sink.erase([Person("user", "u-1")]) == 1
    sink.close()
    assert (odd.read_bytes(), broken.read_bytes()) == before
    odd.unlink()
    broken.unlink()
    assert sorted(e["id"] for e in harness.stored()) == ["e-1", "e-3", "e-4", "e-5", "e-6"]
    assert any(file.stem.startswith("merged") for file in harness.files())


def test_check_changes_nothing_beside_a_running_collector(harness: ParquetHarness) -> None:
    """Not even a merge under way: its plan is the collector's, which may be about to carry it out."""
    small_files(harness, 1)
    plan = harness.path / "_merging.json"
    plan.write_text(json.dumps({"merged": f"{harness.path}/merged.parquet", "parts": []}))
    assert probe(parse(harness.table())) is None
    assert plan.exists()
    sink = new_sink(harness.table())
    sink.open()
    sink.write(make_batch(2, 2))
    sink.close()
    assert not plan.exists()


@pytest.mark.parametrize("step", [1, 2, 3, 4, 5, 6])
def test_a_merge_cut_short_is_finished_or_forgotten(
    harness: ParquetHarness, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed at any step of it, every event is there once after the next start."""
    small_files(harness, 3)
    sink = new_sink(harness.table(compact_files=3))
    sink.open()
    steps = iter(range(1, 100))

    def counted(method: Any) -> Any:
        def run(*arguments: Any) -> Any:
            if next(steps) > step:
                raise KeyboardInterrupt
            return method(*arguments)

        return run

    monkeypatch.setattr(parquet.ParquetSink, "_put", counted(parquet.ParquetSink._put))
    monkeypatch.setattr(parquet.ParquetSink, "_drop", counted(parquet.ParquetSink._drop))
    try:
        sink.write(make_batch(4, 4))
    except KeyboardInterrupt:
        monkeypatch.undo()
        sink = new_sink(harness.table())
        sink.open()
        sink.write(make_batch(4, 4))
    sink.close()
    assert sorted(e["id"] for e in harness.stored()) == ["e-1", "e-2", "e-3", "e-4"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"compression": "lz"}, "zstd, snappy, gzip or none, not 'lz'"),
        ({"access_key": "a"}, "come together"),
        ({"path": "gs://lake/events"}, "must be a folder, or s3://bucket/prefix, not 'gs://lake/events'"),
        ({"path": "s3:/lake"}, "not 's3:/lake'"),
        ({"path": "s3:///events"}, "not 's3:///events'"),
    ],
)
def test_a_wrong_setting_is_named(harness: ParquetHarness, changes: dict[str, Any], message: str) -> None:
    """Before anything is written."""
    with pytest.raises(ConfigError, match=message):
        parse(harness.table(**changes))
