"""One customer's journey, from an advert to a till, through the real parts; `make demo` runs it.

    python examples/demo.py [--port 8787] [--data touchline-demo]

Everything is a process of its own, as in life: the collector, a web shop, an e-mail tool, the store's beacon agent, a
till, a call centre, a return desk. Half-way the collector is killed and started again. At the end the journey is put
together again from nothing but the `events` table.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
from pathlib import Path

from journey import wants_color
from reconstruct.people import People
from reconstruct.table import read
from reconstruct.timeline import Journey, Paint, journey, render
from stage import folder, ports
from stage.display import Display
from stage.ledger import missing, recorded
from stage.play import Play
from stage.processes import Stage, StageError

# What is still on its way at the end: a batch or two, and a write of the sink. Seconds.
SETTLE_S = 10.0


def count(show: Display, play: Play) -> None:
    """Compare what the pieces recorded with what the database holds; StageError where something is missing."""
    show.act("The count")
    absent = missing(play.ledgers, play.database, wait=SETTLE_S)
    noted = len(recorded(play.ledgers))
    show.step("demo", f"{noted} events recorded by the pieces, {noted - len(absent)} of them in {play.database}")
    if absent:
        raise StageError(f"{len(absent)} events are missing: {sorted(absent)[:3]}")


def show_journey(show: Display, play: Play) -> Journey:
    """Print what the table tells about her."""
    events = read(play.database)
    people = People.of(events)
    found = journey(events, people, play.who)
    others = len(events) - len(found.touchpoints) - found.rotations
    show.title("Her journey, put together again from the table `events`")
    for line in render(found, show.paint):
        show.say(line)
    show.say("")
    channels = ", ".join(found.channels)
    show.say(f"  {len(found.touchpoints)} touchpoints, {len(found.channels)} channels ({channels}),")
    show.say(f"  {len(found.identities)} identities that are one person:")
    for one in sorted(found.identities):
        show.say(f"     {one}")
    if found.rotations:
        show.say(
            f"  Her phone changed its token during the visit: {found.rotations} events told as the one stay they are."
        )
    show.say(f"  Kept apart: {others} events of another customer at the same till, which is marked as shared;")
    show.say("  of the strangers whose phones were on the air in the store, nothing was stored at all.")
    return found


def look_yourself(show: Display, play: Play) -> None:
    """Say how to go on from here."""
    show.title("Look yourself")
    show.say("")
    show.say(f"  {look(play.database)}")
    show.say(f"  {_python()} examples/journey.py {play.database} loyalty:{play.customer.member}")
    show.say("")


def look(database: Path) -> str:
    """Return a command that lists the events, fit for this machine: not everybody has SQLite's own client."""
    query = "SELECT time, channel, type FROM events ORDER BY time"
    if shutil.which("sqlite3"):
        return f'sqlite3 -readonly {database} "{query}"'
    connect = f'sqlite3.connect("file:{database}?mode=ro", uri=True)'
    return f"""{_python()} -c 'import sqlite3; [print(*row) for row in {connect}.execute("{query}")]'"""


def _python() -> str:
    """Name our own Python as briefly as the shell will understand it."""
    try:
        return str(Path(sys.executable).relative_to(Path.cwd()))
    except ValueError:
        return sys.executable


def run(args: argparse.Namespace) -> int:
    """Play, count, and tell."""
    show = Display(Paint(wants_color()))
    if not ports.is_free(args.port):
        who = ports.holder(args.port)
        show.fail(f"port {args.port} is taken by {who}. Choose another: make demo PORT={args.port + 1}")
        return 1
    try:
        earlier = folder.prepare(args.data)
        show.title("Touchline: one customer, followed from an advert to a till")
        if earlier:
            show.say(f"  (the data of the demo before, in {args.data}/, was removed)")
        with Stage(args.data / "logs") as stage:
            play = Play(stage, show, args.data, args.port)
            play.acts()
            count(show, play)
            show_journey(show, play)
        look_yourself(show, play)
    except (StageError, folder.FolderError) as error:
        show.fail(str(error))
        return 1
    except OSError as error:
        show.fail(f"{error.filename or args.data}: {error.strerror}. Choose another place: make demo DATA=some/folder")
        return 1
    except KeyboardInterrupt:
        show.fail("stopped; every process of the demo has ended")
        return 130
    return 0


def main() -> int:
    """Read the options and run."""
    parser = argparse.ArgumentParser(description="Play one customer's journey through the real parts of Touchline.")
    parser.add_argument("--port", type=int, default=8787, help="the collector's port (default: %(default)s)")
    parser.add_argument("--data", type=Path, default=Path("touchline-demo"), help="folder (default: %(default)s)")
    # A closed terminal ends the demo as Ctrl-C does: no process may stay behind.
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda *_: signal.raise_signal(signal.SIGINT))
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    # Everything is on this machine; a proxy of the environment would be asked for addresses that only we can reach.
    for name in ("NO_PROXY", "no_proxy"):
        os.environ[name] = ",".join(filter(None, [os.environ.get(name), "127.0.0.1"]))
    return run(parser.parse_args())


if __name__ == "__main__":
    sys.exit(main())
