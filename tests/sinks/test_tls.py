"""Sinks over TLS: against servers of this test, with certificates of this test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import requests

from support import s3, tls
from support.endpoint import endpoint
from support.services import address, unique
from support.sink_suite import make_batch, new_sink
from support.tls import Certificates
from touchline_collector.sinks.base import OK, Refused, SinkError

Table = dict[str, Any]
# paho-mqtt forgets a connection whose handshake failed, and leaves closing it to the collector of garbage.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <ssl:ResourceWarning")


class Case(NamedTuple):
    """A server, and the configuration for it that trusts `ca` (None: the system's) and shows a certificate or none."""

    server: Callable[[Certificates], AbstractContextManager[int]]
    table: Callable[[int, Certificates, Path | None, bool], Table]
    asks: bool  # whether the server insists on a certificate of ours


def files_of(files: Certificates, ca: Path | None, *, shown: bool) -> Table:
    """The settings most kinds have."""
    certificate = {"cert_file": str(files.client_chain), "key_file": str(files.client_key)} if shown else {}
    return {**({"ca_file": str(ca)} if ca else {}), **certificate}


def plain(kind: str, url: str, **more: Any) -> Callable[[int, Certificates, Path | None, bool], Table]:
    def table(port: int, files: Certificates, ca: Path | None, shown: bool) -> Table:  # noqa: FBT001
        return {"kind": kind, "url": url.format(port), **more, **files_of(files, ca, shown=shown)}

    return table


def libpq(port: int, files: Certificates, ca: Path | None, shown: bool) -> Table:  # noqa: FBT001
    """PostgreSQL's client library has it all in the URL."""
    shown_files = f"&sslcert={files.client_chain}&sslkey={files.client_key}" if shown else ""
    url = f"localhost:{port}/postgres?sslmode=verify-full&sslrootcert={ca or 'system'}{shown_files}"
    return {"kind": "postgres", "url": f"postgresql://postgres@{url}"}


def redis_py(port: int, files: Certificates, ca: Path | None, shown: bool) -> Table:  # noqa: FBT001
    """As has redis-py."""
    trusted = f"&ssl_ca_certs={ca}" if ca else ""
    certificate = f"&ssl_certfile={files.client_chain}&ssl_keyfile={files.client_key}" if shown else ""
    return {"kind": "redis", "url": f"rediss://localhost:{port}/0?{trusted}{certificate}"}


def librdkafka(port: int, files: Certificates, ca: Path | None, shown: bool) -> Table:  # noqa: FBT001
    """Its own properties have the client's certificate, which this broker does not ask for."""
    trusted = {"ca_file": str(ca)} if ca else {}
    return {"kind": "kafka", "brokers": f"127.0.0.1:{port}", "tls": True, "create": True, **trusted}


@contextmanager
def rabbitmq(files: Certificates) -> Iterator[int]:
    """The shared broker, TLS ending in front of it: what a broker does with certificates is its own affair."""
    with tls.in_front_of(address("rabbitmq"), files) as port:
        yield port


@contextmanager
def http(files: Certificates) -> Iterator[int]:
    """ClickHouse's interface is HTTP: whoever says 200, and a version where it is asked for."""
    both = files.folder / "both.pem"
    both.write_bytes(files.key.read_bytes() + files.chain.read_bytes())
    with endpoint(both) as served:
        served.answer, served.text = lambda *_: (200, {}), b"24.8.4.13\n"
        yield served.port


@contextmanager
def bucket(files: Certificates) -> Iterator[int]:
    """A store with a bucket, TLS ending in front of it."""
    with s3.moto(files.folder) as store:
        place = f"http://127.0.0.1:{store.port}/lake"
        assert requests.put(place, timeout=20).ok
        with tls.in_front_of(("127.0.0.1", store.port), files) as port:
            yield port


def pyarrow(port: int, files: Certificates, ca: Path | None, shown: bool) -> Table:  # noqa: FBT001
    """An endpoint in place of a URL."""
    del files, shown
    keys = {"access_key": "test", "secret_key": "test", "region": "us-east-1"}
    place = {"path": "s3://lake/events", "endpoint": f"https://localhost:{port}", **keys}
    return {"kind": "parquet", **place, **({"ca_file": str(ca)} if ca else {})}


def sqlalchemy(port: int, files: Certificates, ca: Path | None, shown: bool) -> Table:  # noqa: FBT001
    """What the driver takes in its URL."""
    table = libpq(port, files, ca, shown)
    return {"kind": "sqlalchemy", "url": table["url"].replace("postgresql:", "postgresql+psycopg:")}


NAME = unique("tls")
CASES = {
    "postgres": Case(tls.postgres, libpq, asks=True),
    "mysql": Case(tls.mariadb, plain("mysql", "mysql://certified@localhost:{}/test"), asks=True),
    "redis": Case(tls.redis, redis_py, asks=True),
    "nats": Case(tls.nats, plain("nats", "tls://localhost:{}"), asks=True),
    "mqtt": Case(tls.mosquitto, plain("mqtt", "mqtts://localhost:{}"), asks=True),
    "rabbitmq": Case(
        rabbitmq, plain("rabbitmq", "amqps://guest:guest@localhost:{}/", exchange=NAME, queue=""), asks=False
    ),
    "kafka": Case(tls.kafka, librdkafka, asks=False),
    "parquet": Case(bucket, pyarrow, asks=False),
    "sqlalchemy": Case(tls.postgres, sqlalchemy, asks=True),
    "clickhouse": Case(http, plain("clickhouse", "https://localhost:{}/default"), asks=False),
}
# Without an authority to trust, PyMySQL does not look at the server's certificate: the docs say so.
VERIFIES_BY_DEFAULT = [kind for kind in CASES if kind != "mysql"]


class Running(NamedTuple):
    """A case whose server runs."""

    kind: str
    case: Case
    port: int
    files: Certificates

    def table(self, ca: Path | None, *, shown: bool) -> Table:
        table = self.case.table(self.port, self.files, ca, shown)
        return {"name": "s", "timeout": 10, **table}

    def said(self, ca: Path | None, *, shown: bool) -> SinkError | None:
        """What opening and writing raise."""
        sink = new_sink(self.table(ca, shown=shown))
        try:
            sink.open()
            assert set(sink.write(make_batch(1, 3))) <= {OK} or self.kind == "rabbitmq"
        except SinkError as error:
            return error
        finally:
            sink.close()
        return None


# Their databases take seconds to lay out.
SLOW = ("postgres", "mysql", "sqlalchemy")
PARAMS = [pytest.param(kind, marks=[pytest.mark.long] if kind in SLOW else []) for kind in CASES]


@pytest.fixture(scope="module", params=PARAMS)
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp(request.param)
    case, files = CASES[request.param], tls.certificates(folder)
    with case.server(files) as port:
        yield Running(request.param, case, port, files)


def test_a_server_that_our_authority_vouches_for_is_written_to(running: Running) -> None:
    """With our certificate, where the server asks for one."""
    assert running.said(running.files.ca, shown=running.case.asks) is None


def test_a_server_that_another_authority_vouches_for_is_refused(running: Running) -> None:
    """A person has to look at it; the reason names the certificate."""
    said = running.said(running.files.stranger, shown=running.case.asks)
    assert isinstance(said, Refused)
    assert "certificate" in said.reason.lower()
    assert "\n" not in said.reason


def test_the_systems_authorities_do_not_vouch_for_it(running: Running) -> None:
    """No kind encrypts without looking who is there, unless its page says so."""
    if running.kind not in VERIFIES_BY_DEFAULT:
        pytest.skip("PyMySQL verifies only with ca_file")
    assert isinstance(running.said(None, shown=running.case.asks), Refused)


def test_without_a_certificate_that_is_asked_for_nothing_is_written(running: Running) -> None:
    """The server turns us away."""
    if not running.case.asks:
        pytest.skip("this server asks for none")
    said = running.said(running.files.ca, shown=False)
    assert said is not None
    assert "\n" not in said.reason
