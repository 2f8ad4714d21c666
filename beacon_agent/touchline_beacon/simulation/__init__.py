"""Virtual phones: walks through a store, and what its receivers would hear of them. Pure, with the seed handed in."""

from touchline_beacon.simulation.airwaves import Air
from touchline_beacon.simulation.phones import Phone, packets
from touchline_beacon.simulation.scene import DEMO, Point, Scene, Walk, stroll

__all__ = ["DEMO", "Air", "Phone", "Point", "Scene", "Walk", "packets", "stroll"]
