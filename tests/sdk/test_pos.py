"""The till: numbers that never repeat, days that end after midnight, sales that pass the standard."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from touchline import Identity, LineItem, Money, OutboxError, Problem, Product
from touchline.pos import Sequencer, Till, business_date, card, cash, clock_quality
from touchline.testing import RecordingClient
from touchline_spec import validate


@pytest.fixture
def till(touchline_recorder: RecordingClient, tmp_path: Path) -> Till:
    return Till(touchline_recorder, store="0042", workstation="3", folder=tmp_path)


def test_a_sale_is_a_valid_transaction(till: Till, touchline_recorder: RecordingClient) -> None:
    """In strict mode, with what only a till knows filled in."""
    price = Money("19.99", "EUR")
    event_id = till.sale(
        items=[LineItem(product_id="P-1", name="Lamp", quantity="1", price=price)],
        total=price,
        tenders=[card("9.99", "EUR", brand="visa"), cash("10.00", "EUR")],
        identities=[Identity.loyalty("40071234", issuer="bonus-club")],
    )
    assert event_id
    touchline_recorder.assert_tracked(
        "pos.transaction_completed",
        {
            "channel": "pos",
            "transaction_id": "0042-3-1",
            "till_sequence": 1,
            "total": price,
            "location": {"store": {"id": "0042"}, "read_point": {"workstation": "3"}},
            "tenders": [{"method": "card", "brand": "visa"}, {"method": "cash"}],
        },
        count=1,
    )


@pytest.mark.parametrize("quality", ["synced", "unsynced"])
def test_a_void_and_a_suspension_are_valid_transactions(
    till: Till, touchline_recorder: RecordingClient, monkeypatch: pytest.MonkeyPatch, quality: str
) -> None:
    """Numbered like sales, of the day and the place, and marked when nothing keeps the clock in step."""
    monkeypatch.setattr("touchline.pos.clock_quality", lambda: quality)
    till.open_day(date(2026, 11, 20))
    sold = till.sale(items=[LineItem(product_id="P-1", quantity="1")], total=Money("1.00", "EUR"), transaction_id="R-7")
    assert sold
    assert till.void("R-7", reason="wrong article")
    assert till.suspend()
    place = {
        "channel": "pos",
        "location": {
            "store": {"id": "0042"},
            "read_point": {"id": "till-3", "kind": "pos", "workstation": "3"},
            "method": "till",
        },
        "clock": {"quality": quality},
        "business_date": "2026-11-20",
    }
    touchline_recorder.assert_tracked("pos.transaction_completed", {**place, "transaction_id": "R-7"})
    voided = {"transaction_id": "0042-3-2", "voided_transaction_id": "R-7", "reason": "wrong article"}
    touchline_recorder.assert_tracked("pos.transaction_voided", {**place, **voided, "till_sequence": 2}, count=1)
    touchline_recorder.assert_tracked(
        "pos.transaction_suspended", {**place, "transaction_id": "0042-3-3", "till_sequence": 3}, count=1
    )


def test_nothing_given_is_nothing_recorded(till: Till, touchline_recorder: RecordingClient) -> None:
    """A register that hands over None has no tenders and knows no customer; the sale goes on."""
    price = Money("1.00", "EUR")
    assert till.sale(items=[LineItem(product_id="P-1", quantity="1")], total=price, tenders=None)  # type: ignore[arg-type]
    assert till.customer_identified("card", identities=Identity.loyalty("4711"))  # type: ignore[arg-type]
    touchline_recorder.assert_tracked("pos.customer_identified", {"identities": [{"value": "4711"}]})


def test_a_known_customer_is_a_valid_event(till: Till, touchline_recorder: RecordingClient) -> None:
    """Identified by card before the first article."""
    till.customer_identified("card", identities=[Identity.loyalty("40071234")])
    touchline_recorder.assert_tracked("pos.customer_identified", {"identification": "card"})


def test_the_sequence_survives_the_process(tmp_path: Path) -> None:
    """Two processes at once and one killed: 1, 2, 3 ... without a gap or a repetition."""
    program = (
        "import sys, os\nfrom pathlib import Path\nfrom touchline.pos import Sequencer\n"
        "s = Sequencer(Path(sys.argv[1]))\nfor _ in range(100): print(s.next(), flush=True)\nos.kill(os.getpid(), 9)\n"
    )
    path = tmp_path / "x.sequence"
    running = [
        subprocess.Popen([sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    numbers = [int(n) for process in running for n in process.communicate(timeout=50)[0].split()]
    assert sorted(numbers) == list(range(1, 201))
    assert Sequencer(path).next() == 201
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_new_sequence_is_still_there_after_a_power_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file's name, and its new folder's, are synced before the first number is used."""
    synced: list[Path] = []
    monkeypatch.setattr(os, "fsync", lambda fd: synced.append(Path(f"/proc/self/fd/{fd}").readlink()))
    sequence = Sequencer(tmp_path / "till/x.sequence")
    assert sequence.next() == 1
    assert synced == [tmp_path, tmp_path / "till/x.sequence", tmp_path / "till"]
    assert sequence.next() == 2
    assert synced[3:] == [tmp_path / "till/x.sequence"]


def test_a_spoilt_sequence_is_refused_not_restarted(tmp_path: Path) -> None:
    """A file that holds no number must not begin at one again."""
    path = tmp_path / "x.sequence"
    path.write_text("rubbish")
    with pytest.raises(OutboxError, match="rubbish"):
        Sequencer(path).next()


def test_a_sequence_that_cannot_be_kept_costs_the_number_not_the_sale(tmp_path: Path) -> None:
    """The till's disk is spoilt: the sale is recorded and valid, without a number, and the host is told."""
    (tmp_path / "till-3.sequence").write_text("no number")
    told: list[Problem] = []
    with RecordingClient(strict=False, on_error=told.append) as client:
        till = Till(client, store="0042", workstation="3", folder=tmp_path)
        assert till.sale(
            items=[LineItem(product_id="P-1", quantity="1")],
            total=Money("19.99", "EUR"),
            tenders=[cash("19.99", "EUR")],
        )
        client._notifier.drain(10)
        (event,) = client.events
    assert not [finding for finding in validate(event) if finding.level == "error"]
    assert "till_sequence" not in event["data"]
    assert event["data"]["transaction_id"].startswith("0042-3-")
    assert [problem.reason for problem in told] == ["integration.error"]


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 21, 1, 30, tzinfo=ZoneInfo("Europe/Berlin")), date(2026, 11, 20)),
        (datetime(2026, 11, 21, 4, 0, tzinfo=ZoneInfo("Europe/Berlin")), date(2026, 11, 21)),
        (datetime(2026, 11, 20, 23, 30, tzinfo=UTC), date(2026, 11, 20)),
        (datetime(2026, 11, 21, 3, 30, tzinfo=UTC), date(2026, 11, 21)),
    ],
)
def test_the_night_belongs_to_the_day_before(moment: datetime, day: date) -> None:
    """In the store's time zone, whatever the machine's."""
    assert business_date(moment, ZoneInfo("Europe/Berlin"), time(4, 0)) == day


def test_the_day_can_be_set(till: Till) -> None:
    """Tills that close their day by hand say so."""
    till.open_day(date(2026, 12, 31))
    assert till.business_date() == date(2026, 12, 31)
    till.open_day(None)
    assert till.business_date(datetime(2026, 5, 5, 12, tzinfo=UTC)) == date(2026, 5, 5)


def test_the_clock_says_whether_it_is_kept() -> None:
    """One of the two words of the standard, on any machine."""
    assert clock_quality() in ("synced", "unsynced")


def test_products_are_not_items() -> None:
    """A construction error names field and expectation at the call site."""
    with pytest.raises(ValueError, match="product_id"):
        Product()  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="currency"):
        Money("19.99", "euro")
