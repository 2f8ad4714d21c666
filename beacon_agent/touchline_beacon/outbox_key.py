"""The key that seals what a box keeps on disk: how it is made, where it lies, and what that is worth.

The setting `outbox_key` is a file's path, or `credential:NAME` for what systemd hands the service under that name.
There it is kept encrypted: with the machine's TPM where there is one, else with a key of the machine's own disk.
"""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from touchline import MissingExtra
from touchline_beacon.errors import ConfigError

NAME = "touchline-outbox"
PREFIX = "credential:"
# Where systemd looks for what `LoadCredentialEncrypted=NAME` names.
STORE = Path("/etc/credstore.encrypted")
# There where systemd is the first process, which is who hands out credentials (sd_booted(3)).
BOOTED = Path("/run/systemd/system")
# How a credential begins that the host's key alone encrypted (systemd, CRED_AES256_GCM_BY_HOST).
_HOST_ONLY = bytes.fromhex("5a1c6a86df9d4096b1d5a65e0862f19a")
# A TPM answers within seconds; one that hangs must not hold up an installation for ever.
_SECONDS = 60.0


class Worth(NamedTuple):
    """Whether the key protects against a thief of the whole box, and what to say of it."""

    good: bool
    text: str


def secret(place: str, environment: Mapping[str, str] = os.environ) -> bytes:
    """Read the key; raises ConfigError, which names the place and what to do."""
    try:
        from touchline import sealing  # noqa: PLC0415 - only a box that seals needs the cipher
    except MissingExtra as error:
        raise ConfigError(str(error)) from None
    path = _path(place, environment)
    if path is None:
        return _decrypted(_credential(place), sealing.KEY_BYTES)
    try:
        return sealing.read_key(path)
    except OSError as error:
        raise ConfigError(f"[box] outbox_key: {path}: {error.strerror}") from None
    except ValueError as error:
        raise ConfigError(f"[box] outbox_key: {error}") from None


def make(beside: Path) -> str:
    """Make a key, or take the one that is there already, and return the setting that names it.

    As a credential of systemd where that is possible, else as a file that only its owner reads.
    """
    kept = STORE / NAME
    if kept.exists() or (BOOTED.is_dir() and os.geteuid() == 0 and _encrypted(kept)):
        return PREFIX + NAME
    file = beside.resolve() / "outbox.key"
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        secret(str(file))
    else:
        with os.fdopen(descriptor, "w", encoding="ascii") as opened:
            opened.write(_fresh())
    return str(file)


def worth(place: str | None) -> Worth:
    """Say what a place protects from."""
    if place is None:
        return Worth(
            False, "the outbox is not sealed: who takes the box reads the events that wait; set [box] outbox_key"
        )
    if not place.startswith(PREFIX):
        return _of_file(Path(place))
    path = STORE / _credential(place)
    try:
        sealed = base64.b64decode(path.read_bytes())
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "no credential of systemd"
        return Worth(False, f"the outbox's key {path} cannot be looked at: {reason}; run check as root")
    if sealed.startswith(_HOST_ONLY):
        return Worth(True, f"the outbox is sealed; {path} opens with a key on this disk, so not against a thief of it")
    return Worth(True, "the outbox is sealed, and this machine's TPM keeps its key")


def _of_file(path: Path) -> Worth:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return Worth(False, f"the outbox's key {path} cannot be looked at: {error.strerror}")
    if mode & 0o077:
        return Worth(False, f"the outbox's key {path} can be read by others: chmod 600 {path}")
    return Worth(True, f"the outbox is sealed; its key lies readable in {path}, so not against a thief of the disk")


def _path(place: str, environment: Mapping[str, str]) -> Path | None:
    """The file to read; None for a credential that nobody handed over, as in a shell."""
    if not place.startswith(PREFIX):
        return Path(place)
    folder = environment.get("CREDENTIALS_DIRECTORY")
    return Path(folder) / _credential(place) if folder else None


def _credential(place: str) -> str:
    return place.removeprefix(PREFIX)


def _decrypted(name: str, length: int) -> bytes:
    """Open a credential oneself, as root can."""
    done = _asked("decrypt", f"--name={name}", str(STORE / name), "-")
    try:
        key = bytes.fromhex(done.stdout.strip()) if done and not done.returncode else b""
    except ValueError:
        key = b""
    if len(key) != length:
        raise ConfigError(
            f"[box] outbox_key: systemd handed over no credential {name}; is {STORE / name} there, has the unit "
            f"LoadCredentialEncrypted={name}, does this machine's TPM still open it?"
        )
    return key


def _encrypted(path: Path) -> bool:
    """Make a key that only systemd on this machine opens; False where it cannot be done."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    done = _asked("encrypt", f"--name={path.name}", "-", str(path), given=_fresh())
    return done is not None and not done.returncode


def _asked(*arguments: str, given: str | None = None) -> subprocess.CompletedProcess[str] | None:
    command = shutil.which("systemd-creds")
    if command is None:
        return None
    try:
        return subprocess.run(  # noqa: S603 - systemd's own program
            [command, *arguments], input=given, capture_output=True, text=True, check=False, timeout=_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return None


def _fresh() -> str:
    return os.urandom(32).hex() + "\n"
