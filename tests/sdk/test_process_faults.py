"""What happens to whole processes: kill, exit, fork, greenlets, clocks. Real processes, real sockets."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from support.odd_server import OddServer, Reply, http, ok, slowly
from touchline import Client

PREAMBLE = """
import atexit, os, sys, time, threading, signal
import touchline
url, outbox = sys.argv[1], (sys.argv[2] or None)
T = "com.acme.kiosk.slush_poured.v1"
def client(**options):
    return touchline.Client(url, source="//shop.example.com/web", outbox=outbox, **options)
def say(*words): print(*words, flush=True)
"""


def run(program: str, url: str, outbox: Path | str = "", timeout: float = 45) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", PREAMBLE + textwrap.dedent(program), url, str(outbox)]
    return subprocess.run(command, capture_output=True, text=True, timeout=timeout, check=False)


def recover(server: OddServer, outbox: Path) -> None:
    """Start anew on the outbox, as the next deployment does."""
    server.reply = ok
    with Client(server.url, source="//shop.example.com/web", outbox=outbox) as client:
        client.flush(15)


@pytest.mark.parametrize("disk", [False, True], ids=["memory", "outbox"])
def test_ctrl_c_while_the_end_waits_for_the_collector_ends_the_wait(tmp_path: Path, disk: bool) -> None:  # noqa: FBT001
    """A second Ctrl-C at the end of a program: no more waiting, no traceback, and what is lost is still named."""
    with OddServer(slowly(ok, 60)) as server:
        program = """
            def press():
                while not (tl._closed or other._closed):  # the end has begun
                    time.sleep(0.01)
                time.sleep(0.3)
                os.kill(os.getpid(), signal.SIGINT)
            tl, other = (client(exit_timeout=40, on_error=lambda p: say(p.reason, p.count)) for _ in range(2))
            tl.track(T), other.track(T)
            threading.Thread(target=press, daemon=True).start()
        """
        done = run(program, server.url, tmp_path if disk else "", timeout=30)
    assert "Traceback" not in done.stderr
    assert done.stdout == ("" if disk else "dropped.closed 1\n" * 2)


@pytest.mark.parametrize("ending", ["os.kill(os.getpid(), 9)", "os._exit(0)", "os.kill(os.getpid(), signal.SIGTERM)"])
@pytest.mark.parametrize("level", ["process", "power"])
def test_whatever_ends_the_process_nothing_is_lost(tmp_path: Path, ending: str, level: str) -> None:
    """SIGKILL, os._exit and SIGTERM straight after the calls: every id arrives, at most one batch of them twice."""
    with OddServer() as server:
        done = run(
            f"tl = client(level={level!r}, linger=0.001)\nfor n in range(800): say(tl.track(T, {{'n': n}}))\n{ending}",
            server.url,
            tmp_path,
        )
        ids = done.stdout.split()
        assert len(ids) == 800
        recover(server, tmp_path)
        assert set(server.accepted) == set(ids)
        assert sum(server.accepted.values()) - 800 <= 500


@pytest.mark.parametrize(
    ("reply", "what"),
    [
        (lambda _: http(503, Retry_After="1"), "503"),
        (lambda _: http(200, b"<html>", content_type="text/html"), "captive portal"),
        (lambda _: b"\x00\xffjunk", "junk"),
        (slowly(ok, 30), "hanging"),
        (lambda _: http(401), "key refused"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_end_is_bounded_while_the_server_misbehaves(tmp_path: Path, reply: Reply, what: str) -> None:
    """Exit takes at most the exit timeout and a moment; with an outbox nothing is lost."""
    with OddServer(reply) as server:
        begin = time.monotonic()
        done = run("tl = client(exit_timeout=0.5)\nfor n in range(50): say(tl.track(T))\n", server.url, tmp_path)
        took = time.monotonic() - begin
        assert done.returncode == 0, done.stderr
        assert took < 15, what
        recover(server, tmp_path)
        assert set(done.stdout.split()) <= set(server.accepted)


def test_a_short_script_delivers_on_its_way_out() -> None:
    """A cron job: 27 calls and the program ends; no flush, no close, nothing lost, no noise."""
    with OddServer() as server:
        done = run("tl = client()\nfor n in range(27): say(tl.track(T))\n", server.url)
        assert (done.returncode, done.stderr) == (0, "")
        assert set(done.stdout.split()) == set(server.accepted)


def test_exit_does_not_wait_when_told_so(tmp_path: Path) -> None:
    """exit_timeout=0 leaves at once; the outbox has the events."""
    with OddServer(slowly(ok, 30)) as server:
        program = """
            tl = client(exit_timeout=0)
            for n in range(5): tl.track(T)
            begin = time.monotonic()
            atexit._run_exitfuncs()
            say(time.monotonic() - begin)
        """
        assert float(run(program, server.url, tmp_path).stdout) < 0.5


def test_a_frozen_process_goes_on_where_it_was() -> None:
    """Serverless: flushed, frozen, its connection dropped meanwhile, thawed: what it tracks then arrives too."""
    program = """
        tl = client()
        first = tl.track(T)
        say(first, tl.flush(10).waiting)
        sys.stdin.readline()
        second = tl.track(T)
        say(second, tl.flush(10).waiting)
        tl.close()
    """
    pipe = subprocess.PIPE
    with OddServer() as server:
        command = [sys.executable, "-c", PREAMBLE + textwrap.dedent(program), server.url, ""]
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
            assert process.stdout is not None
            first = process.stdout.readline().split()
            process.send_signal(signal.SIGSTOP)
            server.drop_connections()
            process.send_signal(signal.SIGCONT)
            second = process.communicate("\n", timeout=30)[0].split()
        assert (first[1], second[1]) == ("0", "0")
        assert dict(server.accepted) == {first[0]: 1, second[0]: 1}


def test_several_clients_end_together() -> None:
    """The end of a program with four clients takes as long as one of them, not four times as long."""
    with OddServer(slowly(ok, 30)) as server:
        program = """
            clients = [client(exit_timeout=1.0) for _ in range(4)]
            for tl in clients: tl.track(T)
            begin = time.monotonic()
            atexit._run_exitfuncs()
            say(time.monotonic() - begin)
        """
        assert float(run(program, server.url).stdout) < 2.5


def test_without_a_disk_what_is_lost_at_the_end_is_named() -> None:
    """Memory only and no server: the callback has every id."""
    with OddServer(listen=False) as server:
        program = """
            def told(problem):
                if problem.reason == "dropped.closed": say("lost", *problem.ids)
            tl = client(exit_timeout=0.2, on_error=told)
            say("sent", *[tl.track(T) for n in range(5)])
        """
        lines = {words[0]: words[1:] for words in map(str.split, run(program, server.url).stdout.splitlines())}
        assert lines["lost"] == lines["sent"]


@pytest.mark.parametrize("disk", [False, True], ids=["memory", "outbox"])
def test_a_forked_child_and_its_parent_both_deliver(tmp_path: Path, disk: bool) -> None:  # noqa: FBT001
    """gunicorn's preload: events queued before the fork are the parent's, each arrives once, the child's flush ends."""
    with OddServer() as server:
        program = """
            tl = client(linger=0.5)
            for n in range(50): say(tl.track(T, {"who": "parent"}))
            if (pid := os.fork()) == 0:
                for n in range(2000): say(tl.track(T, {"who": "child"}))
                begin = time.monotonic()
                tl.flush(20)
                print("flushed", time.monotonic() - begin, file=sys.stderr, flush=True)
                os._exit(0)
            os.waitpid(pid, 0)
            for n in range(50): say(tl.track(T, {"who": "parent"}))
            tl.close(10)
        """
        done = run(program, server.url, tmp_path if disk else "")
        ids = done.stdout.split()
        assert len(set(ids)) == 2100
        assert dict(server.accepted) == dict.fromkeys(ids, 1)
        assert float(done.stderr.split("flushed ")[1]) < 10


def forks_under_load(count: int, url: str, outbox: Path | str) -> str:
    program = f"""
        tl = client(linger=0.005)
        stop = threading.Event()
        def emit():
            while not stop.is_set():
                tl.track("touchline.page.viewed.v1", {{"channel": "web", "page": {{"url": "https://x.example"}}}})
                time.sleep(0.001)
        emitters = [threading.Thread(target=emit) for _ in range(8)]
        for thread in emitters: thread.start()
        hung = 0
        for n in range({count}):
            if (pid := os.fork()) == 0:
                signal.alarm(20)
                os._exit(0 if tl.track(T) and tl.flush(15).stats.spooled + tl.stats().pending == 0 else 1)
            hung += os.waitpid(pid, 0)[1] != 0
        stop.set()
        for thread in emitters: thread.join()
        say("hung", hung, tl.close(20).waiting)
    """
    return run(program, url, outbox, timeout=1500).stdout


def test_forking_under_emitting_threads_never_hangs() -> None:
    """Whatever lock another thread held at that moment, the child tracks and flushes."""
    with OddServer() as server:
        assert forks_under_load(25, server.url, "") == "hung 0 0\n"


@pytest.mark.long
@pytest.mark.timeout(1500)
@pytest.mark.parametrize("disk", [False, True], ids=["memory", "outbox"])
def test_a_thousand_forks_under_emitting_threads(tmp_path: Path, disk: bool) -> None:  # noqa: FBT001
    """The same, a thousand times."""
    with OddServer(remember=False) as server:
        assert forks_under_load(1000, server.url, tmp_path if disk else "") == "hung 0 0\n"


def test_workers_sharing_an_outbox_deliver_everything_while_one_after_the_other_is_killed(tmp_path: Path) -> None:
    """Four writers, whoever sends is killed: another takes over, every id of all four arrives."""
    with OddServer() as server:
        program = """
            tl = client(linger=0.01)
            say("ready")
            for n in range(400):
                say(tl.track(T, {"n": n}))
                time.sleep(0.001)
            sys.stdin.readline()
        """
        command = [sys.executable, "-c", PREAMBLE + textwrap.dedent(program), server.url, str(tmp_path)]
        workers = [
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(4)
        ]
        server.wait_for(lambda: len(server.accepted) >= 100, 30)
        ids: set[str] = set()
        for worker in workers[:3]:
            assert worker.stdout is not None
            worker.stdout.readline()
            ids.update(worker.stdout.readline().split()[0] for _ in range(200))
            os.kill(worker.pid, signal.SIGKILL)
            ids.update(worker.stdout.read().split())
            worker.wait()
            worker.stdin.close()  # type: ignore[union-attr]
            worker.stdout.close()
        out, _ = workers[3].communicate("\n", timeout=30)
        ids.update(out.split()[1:])
        recover(server, tmp_path)
        assert ids - set(server.accepted) == set()
        assert not list(tmp_path.glob("*.events"))


GEVENT = "import gevent.monkey; gevent.monkey.patch_all()\nimport gevent\n"


def run_gevent(program: str, url: str, outbox: Path | str = "") -> subprocess.CompletedProcess[str]:
    text = GEVENT + PREAMBLE + textwrap.dedent(program)
    command = [sys.executable, "-W", "ignore", "-c", text, url, str(outbox)]
    return subprocess.run(command, capture_output=True, text=True, timeout=50, check=False)


@pytest.mark.parametrize("disk", [False, True], ids=["memory", "outbox"])
def test_under_gevent_a_fork_costs_nothing(tmp_path: Path, disk: bool) -> None:  # noqa: FBT001
    """gunicorn -k gevent: a request on its way at the fork, both processes flush: everything arrives, and is counted.

    The parent's connection is open in both, so the answer may reach the child: then that one batch is sent again, under
    the ids that the collector knows.
    """
    with OddServer(slowly(ok, 0.2)) as server:
        program = """
            tl = client(linger=0.01)
            def emit(who):
                for n in range(20):
                    os.write(1, b"%s\\n" % tl.track(T, {"who": who}).encode())  # whole, beside the other
                    gevent.sleep(0.001)
            gevent.joinall([gevent.spawn(emit, k) for k in range(50)])
            if (pid := os.fork()) == 0:
                gevent.joinall([gevent.spawn(emit, "child") for k in range(10)])
                stats = tl.flush(30).stats
                os._exit(0 if (stats.waiting, stats.accepted) == (0, 200) else 1)
            gevent.joinall([gevent.spawn(emit, "parent") for k in range(10)])
            code = os.waitpid(pid, 0)[1]
            report = tl.close(30)
            print("ended", code, report.waiting, file=sys.stderr, flush=True)
        """
        done = run_gevent(program, server.url, tmp_path if disk else "")
        assert "ended 0 0" in done.stderr, done.stderr
        ids = done.stdout.split()
        assert len(set(ids)) == 1400
        assert set(server.accepted) == set(ids)
        assert sum(server.accepted.values()) - 1400 <= 500


def test_under_gevent_a_full_memory_and_a_callback_hold_up_nobody() -> None:
    """`block` waits as greenlets wait, callbacks sleep as they do: the others go on, and nothing is lost."""
    with OddServer(slowly(ok, 0.05)) as server:
        program = """
            told = []
            def heard(problem):
                told.append(problem.reason); gevent.sleep(3)
            ticks = []
            def tick():
                while True:
                    ticks.append(time.monotonic()); gevent.sleep(0.01)
            gevent.spawn(tick)
            tl = client(linger=0.01, memory_bytes=60_000, block_timeout=10, on_error=heard)
            tl.track(T, time="never"); tl.track(T); tl.flush(10)
            ids = [tl.track(T, {"pad": "x" * 1000}) for n in range(400)]
            report = tl.flush(20)
            gaps = [b - a for a, b in zip(ticks, ticks[1:])]
            say(None in ids, report.delivered, told, max(gaps) < 2.5)
            tl.close()
        """
        done = run_gevent(program, server.url)
        assert done.stdout == "False 401 ['event.invalid'] True\n", done.stderr


def test_under_gevent_other_greenlets_go_on() -> None:
    """With sockets and threads patched, a slow collector holds up nobody, and everything arrives."""
    with OddServer(slowly(ok, 2)) as server:
        program = """
            ticks = []
            def tick():
                while True:
                    ticks.append(time.monotonic()); gevent.sleep(0.01)
            gevent.spawn(tick)
            tl = client(linger=0.01)
            ids = [tl.track(T) for n in range(30)]
            report = tl.flush(10)
            gaps = [b - a for a, b in zip(ticks, ticks[1:])]
            say(report.delivered, report.waiting, len(ticks) > 10, max(gaps) < 1.5)
            tl.close()
        """
        done = run_gevent(program, server.url)
        assert done.stdout == "30 0 True True\n", done.stderr


def test_a_jumping_clock_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The wall clock leaps a day back and a year ahead: ids stay in order, waits are not affected."""
    real = time.time_ns
    with OddServer() as server, Client(server.url, source="//s", linger=0.01) as client:
        ids = []
        for leap in (0, -86_400, 31_536_000, -31_536_000):
            monkeypatch.setattr("touchline.tracker._now_ns", lambda leap=leap: real() + leap * 10**9)
            ids.append(client.track("com.acme.x.v1"))
            assert client.flush(5)
        assert ids == sorted(str(i) for i in ids)
        assert set(server.accepted) == set(ids)


def test_signal_handlers_stay_the_hosts() -> None:
    """Making a client and tracking touches no handler."""
    before = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGUSR1)]
    with OddServer() as server, Client(server.url, source="//s") as client:
        client.track("com.acme.x.v1")
        client.flush()
    assert [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGUSR1)] == before


def test_a_signal_handler_may_track() -> None:
    """The handler runs in the middle of `track` of its own thread, hundreds of times: no deadlock, nothing torn."""
    with OddServer() as server:
        program = """
            tl = client()
            handled = []
            signal.signal(signal.SIGALRM, lambda *_: handled.append(tl.track(T, {"from": "handler"})))
            signal.setitimer(signal.ITIMER_REAL, 0.0005, 0.0005)
            ids = [tl.track(T, {"n": n, "pad": "x" * 300}) for n in range(8000)]
            signal.setitimer(signal.ITIMER_REAL, 0)
            report = tl.close(20)
            say(len(handled) > 5, None in ids + handled, report.waiting, report.delivered == len(ids) + len(handled))
        """
        assert run(program, server.url).stdout == "True False 0 True\n"


def test_the_import_is_light() -> None:
    """`import touchline` and the client's module load no library but orjson, and nothing slow."""
    program = (
        "import sys, touchline, touchline.client\n"
        "slow = 'pydantic jsonschema_rs requests aiohttp touchline_spec asyncio logging random difflib urllib.parse'\n"
        "print([m for m in slow.split() if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_outbox_never_needs_the_standard_librarys_sqlite(tmp_path: Path) -> None:
    """Its copy of SQLite has the WAL-reset bug: nothing that a client with an outbox does loads it."""
    with OddServer() as server:
        program = """
            tl = client()
            tl.track(T)
            tl.close(5)
            print([name for name in sys.modules if "sqlite3" in name or "apsw" in name])
        """
        done = run(program, server.url, tmp_path)
        assert (done.stdout, len(server.events)) == ("[]\n", 1), done.stderr


def test_the_base_install_brings_at_most_thirteen_distributions() -> None:
    """Counted from the metadata of what is installed."""
    seen: set[str] = set()
    todo = ["touchline"]
    while todo:
        for text in requires(todo.pop()) or []:
            requirement = Requirement(text)
            name = requirement.name.lower().replace("_", "-")
            if name not in seen and (requirement.marker is None or requirement.marker.evaluate({"extra": ""})):
                seen.add(name)
                todo.append(requirement.name)
    assert len(seen) <= 13, sorted(seen)
