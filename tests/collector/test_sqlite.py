"""Connections to SQLite."""

from __future__ import annotations

from pathlib import Path

import pytest

from touchline_collector.errors import StorageError
from touchline_collector.sqlite import Connection, connect, number, transaction, translated


@pytest.fixture
def connection(tmp_path: Path) -> Connection:
    connection = connect(tmp_path / "a.db")
    connection.execute("CREATE TABLE t(x PRIMARY KEY)").fetchall()
    return connection


def count(connection: Connection) -> int:
    return number(connection, "SELECT count(*) FROM t")


def test_a_transaction_commits_as_a_whole(connection: Connection, tmp_path: Path) -> None:
    """Another connection sees all of it, and only afterwards."""
    other = connect(tmp_path / "a.db", readonly=True)
    with transaction(connection):
        connection.execute("INSERT INTO t VALUES (1), (2)")
        assert count(other) == 0
    assert count(other) == 2
    assert not connection.in_transaction


def insert(connection: Connection, then: str) -> None:
    with translated(), transaction(connection):
        connection.execute("INSERT INTO t VALUES (1)")
        connection.execute(then)
        raise LookupError


@pytest.mark.parametrize("then", ["INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (2)", "ROLLBACK", "nonsense"])
def test_what_fails_leaves_nothing(connection: Connection, then: str) -> None:
    """Neither rows nor an open transaction, also where SQLite itself has rolled back."""
    with pytest.raises((StorageError, LookupError)):
        insert(connection, then)
    assert count(connection) == 0
    assert not connection.in_transaction
