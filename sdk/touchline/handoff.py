"""Hand-offs: a journey carried across a break that no cookie survives (a QR code, a receipt, a link, NFC).

handoffs = Handoffs(tl, keyring)
code = handoffs.issue("qr_code", order_id="O-1")        # print code.token; the event is tracked
handoffs.redeem(scanned, "qr_code")                      # in the store: TokenError, or the reference
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

from touchline.errors import MissingExtra
from touchline.tracker import Tracker
from touchline_spec import handoff
from touchline_spec.keyring import Keyring

LIFETIME = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Issued:
    """A token to hand over: `token` for machines, `printed` in groups for people; `reference` is what it stands for."""

    token: str
    reference: str
    expires_at: datetime

    @property
    def printed(self) -> str:
        """The token in groups of six."""
        return handoff.grouped(self.token)


class Handoffs:
    """Issues and redeems tokens, and tracks both ends. Redeeming proves nobody's identity: e-mails get forwarded."""

    def __init__(self, client: Tracker, keyring: Keyring) -> None:
        self._client = client
        self._keyring = keyring

    def issue(
        self,
        carrier: str,
        *,
        lifetime: timedelta = LIFETIME,
        single_use: bool = False,
        now: datetime | None = None,
        **data: Any,
    ) -> Issued:
        """Return a fresh token and track `handoff.issued`; `data` holds further properties such as `order_id`.

        Single use is enforced where tokens are redeemed online (the collector's `/v1/handoff/redeem`).
        """
        expires_at = ((now or datetime.now(UTC)) + lifetime).replace(microsecond=0)
        made = handoff.Handoff(handoff.new_reference(), expires_at, single_use)
        token = handoff.issue(self._keyring, made)
        facts = {"handoff_ref": made.reference, "carrier": carrier, "single_use": single_use, "expires_at": expires_at}
        self._client.track("touchline.handoff.issued.v1", {**facts, **data})
        return Issued(token, made.reference, expires_at)

    def redeem(
        self, token: str, carrier: str, *, confirmed: bool = False, now: datetime | None = None, **data: Any
    ) -> str:
        """Return the reference of a token and track `handoff.redeemed`; raise `TokenError` for one not to be trusted.

        `confirmed`: the person confirmed to be the one (showed the card, entered the code at the counter).
        """
        read = handoff.read(self._keyring, token, now=now or datetime.now(UTC))
        facts = {"handoff_ref": read.reference, "carrier": carrier, "single_use": read.single_use}
        self._client.track("touchline.handoff.redeemed.v1", {**facts, "confirmed": confirmed, **data})
        return read.reference


def qr_svg(text: str, *, scale: int = 4) -> str:
    """Return a QR code as SVG (extra `qr`). A bare token uses the compact alphanumeric mode."""
    image = BytesIO()
    _segno().make(text, error="m", micro=False).save(image, kind="svg", scale=scale)
    return image.getvalue().decode()


def qr_png(text: str, *, scale: int = 4) -> bytes:
    """Return a QR code as PNG (extra `qr`)."""
    image = BytesIO()
    _segno().make(text, error="m", micro=False).save(image, kind="png", scale=scale)
    return image.getvalue()


def _segno() -> Any:
    try:
        import segno  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise MissingExtra("QR codes need segno: pip install 'touchline[qr]'") from error
    return segno
