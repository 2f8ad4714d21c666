"""What is wrong with a configuration, gathered: whoever writes one mends all of it at once, not a line a try."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from touchline_collector.errors import ConfigError


class Complaints:
    """Every complaint about the parts that were looked at; `raise_any` says all of them."""

    def __init__(self) -> None:
        self._said: list[str] = []

    def add(self, sentence: str) -> None:
        """Say what is wrong with one setting."""
        self._said.append(sentence)

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """Look at one part; what is wrong with it does not keep from looking at the next."""
        try:
            yield
        except ConfigError as error:
            self._said += error.sentences

    def raise_any(self) -> None:
        """Raise ConfigError if anything was wrong."""
        if self._said:
            raise ConfigError(*self._said)
