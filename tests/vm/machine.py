"""Boot a throw-away machine with a real Bluetooth kernel, and run pytest in it.

    python tests/vm/machine.py [PYTEST ARGUMENTS]      or: make test-vm ARGS='-k reader'

A Debian kernel runs under QEMU, emulated, so that it works where there is neither KVM nor Bluetooth. The guest sees
this machine's files, read-only and with memory on top: it runs this very checkout with this very Python, and nothing it
writes stays. What it prints comes out here; the exit code is pytest's. TOUCHLINE_VM in the environment of the tests
names the folder that reaches back to this machine, for what was measured.

Where something is missing, one sentence says how to get it, and nothing is run: exit 0, or 1 with
TOUCHLINE_REQUIRE_SERVICES=1.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
# What the guest's kernel needs beyond itself: files of this machine, a Bluetooth stack, a controller made of software.
MODULES = ("virtio_pci", "9pnet_virtio", "9p", "overlay", "cmac", "ecb", "bluetooth", "hci_vhci")
APPLETS = ("sh", "mount", "mkdir", "insmod", "chroot", "cat", "echo", "ln", "rm", "poweroff", "switch_root")
# Program, and the Debian package that brings it.
PROGRAMS = {
    "qemu-system-x86_64": "qemu-system-x86",
    "busybox": "busybox-static",
    "cpio": "cpio",
    "modprobe": "kmod",
    "dbus-daemon": "dbus",
    "setpriv": "util-linux",
    "adduser": "adduser",
    "bluetoothd": "bluez",
    "systemd": "systemd",
}
COMPILED = ("sdk", "spec/touchline_spec", "beacon_agent", "collector", "tests/support")
# Debian keeps these where only root looks.
PATHS = ("/usr/sbin", "/sbin", "/usr/libexec/bluetooth", "/usr/lib/systemd")
# By the guest's first process, what is run: a few lines of our own start faster, units want systemd.
BOOTS = {
    "init": "tests/vm --ignore=tests/vm/test_units.py",
    "systemd": "tests/vm/test_units.py",
}
KERNEL = "console=ttyS0 quiet loglevel=3 panic=-1 mitigations=off"
# pytest's code where nothing was selected: `-k` may leave a boot without a test.
_NOTHING = 5
_INTERRUPTED = 130
_PLAIN = "security_model=none"
# The whole selection took 17 minutes on two cores that six others used as well.
SECONDS = 1800


class MissingError(Exception):
    """Something this machine has not; the message says how to get it."""


def found(program: str) -> str:
    """Where a program is; raises MissingError."""
    path = os.pathsep.join((os.environ.get("PATH", ""), *PATHS))
    where = shutil.which(program, path=path)
    if where is None:
        packages = " ".join(sorted(set(PROGRAMS.values()) - {"util-linux"}))
        raise MissingError(f"{program} is not installed; on Debian: apt-get install --no-install-recommends {packages}")
    return where


def kernel(store: Path) -> tuple[Path, Path]:
    """Kernel image and initramfs, built once for each kernel; raises MissingError."""
    image, initramfs = store / "vmlinuz", store / "initramfs"
    stamp = store / "stamp"
    wanted = f"{(HERE / 'init').stat().st_mtime_ns} {os.environ.get('TOUCHLINE_VM_KERNEL', '')}"
    if stamp.exists() and stamp.read_text() == wanted:
        return image, initramfs
    with tempfile.TemporaryDirectory(dir=store) as folder:
        tree = Path(folder)
        subprocess.run(["dpkg-deb", "-x", package(store), tree], check=True)
        version = next((tree / "lib/modules").iterdir()).name
        subprocess.run([found("depmod"), "-b", tree, version], check=True)
        shutil.copy(tree / f"boot/vmlinuz-{version}", image)
        pack(tree, version, initramfs)
    stamp.write_text(wanted)
    return image, initramfs


def package(store: Path) -> Path:
    """A Debian kernel package: the one that is named, the one fetched before, or the current one, fetched now."""
    named = os.environ.get("TOUCHLINE_VM_KERNEL")
    there = [Path(named)] if named else sorted(store.glob("linux-image-*.deb"))
    if not there:
        there = fetched(store)
    if not there or not there[-1].is_file():
        raise MissingError(
            "there is no Debian kernel package; fetch one (`apt-get download linux-image-6.1.0-56-amd64`, say, after "
            "`apt-get update`) and name it: TOUCHLINE_VM_KERNEL=FILE.deb"
        )
    return there[-1]


def fetched(store: Path) -> list[Path]:
    """What apt has to offer; nothing where there is no apt, or no network."""
    if shutil.which("apt-get") is None:
        return []
    asked = subprocess.run(["apt-cache", "depends", "linux-image-amd64"], capture_output=True, text=True, check=False)
    names = [line.split()[-1] for line in asked.stdout.splitlines() if "Depends: linux-image" in line]
    for name in names[:1]:
        subprocess.run(["apt-get", "download", "-qq", name], cwd=store, check=False)
    return sorted(store.glob("linux-image-*.deb"))


def pack(tree: Path, version: str, out: Path) -> None:
    """Write the initramfs: busybox, the modules in the order they load, and `init`."""
    with tempfile.TemporaryDirectory(dir=out.parent) as folder:
        root = Path(folder)
        for name in ("bin", "proc", "sys", "dev", "lower", "rw", "new", "modules"):
            (root / name).mkdir()
        shutil.copy(found("busybox"), root / "bin/busybox")
        for name in APPLETS:
            (root / "bin" / name).symlink_to("busybox")
        order = list(dict.fromkeys(files(tree, version)))
        for file in order:
            shutil.copy(file, root / "modules")
        (root / "modules/order").write_text("".join(f"{file.name}\n" for file in order))
        shutil.copy(HERE / "init", root / "init")
        (root / "init").chmod(0o755)
        names = "\n".join(str(path.relative_to(root)) for path in sorted(root.rglob("*")))
        with out.open("wb") as file:
            command = [found("cpio"), "--quiet", "--create", "--format=newc", "--owner=0:0"]
            subprocess.run(command, input=names.encode(), stdout=file, cwd=root, check=True)


def files(tree: Path, version: str) -> Iterator[Path]:
    """The modules' files, each after those it depends on; what is built into the kernel has none."""
    for module in MODULES:
        command = [found("modprobe"), "-d", tree, "-S", version, "--show-depends", module]
        told = subprocess.run(command, capture_output=True, text=True, check=True)
        for line in told.stdout.splitlines():
            kind, _, rest = line.partition(" ")
            if kind == "insmod":
                yield Path(rest.strip())


def boot(first: str, image: Path, initramfs: Path, shared: Path) -> int:
    """Run the guest to its end; returns the exit code it left, 3 where it left none."""
    mounts = [
        f"local,path=/,mount_tag=host,{_PLAIN},multidevs=remap,readonly=on",
        f"local,path={shared},mount_tag=shared,{_PLAIN}",
    ]
    command = [
        found("qemu-system-x86_64"),
        *("-accel", "tcg", "-cpu", "qemu64", "-smp", "2", "-m", "2G"),
        *("-nodefaults", "-display", "none", "-no-reboot", "-serial", "stdio"),
        *("-kernel", image, "-initrd", initramfs),
        *("-append", f"{KERNEL} touchline={HERE} touchline.first={first}"),
        *(argument for mount in mounts for argument in ("-virtfs", mount)),
    ]
    try:
        subprocess.run(command, stdin=subprocess.DEVNULL, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        sys.stderr.write(f"the guest was stopped after {SECONDS} s\n")
    code = shared / "code"
    return int(code.read_text()) if code.exists() else 3


def main(arguments: list[str]) -> int:
    """Boot, run pytest with these arguments on this folder, say where results are."""
    store = Path(sys.prefix) / "vm"
    store.mkdir(exist_ok=True)
    try:
        for program in PROGRAMS:
            found(program)
        image, initramfs = kernel(store)
    except MissingError as missing:
        required = os.environ.get("TOUCHLINE_REQUIRE_SERVICES") == "1"
        sys.stderr.write(f"{'not run' if required else 'skipped'}: {missing}\n")
        return int(required)
    # The guest keeps no byte code, and compiling costs it most of a minute.
    subprocess.run([sys.executable, "-m", "compileall", "-q", *COMPILED], cwd=ROOT, check=False)
    only = os.environ.get("TOUCHLINE_VM_FIRST") or ("init" if os.environ.get("TOUCHLINE_VM_COMMAND") else None)
    codes = {run(first, image, initramfs, arguments) for first in BOOTS if only in (None, first)}
    return next(iter(codes - {0, _NOTHING}), 0 if 0 in codes else _NOTHING)


def run(first: str, image: Path, initramfs: Path, arguments: list[str]) -> int:
    """Boot once, with its tests; what was measured stays in `touchline-data/vm`."""
    with tempfile.TemporaryDirectory(prefix="touchline-vm-") as folder:
        shared = Path(folder)
        settings = {
            "TOUCHLINE_VM": "/run/touchline-vm",
            "BLUETOOTHD": os.environ.get("TOUCHLINE_VM_BLUETOOTHD") or found("bluetoothd"),
            "PYTHON": sys.executable,
            "ROOT": str(ROOT),
            "ARGUMENTS": f"{BOOTS[first]} {shlex.join(arguments)}",
            "COMMAND": os.environ.get("TOUCHLINE_VM_COMMAND", ""),
        }
        lines = (f"export {name}={shlex.quote(value)}\n" for name, value in settings.items())
        (shared / "settings").write_text("".join(lines))
        code = boot(first, image, initramfs, shared)
        results = ROOT / "touchline-data" / "vm"
        for file in shared.glob("*.json"):
            results.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, results / f"{first}-{file.name}")
    return code


if __name__ == "__main__":
    # As Ctrl-C does: the machine ends with its maker.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(_INTERRUPTED))
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
