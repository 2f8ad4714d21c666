"""Membership filters on the box's disk: fetched ahead while there is a network, used when there is none.

A file holds a window's filter. It names nobody, so it needs no seal.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import requests
from urllib3.exceptions import HTTPError

from touchline_beacon.errors import BeaconError
from touchline_spec.membership import Filter, FilterError

# As many as a collector hands out: four hours, 27 MB for a million members.
AHEAD = 16
# A large programme's filter is derived when it is asked for, which takes seconds; on a busy machine a minute.
_SECONDS = 120.0
# A filter of 16 million members; more is no filter.
_MOST_BYTES = 32 * 1024 * 1024


class FetchError(BeaconError):
    """No filter came; says why."""


class Filters:
    """The filters of a folder. Windows are numbers of a quarter of an hour."""

    def __init__(self, folder: Path, fetch: Callable[[int], bytes]) -> None:
        self._folder = folder
        self._fetch = fetch
        self._near: dict[int, Filter | None] = {}
        self._renewed = -1

    def near(self, window: int) -> Filter | None:
        """The filter of a window; None where there is none, or it cannot be read. Three are kept in memory."""
        if window not in self._near:
            while len(self._near) >= 3:  # noqa: PLR2004 - the present one and those beside it
                self._near.pop(min(self._near), None)
            self._near[window] = self._read(window)
        return self._near[window]

    def refresh(self, window: int) -> int:
        """Fetch what is missing, and once a window those of now and next anew, for who joined; how many came.

        Blocks while the collector derives them. Raises FetchError for the first that does not come.
        """
        self._forget(window)
        fetched = 0
        for wanted in range(window - 1, window + AHEAD + 1):
            renewing = wanted in (window, window + 1) and self._renewed != window
            if renewing or not self._file(wanted).exists():
                self._write(wanted, self._fetch(wanted))
                fetched += 1
        self._renewed = window
        return fetched

    def ahead(self, window: int) -> int:
        """How many windows from the present one on have a filter without a gap."""
        return next((step for step in range(AHEAD + 1) if not self._file(window + step).exists()), AHEAD + 1)

    def _file(self, window: int) -> Path:
        return self._folder / f"{window}.filter"

    def _read(self, window: int) -> Filter | None:
        try:
            found = Filter.decode(self._file(window).read_bytes())
        except (OSError, FilterError):
            return None
        return found if found.window == window else None

    def _write(self, window: int, raw: bytes) -> None:
        try:
            if Filter.decode(raw).window != window:
                raise FetchError(f"the collector sent another window's filter than that of {window}")
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            fresh = self._file(window).with_suffix(".new")
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(raw)
            fresh.replace(self._file(window))
        except FilterError as error:
            raise FetchError(f"the collector sent {error}") from None
        except OSError as error:
            raise FetchError(f"{self._folder}: {error.strerror}") from None
        self._near.pop(window, None)

    def _forget(self, window: int) -> None:
        """Remove what is over."""
        for path in self._folder.glob("*.filter"):
            if not path.stem.isdigit() or not window - 1 <= int(path.stem) <= window + AHEAD:
                with suppress(OSError):
                    path.unlink()


def fetch(url: str, key: str | None, window: int) -> bytes:
    """Ask the collector for a window's filter; raises FetchError. The key goes nowhere else."""
    try:
        with requests.get(
            f"{url.rstrip('/')}/v1/presence/filter",
            params={"window": window},
            headers={} if key is None else {"Authorization": f"Bearer {key}"},
            auth=_keep_headers,
            timeout=_SECONDS,
            allow_redirects=False,
            stream=True,
        ) as answer:
            if answer.status_code != requests.codes.ok:
                raise FetchError(f"the collector answered {answer.status_code} for a membership filter")
            return bytes(answer.raw.read(_MOST_BYTES, decode_content=True))
    except (requests.RequestException, OSError, HTTPError) as error:
        raise FetchError(f"no membership filter: {error}") from None


def _keep_headers(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Else an entry of .netrc would replace our key."""
    return request
