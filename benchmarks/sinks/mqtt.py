"""paho-mqtt: a batch published at once, every acknowledgement waited for."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from paho.mqtt import client as paho
from paho.mqtt.enums import CallbackAPIVersion

from sinks.case import Case, address, unique
from touchline_collector.sinks.event import Event
from touchline_collector.sinks.mqtt import properties_of


class Mqtt(Case):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.address = address("mqtt", 1883)
        self.root = unique()

    def table(self) -> dict[str, Any]:
        url = f"mqtt://{self.address[0]}:{self.address[1]}"
        return {"kind": "mqtt", "url": url, "topic": f"{self.root}/{{type}}"}

    def rows(self, events: Sequence[Event]) -> Any:
        return [(f"{self.root}/{event.type}", event.body, properties_of(event)) for event in events]

    def raw(self, batches: Sequence[Any]) -> None:
        client = paho.Client(CallbackAPIVersion.VERSION2, protocol=paho.MQTTv5)
        client.connect(*self.address)
        client.loop_start()
        for batch in batches:
            sent = [client.publish(topic, body, qos=1, properties=properties) for topic, body, properties in batch]
            for info in sent:
                info.wait_for_publish(60)
        client.disconnect()
        client.loop_stop()


CASE = Mqtt
