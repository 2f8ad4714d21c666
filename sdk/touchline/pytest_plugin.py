"""The pytest plugin that comes with the installation: the fixture `touchline_recorder`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from touchline.testing import RecordingClient


@pytest.fixture
def touchline_recorder() -> Iterator[RecordingClient]:
    """A strict client that records what is tracked, with assertions on it."""
    from touchline.testing import RecordingClient  # noqa: PLC0415  # loads only where it is asked for

    with RecordingClient() as client:
        yield client
