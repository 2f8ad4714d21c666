"""TLS, mutual TLS and proxies: the settings that store hardware and company networks need, over real sockets."""

from __future__ import annotations

import asyncio
import os
import ssl
import subprocess
import sys
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from support.odd_server import OddServer
from support.tls import Certificates, certificates
from touchline import AsyncClient, Client
from touchline.testing.collector import LocalCollector, _handler

TYPE = "com.acme.kiosk.slush_poured.v1"


@pytest.fixture
def files(tmp_path: Path) -> Certificates:
    """An authority of our own, a server at 127.0.0.1, and a till."""
    return certificates(tmp_path)


@pytest.fixture
def guarded(files: Certificates) -> Iterator[tuple[str, LocalCollector]]:
    """A collector that wants to see a certificate of our authority."""
    with LocalCollector() as collector:
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(collector))
        server.daemon_threads = True
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(files.chain, files.key)
        context.load_verify_locations(files.ca)
        context.verify_mode = ssl.CERT_REQUIRED
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        server.handle_error = lambda *_: None  # type: ignore[method-assign]  # refused handshakes are the point
        thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield f"https://127.0.0.1:{server.server_port}", collector
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_till_shows_its_certificate(
    files: Certificates, guarded: tuple[str, LocalCollector], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Verify and cert as in requests; without the certificate, or the root, nothing is delivered and all is kept."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(files.stranger))  # a company's bundle is not the store's
    url, collector = guarded
    pair = (str(files.client_chain), str(files.client_key))
    root = str(files.ca)
    with Client(url, source="//till", verify=root, cert=pair) as client:
        client.track(TYPE)
        assert client.flush(10)
    assert len(collector.accepted) == 1
    for options in ({"verify": root}, {"cert": pair}):
        client = Client(url, source="//till", exit_timeout=0.0, **options)  # type: ignore[arg-type]
        client.track(TYPE)
        assert client.flush(0.5).waiting == 1
        assert client.stats().trouble in ("network.tls", "network.reset", "network.connect")
        client.close()


def test_asyncio_takes_an_ssl_context(files: Certificates, guarded: tuple[str, LocalCollector]) -> None:
    """The same with aiohttp: one context holds root and certificate."""
    url, collector = guarded
    context = ssl.create_default_context(cafile=files.ca)
    context.load_cert_chain(files.client_chain, files.client_key)

    async def main() -> None:
        async with AsyncClient(url, source="//till", tls=context) as client:
            client.track(TYPE)
            assert await client.flush(10)

    asyncio.run(main())
    assert len(collector.accepted) == 1


@pytest.mark.parametrize("root", [True, False], ids=["its own root", "a stranger's"])
def test_what_an_asyncio_program_leaves_behind_goes_by_the_same_context(
    files: Certificates,
    guarded: tuple[str, LocalCollector],
    root: bool,  # noqa: FBT001
) -> None:
    """A loop that ended without `close`: the program's end sends with the client's root and certificate, no other."""
    url, collector = guarded
    program = """
import asyncio, ssl, sys, touchline
context = ssl.create_default_context(cafile=sys.argv[2])
context.load_cert_chain(sys.argv[3], sys.argv[4])
tl = touchline.AsyncClient(sys.argv[1], source="//till", tls=context, on_error=lambda problem: print(problem.reason))
async def leave():
    print(tl.track("com.acme.kiosk.slush_poured.v1"))
asyncio.run(leave())
"""
    ca = files.ca if root else files.stranger
    arguments = [sys.executable, "-c", program, url, ca, files.client_chain, files.client_key]
    environment = {**os.environ, "REQUESTS_CA_BUNDLE": str(files.stranger if root else files.ca)}
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=50, check=True, env=environment)
    event_id, *reasons = done.stdout.split()
    assert ([event_id] if root else []) == [event["id"] for event in collector.accepted]
    assert set(reasons) == (set() if root else {"network.tls", "dropped.closed"})


def test_a_proxy_is_used_when_given() -> None:
    """The request goes to the proxy, for the collector's name."""
    with OddServer() as proxy:
        proxies = {"http": proxy.url}
        with Client("http://collect.example.com", source="//office", proxies=proxies) as client:
            client.track(TYPE)
            assert client.flush(5)
        assert proxy.seen[0].path == "http://collect.example.com/v1/events"
        assert proxy.seen[0].headers["host"] == "collect.example.com"


def test_a_netrc_file_does_not_replace_the_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """requests would send the password of ~/.netrc instead of our key."""
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login someone password secret")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    with OddServer() as server, Client(server.url, source="//s", key="k-1") as client:
        client.track(TYPE)
        assert client.flush(5)
        assert server.seen[0].headers["authorization"] == "Bearer k-1"
