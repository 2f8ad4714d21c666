"""For the tests of those who track: a client that records instead of sending, and a collector to run locally.

With pytest, ask for the fixture `touchline_recorder`; it comes with the installation.
"""

from touchline.testing.collector import LocalCollector
from touchline.testing.recorder import RecordingClient

__all__ = ["LocalCollector", "RecordingClient"]
