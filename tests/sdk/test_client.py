"""The client against a real local server: delivery, verdicts, back-off, flush and close."""

from __future__ import annotations

import dataclasses
import gzip
import re
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

import touchline
from support.odd_server import OddServer, Seen, http, ok, slowly, verdicts
from touchline import AsyncClient, Client, EventError, Identity
from touchline.batch import MAX_BYTES
from touchline.testing import RecordingClient

SOURCE = "//shop.example.com/web"
TYPE = "com.acme.kiosk.slush_poured.v1"


@pytest.fixture
def server() -> Iterator[OddServer]:
    with OddServer() as running:
        yield running


def make(server: OddServer, **options: Any) -> Client:
    return Client(server.url, **{"source": SOURCE, "linger": 0.01, "key": "k-1", **options})


def test_what_is_tracked_arrives_as_a_cloudevent(server: OddServer) -> None:
    """The envelope is complete, the key travels, the sent time is the request's."""
    with make(server) as client:
        event_id = client.track(TYPE, {"size": "L"}, subject="cup-7")
    (seen,) = server.seen
    (event,) = seen.events
    assert seen.path == "/v1/events"
    assert seen.headers["authorization"] == "Bearer k-1"
    assert seen.headers["content-type"] == "application/x-ndjson"
    assert seen.headers["touchline-sent-time"].endswith("Z")
    assert event == {
        "specversion": "1.0",
        "id": event_id,
        "time": event["time"],
        "source": SOURCE,
        "type": TYPE,
        "datacontenttype": "application/json",
        "subject": "cup-7",
        "data": {"size": "L"},
    }


@pytest.mark.parametrize("ending", ["", "/", "/v1/events", "/v1/events/", "/edge", "/edge/v1/events"])
def test_the_path_of_the_front_door_is_added_to_the_address(server: OddServer, ending: str) -> None:
    """Once, whether the address has it already, ends in a slash, or leads through a proxy's folder."""
    with Client(server.url + ending, source=SOURCE) as client:
        client.track(TYPE)
    assert server.seen[0].path == ("/edge" if "edge" in ending else "") + "/v1/events"


def test_the_short_forms_are_valid_events_of_the_standard() -> None:
    """Each in strict mode, with what it was given in its place; both clients have the same."""
    client = RecordingClient(channel="web")
    with client.context(identities=[Identity.anonymous("a-1")]):
        assert client.identify("u-1", method="password", identities=[Identity.device("d-1")])
    assert client.link(Identity.user("u-1"), Identity.loyalty("4711"), method="card")
    assert client.link(Identity.user("u-1"), Identity.device("d-1"), method="model", certainty="probabilistic")
    assert client.page("https://shop.example.com/", title="Home", referrer="https://www.example.org/")
    assert client.screen("basket", channel="app")
    signed_in = client.of("identity.signed_in")[0]["data"]
    who = [(identity["type"], identity["value"]) for identity in signed_in["identities"]]
    assert sorted(who) == [("anonymous", "a-1"), ("device", "d-1"), ("user", "u-1")]
    assert [i["state"] for i in signed_in["identities"] if i["type"] == "user"] == ["authenticated"]
    assert signed_in["auth_method"] == "password"
    one, other = (event["data"] for event in client.of("identity.linked"))
    assert (one["link_from"]["value"], one["link_to"]["value"], one["link_method"]) == ("u-1", "4711", "card")
    assert (one["certainty"], other["certainty"]) == ("deterministic", "probabilistic")
    page = {"url": "https://shop.example.com/", "title": "Home", "referrer": "https://www.example.org/"}
    assert client.of("page.viewed")[0]["data"] == {"channel": "web", "page": page}
    assert client.of("screen.viewed")[0]["data"] == {"channel": "app", "screen_name": "basket"}
    for verb in ("track", "identify", "link", "page", "screen", "context", "stats"):
        assert getattr(AsyncClient, verb) is getattr(Client, verb) is getattr(RecordingClient, verb)


@pytest.mark.parametrize("disk", [False, True], ids=["memory", "outbox"])
def test_no_batch_is_larger_than_a_collector_takes(server: OddServer, tmp_path: Path, disk: bool) -> None:  # noqa: FBT001
    """Events of all sizes: at most 512 KiB a request once it is inflated, and not much less."""
    with make(server, outbox=tmp_path if disk else None, linger=1.0) as client:
        ids = [client.track(TYPE, {"pad": "x" * (60_000 if n % 3 else 3000)}) for n in range(100)]
        assert client.flush(20)
    sizes = [len(gzip.decompress(seen.wire)) for seen in server.seen]
    assert max(sizes) <= MAX_BYTES == 512 * 1024
    assert max(sizes) > MAX_BYTES - 70_000
    assert server.accepted == dict.fromkeys(ids, 1)


def test_many_events_travel_in_few_requests(server: OddServer) -> None:
    """2,000 events: batches of at most 500, everything once, and the counts add up."""
    client = make(server)
    ids = [client.track(TYPE, {"n": n}) for n in range(2000)]
    report = client.flush()
    assert report
    assert sorted(server.accepted.elements()) == sorted(str(i) for i in ids)
    assert len(server.seen) <= 12
    assert max(len(seen.events) for seen in server.seen) <= 500
    assert report.stats.accepted == report.stats.delivered == 2000
    client.close()


def test_the_host_may_set_id_and_time(server: OddServer) -> None:
    """The agent and the till set their own; the moment of recording is kept beside."""
    with make(server) as client:
        assert client.track(TYPE, {}, id='odd "id"', time="2026-11-20T10:00:00+01:00") == 'odd "id"'
    event = server.seen[0].events[0]
    assert (event["id"], event["time"]) == ('odd "id"', "2026-11-20T10:00:00+01:00")
    assert event["recordedtime"].endswith("Z")


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("2026-11-20T10:00:00.123456789+01:00", "2026-11-20T10:00:00.123456789+01:00"),
        ("2026-11-20T09:00:00Z", "2026-11-20T09:00:00Z"),
        ("2026-11-20t09:00:00z", "2026-11-20T09:00:00Z"),
        ("2026-11-20 10:00:00+01:00", "2026-11-20T10:00:00+01:00"),
        ("2026-11-20T10:00+0100", "2026-11-20T10:00:00+01:00"),
        ("20261120T090000Z", "2026-11-20T09:00:00Z"),
        ("2026-11-20T09:00:00,5Z", "2026-11-20T09:00:00.500000Z"),
        ("2026-11-20T09:00:00.1234567891Z", "2026-11-20T09:00:00.123456Z"),
        ("2026-11-20T10:00:00+01:00:30", "2026-11-20T08:59:30Z"),
        (datetime(2026, 11, 20, 9, tzinfo=UTC), "2026-11-20T09:00:00Z"),
        (datetime(2026, 11, 20, 10, tzinfo=timezone(timedelta(hours=1))), "2026-11-20T10:00:00+01:00"),
    ],
)
def test_a_moment_is_written_as_the_standard_takes_it(given: Any, written: str) -> None:
    """Whatever form of ISO 8601 it came in, with its own offset: no event is lost to the spelling of its time."""
    client = RecordingClient()
    assert client.track(TYPE, {}, time=given)
    assert client.events[0]["time"] == written


@pytest.mark.parametrize("odd", [None, "x", 5, {"type": "user", "value": "u-1"}], ids=str)
def test_odd_identities_are_for_the_collector_to_name(odd: Any) -> None:
    """None, nonsense, or one that is in no list: the call neither raises nor loses the event, in a context or not."""
    fine = [{"type": "device", "value": "d-1"}]
    for outer, inner in (([], odd), (fine, odd), (odd, fine)):
        client = RecordingClient(strict=False)
        with client.context(identities=outer):
            assert client.track(TYPE, {"identities": inner})
        assert client.events[0]["data"]["identities"] == inner


def test_who_signs_in_may_have_no_other_identity_or_just_one() -> None:
    """`identities` in a list, alone, None or nonsense: `identify` never raises, and the user comes first."""
    client = RecordingClient(strict=False)
    for given in (None, Identity.device("d-1"), [Identity.device("d-1")], 5):
        assert client.identify("u-1", identities=given)
    signed_in = [event["data"]["identities"] for event in client.events]
    assert [found[0]["value"] for found in signed_in] == ["u-1"] * 4
    assert [found[1:] for found in signed_in] == [[], *[[{"type": "device", "value": "d-1"}]] * 2, [5]]


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        (lambda c: c.track(TYPE, {}, time="2026-11-20 10:00"), "no offset"),
        (lambda c: c.track(TYPE, {}, time="yesterday"), "RFC 3339"),
        (lambda c: c.track(TYPE, {}, id=""), "1 to 128 bytes"),
        (lambda c: c.track(TYPE, {}, id="x" * 129), "1 to 128 bytes"),
        (lambda c: c.track(TYPE, {}, attributes={"source": "//other"}), "attributes hold 'source'"),
        (lambda c: c.track("", {}), "event type"),
        (lambda c: c.track(TYPE, {"x": "y" * 70_000}), "at most 65536"),
        (lambda c: c.track(TYPE, {"x": float("nan")}), "NaN or Infinity"),
        (lambda c: c.track(object()), "expected a typed event"),
        (lambda c: c.track(touchline.events.PageViewed, {}), "is a class: expected an instance, PageViewed"),
        (lambda c: c.track(touchline.events.PageViewed(), {}), "data is given beside a typed PageViewed"),
    ],
)
def test_a_bad_call_raises_in_strict_mode_and_is_told_otherwise(server: OddServer, call: Any, complaint: str) -> None:
    """By default the host's request goes on, and `on_error` hears the same sentence."""
    told: list[touchline.Problem] = []
    heard = threading.Event()
    strict = make(server, strict=True)
    with pytest.raises((EventError, AttributeError), match=re.escape(complaint)):
        call(strict)
    strict.close()
    with make(server, on_error=lambda problem: (told.append(problem), heard.set())) as client:
        call(client)
        assert heard.wait(5)
    assert told[0].reason in ("event.invalid", "event.value_replaced")


def test_contexts_nest_and_the_event_wins(server: OddServer) -> None:
    """Groups are inherited; identities add by type; the caller's dict is left alone."""
    data = {"identities": [{"type": "user", "value": "u-2"}], "size": "L"}
    with make(server, channel="kiosk") as client:
        with client.context(identities=[{"type": "user", "value": "u-1"}, {"type": "device", "value": "d"}]):
            with client.context(channel="web", consent={"purposes": {"analytics": "granted"}}):
                client.track(TYPE, data)
            client.track(TYPE)
        client.track(TYPE, {"channel": "pos"})
    inner, outer, bare = (event["data"] for event in server.events)
    assert inner == {
        "channel": "web",
        "consent": {"purposes": {"analytics": "granted"}},
        "identities": [{"type": "user", "value": "u-2"}, {"type": "device", "value": "d"}],
        "size": "L",
    }
    assert (outer["channel"], len(outer["identities"])) == ("kiosk", 2)
    assert bare == {"channel": "pos"}
    assert data == {"identities": [{"type": "user", "value": "u-2"}], "size": "L"}


def test_an_unknown_group_is_named(server: OddServer) -> None:
    """A misspelt group is a TypeError in strict mode, and never breaks the block otherwise."""
    with make(server, strict=True) as client, pytest.raises(TypeError, match="'chanel'"), client.context(chanel="web"):
        pass
    with make(server) as client, client.context(chanel="web"):
        assert client.track(TYPE)


def test_what_is_wrong_in_a_context_costs_only_itself() -> None:
    """A misspelt group, NaN, a value without a JSON form: told, and the consent beside it stays."""
    told: list[touchline.Problem] = []
    granted = {"purposes": {"analytics": "granted"}}
    client = RecordingClient(strict=False, on_error=told.append)
    with client.context(chanel="web", consent=granted, ext={"com.acme": {"x": float("nan"), "y": object()}}):
        assert client.track(TYPE)
    client.close()
    client._notifier.drain(5)
    ext = {"com.acme": {"x": None, "y": "[object]"}}
    assert client.events[0]["data"] == {"consent": granted, "ext": ext}
    assert {problem.reason for problem in told} == {"integration.error", "event.value_replaced"}
    assert client.stats().not_taken == {}
    with pytest.raises(EventError, match="NaN"), RecordingClient().context(ext={"com.acme": {"x": float("nan")}}):
        pass


def test_rejected_events_are_named_and_the_rest_is_delivered(server: OddServer) -> None:
    """A bad event in a batch costs only itself."""
    finding = {"level": "error", "rule": "schema.type", "pointer": "/data/n", "message": "no number"}
    refused: list[Any] = []
    heard = threading.Event()

    def refuse_b(seen: Seen) -> bytes:  # wherever it stands: how three calls fall into batches is the machine's
        found = [index for index, event in enumerate(seen.events) if event["id"] == "b"]
        results = [{"index": index, "id": "b", "status": "rejected", "findings": [finding]} for index in found]
        return verdicts(len(seen.events), results, 400 if len(seen.events) == len(found) else 202)

    server.reply = refuse_b
    with make(server, on_reject=lambda refusal, event: (refused.append((refusal, event)), heard.set())) as client:
        for name in "abc":
            client.track(TYPE, {"n": name}, id=name)
        report = client.flush()
        assert heard.wait(5)
    assert not report
    assert (report.stats.delivered, report.stats.rejected, report.waiting) == (2, 1, 0)
    assert [(r.id, r.reason) for r in report.refused] == [("b", "schema.type")]
    assert refused[0][1]["data"] == {"n": "b"}


def test_duplicates_and_the_suppressed_are_done_and_counted(server: OddServer) -> None:
    """Both are delivered: nothing is sent again, nothing is refused, each is counted."""
    spare = {"a": "duplicate", "b": "suppressed"}

    def spare_two(seen: Seen) -> bytes:
        ids = [event["id"] for event in seen.events]
        results = [{"index": i, "id": id_, "status": spare[id_]} for i, id_ in enumerate(ids) if id_ in spare]
        return verdicts(len(ids), results)

    server.reply = spare_two
    with make(server) as client:
        for name in "abc":
            client.track(TYPE, id=name)
        report = client.flush()
    assert report
    assert (report.delivered, report.stats.duplicates, report.stats.suppressed) == (3, 1, 1)
    assert (report.refused, report.stats.rejected, report.waiting) == ((), 0, 0)
    assert sorted(event["id"] for event in server.events) == ["a", "b", "c"]


@pytest.mark.parametrize("disk", [False, True], ids=["memory", "outbox"])
@pytest.mark.parametrize(
    "reply", [http(401), http(404), http(307, Location="/x"), http(200, b"<p>Sign in</p>", content_type="text/html")]
)
def test_a_stall_keeps_everything_and_is_told_once(
    server: OddServer,
    tmp_path: Path,
    reply: bytes,
    disk: bool,  # noqa: FBT001
) -> None:
    """A wrong key, a wrong address, a captive portal: one callback, no storm, and all of it after the mend."""
    told: list[touchline.Problem] = []
    server.reply = lambda _: reply
    with make(server, on_error=told.append, outbox=tmp_path if disk else None) as client:
        ids = [client.track(TYPE) for _ in range(700)]
        for _ in range(3):
            assert client.flush(0.2).waiting == 700
        assert client.stats().stalled
        assert len(server.seen) <= 4
        server.reply = ok
        assert client.flush(10)
        assert not client.stats().stalled
    assert server.accepted == dict.fromkeys(ids, 1)
    (problem,) = told
    assert problem.reason.startswith("http.")
    assert "stalled, events are kept" in problem.message


def test_the_encoding_follows_the_collector(server: OddServer) -> None:
    """gzip; zstd once an answer names it; after a 415 the next weaker, for good, and nothing is lost on the way."""

    def picky(seen: Seen) -> bytes:
        if seen.headers.get("content-encoding") == "zstd" and len(server.seen) > 2:
            return http(415, Accept_Encoding="gzip")
        return verdicts(len(seen.events), Accept_Encoding="zstd, gzip")

    server.reply = picky
    with make(server) as client:
        ids = []
        for _ in range(5):
            ids.append(client.track(TYPE))
            assert client.flush(10)
    encodings = [seen.headers["content-encoding"] for seen in server.seen]
    assert encodings == ["gzip", "zstd", "zstd", "zstd", "gzip", "gzip"]
    assert server.accepted == dict.fromkeys(ids, 1)
    server.seen.clear()
    server.reply = lambda seen: http(415) if "content-encoding" in seen.headers else ok(seen)
    with make(server) as client:
        client.track(TYPE)
        assert client.flush(10)
    assert [seen.headers.get("content-encoding") for seen in server.seen] == ["gzip", None]


def test_one_daemon_thread_carries_everything_and_none_is_left(server: OddServer) -> None:
    """No thread before the first event, one for all that follow, none after the end."""

    def senders() -> list[threading.Thread]:
        return [thread for thread in threading.enumerate() if thread.name.startswith("touchline")]

    before = len(senders())
    client = make(server)
    assert len(senders()) == before
    for _ in range(1200):
        client.track(TYPE)
    assert client.flush(10)
    (sender,) = senders()[before:]
    assert sender.daemon
    client.close()
    assert not sender.is_alive()
    assert len(senders()) == before


def test_events_to_retry_are_kept_and_sent_again(server: OddServer) -> None:
    """`retry` is neither delivered nor lost."""
    answers = iter([lambda s: verdicts(len(s.events), [{"index": 0, "status": "retry"}]), ok, ok])

    def one_after_another(seen: Seen) -> bytes:
        return next(answers)(seen)

    server.reply = one_after_another
    with make(server) as client:
        ids = [client.track(TYPE), client.track(TYPE)]
        assert client.flush().stats.delivered == 2
    assert server.accepted == {str(i): 1 for i in ids}


def test_a_collector_that_comes_back_gets_everything_once(server: OddServer) -> None:
    """503 for a while, then well: nothing lost, nothing twice, same ids."""
    down = threading.Event()
    down.set()
    server.reply = lambda seen: http(503, Retry_After="0") if down.is_set() else ok(seen)
    with make(server) as client:
        ids = {client.track(TYPE) for _ in range(1200)}
        server.wait_for(lambda: len(server.seen) >= 2)
        assert client.stats().trouble == "http.503"
        down.clear()
        assert client.flush(10)
    assert set(server.accepted) == ids
    assert set(server.accepted.values()) == {1}


def test_a_flush_shorter_than_the_linger_or_the_back_off_still_tries(server: OddServer) -> None:
    """However long the sender meant to sleep, a flush wakes it, and waits for what comes of it."""
    with make(server, linger=600.0) as client:
        for _ in range(20):
            client.track(TYPE)
            assert client.flush(20)
    server.reply = lambda _: http(401)  # a stall: the next look is seconds away
    with make(server) as client:
        client.track(TYPE)
        client.flush()
        assert client.stats().stalled
        server.reply = ok
        assert client.flush(2)


def test_an_event_too_large_for_the_way_is_named_and_the_rest_is_delivered(server: OddServer) -> None:
    """413 for all above 4 KB: batches are split down; the one that is too large even alone is told."""
    refused: list[Any] = []
    server.reply = lambda seen: http(413) if sum(len(str(event)) for event in seen.events) > 4000 else ok(seen)
    with make(server, on_reject=lambda refusal, event: refused.append((refusal.id, event["data"]["n"]))) as client:
        ids = [client.track(TYPE, {"n": n, "pad": "x" * (5000 if n == 70 else 100)}) for n in range(200)]
        report = client.flush(30)
    assert (report.delivered, report.stats.set_aside, report.waiting) == (199, 1, 0)
    assert [(refusal.id, refusal.reason) for refusal in report.refused] == [(ids[70], "http.413")]
    assert set(server.accepted) == set(ids) - {ids[70]}
    assert refused == [(ids[70], 70)]


def test_close_reports_what_could_not_go(server: OddServer) -> None:
    """Without a disk, what waits at the end is counted and told, and close does not hang."""
    server.reply = lambda _: http(503)
    client = make(server, exit_timeout=0.3)
    for _ in range(3):
        client.track(TYPE)
    report = client.close()
    assert not report
    assert report.waiting == 3
    assert client.track(TYPE) is None
    assert client.stats().not_taken == {"closed": 1}


def test_a_callback_that_misbehaves_harms_nothing(server: OddServer) -> None:
    """on_error that raises, or calls flush and close, holds up only itself."""
    calls: list[str] = []

    def misbehave(problem: touchline.Problem) -> None:
        calls.append(problem.reason)
        client.flush(1)
        client.close(1)
        raise RuntimeError(problem.reason)

    client = make(server, on_error=misbehave)
    client.track(TYPE, time="never")
    for _ in range(50):
        client.track(TYPE)
    client.flush()
    client.close()
    assert calls == ["event.invalid"]
    assert sum(server.accepted.values()) == client.stats().delivered == client.stats().accepted


def test_overflow_is_told_by_the_return_value_and_once_a_second(server: OddServer) -> None:
    """A full memory declines: None, a count by reason, one callback."""
    told: list[touchline.Problem] = []
    server.reply = lambda _: http(503)
    client = make(server, memory_bytes=10_000, on_error=told.append, overflow="drop_newest", exit_timeout=0.1)
    results = [client.track(TYPE, {"n": n}) for n in range(200)]
    taken = sum(result is not None for result in results)
    stats = client.stats()
    assert 30 < taken < 60
    assert stats.accepted == taken == stats.waiting
    assert stats.not_taken == {"full": 200 - taken}
    client.close()
    full = [problem for problem in told if problem.reason == "outbox.full"]
    assert len(full) <= 2
    assert sum(problem.count for problem in full) == 200 - taken


def test_a_call_waits_for_room_only_where_room_can_come_in_time(server: OddServer) -> None:
    """With replies of half a second, who may wait a quarter is declined at once, who may wait ten is not."""
    server.reply = slowly(ok, 0.5)
    patient = make(server, memory_bytes=20_000, block_timeout=10)
    assert patient.track(TYPE)
    assert patient.flush().complete  # now it is known how long a batch takes
    assert None not in [patient.track(TYPE, {"pad": "x" * 1000}) for _ in range(40)]
    patient.close()
    hasty = make(server, memory_bytes=20_000, block_timeout=0.25)
    assert hasty.track(TYPE)
    assert hasty.flush().complete
    began = time.monotonic()
    taken = [hasty.track(TYPE, {"pad": "x" * 1000}) for _ in range(400)]
    assert hasty.stats().not_taken == {"full": taken.count(None)}
    assert taken.count(None) > 100
    assert time.monotonic() - began < 0.25 * taken.count(None) / 4, "it waited at many of them"
    hasty.close()


def test_dropping_the_oldest_names_them(server: OddServer) -> None:
    """drop_oldest: every new event is in, every lost id is told."""
    told: list[touchline.Problem] = []
    server.reply = lambda _: None
    client = make(server, memory_bytes=700_000, on_error=told.append, overflow="drop_oldest", exit_timeout=0.1)
    ids = [client.track(TYPE, {"pad": "x" * 1000}) for _ in range(2000)]
    assert None not in ids
    stats = client.stats()
    client.close()
    lost = [i for problem in told if problem.reason == "dropped.oldest" for i in problem.ids]
    assert stats.dropped == {"dropped.oldest": len(lost)}
    assert stats.accepted == 2000 == stats.waiting + len(lost)
    assert set(lost) < set(ids)


def test_a_report_after_a_loss_is_not_true(server: OddServer) -> None:
    """All that waited is delivered, but not all that was tracked: the report says so, once."""
    client = make(server, memory_bytes=700_000, overflow="drop_oldest", linger=600.0)
    server.reply = lambda _: http(503)
    ids = [client.track(TYPE, {"pad": "x" * 1000}) for _ in range(2000)]
    server.reply = ok
    report = client.flush(20)
    assert report.complete
    assert not report
    assert report.dropped == report.stats.dropped == {"dropped.oldest": 2000 - report.delivered}
    assert len(server.accepted) == report.delivered < len(ids)
    client.track(TYPE)
    after = client.close(20)
    assert after
    assert after.dropped == {}
    assert after.stats.dropped == report.stats.dropped


def test_a_wrong_address_or_source_is_named() -> None:
    """A wrong address or source is named at once."""
    for url in ("collect.example.com", "ftp://x", "https://x?y", "https://u:p@x"):
        with pytest.raises(ValueError, match="url"):
            Client(url, source=SOURCE)
    for source in ("", "a b", "x" * 513, "ä"):
        with pytest.raises(ValueError, match="source"):
            Client("http://x", source=source)


@pytest.mark.parametrize(
    ("wrong", "error", "said"),
    [
        ({"outboxx": "x"}, TypeError, "no option 'outboxx'; did you mean 'outbox'"),
        ({"memory_bytes": "32MB"}, ValueError, "memory_bytes '32MB'"),
        ({"memory_bytes": 0}, ValueError, "memory_bytes 0"),
        ({"outbox_bytes": -1, "outbox": "o"}, ValueError, "outbox_bytes -1"),
        ({"max_age": "1d", "outbox": "o"}, ValueError, "max_age '1d'"),
        ({"timeout": 0}, ValueError, "timeout 0"),
        ({"linger": "soon"}, ValueError, "linger 'soon'"),
        ({"key": "k-1\n"}, ValueError, "key: expected visible ASCII"),
        ({"verify": "/no/such/ca.pem"}, ValueError, "verify '/no/such/ca.pem'"),
        ({"cert": ("/no/such/cert.pem", "/no/such/key.pem")}, ValueError, "cert '/no/such/cert.pem'"),
    ],
)
def test_a_wrong_option_is_told_where_the_client_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: dict[str, Any], error: type[Exception], said: str
) -> None:
    """With its name, its value unless that is the key, and what was expected."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error, match=said) as told:
        Client("http://127.0.0.1:9", source="//s", **wrong)
    assert "k-1" not in str(told.value)


@dataclasses.dataclass
class Slush:
    """What an application has at hand."""

    size: str = "L"


@dataclasses.dataclass
class Nothing:
    """An object without members."""


@pytest.mark.parametrize("groups", [{}, {"channel": "web"}], ids=["alone", "in a context"])
def test_data_is_an_object_or_the_event_is_refused(groups: dict[str, Any]) -> None:
    """Dataclasses and the like are objects, with a context or without; lists, text and numbers are told."""
    client = RecordingClient(strict=False, context=groups)
    for data in (Slush(), Nothing(), {"size": "L"}, {}, None):
        assert client.track(TYPE, data)  # type: ignore[arg-type]
    for wrong in ([1], [], "x", 5):
        assert client.track(TYPE, wrong) is None  # type: ignore[arg-type]
    large = {"size": "L"}
    assert [event["data"] for event in client.events] == [groups | data for data in (large, {}, large, {}, {})]
    assert client.stats().not_taken == {"event.invalid": 4}
    strict = RecordingClient(context=groups)
    with pytest.raises(EventError, match="data is a list: expected a dictionary"):
        strict.track(TYPE, [1])  # type: ignore[arg-type]
    with pytest.raises(EventError, match="the event is a NoneType"):
        strict.track(None)
