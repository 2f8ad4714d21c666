"""The mqtt sink. The shared broker has no passwords and no limits, so a few tests start their own."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from paho.mqtt import client as paho
from paho.mqtt.enums import CallbackAPIVersion

from support.forwarders import eventually
from support.proxy import Proxy
from support.services import address, own_server, program
from support.sink_suite import Harness, OutageSuite, PoisonSuite, Refusal, make_batch, make_event, new_sink
from touchline_collector.errors import ConfigError
from touchline_collector.sinks.base import OK, Batch, Fatal, Refused, Unavailable
from touchline_collector.sinks.config import parse
from touchline_collector.sinks.event import Event
from touchline_collector.sinks.mqtt import outcome


class MqttHarness(Harness):
    """Listens from the beginning: MQTT keeps nothing for who comes later."""

    once = "least"

    def __init__(self, folder: Path, server: tuple[str, int]) -> None:
        super().__init__(folder)
        self.address = server
        self.root = f"touchline-test-{uuid4().hex}"
        self.messages: list[Any] = []
        self.client = paho.Client(CallbackAPIVersion.VERSION2, protocol=paho.MQTTv5)
        subscribed = threading.Event()
        self.client.on_message = lambda _client, _data, message: self.messages.append(message)
        self.client.on_connect = lambda *_: self.client.subscribe(f"{self.root}/#", 1)
        self.client.on_subscribe = lambda *_: subscribed.set()
        self.client.connect(*server)
        self.client.loop_start()
        assert subscribed.wait(10)

    def table(self, **changes: Any) -> dict[str, Any]:
        return self.through(self.address[1], self.address[0]) | changes

    def through(self, port: int, host: str = "127.0.0.1") -> dict[str, Any]:
        url = f"mqtt://{host}:{port}"
        return {"name": "screens", "kind": "mqtt", "url": url, "topic": self.root + "/{type}", "timeout": 5}

    def stored(self) -> list[dict[str, Any]]:
        """What was acknowledged before our own message has been queued for us before it."""
        mark = uuid4().bytes
        self.client.publish(f"{self.root}/mark", mark, qos=1)
        eventually(lambda: any(m.payload == mark for m in list(self.messages)), "the mark")
        return [json.loads(m.payload) for m in list(self.messages) if not m.topic.endswith("/mark")]

    def refusals(self) -> dict[str, Refusal]:
        host, port = self.address
        missing = str(self.folder / "nobody.pem")
        return {
            "certificates": Refusal(
                "certificates cannot be read", self.table(url=f"mqtts://{host}:{port}", ca_file=missing)
            )
        }

    def clean(self) -> None:
        self.client.disconnect()
        self.client.loop_stop()


class SmallHarness(MqttHarness):
    """A broker that takes no message above 20,000 bytes."""

    def poison(self) -> Event:
        return make_event(137, {"note": "x" * 20_000})


@pytest.fixture
def harness(tmp_path: Path) -> Iterator[MqttHarness]:
    made = MqttHarness(tmp_path, address("mqtt"))
    yield made
    made.clean()


class TestMqtt(OutageSuite):
    """The behaviour suite."""

    turned_away = ("certificates",)


def broker(folder: Path, *lines: str) -> Any:
    binary = program("mosquitto")

    def command(port: int) -> list[str]:
        lines_ = [f"listener {port} 127.0.0.1", "user root", *lines]
        (folder / "mosquitto.conf").write_text("\n".join(lines_) + "\n")
        return [binary, "-c", "mosquitto.conf"]

    return own_server(command, folder)


@pytest.mark.parametrize(
    "limit", ["max_packet_size 20000", pytest.param("message_size_limit 20000", marks=pytest.mark.long)]
)
def test_an_event_larger_than_the_broker_takes_stands_alone(tmp_path: Path, limit: str) -> None:
    """Whether the broker told its limit beforehand or refuses in its answer: 499 others arrive."""
    with broker(tmp_path, "allow_anonymous true", limit) as port:
        small = SmallHarness(tmp_path, ("127.0.0.1", port))
        PoisonSuite().test_one_poisoned_event_in_five_hundred(small, tmp_path)
        small.clean()


def test_the_message_is_what_the_docs_say(harness: MqttHarness) -> None:
    """Topic by store and type; content type and user properties of MQTT 5."""
    sink = new_sink(harness.table(topic=harness.root + "/{store}/{zone}/{channel}/{type}"))
    sink.open()
    place = {"location": {"store": {"id": "00/42#"}}}
    sink.write(Batch("t", (make_event(1, place),)))
    sink.close()
    assert len(harness.stored()) == 1
    message = harness.messages[0]
    assert message.topic == f"{harness.root}/00_42_/-/web/touchline.order.placed.v1"
    assert message.properties.ContentType == "application/cloudevents+json"
    assert dict(message.properties.UserProperty) == {
        "id": "e-1",
        "source": "//shop.example.com/web",
        "type": "touchline.order.placed.v1",
    }


def test_a_screen_switched_on_later_sees_the_last_event(harness: MqttHarness) -> None:
    """With `retain`, read by mosquitto_sub as the docs show it."""
    sink = new_sink(harness.table(retain=True))
    sink.open()
    sink.write(make_batch(1, 2))
    sink.close()
    host, port = harness.address
    listen = [program("mosquitto_sub"), "-V", "5", "-h", host, "-p", str(port), "-t", f"{harness.root}/#", "-q", "1"]
    seen = subprocess.run([*listen, "-C", "1", "-W", "10"], check=True, capture_output=True, timeout=30).stdout
    assert json.loads(seen)["id"] == "e-2"
    harness.client.publish(f"{harness.root}/touchline.order.placed.v1", b"", qos=1, retain=True).wait_for_publish(10)


@pytest.mark.parametrize("login", ["crm:hunter2@", ""])
def test_a_wrong_password_is_refused(tmp_path: Path, login: str) -> None:
    """In one line, without the password; so is none at all."""
    subprocess.run(
        [program("mosquitto_passwd"), "-b", "-c", "passwords", "crm", "swordfish"], cwd=tmp_path, check=True, timeout=30
    )
    with broker(tmp_path, "password_file passwords", "allow_anonymous false") as port:
        sink = new_sink({"name": "s", "kind": "mqtt", "url": f"mqtt://{login}127.0.0.1:{port}"})
        with pytest.raises(Refused, match=r"Not authorized|Bad user name or password"):
            sink.open()
        sink.close()
        sink = new_sink({"name": "s", "kind": "mqtt", "url": f"mqtt://crm:swordfish@127.0.0.1:{port}"})
        sink.open()
        assert list(sink.write(make_batch(1, 2))) == [OK, OK]
        sink.close()


def test_a_topic_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    """MQTT 5 says so in its acknowledgement: one topic is that event's trouble, all of them are the sink's."""
    (tmp_path / "acl").write_text("topic readwrite touchline/touchline.order.placed.v1\n")
    with broker(tmp_path, "allow_anonymous true", "acl_file acl") as port:
        sink = new_sink({"name": "s", "kind": "mqtt", "url": f"mqtt://127.0.0.1:{port}"})
        sink.open()
        other = make_event(2, type_="touchline.cart.updated.v1")
        outcomes = list(sink.write(Batch("t", (make_event(1), other, make_event(3)))))
        assert outcomes[0] == outcomes[2] == OK
        assert isinstance(outcomes[1], Fatal)
        with pytest.raises(Refused, match=r"not authorized to publish to touchline/touchline\.cart"):
            sink.write(Batch("t", (other,)))
        sink.close()


def test_a_lost_connection_is_noticed_at_once(harness: MqttHarness) -> None:
    """Not after the time-out."""
    proxy = Proxy(harness.address)
    sink = new_sink(harness.through(proxy.port) | {"timeout": 50})
    sink.open()
    proxy.stop()
    with pytest.raises(Unavailable, match=r"lost|refused"):
        sink.write(make_batch(1, 10))
    sink.close()


@pytest.mark.parametrize(
    ("reason", "word"), [(0x00, "Ok"), (0x10, "Ok"), (0x80, "Retry"), (0x97, "Retry"), (0x99, "Fatal")]
)
def test_what_an_acknowledgement_means(reason: int, word: str) -> None:
    """Nobody listening is fine; a full broker passes; a refusal does not."""
    assert type(outcome(reason)).__name__ == word


@pytest.mark.parametrize("wrong", [{"url": "http://x"}, {"topic": "a/{who}"}, {"topic": "a/#"}, {"topic": ""}])
def test_a_configuration_that_cannot_work_is_refused(wrong: dict[str, str]) -> None:
    """Before anything starts."""
    with pytest.raises(ConfigError, match=f"(mqtt|sink s): {next(iter(wrong))}"):
        parse({"name": "s", "kind": "mqtt", "url": "mqtt://x", **wrong})
