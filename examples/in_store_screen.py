"""A screen at the door that greets members: takes the collector's webhook, shows who came in, and forgets them.

    python examples/in_store_screen.py --port 8900 [--secret whsec_...]

The collector's side, in its configuration:

    [[sinks]]
    name = "screen"
    kind = "webhook"
    url = "http://127.0.0.1:8900/greet"
    secret = ["${WEBHOOK_SECRET}"]        # the same as --secret
    allow_private = true                  # the screen is in the store's own network
    types = ["touchline.visit.started.v1"]
    require = ["presence"]                # nobody who has not agreed to be recognised

A greeting is shown once a visit: a change of token (`continued`), a delivery that comes twice, a suspected recording of
somebody's token and an arrival told late greet nobody.
"""

from __future__ import annotations

import argparse
import base64
import hmac
import http.server
import json
import time
from collections import OrderedDict
from datetime import UTC, datetime
from typing import Any

# Who came in longer ago than that stands at a shelf, not before the screen: the box was offline for a while.
FRESH_SECONDS = 120
# A signature older than that may be a recording.
SIGNED_SECONDS = 300
# A batch has at most 1 MiB (docs/sinks/webhook.md).
BODY_BYTES = 1 << 20
REMEMBERED = 1_000


def signed(headers: Any, body: bytes, secret: bytes, now: float) -> bool:
    """Whether the collector sent this, as Standard Webhooks says."""
    moment = headers.get("webhook-timestamp", "")
    if not moment.isdigit() or abs(now - int(moment)) > SIGNED_SECONDS:
        return False
    what = f"{headers.get('webhook-id', '')}.{moment}.".encode() + body
    mine = base64.b64encode(hmac.digest(secret, what, "sha256")).decode()
    theirs = headers.get("webhook-signature", "").split()
    return any(hmac.compare_digest(f"v1,{mine}", one) for one in theirs)


def greeting(event: Any, now: datetime) -> tuple[str, str] | None:
    """Visit and words for an event, or None where nobody is to be greeted."""
    data = event["data"]
    if event["type"] != "touchline.visit.started.v1" or data.get("continued") or data.get("suspected_replay"):
        return None
    if (now - datetime.fromisoformat(event["time"])).total_seconds() > FRESH_SECONDS:
        return None
    for identity in data["identities"]:
        if identity["type"] == "loyalty":
            return data["visit_id"], f"Welcome, member {identity['value']}!"
    return None


class Screen(http.server.BaseHTTPRequestHandler):
    """Answers the webhook."""

    secret: bytes | None = None
    greeted: OrderedDict[str, None] = OrderedDict()  # noqa: RUF012 - one screen a process

    def do_POST(self) -> None:
        """Take one event or a batch of them."""
        length = int(self.headers.get("content-length") or 0)
        if length > BODY_BYTES:
            self.send_error(413)
            return
        body = self.rfile.read(length)
        if self.secret is not None and not signed(self.headers, body, self.secret, time.time()):
            self.send_error(401, "the signature is not this screen's collector's")
            return
        try:
            events = json.loads(body)
            found = [greeting(one, datetime.now(UTC)) for one in (events if isinstance(events, list) else [events])]
        except (ValueError, KeyError, TypeError):
            self.send_error(400, "expected CloudEvents")
            return
        for visit, words in filter(None, found):
            self.show(visit, words)
        self.send_response(204)
        self.end_headers()

    def show(self, visit: str, words: str) -> None:
        """On the screen, once a visit."""
        if visit not in self.greeted:
            self.greeted[visit] = None
            print(words, flush=True)
        while len(self.greeted) > REMEMBERED:
            self.greeted.popitem(last=False)

    def log_message(self, *_: Any) -> None:
        """A screen keeps no log of who came in."""


def main() -> None:
    """Listen until Ctrl-C."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8900)
    parser.add_argument(
        "--secret", help="whsec_ and base64, as in the collector's configuration; without it all is taken"
    )
    args = parser.parse_args()
    if args.secret:
        Screen.secret = base64.b64decode(args.secret.removeprefix("whsec_"))
    with http.server.ThreadingHTTPServer((args.host, args.port), Screen) as server:
        print(f"listening on http://{args.host}:{server.server_port}/greet", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
