"""The nats sink. The shared server has no passwords and one size of payload, so a few tests start their own."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import nats
import nats.errors
import pytest
from nats.js.api import StreamConfig

from support.proxy import Proxy
from support.services import address, own_server, program
from support.sink_suite import Harness, OutageSuite, PoisonSuite, Refusal, make_batch, make_event, new_sink
from touchline_collector.errors import ConfigError
from touchline_collector.sinks.addressing import Addressing
from touchline_collector.sinks.base import OK, Batch, Fatal, Refused, Unavailable
from touchline_collector.sinks.config import parse
from touchline_collector.sinks.event import Event
from touchline_collector.sinks.nats import SPECIAL, everything, takes

ONE_SUBJECT = 'authorization { users: [{ user: crm, password: a, permissions: { publish: "no" } }] }'


class NatsHarness(Harness):
    def __init__(self, folder: Path, server: tuple[str, int]) -> None:
        super().__init__(folder)
        self.address = server
        self.stream = f"touchline-test-{uuid4().hex}"
        self.loop = asyncio.Runner()
        self.client = self.run(nats.connect(f"nats://{server[0]}:{server[1]}"))
        self.js = self.client.jetstream()

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run(work)

    def table(self, **changes: Any) -> dict[str, Any]:
        return self.through(self.address[1], self.address[0]) | changes

    def through(self, port: int, host: str = "127.0.0.1") -> dict[str, Any]:
        return {
            "name": "js",
            "kind": "nats",
            "url": f"nats://{host}:{port}",
            "stream": self.stream,
            "subject": self.stream + ".{type}",
            "timeout": 5,
        }

    def messages(self) -> list[Any]:
        async def look() -> list[Any]:
            try:
                waiting = (await self.js.stream_info(self.stream)).state.messages
            except nats.js.errors.NotFoundError:
                return []
            found: list[Any] = []
            reader = await self.js.subscribe(f"{self.stream}.>", ordered_consumer=True)
            while len(found) < waiting:
                found.append(await reader.next_msg(timeout=10))
            await reader.unsubscribe()
            return found

        return list(self.run(look()))

    def stored(self) -> list[dict[str, Any]]:
        return [json.loads(message.data) for message in self.messages()]

    def make_stream(self, name: str = "", **config: Any) -> None:
        name = name or self.stream
        self.run(self.js.add_stream(StreamConfig(name=name, subjects=[f"{name}.>"], **config)))

    def poison(self) -> Event:
        self.make_stream(max_msg_size=20_000)
        return make_event(137, {"note": "x" * 20_000})

    def refusals(self) -> dict[str, Refusal]:
        self.make_stream(f"{self.stream}-other")
        return {
            "stream": Refusal("there is no stream", self.table(create=False)),
            "subjects": Refusal(
                f"takes {self.stream}-other.>, not {self.stream}.>", self.table(stream=f"{self.stream}-other")
            ),
            "credentials": Refusal("nobody.creds", self.table(credentials=str(self.folder / "nobody.creds"))),
        }

    def clean(self) -> None:
        async def delete() -> None:
            for name in (self.stream, f"{self.stream}-other"):
                try:
                    await self.js.delete_stream(name)
                except nats.js.errors.NotFoundError:
                    continue
            await self.client.close()

        self.run(delete())
        self.loop.close()


@pytest.fixture
def harness(tmp_path: Path) -> Iterator[NatsHarness]:
    made = NatsHarness(tmp_path, address("nats"))
    yield made
    made.clean()


class TestNats(OutageSuite, PoisonSuite):
    """The behaviour suite."""

    turned_away = ("stream", "subjects", "credentials")


def test_the_message_is_what_the_docs_say(harness: NatsHarness) -> None:
    """CloudEvents' structured mode, the subject made of the type, ids percent-encoded in headers."""
    sink = new_sink(harness.table())
    sink.open()
    odd = Event(1, "//shop/a b", "e\n1", "com.acme..slush poured.v1", make_event(1).body)
    sink.write(Batch("t", (make_event(1), odd)))
    sink.close()
    first, second = harness.messages()
    assert first.subject == f"{harness.stream}.touchline.order.placed.v1"
    assert first.headers["content-type"] == "application/cloudevents+json"
    assert first.headers["ce-id"] == "e-1"
    assert second.subject == f"{harness.stream}.com.acme._.slush_poured.v1"
    assert (second.headers["ce-id"], second.headers["ce-source"]) == ("e%0A1", "//shop/a%20b")


def test_consumers_choose_by_subject(harness: NatsHarness) -> None:
    """All of one subject of the vocabulary."""
    sink = new_sink(harness.table())
    sink.open()
    sink.write(Batch("t", (make_event(1), make_event(2, type_="touchline.cart.updated.v1"))))
    sink.close()

    async def read() -> list[str]:
        reader = await harness.js.pull_subscribe(f"{harness.stream}.touchline.cart.>", durable="crm")
        messages = await reader.fetch(10, timeout=5)
        for message in messages:
            await message.ack()
        return [json.loads(message.data)["id"] for message in messages]

    assert harness.run(read()) == ["e-2"]


def test_beyond_its_window_the_stream_takes_an_event_again(harness: NatsHarness) -> None:
    """The guarantee says so: inside the window a copy is dropped, after it a second one stands in the stream."""
    harness.make_stream(duplicate_window=0.1)
    sink = new_sink(harness.table())
    sink.open()
    deadline = time.monotonic() + 20
    while harness.run(harness.js.stream_info(harness.stream)).state.messages < 2:
        assert list(sink.write(make_batch(1, 1))) == [OK]
        assert time.monotonic() < deadline
    sink.close()


def test_a_full_stream_is_an_outage(harness: NatsHarness) -> None:
    """Somebody will empty it; nothing is dropped meanwhile."""
    harness.make_stream(max_msgs=1, discard="new")
    sink = new_sink(harness.table())
    sink.open()
    outcomes = list(sink.write(make_batch(1, 2)))
    assert outcomes[0] == OK
    assert "maximum messages exceeded" in outcomes[1].reason  # type: ignore[union-attr]
    sink.close()


def test_a_stream_deleted_under_us_is_refused(harness: NatsHarness) -> None:
    """Nobody answers for the subject any more."""
    sink = new_sink(harness.table())
    sink.open()
    harness.run(harness.js.delete_stream(harness.stream))
    with pytest.raises(Refused, match="no stream takes the subject"):
        sink.write(make_batch(1, 1))
    sink.close()


def test_an_event_larger_than_the_server_takes_stands_alone(tmp_path: Path) -> None:
    """The rest of its batch arrives."""
    binary = program("nats-server")
    (tmp_path / "nats.conf").write_text("max_payload: 4096\njetstream { store_dir: js }\n")
    with own_server(lambda port: [binary, "-p", str(port), "-c", "nats.conf"], tmp_path) as port:
        sink = new_sink({"name": "s", "kind": "nats", "url": f"nats://127.0.0.1:{port}"})
        sink.open()
        outcomes = list(sink.write(Batch("t", (make_event(1), make_event(2, {"note": "x" * 5000}), make_event(3)))))
        sink.close()
    assert outcomes[0] == outcomes[2] == OK
    assert isinstance(outcomes[1], Fatal)
    assert outcomes[1].proven


@pytest.mark.parametrize(
    ("config", "url", "word"),
    [
        ("authorization { user: crm, password: swordfish }", "nats://crm:hunter2@{}", "[Aa]uthorization"),
        ("authorization { user: crm, password: swordfish }", "nats://{}", "[Aa]uthorization"),
        ("", "nats://{}", "JetStream is not enabled"),
        (
            "jetstream { store_dir: js }\n" + ONE_SUBJECT,
            "nats://crm:a@{}",
            "[Pp]ermissions",
        ),
    ],
)
def test_a_server_that_turns_us_away_is_found_by_check(tmp_path: Path, config: str, url: str, word: str) -> None:
    """In one line, without the password."""
    binary = program("nats-server")
    (tmp_path / "nats.conf").write_text(config + "\n")
    with own_server(lambda port: [binary, "-p", str(port), "-c", "nats.conf"], tmp_path) as port:
        table = {"name": "s", "kind": "nats", "url": url.format(f"127.0.0.1:{port}"), "timeout": 3}
        sink = new_sink(table)
        with pytest.raises(Refused, match=word) as caught:
            sink.open()
        sink.close()
    assert "hunter2" not in caught.value.reason


def test_a_lost_connection_is_noticed_at_once(harness: NatsHarness) -> None:
    """Not after the time-out: acknowledgements can no longer come."""
    proxy = Proxy(harness.address)
    sink = new_sink(harness.through(proxy.port) | {"timeout": 50})
    sink.open()
    proxy.stop()
    with pytest.raises(Unavailable):
        sink.write(make_batch(1, 10))
    sink.close()


@pytest.mark.parametrize(
    ("have", "want", "covers"),
    [
        ("events.>", "events.>", True),
        (">", "events.*.x", True),
        ("events.*", "events.>", False),
        ("events.*", "events.*", True),
        ("events", "events.>", False),
        ("events.a", "events.*", False),
        ("other.>", "events.>", False),
        ("events.>", "events", False),
    ],
)
def test_what_a_stream_takes(have: str, want: str, *, covers: bool) -> None:
    """Every subject we may publish has to be covered."""
    assert takes(have, want) is covers


@pytest.mark.parametrize(
    ("template", "covering"),
    [
        ("events.{type}", "events.>"),
        ("{type}", ">"),
        ("shop.{store}.{type}.x", "shop.*.>"),
        ("a.x-{type}", "a.>"),
        ("a.{store}", "a.*"),
        ("plain", "plain"),
    ],
)
def test_the_subject_of_a_stream_made_here(template: str, covering: str) -> None:
    """It covers every subject that the template makes."""
    assert everything(Addressing(template, SPECIAL, "subject")) == covering


@pytest.mark.parametrize("wrong", [{"url": "http://x"}, {"subject": "a.{who}"}, {"subject": "a.{"}, {"subject": ""}])
def test_a_configuration_that_cannot_work_is_refused(wrong: dict[str, str]) -> None:
    """Before anything starts."""
    with pytest.raises(ConfigError, match=f"(nats|sink s): {next(iter(wrong))}"):
        parse({"name": "s", "kind": "nats", "url": "nats://x", **wrong})
