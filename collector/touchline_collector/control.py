"""How the command line reaches a running collector: a 0600 file in the data folder with its address and a token."""

from __future__ import annotations

import http.client
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from hmac import compare_digest
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from touchline_collector import jsontext
from touchline_collector.errors import CollectorError

FILE = "control.json"

# An order may wait for a sink's write in progress and rewrite a large log.
_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Control:
    """Where a collector listens and the token that admits to its admin routes."""

    url: str
    token: str

    @classmethod
    def new(cls, url: str) -> Control:
        """A control with a fresh token of 128 bits."""
        return cls(url, f"tl_admin_{secrets.token_urlsafe(16)}")

    def admits(self, token: str) -> bool:
        """Whether a token is ours, in constant time."""
        return compare_digest(self.token.encode(), token.encode())

    def write(self, folder: Path) -> None:
        """Leave it in the data folder, readable by its owner only."""
        path = folder / FILE
        path.unlink(missing_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(jsontext.dumps({"url": self.url, "token": self.token}))

    @classmethod
    def read(cls, folder: Path) -> Control:
        """The control of the collector that works in a folder; raises CollectorError."""
        path = folder / FILE
        try:
            return cls(**jsontext.loads(path.read_bytes()))
        except (OSError, ValueError, TypeError) as error:
            raise CollectorError(f"cannot reach the collector that works in {folder}: {path}: {error}") from error

    def order(self, command: str, arguments: Mapping[str, Any]) -> Any:
        """Give an order to the running collector; raises CollectorError with its refusal."""
        address = urlsplit(self.url)
        connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=_SECONDS)
        headers = {"authorization": f"Bearer {self.token}", "content-type": "application/json"}
        try:
            connection.request("POST", f"/v1/admin/{command}", jsontext.dumps(dict(arguments)), headers)
            answer = connection.getresponse()
            body = answer.read()
        except OSError as error:
            raise CollectorError(f"cannot reach the collector at {self.url}: {error}") from error
        finally:
            connection.close()
        found = jsontext.loads(body)
        if answer.status != http.client.OK:
            raise CollectorError(str(found.get("detail", found)))
        return found
