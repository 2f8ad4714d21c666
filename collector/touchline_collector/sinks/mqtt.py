"""MQTT 5, quality of service 1: what screens, tills and kiosks in a store listen to.

MQTT 5 because its acknowledgement says whether the message was taken; that of 3.1.1 says nothing, so an event that the
broker refused would count as delivered. For the same reason this speaks through paho-mqtt itself: the asyncio wrapper
around it drops the reason code of the acknowledgement.
"""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import unquote, urlsplit

from paho.mqtt import client as paho
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from touchline_collector.errors import ConfigError
from touchline_collector.sinks.addressing import Addressing
from touchline_collector.sinks.base import OK, Batch, Fatal, Limits, Outcome, Refused, Retry, Sink, Unavailable
from touchline_collector.sinks.event import Event
from touchline_collector.sinks.options import option

CONTENT_TYPE = "application/cloudevents+json"
# Levels and wildcards; a leading $ is the broker's own.
SPECIAL = "/+#$"
PORTS = {"mqtt": 1883, "mqtts": 8883}


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of an mqtt sink."""

    url: str = option("mqtt://user:password@host:1883, or mqtts:// for TLS", secret=True)
    topic: str = option("where an event goes; may hold {type}, {channel}, {store} and {zone}", "touchline/{type}")
    retain: bool = option("the broker keeps the last event of each topic for who subscribes later", default=False)
    client_id: str = option("the name the broker knows this sink by; empty lets the broker choose", "")
    ca_file: Path | None = option("certificate authorities to trust instead of the system's", None)
    cert_file: Path | None = option("our certificate, where the broker asks for one", None)
    key_file: Path | None = option("the key of that certificate", None)
    keepalive: float = option("seconds of silence after which both sides look for each other", 30.0, least=1)
    timeout: float = option("seconds for connecting, and for one write", 30.0, least=0.1)

    def __post_init__(self) -> None:
        """Find what no connection could ever work with."""
        url = urlsplit(self.url)
        if url.scheme not in PORTS or not url.hostname:
            raise ConfigError("mqtt: url must be mqtt://host or mqtts://host")
        Addressing(self.topic, SPECIAL, "mqtt: topic")
        if any(mark in self.topic for mark in "+#\0"):
            raise ConfigError(f"mqtt: topic must hold no wildcard, not {self.topic!r}")


# Message numbers have 16 bits; far fewer are ever under way.
PART = 10_000
# Fixed header with its length, length of the topic, message number: what there is beside topic, payload and properties.
OVERHEAD = 9
# Reason codes of MQTT 5, section 2.4.
NOT_AUTHORIZED, PACKET_TOO_LARGE, QUOTA_EXCEEDED = 0x87, 0x95, 0x97
TOPIC_INVALID, PAYLOAD_INVALID = 0x90, 0x99
REFUSED_CONNECTIONS = frozenset({0x81, 0x82, 0x84, 0x85, 0x86, 0x87, 0x8A, 0x8C, 0x90, 0x9A, 0x9B, 0x9D})
# Ends of a connection that name what was sent: malformed, protocol error, packet too large, payload invalid. Mosquitto
# answers to a message above its message_size_limit with a code that MQTT 5 does not know there, a protocol error.
BLAMES_A_MESSAGE = frozenset({0x81, 0x82, 0x95, 0x99})


class MqttSink(Sink):
    """Publishes a batch and waits for the broker's acknowledgement of each message."""

    guarantee: ClassVar[str] = "at least once to the broker; source and id are user properties of the message"
    limits: ClassVar[Limits] = Limits(events=500, bytes=512 * 1024)

    def __init__(self, options: Options) -> None:
        self.options = options
        self._topics = Addressing(options.topic, SPECIAL, "mqtt: topic")
        self._client: paho.Client | None = None
        self._changed = threading.Condition()  # guards what the client's thread tells us
        self._connected: Any = None
        self._largest: int | None = None
        self._lost: Any = None
        self._answers: dict[int, int] = {}

    def open(self) -> None:
        """Connect and wait for the broker's welcome."""
        self.close()
        url = urlsplit(self.options.url)
        self._connected = self._lost = None
        client = self._new_client()
        if url.username is not None:
            client.username_pw_set(unquote(url.username), unquote(url.password or ""))
        if url.scheme == "mqtts":
            client.tls_set_context(self._tls())
        try:
            client.connect(
                url.hostname or "", url.port or PORTS[url.scheme], int(self.options.keepalive), clean_start=True
            )
        except ssl.SSLCertVerificationError as error:
            raise Refused(f"mqtt: the broker's certificate does not verify: {error.verify_message}") from error
        except OSError as error:
            raise Unavailable(f"mqtt: {error.strerror or error}") from error
        self._client = client
        client.loop_start()
        self._wait(lambda: self._connected is not None, time.monotonic() + self.options.timeout)
        if self._connected.is_failure:
            kind = Refused if self._connected.value in REFUSED_CONNECTIONS else Unavailable
            raise kind(f"mqtt: {self._connected}")

    def write(self, batch: Batch) -> Sequence[Outcome]:
        """Publish all, then wait for the last acknowledgement."""
        if self._lost is not None:
            self.open()
        deadline = time.monotonic() + self.options.timeout
        events, outcomes = iter(batch.events), list[Outcome]()
        try:
            while part := list(islice(events, PART)):
                outcomes += self._publish_all(part, deadline)
        except Unavailable as error:
            if len(batch.events) == 1 and self._lost is not None and self._lost.value in BLAMES_A_MESSAGE:
                return [Fatal("mqtt.disconnected", error.reason)]
            raise
        if outcomes and all(isinstance(o, Fatal) and o.code == "mqtt.not_authorized" for o in outcomes):
            raise Refused(f"mqtt: not authorized to publish to {self._topics.of(batch.events[0])}")
        return outcomes

    def close(self) -> None:
        """Say goodbye and end the client's thread."""
        client, self._client = self._client, None
        if client is not None:
            client.disconnect()
            client.loop_stop()

    def _publish_all(self, events: Sequence[Event], deadline: float) -> Iterator[Outcome]:
        client = self._open_client
        self._answers.clear()
        sent = [self._publish(client, event) for event in events]
        numbers = [number for number in sent if number is not None]
        self._wait(lambda: len(self._answers) >= len(numbers), deadline)
        return (TOO_LARGE if number is None else outcome(self._answers[number]) for number in sent)

    def _publish(self, client: paho.Client, event: Event) -> int | None:
        """The number of the message, or None where the broker said that it takes none so large."""
        topic, properties = self._topics.of(event), properties_of(event)
        if self._largest is not None and packet_size(topic, event.body, properties) > self._largest:
            return None
        info = client.publish(topic, event.body, qos=1, retain=self.options.retain, properties=properties)
        if info.rc not in (MQTTErrorCode.MQTT_ERR_SUCCESS, MQTTErrorCode.MQTT_ERR_NO_CONN):
            raise Unavailable(f"mqtt: {paho.error_string(info.rc)}")
        return info.mid

    def _wait(self, done: Callable[[], bool], deadline: float) -> None:
        """Until `done`. Raises Unavailable when the connection is lost first, or the time is up."""
        with self._changed:
            self._changed.wait_for(lambda: done() or self._lost is not None, max(0.0, deadline - time.monotonic()))
            if done():
                return
            if self._lost is not None:
                raise Unavailable(f"mqtt: the connection was lost: {self._lost}")
        raise Unavailable(f"mqtt: the broker did not answer in {self.options.timeout:g} s")

    def _new_client(self) -> paho.Client:
        client = paho.Client(
            CallbackAPIVersion.VERSION2,
            self.options.client_id,
            protocol=paho.MQTTv5,
            reconnect_on_failure=False,
        )
        client.connect_timeout = self.options.timeout
        client.max_queued_messages_set(0)
        client.on_connect = self._on_connect
        client.on_disconnect = self._on_disconnect
        client.on_publish = self._on_publish
        return client

    def _tls(self) -> ssl.SSLContext:
        options = self.options
        try:
            context = ssl.create_default_context(cafile=options.ca_file)
            if options.cert_file is not None:
                context.load_cert_chain(options.cert_file, options.key_file)
        except OSError as error:
            raise Refused(f"mqtt: certificates cannot be read: {error.strerror or error}") from error
        return context

    @property
    def _open_client(self) -> paho.Client:
        if self._client is None:
            raise Unavailable("mqtt is not open")
        return self._client

    # -- in the client's thread ------------------------------------------------------------------------------------

    def _on_connect(self, client: Any, userdata: Any, flags: Any, reason: Any, properties: Any) -> None:
        del client, userdata, flags
        with self._changed:
            self._largest = getattr(properties, "MaximumPacketSize", None)
            self._connected = reason
            self._changed.notify_all()

    def _on_disconnect(self, client: Any, userdata: Any, flags: Any, reason: Any, properties: Any) -> None:
        del client, userdata, flags, properties
        with self._changed:
            self._lost = reason
            self._changed.notify_all()

    def _on_publish(self, client: Any, userdata: Any, number: int, reason: Any, properties: Any) -> None:
        del client, userdata, properties
        with self._changed:
            self._answers[number] = reason.value
            self._changed.notify_all()


TOO_LARGE = Fatal("too_large", "larger than the broker's maximum packet size", proven=True)
ANSWERS: dict[int, Outcome] = {
    NOT_AUTHORIZED: Fatal("mqtt.not_authorized", "not authorized to publish to its topic", proven=True),
    TOPIC_INVALID: Fatal("mqtt.topic", "the broker calls its topic invalid", proven=True),
    PAYLOAD_INVALID: Fatal("mqtt.payload", "the broker calls its payload invalid", proven=True),
    PACKET_TOO_LARGE: TOO_LARGE,
    QUOTA_EXCEEDED: Retry("mqtt: quota exceeded"),
}
FAILURE = 0x80


def outcome(reason: int) -> Outcome:
    """What the reason code of an acknowledgement means; "nobody listens" is none of our troubles."""
    if reason < FAILURE:
        return OK
    return ANSWERS.get(reason, Retry(f"mqtt: the broker answered 0x{reason:02x}"))


def packet_size(topic: str, body: bytes, properties: Properties) -> int:
    """Bytes on the wire."""
    pack: Callable[[], bytes] = properties.pack
    return len(topic.encode()) + len(body) + len(pack()) + OVERHEAD


def properties_of(event: Event) -> Properties:
    """CloudEvents' structured mode, with the attributes that consumers route and deduplicate by beside it."""
    properties = Properties(PacketTypes.PUBLISH)  # type: ignore[no-untyped-call]
    properties.ContentType = CONTENT_TYPE
    properties.UserProperty = [("id", event.id), ("source", event.source), ("type", event.type)]
    return properties


SINK = MqttSink
