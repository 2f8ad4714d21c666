"""What the pages about sinks tell people to type is typed here, word for word but for names of hosts and queues."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import aio_pika
import apsw
import duckdb
import nats
import psycopg
import pymysql
import pytest
import redis
from confluent_kafka.admin import AdminClient, NewTopic

from support.kafka import kafka_broker
from support.services import address, own_server, program, unique
from support.sink_suite import make_batch, new_sink
from touchline_collector.sinks.base import OK
from touchline_collector.sinks.config import parse

DOCS = Path(__file__).resolve().parents[2] / "docs/sinks"


def blocks(page: str, language: str = "") -> list[str]:
    """The fenced blocks of a page in this language, without those that install packages."""
    found = re.findall(r"^```(\w*)\n(.*?)^```$", (DOCS / f"{page}.md").read_text(), re.DOTALL | re.MULTILINE)
    return [block for name, block in found if name == language and not block.startswith("pip install")]


def renamed(text: str, names: dict[str, str]) -> str:
    for name, other in names.items():
        assert name in text, name
        text = text.replace(name, other)
    return text


def lines(page: str, **names: str) -> list[str]:
    """The commands of a page's shell blocks."""
    return [line for block in blocks(page) for line in renamed(block, names).splitlines() if line]


def typed(command: str, folder: Path) -> str:
    """What a shell prints; `python3` is the one of these tests."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    options: dict[str, Any] = {"cwd": folder, "env": {**os.environ, "PATH": path}, "timeout": 50}
    done = subprocess.run(command, shell=True, check=False, capture_output=True, text=True, **options)  # noqa: S602
    assert done.returncode == 0, (command, done)
    return done.stdout


def python(code: str, folder: Path) -> str:
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=50, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def filled(table: dict[str, Any], *, batches: int = 1) -> None:
    """Three orders a batch in the store."""
    sink = new_sink({"name": "s", **table})
    sink.open()
    for number in range(batches):
        assert set(sink.write(make_batch(3 * number + 1, 3 * number + 3))) == {OK}
    sink.close()


def statements(page: str) -> list[str]:
    """The SQL of a page."""
    whole = re.sub(r"--.*", "", "".join(blocks(page, "sql")))
    return [statement.strip() for statement in whole.split(";") if statement.strip()]


def test_sqlite(tmp_path: Path) -> None:
    """The shell's lines and the query with json_each."""
    program("sqlite3")
    filled({"kind": "sqlite", "path": str(tmp_path / "touchline-data/events.db")})
    first, second = (typed(line, tmp_path) for line in lines("sqlite"))
    assert first.count("touchline.order.placed.v1|O-1") == 3
    assert second == "('touchline.order.placed.v1', 3)\n"
    db = apsw.Connection(str(tmp_path / "touchline-data/events.db"))
    for statement in statements("sqlite"):
        assert db.execute(statement).fetchall() == []  # these orders name nobody
    db.close()


def test_jsonl(tmp_path: Path) -> None:
    """jq takes what is complete, DuckDB counts it."""
    program("jq")
    filled({"kind": "jsonl", "path": str(tmp_path / "archive"), "rotate_bytes": 1}, batches=2)
    first, second = (typed(line, tmp_path) for line in lines("jsonl"))
    assert first.splitlines() == ["null"] * 3  # these orders have no total
    assert re.search(r"touchline.order.placed.v1\W+3\b", second)


def test_duckdb(tmp_path: Path) -> None:
    """A reader beside the collector."""
    filled({"kind": "duckdb", "path": str(tmp_path / "events.duckdb")})
    (said,) = (typed(line, tmp_path) for line in lines("duckdb"))
    assert re.search(r"touchline.order.placed.v1\W+3\b", said)


def test_parquet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """pyarrow counts, DuckDB reads one day."""
    filled({"kind": "parquet", "path": str(tmp_path / "lake")})
    (said,) = (typed(line, tmp_path) for line in lines("parquet"))
    assert said == "3\n"
    monkeypatch.chdir(tmp_path)
    (query,) = statements("parquet")
    assert duckdb.sql(query).fetchall() == [("touchline.order.placed.v1", 3)]


def test_webhook(tmp_path: Path) -> None:
    """The secret it makes is one the sink takes."""
    (secret,) = (typed(line, tmp_path).strip() for line in lines("webhook"))
    parse({"name": "s", "kind": "webhook", "url": "https://example.com/", "secret": [secret]})


def test_redis(tmp_path: Path) -> None:
    """A group is made, reads and acknowledges."""
    binary = program("redis-server")
    with own_server(lambda port: [binary, "--port", str(port), "--save", ""], tmp_path) as port:
        filled({"kind": "redis", "url": f"redis://127.0.0.1:{port}"})
        told = [typed(line, tmp_path) for line in lines("redis", **{"redis-cli": f"redis-cli -p {port}"})]
        assert [told[0], told[2]] == ["OK\n", "0\n"]
        assert all(f"e-{number}" in told[1] for number in (1, 2, 3))
        assert redis.Redis(port=port).xpending("touchline", "crm")["pending"] == 3


def test_kafka(tmp_path: Path) -> None:
    """A reader from the beginning."""
    (code,) = blocks("kafka", "python")
    with kafka_broker(tmp_path) as port:
        admin = AdminClient({"bootstrap.servers": f"127.0.0.1:{port}"})
        admin.create_topics([NewTopic("touchline", 1, 1)])["touchline"].result(20)
        filled({"kind": "kafka", "brokers": f"127.0.0.1:{port}"})
        said = python(renamed(code, {"kafka-1:9092": f"127.0.0.1:{port}"}), tmp_path)
    assert said.count("touchline.order.placed.v1") == 3
    assert "e-2" in said


def test_mqtt(tmp_path: Path) -> None:
    """A listener hears; one that was away hears what it missed. Both are told when to end."""
    binary = program("mosquitto")
    program("mosquitto_sub")
    with own_server(lambda port: [binary, "-p", str(port)], tmp_path) as port:
        now, later = lines("mqtt", **{"broker.example.com": f"127.0.0.1 -p {port}"})
        table = {"kind": "mqtt", "url": f"mqtt://127.0.0.1:{port}", "topic": "touchline/0042/{type}"}
        filled({**table, "retain": True})
        assert '"id":"e-3"' in typed(f"{now} -C 1 -W 20", tmp_path)
        typed(f"{later} -E", tmp_path)
        filled(table)
        assert '"id":"e-1"' in typed(f"{later} -C 4 -W 20", tmp_path)


def test_nats(tmp_path: Path) -> None:
    """A stream made by hand takes our events, a consumer of orders gets them."""
    host, port = address("nats")
    stream = unique()
    names = {"nats-1:4222": f"{host}:{port}", '"touchline"': f'"{stream}"'}
    make, consume = blocks("nats", "python")
    python(renamed(make, {**names, "events.>": f"{stream}.>"}), tmp_path)
    try:
        url = f"nats://{host}:{port}"
        filled({"kind": "nats", "url": url, "stream": stream, "subject": f"{stream}.{{type}}", "create": False})
        order = {"events.touchline.order.>": f"{stream}.touchline.order.>"}
        said = python(renamed(consume, {**names, **order}), tmp_path)
        assert said.count("touchline.order.placed.v1") == 3
    finally:
        asyncio.run(_forget_stream(f"nats://{host}:{port}", stream))


async def _forget_stream(url: str, stream: str) -> None:
    client = await nats.connect(url)
    await client.jetstream().delete_stream(stream)
    await client.close()


def test_rabbitmq(tmp_path: Path) -> None:
    """A second queue gets the orders."""
    host, port = address("rabbitmq")
    name = unique()
    url = f"amqp://guest:guest@{host}:{port}/"
    table = {"kind": "rabbitmq", "url": url, "exchange": name, "queue": f"{name}-own", "queue_type": "classic"}
    sink = new_sink({"name": "s", **table})
    sink.open()
    sink.close()
    names = {"rabbit.example.com/": f"{host}:{port}/", '"crm"': f'"{name}-crm"', '"touchline"': f'"{name}"'}
    try:
        for block in blocks("rabbitmq", "python"):
            python(renamed(block, names), tmp_path)
        filled(table)
    finally:
        assert asyncio.run(_forget_queues(url, name)) == 3


async def _forget_queues(url: str, name: str) -> int:
    """How many messages waited in the second queue."""
    async with await aio_pika.connect(url) as connection:
        channel = await connection.channel()
        queue = await channel.declare_queue(f"{name}-crm", passive=True)
        waiting = queue.declaration_result.message_count or 0
        for each in (f"{name}-crm", f"{name}-own"):
            await channel.queue_delete(each)
        await channel.exchange_delete(name)
        return waiting


def run_all(execute: Callable[[str], Any], page: str) -> list[Any]:
    return [execute(statement) for statement in statements(page)]


@pytest.fixture
def schema() -> Iterator[tuple[psycopg.Connection[Any], str]]:
    host, port = address("postgres")
    name = unique("commands")
    with psycopg.connect(host=host, port=port, user="postgres", dbname="test", autocommit=True) as db:
        db.execute(f"CREATE SCHEMA {name}")
        db.execute(f"SET search_path = {name}")
        yield db, name
        db.execute(f"DROP SCHEMA {name} CASCADE")


def test_postgres(schema: tuple[psycopg.Connection[Any], str]) -> None:
    """Queries, and the indexes that make them fast."""
    db, name = schema
    host, port = address("postgres")
    filled({"kind": "postgres", "url": f"postgresql://postgres@{host}:{port}/test", "table": f"{name}.events"})
    first, second, *_ = run_all(db.execute, "postgres")
    assert len(first.fetchall()) == 3
    assert second.fetchall() == []  # these orders name nobody


def test_sqlalchemy(schema: tuple[psycopg.Connection[Any], str]) -> None:
    """In the words of any database."""
    db, name = schema
    host, port = address("postgres")
    url = f"postgresql+psycopg://postgres@{host}:{port}/test"
    filled({"kind": "sqlalchemy", "url": url, "table": f"{name}.events"})
    (found,) = run_all(db.execute, "sqlalchemy")
    assert found.fetchall() == [("touchline.order.placed.v1", 3)]


def test_mysql() -> None:
    """Queries and an index."""
    host, port = address("mysql")
    name = unique("commands")
    db = pymysql.connect(host=host, port=port, user="root", charset="utf8mb4", autocommit=True)
    with db, db.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        try:
            db.select_db(name)
            filled({"kind": "mysql", "url": f"mysql://root@{host}:{port}/{name}"})
            counts = run_all(cursor.execute, "mysql")
        finally:
            cursor.execute(f"DROP DATABASE {name}")
    assert counts[:2] == [3, 3]


def test_every_page_with_commands_is_here() -> None:
    """A command added to a page without a test is found."""
    tested = {name.removeprefix("test_") for name in globals() if name.startswith("test_")}
    # test_clickhouse; a pipe into jq; the verbs' own tests; the benchmark
    elsewhere = {"clickhouse", "stdout", "README", "performance"}
    pages = {page.stem for page in DOCS.glob("*.md") if any(blocks(page.stem, kind) for kind in ("", "sql", "python"))}
    assert pages - tested <= elsewhere
