"""ClickHouse's engine behind the part of its HTTP interface that the sink uses. Run as a program: PORT FOLDER.

The engine is the real one (chdb), which checks every statement, format, token and engine setting. The interface is
ours, written after https://clickhouse.com/docs/en/interfaces/http: parameters, login headers, content encodings,
statuses and X-ClickHouse-Exception-Code. It stands in for a server, which cannot be installed from a package here.
"""

from __future__ import annotations

import re
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

USERS = {"default": "", "crm": "swordfish"}
STATUSES = {60: 404, 81: 404, 516: 403, 192: 403, 497: 403, 62: 400, 27: 400, 117: 400, 469: 500}


def literal(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    session: Any
    lock = threading.Lock()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        given = dict(parse_qsl(urlsplit(self.path).query))
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        if self.headers.get("content-encoding") == "zstd":
            import zstandard  # noqa: PLC0415 - only inserts pay for it

            body = zstandard.ZstdDecompressor().decompressobj().decompress(body)
        user, key = self.headers.get("x-clickhouse-user", "default"), self.headers.get("x-clickhouse-key", "")
        if USERS.get(user) != key:
            self.fail(516, f"{user}: Authentication failed: password is incorrect, or there is no user with such name")
            return
        self.run(given, body)

    def run(self, given: dict[str, str], body: bytes) -> None:
        sql, database = given.pop("query", ""), given.pop("database")
        given.pop("wait_end_of_query")
        parameters = {name: given.pop(name) for name in list(given) if name.startswith("param_")}
        settings = ", ".join(f"{name} = '{value}'" for name, value in given.items())
        text = body.decode()
        if sql.startswith("INSERT"):
            sql, form = sql.rsplit(" FORMAT ", 1)
            statement = f"{sql} SETTINGS {settings} FORMAT {form} {text}"
        else:
            statement = text
        with self.lock:
            try:
                self.session.query(f"USE {database}")
                if not sql:
                    self.session.query(f"SET {settings}")
                for name, value in parameters.items():
                    self.session.query(f"SET {name} = {literal(value)}")
                found = self.session.query(statement, "TabSeparated").bytes()
            except Exception as error:  # noqa: BLE001 - chdb raises RuntimeError and others
                self.fail_with(str(error))
                return
        self.answer(200, found)

    def fail_with(self, text: str) -> None:
        number = re.search(r"Code: (\d+)", text)
        self.answer(STATUSES.get(int(number[1]), 500) if number else 500, text.encode(), number[1] if number else "")

    def fail(self, number: int, text: str) -> None:
        self.answer(STATUSES[number], f"Code: {number}. DB::Exception: {text}. (NAME)\n".encode(), str(number))

    def answer(self, status: int, body: bytes, number: str = "") -> None:
        self.send_response(status)
        if number:
            self.send_header("X-ClickHouse-Exception-Code", number)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def main() -> None:
    """Serve until killed."""
    from chdb import session  # noqa: PLC0415 - takes seconds, and only here

    Handler.session = session.Session(sys.argv[2])
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()


if __name__ == "__main__":
    main()
