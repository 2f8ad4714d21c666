"""The acts: what the customer does, one after the other, and what is done to the parts meanwhile."""

from __future__ import annotations

import json
import socket
from pathlib import Path

from chain.catalogue import PROGRAMME
from chain.clock import StoryClock
from reconstruct.people import Key
from stage.browser import Browser, links
from stage.display import Display
from stage.ledger import stored
from stage.processes import Process, Stage, command, python
from stage.story import ADVERT, LAPTOP, PACE, PHONE, SUBJECT, Customer, at

STORE = "store-0042"


class Play:
    """One performance, in a folder and on a port of its own."""

    def __init__(self, stage: Stage, show: Display, data: Path, port: int) -> None:
        self.customer = Customer()
        self.database = data / "events.db"
        self.ledgers = data / "ledgers"
        self._stage = stage
        self._show = show
        self._data = data
        self._port = port
        self._url = f"http://127.0.0.1:{port}"
        self._clock = StoryClock(data / "clock.json")
        self._members = data / "members.json"
        self._servers: dict[str, Process] = {}

    def acts(self) -> None:
        """Play all of them, in order."""
        self.ledgers.mkdir()
        self._clock.set(at(5, "20:14"), PACE)
        self._write_members()
        self.collector_opens()
        shop = self._serve("web shop", "web_shop.py")
        laptop = Browser(LAPTOP)
        self.advert_leads_to_shop(laptop, shop)
        self.collector_is_killed(laptop, shop)
        self.mail_leads_to_phone(shop)
        self.walks_into_store()
        sale = self.pays_at_offline_till()
        self.calls(sale)
        self.till_comes_online()
        self.returns_elsewhere(sale)
        for name in list(self._servers):
            if name != "collector":
                self._servers.pop(name).stop()

    # -- the acts --------------------------------------------------------------------------------------------------

    def collector_opens(self) -> None:
        """Start the collector as its user does."""
        self._show.act("The collector opens, and a web shop")
        self._start_collector()
        self._show.step("collector", f"listening on {self._url}, data in {self._data}/")

    def advert_leads_to_shop(self, laptop: Browser, shop: str) -> None:
        """Five days ago: an advert, the shop, a cart."""
        self._show.act("An advert leads to the web shop")
        laptop.open(f"{shop}/?{ADVERT}")
        self._show.step("customer", "clicks an advert and lands in the shop; nothing is recorded before she agrees")
        laptop.submit(f"{shop}/consent", analytics="granted", advertising="granted", back=f"/?{ADVERT}")
        self._show.step("customer", "agrees to be measured: a cookie is born, the campaign stays with it")
        laptop.open(f"{shop}/p/P-2")
        laptop.open(f"{shop}/p/P-1")
        laptop.submit(f"{shop}/cart", article="P-1")
        self._show.step("customer", "looks at two lamps and puts one into the cart")

    def collector_is_killed(self, laptop: Browser, shop: str) -> None:
        """End the collector as an accident would, let her go on meanwhile, and start it again."""
        self._show.act("An accident: the collector is killed")
        self._servers["collector"].kill()
        self._show.step("collector", f"killed (SIGKILL); {len(stored(self.database))} events had reached its database")
        laptop.submit(f"{shop}/sign-in", email=self.customer.email)
        self._show.step("customer", "makes an account all the same: the shop keeps what it cannot deliver")
        self._start_collector()
        self._show.step("collector", "started again; the count at the end will show that nothing is missing")

    def mail_leads_to_phone(self, shop: str) -> None:
        """Four days ago: a mail, opened and clicked on the phone, where she joins the bonus club."""
        self._show.act("An e-mail carries the journey to her phone")
        self._clock.set(at(4, "12:31"), PACE)
        tool = self._serve("e-mail tool", "email_tool.py", "--mails", str(self._data / "mails"))
        phone = Browser(PHONE)
        sent = phone.post(f"{tool}/send", to=self.customer.email, subject=SUBJECT, link=f"{shop}/p/P-1")
        picture, link = links(Path(sent["file"]))
        self._show.step("e-mail tool", f"writes {Path(sent['file']).name}; its link carries a hand-off token")
        phone.open(picture)
        landing = phone.address_of(link)
        self._show.step("customer", "opens it on her phone and follows the link, a browser that nobody knows")
        phone.submit(f"{shop}/consent", analytics="granted", back=landing.removeprefix(shop))
        self._show.step("web shop", "redeems the token: probably the same person, for mails get forwarded")
        phone.submit(f"{shop}/sign-in", email=self.customer.email)
        phone.submit(f"{shop}/club", phone=self.customer.phone, member=self.customer.member)
        self._show.step("customer", "signs in, which proves it, and joins the bonus club with her phone number")

    def walks_into_store(self) -> None:
        """Three days ago: the store's beacon agent hears her phone, and those of a dozen strangers."""
        self._show.act("She walks into a store")
        capture = self._data / "air.capture"
        start = at(3, "10:07").isoformat()
        # A quarter of an hour that begins while she is in the store: her phone changes its token, her visit goes on.
        air = ("--programme", PROGRAMME, "--start", start, "--stay", "270", "--seed", "5", "--bystanders", "12")
        self._stage.play(
            "beacon", command("touchline-beacon"), "simulate", "--key", self.customer.key, *air, "--out", str(capture)
        )
        self._show.step("phones", "hers sends rotating tokens that only the bonus club can read; 12 strangers pass by")
        told = self._stage.play(
            "beacon", command("touchline-beacon"), "replay", str(capture), "--url", self._url, "--store", STORE
        )
        self._show.step("beacon agent", told.strip())

    def pays_at_offline_till(self) -> dict[str, str]:
        """At the end of her visit she pays, after somebody else, at a till whose line is down. Returns her receipt."""
        self._show.act("She pays at a till whose line is down")
        self._clock.set(at(3, "10:15"), PACE / 3)
        with socket.socket() as nowhere:
            nowhere.bind(("127.0.0.1", 0))  # bound and never listening: whoever connects is refused
            dead = f"http://127.0.0.1:{nowhere.getsockname()[1]}"
            self._till(dead, "sell", "P-3", "--card", "tok_somebody")
            her = ("--member", self.customer.member, "--card", self.customer.wallet)
            sale = self._till(dead, "sell", "P-1", "P-77", *her)
        self._show.step("till", "sells to somebody else, then to her; the events wait on the till's disk")
        return dict(json.loads(sale))

    def calls(self, sale: dict[str, str]) -> None:
        """The day before yesterday: the lamp is too bright."""
        self._show.act("She calls")
        self._clock.set(at(2, "09:20"), 1)
        announced = ("--article", "P-1", "--transaction", sale["transaction"], "--return-id", self.customer.return_id)
        self._play("call centre", "call_center.py", "--phone", self.customer.phone, *announced)
        self._show.step("call centre", "knows her by her telephone number (as a hash) and announces a return")

    def till_comes_online(self) -> None:
        """Two days late: the till's line is back."""
        self._show.act("The till's line is back")
        self._till(self._url, "deliver")
        self._show.step("till", "delivers what it kept, after the call although the sale was before it")

    def returns_elsewhere(self, sale: dict[str, str]) -> None:
        """Yesterday: the lamp goes back in another town."""
        self._show.act("She returns the lamp in another town")
        self._clock.set(at(1, "16:40"), 1)
        what = ("--article", "P-1", "--card", self.customer.card, "--transaction", sale["transaction"])
        self._play(
            "return desk", "return_desk.py", "--receipt", sale["token"], "--return-id", self.customer.return_id, *what
        )
        self._show.step(
            "return desk", "reads the code on the receipt and refunds her plastic card; no member's card needed"
        )

    # -- inside ----------------------------------------------------------------------------------------------------

    @property
    def who(self) -> Key:
        """Her, by the number of the bonus club."""
        return Key("loyalty", self.customer.member, PROGRAMME)

    def _write_members(self) -> None:
        members = [{"loyalty": self.customer.member, "key": self.customer.key}]
        self._members.write_text(json.dumps({"programme": PROGRAMME, "members": members}))
        self._members.chmod(0o600)

    def _start_collector(self) -> None:
        options = ("--port", str(self._port), "--data-dir", str(self._data), "--members", str(self._members))
        collector = self._stage.start("collector", command("touchline-collector"), "run", *options)
        collector.line_with("listening on")
        self._servers["collector"] = collector

    def _serve(self, name: str, script: str, *options: str) -> str:
        """Start a piece with pages and return its address."""
        self._servers[name] = self._stage.start(name, *python(script), "--port", "0", *self._common(name), *options)
        address = self._servers[name].line_with("http://").rpartition(" ")[2]
        self._show.step(name, f"open on {address}")
        return address

    def _play(self, name: str, script: str, *options: str) -> str:
        return self._stage.play(name, *python(script), *self._common(name), *options)

    def _till(self, collector: str, *options: str) -> str:
        common = self._common("till", collector)
        return self._stage.play("till", *python("till.py"), "--outbox", str(self._data / "till"), *common, *options)

    def _common(self, name: str, collector: str | None = None) -> tuple[str, ...]:
        ledger = self.ledgers / f"{name.replace(' ', '-')}.ndjson"
        return (
            *("--collector", collector or self._url),
            *("--clock", str(self._clock.file)),
            *("--ledger", str(ledger)),
        )
