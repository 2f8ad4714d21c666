"""S3-compatible stores of a test's own: moto, which imitates Amazon's, and Ceph's gateway, which people run."""

from __future__ import annotations

import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from support.forwarders import eventually
from support.services import free_port, listens, own_server

# One monitor, one place for objects, in memory, and the gateway: as small as Ceph gets.
CONFIG = """
[global]
fsid = {fsid}
mon_host = [v2:127.0.0.1:{monitor}]
mon_data = {folder}/mon
mon_data_avail_crit = 1
mon_allow_pool_size_one = true
mon_max_pg_per_osd = 5000
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 1
osd_pool_default_pgp_num = 1
osd_pool_default_pg_autoscale_mode = off
osd_crush_chooseleaf_type = 0
osd_objectstore = memstore
osd_data = {folder}/osd
memstore_device_bytes = 1073741824
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
run_dir = {folder}
admin_socket = {folder}/$name.asok
log_file = {folder}/$name.log
pid_file = {folder}/$name.pid
keyring = {folder}/keyring
"""
CAPABILITIES = {
    "mon.": {"mon": "allow *"},
    "client.admin": {"mon": "allow *", "osd": "allow *"},
    "osd.0": {"mon": "allow profile osd", "osd": "allow *"},
}
ACCESS, SECRET = "touchline", "swordfish-of-the-tests"


class Store(NamedTuple):
    """Where it listens on this machine, and the keys it knows."""

    port: int
    access_key: str
    secret_key: str


@contextmanager
def moto(folder: Path) -> Iterator[Store]:
    """Takes any key."""
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1"]
    with own_server(lambda port: [*command, "-p", str(port)], folder) as port:
        yield Store(port, "test", "test")


@contextmanager
def radosgw(folder: Path) -> Iterator[Store]:
    """Ceph's object gateway; skips where its programs are not installed."""
    fsid, monitor, config = str(uuid.uuid4()), free_port(), folder / "ceph.conf"
    names = ("ceph", "ceph-authtool", "ceph-mon", "ceph-osd", "monmaptool", "radosgw", "radosgw-admin")
    paths = {name: shutil.which(name) or "" for name in names}
    if not all(paths.values()):
        pytest.skip("Ceph is not installed; on Debian: apt-get install ceph-mon ceph-osd radosgw")
    config.write_text(CONFIG.format(fsid=fsid, monitor=monitor, folder=folder))
    for part in ("mon", "osd", "gateway"):
        (folder / part).mkdir()

    def run(name: str, *words: str) -> None:
        command = [paths[name], *words]
        done = subprocess.run(command, cwd=folder, timeout=60, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (command, done.stderr)

    for name, allowed in CAPABILITIES.items():
        caps = [word for place, what in allowed.items() for word in ("--cap", place, what)]
        create = [] if (folder / "keyring").exists() else ["--create-keyring"]
        run("ceph-authtool", *create, "keyring", "--gen-key", "-n", name, *caps)
    run("monmaptool", "--create", "--fsid", fsid, "--addv", "a", f"[v2:127.0.0.1:{monitor}]", "monmap")
    run("ceph-mon", "-c", "ceph.conf", "-i", "a", "--mkfs", "--monmap", "monmap", "--keyring", "keyring")
    with ExitStack() as stack:
        daemon = partial(_daemon, folder=folder, stack=stack)
        daemon([paths["ceph-mon"], "-i", "a"])
        run("ceph", "-c", "ceph.conf", "auth", "import", "-i", "keyring")
        run("ceph", "-c", "ceph.conf", "osd", "new", fsid)
        run("ceph-osd", "-c", "ceph.conf", "-i", "0", "--mkfs", "--osd-uuid", fsid)
        daemon([paths["ceph-osd"], "-i", "0"])
        keys = [f"--access-key={ACCESS}", f"--secret-key={SECRET}"]
        run("radosgw-admin", "-c", "ceph.conf", "user", "create", "--uid=t", "--display-name=t", *keys)
        port = free_port()
        where = ["--keyring", "keyring", "--rgw-data", "gateway", f"--rgw-frontends=beast endpoint=127.0.0.1:{port}"]
        daemon([paths["radosgw"], "-n", "client.admin", *where])
        eventually(lambda: listens(port), "the gateway listening")
        yield Store(port, ACCESS, SECRET)


def _daemon(command: list[str], folder: Path, stack: ExitStack) -> None:
    log = stack.enter_context((folder / f"{Path(command[0]).name}.out").open("wb"))
    started = subprocess.Popen([*command, "-c", "ceph.conf", "-f"], cwd=folder, stdout=log, stderr=log)
    stack.callback(started.wait, 30)
    stack.callback(started.kill)
