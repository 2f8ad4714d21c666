"""A browser, as far as a shop can tell: it keeps cookies, follows redirects and names itself."""

from __future__ import annotations

import json
import re
import time
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import requests

from stage.processes import StageError

# With a story clock of 60 a fifth of a second is twelve seconds of looking at a page.
LOOK_S = 0.2


class Browser:
    """One browser of the customer."""

    def __init__(self, agent: str) -> None:
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["User-Agent"] = agent

    def open(self, url: str) -> str:
        """Look at a page; returns its HTML."""
        return self._done(self._call("GET", url, timeout=10))

    def address_of(self, url: str) -> str:
        """Look at a page; returns the address that redirects led to."""
        answer = self._call("GET", url, timeout=10)
        self._done(answer)
        return answer.url

    def submit(self, url: str, **form: str) -> str:
        """Send a form; returns the page it leads to."""
        return self._done(self._call("POST", url, data=form, timeout=10))

    def post(self, url: str, **body: str) -> dict[str, str]:
        """Send JSON, as another program would; returns the JSON it answers."""
        return dict(json.loads(self._done(self._call("POST", url, json=body, timeout=10))))

    def _call(self, method: str, url: str, **body: Any) -> requests.Response:
        try:
            return self._session.request(method, url, **body)
        except requests.RequestException as error:
            raise StageError(f"{url}: no answer: {error}") from error

    @staticmethod
    def _done(answer: requests.Response) -> str:
        if not answer.ok:
            raise StageError(f"{answer.url}: answered {answer.status_code}: {answer.text[:200]}")
        time.sleep(LOOK_S)
        return answer.text


def links(mail: Path) -> tuple[str, str]:
    """Return the address of a mail's picture and that of its link."""
    body = message_from_bytes(mail.read_bytes(), policy=policy.default).get_body(("html",))
    text = body.get_content() if body else ""
    picture, link = re.search(r'src="([^"]+)"', text), re.search(r'href="([^"]+)"', text)
    if not picture or not link:
        raise ValueError(f"{mail}: expected a mail with a picture and a link")
    return picture[1], link[1]
