"""requests posting rows in the same format and compression; the server is the tests' stand-in around the engine."""

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import requests

from sinks.case import Absent, Case, unused_port
from touchline_collector import jsontext, zstd
from touchline_collector.sinks.clickhouse import INSERT, TABLE
from touchline_collector.sinks.event import Event
from touchline_collector.sinks.rows import COLUMNS, row

SERVER = Path(__file__).resolve().parents[2] / "tests/support/clickhouse.py"


class Clickhouse(Case):
    events = 100_000

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        port = unused_port()
        self.url = f"http://127.0.0.1:{port}/"
        self.server = subprocess.Popen([sys.executable, str(SERVER), str(port), str(folder / "clickhouse")])
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                self.ask("SELECT 1")
            except requests.ConnectionError:
                time.sleep(0.05)
            else:
                return
        raise Absent("the engine does not start")

    def ask(self, sql: str) -> None:
        common = {"database": "default", "wait_end_of_query": "1", "max_execution_time": "30"}
        requests.post(self.url, params=common, data=sql.encode(), timeout=30).raise_for_status()

    def table(self) -> dict[str, Any]:
        return {"kind": "clickhouse", "url": self.url + "default"}

    def rows(self, events: Sequence[Event]) -> Any:
        return [row(event) for event in events]

    def raw(self, batches: Sequence[Any]) -> None:
        self.ask(TABLE.format(table="raw"))
        query = INSERT.format(table="raw", columns=", ".join(COLUMNS))
        common = {"database": "default", "wait_end_of_query": "1", "max_execution_time": "30", "query": query}
        with requests.Session() as session:
            for batch in batches:
                body = zstd.compress(b"\n".join(jsontext.dumps(cells) for cells in batch))
                answer = session.post(
                    self.url, params=common, data=body, headers={"Content-Encoding": "zstd"}, timeout=60
                )
                answer.raise_for_status()

    def close(self) -> None:
        self.server.kill()
        self.server.wait(10)


CASE = Clickhouse
