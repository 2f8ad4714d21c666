"""`make demo`, as a newcomer meets it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest

from demo import look
from stage.folder import prepare
from support.events_table import rows
from support.extras import installed_by, only

# Half a minute alone; several suites at once on two cores stretch it.
pytestmark = pytest.mark.timeout(180)
ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def run(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "PYTHONUNBUFFERED"}}
    command = [sys.executable, str(ROOT / "examples/demo.py"), *options]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=150, check=False
    )


@dataclass(frozen=True)
class Played:
    data: Path
    code: int
    out: str
    err: str

    def types(self) -> list[str]:
        return [row["type"] for row in rows(self.data)]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HTTP_PROXY", "http://127.0.0.1:9")  # a proxy that nobody must be asked through
        patch.setenv("http_proxy", "http://127.0.0.1:9")
        for name, value in only("touchline[demo]", tmp_path_factory.mktemp("extra") / "demo").items():
            patch.setenv(name, value)  # what `make demo` installs, and nothing of a developer's environment
        done = run(folder, "--port", str(free_port()))
    return Played(folder / "touchline-demo", done.returncode, done.stdout, done.stderr)


def test_it_ends_by_itself_and_well(played: Played) -> None:
    """Exit code 0, and nothing on standard error."""
    assert (played.code, played.err) == (0, "")


def test_what_the_demo_does_not_install_is_hidden_from_it(tmp_path: Path) -> None:
    """Else the run above would show nothing: without the shop's server it would fail."""
    assert {"uvicorn", "starlette", "apsw"} <= installed_by("touchline[demo]")
    environment = os.environ | only("touchline[collector]", tmp_path / "collector")
    command = [sys.executable, "-c", "import touchline_collector.cli, apsw, uvicorn"]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert ended.stderr.splitlines()[-1].startswith("ModuleNotFoundError: No module named 'uvicorn'")


@pytest.mark.long
@pytest.mark.timeout(900)
def test_the_demo_runs_in_an_environment_of_its_own(tmp_path: Path) -> None:
    """`make demo` from nothing: a new environment, what the extra names from the package index, and the run."""
    command = ["make", "demo", f"VENV={tmp_path / 'venv'}", f"PYTHON={sys.executable}", f"PORT={free_port()}"]
    ended = subprocess.run(
        [*command, f"DATA={tmp_path / 'data'}"], cwd=ROOT, capture_output=True, text=True, timeout=800, check=False
    )
    assert ended.returncode == 0, ended.stderr
    assert "events recorded by the pieces" in ended.stdout


def test_every_part_has_left_touchpoints(played: Played) -> None:
    """From the advert to the return, each part's events are in the table."""
    found = {name.removeprefix("touchline.").rsplit(".", 1)[0] for name in played.types()}
    assert found >= {
        *("ad.clicked", "product.viewed", "cart.item_added", "identity.signed_up"),
        *("message.sent", "message.opened", "message.clicked", "handoff.issued", "handoff.redeemed"),
        *(
            "visit.started",
            "zone.entered",
            "zone.dwelled",
            "visit.ended",
            "loyalty.enrolled",
            "pos.transaction_completed",
            "receipt.issued",
        ),
        *("call.started", "call.ended", "return.requested", "return.completed"),
    }


def test_the_timeline_tells_which_identity_joined_what(played: Played) -> None:
    """Every kind of identity is joined, the mail's only probably until she signs in."""
    joins = [line for line in played.out.splitlines() if "+ joins" in line or "+ proves" in line]
    for kind in ("user", "email_hash", "loyalty", "phone_hash", "payment_token"):
        assert any(f"== {kind} " in line for line in joins), kind
    assert any("~~ anonymous" in line and "probable" in line for line in joins)
    assert any("proves anonymous" in line for line in joins)


def test_nothing_is_missing_after_the_kill(played: Played) -> None:
    """The count compares what the pieces recorded with what the table holds."""
    counted = next(line for line in played.out.splitlines() if "events recorded by the pieces" in line)
    numbers = [int(word) for word in counted.split() if word.isdigit()]
    assert numbers[0] == numbers[1] > 30


def test_the_till_arrives_late_and_is_told_in_its_place(played: Played) -> None:
    """What happened first stands first, whenever it arrived."""
    sale = next(line for line in played.out.splitlines() if " bought " in line)
    assert "[arrived after " in sale
    assert played.out.index(" bought ") < played.out.index(" called the call centre ")


def test_the_other_customer_at_the_till_is_kept_apart(played: Played) -> None:
    """A shared till makes nobody one person."""
    timeline = played.out[played.out.index("Her journey") :]
    assert "Table lamp Pebble" not in timeline
    assert "Kept apart: 3 events" in timeline


def test_the_commands_it_ends_with_work(played: Played) -> None:
    """One can look at the data by the printed commands, from the same folder."""
    listing, journey = [line for line in played.out.splitlines() if "touchline-demo/events.db" in line][-2:]
    for command in (listing, journey.replace(" examples/", f" {ROOT}/examples/")):
        shown = subprocess.run(
            ["bash", "-c", command], cwd=played.data.parent, capture_output=True, text=True, timeout=30, check=False
        )
        assert (shown.returncode, shown.stderr) == (0, ""), command
        assert len(shown.stdout.splitlines()) > 30


def test_without_sqlites_client_python_shows_the_data(played: Played, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other command works as well."""
    monkeypatch.setattr("shutil.which", lambda _: None)
    command = look(played.data / "events.db")
    shown = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=30, check=True)
    assert "-c 'import sqlite3" in command
    assert len(shown.stdout.splitlines()) > 30


def test_a_pipe_gets_no_colour(played: Played) -> None:
    """Escape sequences are for terminals."""
    assert "\x1b" not in played.out


def test_no_contact_data_rests_anywhere(played: Played) -> None:
    """Address and number exist as hashes only; the mail itself is no data of ours."""
    for file in (each for each in played.data.rglob("*") if each.is_file() and each.suffix != ".eml"):
        raw = file.read_bytes()
        assert b"jane@example.com" not in raw, file
        assert b"493023125042" not in raw, file


def test_an_earlier_demo_is_replaced(tmp_path: Path) -> None:
    """A demo's own folder is emptied, and only such a folder."""
    assert prepare(tmp_path / "touchline-demo") is False
    (tmp_path / "touchline-demo/events.db").write_text("old")
    assert prepare(tmp_path / "touchline-demo") is True
    assert not (tmp_path / "touchline-demo/events.db").exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_can_be_stopped_and_leaves_no_process(tmp_path: Path, number: signal.Signals) -> None:
    """Ctrl-C, kill, a closed terminal: every process of the demo ends with it."""
    command = [sys.executable, str(ROOT / "examples/demo.py"), "--port", str(free_port())]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as demo:
        assert demo.stdout
        assert demo.stderr
        until_line(demo.stdout, "web shop     open on")
        children = [each for task in Path(f"/proc/{demo.pid}/task").iterdir() for each in children_of(task)]
        demo.send_signal(number)
        said = demo.stderr.read()
    assert demo.returncode == 130
    assert "demo: stopped" in said
    assert "Traceback" not in said
    assert len(children) >= 2
    assert [each for each in children if Path(f"/proc/{each}").exists()] == []


def children_of(task: Path) -> list[str]:
    return (task / "children").read_text().split()


def until_line(stream: IO[str], text: str) -> None:
    for line in stream:
        if text in line:
            return
    raise AssertionError(f"ended before {text!r}")


def test_a_taken_port_is_named_with_its_holder(tmp_path: Path) -> None:
    """One sentence: which port, who has it, how to choose another."""
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        done = run(tmp_path, "--port", str(port))
    assert done.returncode == 1
    assert f"port {port} is taken by process {os.getpid()}" in done.stderr
    assert "make demo PORT=" in done.stderr
    assert not (tmp_path / "touchline-demo").exists()


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    """A folder that no demo made is never emptied."""
    (tmp_path / "touchline-demo").mkdir()
    (tmp_path / "touchline-demo/thesis.txt").write_text("years of work")
    done = run(tmp_path, "--port", str(free_port()))
    assert done.returncode == 1
    assert "left alone" in done.stderr
    assert "make demo DATA=" in done.stderr
    assert (tmp_path / "touchline-demo/thesis.txt").read_text() == "years of work"


def test_the_readme_shows_real_output(played: Played) -> None:
    """Each line of the timeline in the README is printed by the demo, but for numbers, names of days and ids."""
    shown = re.search(r"^```text\n(.*?)^```$", (ROOT / "README.md").read_text(), re.MULTILINE | re.DOTALL)
    assert shown
    printed = {masked(line) for line in played.out.splitlines()}
    lines = [line for line in shown[1].splitlines() if re.match(r"\s+(\d\d:|\+ )", line)]
    assert len(lines) > 20
    assert [line for line in lines if masked(line) not in printed] == []


def masked(line: str) -> str:
    """Leave out what differs from run to run."""
    return re.sub(r"\b(a-|u-|tok_|)[0-9a-f]{8}\b|\d+", "#", line)
