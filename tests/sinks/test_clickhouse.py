"""The clickhouse sink, against ClickHouse's engine behind its documented HTTP interface."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import requests

import support.clickhouse
from support.services import absent, own_server, unique
from support.sink_suite import Harness, OutageSuite, PoisonSuite, Refusal, make_batch, make_event, new_sink
from touchline_collector.errors import ConfigError
from touchline_collector.forward.forwarding import examine, probe
from touchline_collector.sinks.base import OK, Batch, Fatal, Person, Refused, TooLarge, Unavailable
from touchline_collector.sinks.clickhouse import NOTHING, TABLE, exception_of, quoted, told
from touchline_collector.sinks.config import parse
from touchline_collector.sinks.event import Event
from touchline_collector.sinks.rows import COLUMNS


class ClickhouseHarness(Harness):
    once = "token"
    erases = True

    def __init__(self, folder: Path, port: int) -> None:
        super().__init__(folder)
        self.address = ("127.0.0.1", port)
        self.database = unique("sink")
        self.query(f"CREATE DATABASE {self.database}", "default")

    def query(self, sql: str, database: str = "") -> str:
        answer = requests.post(
            f"http://127.0.0.1:{self.address[1]}/",
            params={"database": database or self.database, "wait_end_of_query": "1", "max_execution_time": "30"},
            data=sql.encode(),
            timeout=30,
        )
        assert answer.status_code in (200, 404), answer.text
        return answer.text if answer.ok else ""

    def table(self, **changes: Any) -> dict[str, Any]:
        return {**self.through(self.address[1]), **changes}

    def through(self, port: int) -> dict[str, Any]:
        url = f"http://127.0.0.1:{port}/{self.database}"
        return {"name": "warehouse", "kind": "clickhouse", "url": url, "timeout": 10, "linger": 0}

    def stored(self) -> list[dict[str, Any]]:
        lines = self.query("SELECT event FROM events FORMAT JSONCompactEachRow").splitlines()
        return [json.loads(json.loads(line)[0]) for line in lines]

    def opened_once(self) -> None:
        sink = new_sink(self.table())
        sink.open()
        sink.close()

    def poison(self) -> Event:
        self.opened_once()
        self.query("ALTER TABLE events ADD CONSTRAINT no_137 CHECK id != 'e-137'")
        return make_event(137)

    def refusals(self) -> dict[str, Refusal]:
        self.query("CREATE TABLE shape (at String) ENGINE = MergeTree ORDER BY at")
        port = self.address[1]
        return {
            "login": Refusal(
                "Authentication failed", self.table(url=f"http://crm:hunter2@127.0.0.1:{port}/{self.database}")
            ),
            "database": Refusal("nowhere", self.table(url=f"http://127.0.0.1:{port}/nowhere")),
            "table": Refusal("missing", self.table(table="missing", create=False)),
            "shape": Refusal("adjusted_time", self.table(table="shape")),
        }


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    if find_spec("chdb") is None:
        absent("chdb, which holds ClickHouse's engine, is not installed")
    folder = tmp_path_factory.mktemp("clickhouse")
    program = support.clickhouse.__file__
    with own_server(lambda port: [sys.executable, program, str(port), str(folder / "data")], folder) as port:
        yield port


@pytest.fixture
def harness(tmp_path: Path, server: int) -> Iterator[ClickhouseHarness]:
    made = ClickhouseHarness(tmp_path, server)
    yield made
    made.query(f"DROP DATABASE {made.database}", "default")


class TestClickhouse(OutageSuite, PoisonSuite):
    """The behaviour suite."""

    turned_away = ("login", "database", "table", "shape")


CONFIG = """<yandex>
<logger><level>warning</level><console>1</console></logger>
<http_port>{port}</http_port><listen_host>127.0.0.1</listen_host>
<path>{folder}/data/</path><tmp_path>{folder}/tmp/</tmp_path><mark_cache_size>5368709</mark_cache_size>
<users_config>{folder}/users.xml</users_config><default_profile>default</default_profile>
<default_database>default</default_database>
</yandex>"""
USER = "<{0}><password>{1}</password><networks><ip>::/0</ip></networks><profile>{2}</profile><quota>q</quota></{0}>"
USERS = (
    "<yandex><profiles><default/><reader><readonly>1</readonly></reader></profiles><users>"
    + USER.format("default", "", "default")
    + USER.format("crm", "swordfish", "reader")
    + "</users><quotas><q/></quotas></yandex>"
)


@pytest.fixture(scope="module")
def old_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A ClickHouse of 2018, the one server that Debian packages: too old for the sink, with an HTTP interface."""
    binary = shutil.which("clickhouse-server", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if binary is None:
        pytest.skip("clickhouse-server is not installed; on Debian: apt-get install clickhouse-server")
    folder = tmp_path_factory.mktemp("old")
    (folder / "users.xml").write_text(USERS)

    def command(port: int) -> list[str]:
        (folder / "config.xml").write_text(CONFIG.format(port=port, folder=folder))
        return [binary, f"--config-file={folder}/config.xml"]

    with own_server(command, folder) as port:
        yield port


def test_a_server_that_is_too_old_is_named(old_server: int) -> None:
    """With its version and the one that is needed, before anything is made there."""
    url = f"http://127.0.0.1:{old_server}/default"
    reason = probe(parse({"name": "s", "kind": "clickhouse", "url": url}))
    assert reason
    assert re.fullmatch(r"clickhouse: the server is version 1\d\.[\d.]+; 22\.2 or newer is needed", reason)
    tables = requests.post(f"http://127.0.0.1:{old_server}/", data=b"SHOW TABLES", timeout=10)
    assert (tables.status_code, tables.text) == (200, "")


@pytest.mark.parametrize("login", ["crm:hunter2", "nobody:hunter2"])
def test_a_real_server_turns_a_wrong_login_away(old_server: int, login: str) -> None:
    """Its answer is understood, in one line, without the password."""
    reason = probe(parse({"name": "s", "kind": "clickhouse", "url": f"http://{login}@127.0.0.1:{old_server}/default"}))
    assert reason
    assert re.match(r"clickhouse: (Wrong password for user crm|Unknown user nobody)", reason)
    assert not re.search(r"hunter2|\n|e\.what|displayText", reason)


def test_a_real_server_answers_what_the_sink_asks(old_server: int) -> None:
    """What `check` asks: nothing is inserted, a reader may not, a place is missing."""
    ask = partial(requests.post, f"http://127.0.0.1:{old_server}/", timeout=10)
    columns = ", ".join(COLUMNS)
    made = ", ".join(f"{name} String" for name in COLUMNS)
    assert ask(data=f"CREATE TABLE plain ({made}) ENGINE = MergeTree ORDER BY id".encode()).ok
    answer = ask(data=NOTHING.format(table="plain", columns=columns).encode())
    assert (answer.status_code, answer.text) == (200, "")
    reader = {"X-ClickHouse-User": "crm", "X-ClickHouse-Key": "swordfish"}
    for headers, table, word in ((reader, "plain", "readonly"), ({}, "missing", "missing")):
        answer = ask(data=NOTHING.format(table=table, columns=columns).encode(), headers=headers)
        meaning = told(answer, inserting=False)
        assert type(meaning) is Refused, answer.text
        assert word in str(meaning)


@pytest.mark.parametrize(
    ("engine", "note"),
    [
        ("ReplacingMergeTree ORDER BY id SETTINGS non_replicated_deduplication_window = 1000", ""),
        ("ReplacingMergeTree ORDER BY id", "a batch sent again is there twice until its parts are merged"),
        ("MergeTree ORDER BY id", "a batch sent again is there twice for good"),
        ("MergeTree ORDER BY id SETTINGS non_replicated_deduplication_window = 1000", "ReplacingMergeTree would merge"),
        ("Log", "it needs a MergeTree"),
    ],
)
def test_check_warns_of_a_table_that_keeps_copies(harness: ClickhouseHarness, engine: str, note: str) -> None:
    """Made by somebody else: it takes our rows, so nothing is wrong, but the guarantee is less than the page's."""
    harness.query(f"CREATE TABLE mine ({', '.join(f'{name} String' for name in COLUMNS)}) ENGINE = {engine}")
    found = examine(parse(harness.table(table="mine", create=False)))
    assert found.wrong is None
    assert [note in said for said in found.notes] == [True] * bool(note)


def test_an_event_in_another_batch_is_merged_away(harness: ClickhouseHarness) -> None:
    """Another token is another insert; FINAL shows one row all the same."""
    sink = new_sink(harness.table())
    sink.open()
    for token in ("one", "two"):
        sink.write(Batch(token, (make_event(1),)))
    sink.close()
    assert harness.query("SELECT count() FROM events") == "2\n"
    assert harness.query("SELECT count() FROM events FINAL") == "1\n"
    harness.query("OPTIMIZE TABLE events FINAL")
    assert harness.query("SELECT count() FROM events") == "1\n"


def test_the_row_is_what_the_docs_say(harness: ClickhouseHarness) -> None:
    """Times as text, and as a moment to compute with."""
    sink = new_sink(harness.table())
    sink.open()
    sink.write(make_batch(1, 1))
    sink.close()
    found = harness.query("SELECT time, received_time, adjusted_time, channel, subject, happened FROM events")
    assert found.rstrip("\n").split("\t") == [
        "2026-11-20T09:00:00.123000Z",
        "2026-11-20T09:00:01.000000Z",
        "\\N",
        "web",
        "O-1",
        "2026-11-20 09:00:00.123000",
    ]
    assert harness.query("SELECT JSONExtractString(event, 'data', 'channel') FROM events") == "web\n"


def test_the_queries_of_the_page(harness: ClickhouseHarness) -> None:
    """As they stand, and the table that the page shows is the one that is made."""
    page = (Path(__file__).resolve().parents[2] / "docs/sinks/clickhouse.md").read_text()
    table, queries = re.findall(r"```sql\n(.*?)```", page, re.DOTALL)
    assert " ".join(table.split()) == " ".join(TABLE.format(table="events").replace("IF NOT EXISTS ", "").split())
    sink = new_sink(harness.table())
    sink.open()
    sink.write(make_batch(1, 3))
    sink.close()
    counted, orders = (harness.query(query) for query in queries.split(";") if query.strip())
    assert "touchline.order.placed.v1" in counted or not counted  # of the last day only
    assert len(orders.splitlines()) == 3


def test_quotes_in_a_key_are_erased_as_they_are(harness: ClickhouseHarness) -> None:
    """A key is data, whatever it looks like."""
    sink = new_sink(harness.table())
    sink.open()
    marked = make_event(1, {"identities": [{"type": "user", "value": "o'neil\\"}]})
    odd = Event(1, "//s'), ('", "e\\'", marked.type, marked.body)
    sink.write(Batch("t", (odd, make_event(2))))
    assert sink.erase([Person("user", "o'neil\\")]) == 1
    assert [e["id"] for e in harness.stored()] == ["e-2"]
    sink.close()


def test_literals() -> None:
    """Backslash and quote are escaped."""
    assert quoted([("a'b", "c\\d")]) == r"('a\'b', 'c\\d')"


@pytest.mark.parametrize(
    ("status", "number", "text", "expected"),
    [
        (500, 252, "Too many parts (300)", Unavailable),
        (500, 241, "Memory limit (total) exceeded", Unavailable),
        (500, 242, "Table is in readonly mode", Unavailable),
        (403, 516, "default: Authentication failed", Refused),
        (500, 497, "Not enough privileges", Refused),
        (302, None, "", Refused),
        (502, None, "<html>bad gateway</html>", Unavailable),
        (400, 27, "Cannot parse input: expected ',' before: 'secret'", Fatal),
        (500, 469, "Constraint `c` is violated at row 1", Fatal),
        (413, None, "", TooLarge),
    ],
)
def test_what_an_answer_means(status: int, number: int | None, text: str, expected: type) -> None:
    """Outages wait, people mend what turns us away, rows are narrowed down on."""
    body = f"Code: {number}. DB::Exception: {text}. (NAME) (version 26.9)\n" if number else text
    answer = requests.Response()
    answer.status_code, answer._content = status, body.encode()
    answer.headers["X-ClickHouse-Exception-Code"] = str(number or "")
    meaning = told(answer, inserting=True)
    assert type(getattr(meaning, "outcome", meaning)) is expected


def test_reasons_do_not_quote_rows() -> None:
    """ClickHouse ends its parse errors with what stood there."""
    body = "Code: 27. DB::Exception: Cannot parse input: expected ',': (at row 1)\nRow 1: secret"
    assert exception_of("27", body) == (27, "Cannot parse input: expected ','")


@pytest.mark.parametrize("wrong", [{"url": "clickhouse://x"}, {"table": "a; DROP"}, {"table": "a.b.c"}])
def test_a_configuration_that_cannot_work_is_refused(wrong: dict[str, str]) -> None:
    """Before anything starts."""
    with pytest.raises(ConfigError, match=f"clickhouse: {next(iter(wrong))}"):
        parse({"name": "s", "kind": "clickhouse", "url": "http://x", **wrong})


def test_a_batch_is_ok_twice(harness: ClickhouseHarness) -> None:
    """The token makes the second insert an empty one."""
    sink = new_sink(harness.table())
    sink.open()
    batch = make_batch(1, 3)
    assert set(sink.write(batch)) == set(sink.write(batch)) == {OK}
    sink.close()
    assert len(harness.stored()) == 3
