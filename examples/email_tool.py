"""An e-mail tool: writes mails (into a folder, it never sends any), counts opens, and redirects clicks.

    python examples/email_tool.py --mails /tmp/mails --port 8001
    curl http://127.0.0.1:8001/send -d '{"to": "jane@example.com", "subject": "Hello", "link": "http://127.0.0.1:8000/"}'

It knows its recipients by the hash of their address. Every link of a mail leads through it and carries a hand-off
token, so that the shop can tell from which message a visitor came without the mail saying who she is.
"""

from __future__ import annotations

import argparse
import sys
from base64 import b64decode
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from chain import handoff
from chain.producer import Producer, add_options
from chain.serving import serve
from touchline import Campaign, Consent, Identity, events

SOURCE = "//mail.example.com/sender"
PIXEL = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
# Mail providers that fetch every picture themselves, whether or not anybody reads the mail.
MACHINES = ("GoogleImageProxy", "YahooMailProxy")


@dataclass(frozen=True, slots=True)
class Mail:
    """One message to one person."""

    id: str
    subject: str
    recipient: Identity
    link: str
    campaign: Campaign

    @property
    def facts(self) -> dict[str, Any]:
        """What every event about the mail says."""
        return {"message_id": self.id, "medium": "email", "message_title": self.subject, "template_id": "autumn-lamps"}


class EmailTool:
    """Sends, and hears of opens and clicks."""

    def __init__(self, producer: Producer, folder: Path) -> None:
        self._producer = producer
        self._folder = folder
        self._mails: dict[str, Mail] = {}

    def app(self) -> Starlette:
        """Return the ASGI application; stopping it delivers what waits."""
        routes = [
            Route("/send", self.send, methods=["POST"]),
            Route("/o/{id}.gif", self.opened),
            Route("/c/{id}", self.clicked),
        ]
        return Starlette(routes=routes, lifespan=self._lifespan)

    async def send(self, request: Request) -> Response:
        """Write one mail; answers with its id and where it lies."""
        try:
            order = await request.json()
            recipient = Identity.email(order["to"])
            mail = self._compose(recipient, order["subject"], order["link"])
        except (KeyError, TypeError, ValueError) as error:
            return JSONResponse({"error": f"expected JSON with to, subject and link: {error}"}, 400)
        path = self._write(mail, order["to"], str(request.base_url))
        with self._context(mail):
            self._producer.track(events.MessageSent(**mail.facts), subject=mail.id)
        return JSONResponse({"message_id": mail.id, "file": str(path)}, 202)

    async def opened(self, request: Request) -> Response:
        """Answer the picture that every mail carries."""
        mail = self._mails.get(request.path_params["id"])
        if mail:
            machine = any(name in request.headers.get("user-agent", "") for name in MACHINES)
            with self._context(mail):
                self._producer.track(events.MessageOpened(**mail.facts, machine_open=machine), subject=mail.id)
        return Response(PIXEL, media_type="image/gif", headers={"Cache-Control": "no-store"})

    async def clicked(self, request: Request) -> Response:
        """Send a click on to where the link leads."""
        mail = self._mails.get(request.path_params["id"])
        if mail is None:
            return JSONResponse({"error": "no such mail"}, 404)
        with self._context(mail):
            clicked = events.MessageClicked(**mail.facts, link_id="hero", link_url=mail.link.partition("?")[0])
            self._producer.track(clicked, subject=mail.id)
        return RedirectResponse(mail.link, 302)

    def _compose(self, recipient: Identity, subject: str, link: str) -> Mail:
        campaign = Campaign(source="newsletter", medium="email", name="autumn", campaign_id="c-2026-11")
        given, token = handoff.issue(now=self._producer.clock.now(), single_use=False)
        query = urlencode({"utm_source": "newsletter", "utm_medium": "email", "utm_campaign": "autumn", "tl": token})
        mail = Mail(f"m-{uuid4().hex[:8]}", subject, recipient, f"{link}?{query}", campaign)
        self._mails[mail.id] = mail
        with self._context(mail):
            issued = events.HandoffIssued(
                **handoff.facts(given, "url"), expires_at=given.expires_at, message_id=mail.id
            )
            self._producer.track(issued, subject=mail.id)
        return mail

    def _write(self, mail: Mail, to: str, base: str) -> Path:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = "Lumen <hello@example.com>", to, mail.subject
        message.set_content(f"{mail.subject}\n\nLook: {base}c/{mail.id}\n")
        message.add_alternative(
            f'<h1>{escape(mail.subject)}</h1><p><a href="{base}c/{mail.id}">Look</a></p>'
            f'<img src="{base}o/{mail.id}.gif" width="1" height="1" alt="">',
            subtype="html",
        )
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{mail.id}.eml"
        path.write_bytes(message.as_bytes())
        return path

    def _context(self, mail: Mail) -> AbstractContextManager[None]:
        consent = Consent(purposes={"messaging": "granted", "analytics": "granted"}, basis="consent")
        return self._producer.context(identities=[mail.recipient], campaign=mail.campaign, consent=consent)

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        yield
        self._producer.close()


def main() -> int:
    """Run the tool until stopped."""
    parser = argparse.ArgumentParser(description="An e-mail tool that records what becomes of its mails.")
    parser.add_argument("--mails", type=Path, required=True, help="folder to write the mails to; none is ever sent")
    parser.add_argument("--port", type=int, default=8001, help="port; 0 picks a free one (default: %(default)s)")
    add_options(parser)
    args = parser.parse_args()
    tool = EmailTool(Producer(args, SOURCE, channel="email"), args.mails)
    return serve("e-mail tool", tool.app(), args.port)


if __name__ == "__main__":
    sys.exit(main())
