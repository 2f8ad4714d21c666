"""A D-Bus daemon of our own, where the real bleak and BlueZ's interface can meet without root."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

_CONF = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path={socket}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy></busconfig>"""


def private_bus(folder: Path, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Run a system bus below `folder` and point this process at it."""
    if shutil.which("dbus-daemon") is None:
        pytest.skip("dbus-daemon is not installed; on Debian: apt-get install dbus")
    socket, conf = folder / "bus", folder / "bus.conf"
    conf.write_text(_CONF.format(socket=socket))
    with subprocess.Popen(
        ["dbus-daemon", f"--config-file={conf}", "--nofork", "--print-address"], stdout=subprocess.PIPE, text=True
    ) as daemon:
        assert daemon.stdout is not None
        daemon.stdout.readline()
        patch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={socket}")
        yield
        daemon.terminate()
