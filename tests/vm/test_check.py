"""`touchline-beacon check` on a real stack: what is wrong is named, and what is well is said to be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from support.box_process import Configuration, Program, listening
from support.clock_state import discipline
from support.collectors import Collector
from support.kernel_radio import Store, scenario
from support.member_phones import android


def test_check_tells_the_truth_of_a_box(tmp_path: Path, collector: Collector, results: dict[str, Any]) -> None:
    """A healthy box is; then clock, reader, adapter and daemon are taken away, and each is named."""

    async def test(store: Store) -> None:
        box = Configuration(tmp_path, store, url=collector.url, radio='backend = "mgmt"', name="check")

        async def checked() -> tuple[int, list[str]]:
            program = Program.agent(box, "check", "--seconds", "4")
            program.log.unlink(missing_ok=True)
            async with program:
                code = await program.ended()
            said = program.said.splitlines()
            results.setdefault("check", []).append(said)
            return code, [line.removeprefix("WRONG ") for line in said if not line.startswith("ok  ")]

        await android(store.air, "ann")
        discipline(synchronised=True)
        async with Program.reader(box):
            await listening(box)
            assert await checked() == (0, [])
        discipline(synchronised=False)
        code, (clock, reader) = await checked()
        assert (code, clock) == (1, "the clock is not synchronised: switch on NTP")
        assert "does touchline-beacon-reader run?" in reader
        discipline(synchronised=True)
        async with Program.reader(box):
            await listening(box)
            await store.receivers[0].pull()
            code, (adapter,) = await checked()
            assert code == 1
            assert f"no adapter {store.receivers[0].address}; there is: none" in adapter
            store.daemon.keep = False
            store.daemon.kill()
            code, (daemon,) = await checked()
            assert code == 1
            assert "bluetoothd does not run" in daemon

    scenario(tmp_path, test)
