"""A box installed as the guide has it, on a machine where systemd is the first process."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Self

from support.box_process import Configuration
from support.kernel_radio import Store
from touchline_beacon import outbox_key

ROOT = Path(__file__).parents[2]
UNITS = ROOT / "beacon_agent/systemd"
OPT, ETC = Path("/opt/touchline"), Path("/etc/touchline")
SYSTEM = Path("/etc/systemd/system")


def systemctl(*arguments: str) -> str:
    """Run it; returns what it says."""
    done = subprocess.run(["systemctl", *arguments], capture_output=True, text=True, check=False, timeout=120)
    return done.stdout.strip()


def process(unit: str) -> int:
    """The main process of a unit; 0 where there is none."""
    return int(systemctl("show", "--property=MainPID", "--value", unit) or 0)


def journal(*units: str) -> str:
    """What units said."""
    chosen = [f"--unit={unit}" for unit in units]
    return subprocess.run(["journalctl", "--no-pager", *chosen], capture_output=True, text=True, check=False).stdout


def programs() -> None:
    """`/opt/touchline` with this environment's packages: the guide installs there, and units hide other folders."""
    python = Path(sys.executable).resolve()
    own = Path("/opt/python")
    own.mkdir(exist_ok=True)
    subprocess.run(["mount", "--bind", python.parents[1], own], check=True)
    (OPT / "bin").mkdir(parents=True)
    (OPT / "bin/python").symlink_to(own / "bin" / python.name)
    (OPT / "pyvenv.cfg").write_text(f"home = {own}/bin\ninclude-system-site-packages = false\n")
    packages = next(Path(sys.prefix).glob("lib/python3*/site-packages"))
    (OPT / "lib" / packages.parent.name).mkdir(parents=True)
    (OPT / "lib" / packages.parent.name / packages.name).symlink_to(packages)
    command = OPT / "bin/touchline-beacon"
    body = (Path(sys.executable).parent / command.name).read_text().partition("\n")[2]
    command.write_text(f"#!{OPT}/bin/python\n{body}")
    command.chmod(0o755)


def install(folder: Path, store: Store, url: str) -> Configuration:
    """Units, drop-in and configuration at their places; the configuration is read by the agent's group."""
    if not OPT.exists():
        programs()
    ETC.mkdir(exist_ok=True)
    # The units hide the folder in which this Python looks for its library first; the distribution's is another version.
    (ETC / "beacon.env").write_text("LD_LIBRARY_PATH=/opt/python/lib\n")
    box = Configuration(folder, store, url=url, radio='backend = "mgmt"', name="units", sealed=False)
    lines = box.file.read_text().splitlines()
    ours = [line for line in lines if not line.startswith(("state =", "reader ="))]
    ours.insert(ours.index("[box]") + 1, f'outbox_key = "{outbox_key.make(ETC)}"')
    (ETC / "beacon.toml").write_text("\n".join(ours) + "\n")
    shutil.chown(ETC / "beacon.toml", group="touchline-beacon")
    (ETC / "beacon.toml").chmod(0o640)
    for unit in UNITS.glob("*.service"):
        shutil.copy(unit, SYSTEM)
    (SYSTEM / "bluetooth.service.d").mkdir(exist_ok=True)
    shutil.copy(UNITS / "bluetooth.conf", SYSTEM / "bluetooth.service.d/touchline.conf")
    systemctl("daemon-reload")
    return box


class BluetoothUnit:
    """The distribution's own unit of bluetoothd, with our drop-in; takes the place of a daemon that a test runs."""

    async def __aenter__(self) -> Self:
        await asyncio.to_thread(systemctl, "start", "--no-block", "bluetooth")
        return self

    async def __aexit__(self, *_: object) -> None:
        await asyncio.to_thread(systemctl, "stop", "touchline-beacon", "touchline-beacon-reader", "bluetooth")


def under_systemd() -> bool:
    """Whether systemd is the first process here."""
    return os.path.isdir("/run/systemd/units")  # noqa: PTH112 - one look, no path
