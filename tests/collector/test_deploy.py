"""The files that start the collector for others: systemd's own tools read the unit, the image installs what ships."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from touchline_collector.cli import parser_of

ROOT = Path(__file__).resolve().parents[2]
UNIT = ROOT / "collector/deploy/touchline-collector.service"
IMAGE = ROOT / "collector/deploy/Containerfile"
INSTALLED = "/opt/touchline/bin/touchline-collector"

# systemd's own scale: up to 2 is "OK" with room; a file or network service without a sandbox has 9.
EXPOSURE = 2.0

systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="needs systemd-analyze: apt-get install systemd"
)


def analyze(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The unit as it ships, but for where the command lies on this machine."""
    command = Path(sys.executable).with_name("touchline-collector")
    copy = tmp_path / UNIT.name
    copy.write_text(UNIT.read_text().replace(INSTALLED, str(command)))
    line = ["systemd-analyze", *arguments, "--no-pager", str(copy)]
    return subprocess.run(line, capture_output=True, text=True, timeout=30, check=False)


@systemd
def test_the_unit_is_understood(tmp_path: Path) -> None:
    """Every line of it, without a word of complaint."""
    told = analyze(tmp_path, "verify")
    assert (told.returncode, told.stdout + told.stderr) == (0, "")


@systemd
def test_the_unit_is_a_sandbox(tmp_path: Path) -> None:
    """What a hijacked process could reach, on systemd's scale from 0 to 10."""
    told = analyze(tmp_path, "security", "--offline=yes").stdout
    found = re.search(r"Overall exposure level .*: ([\d.]+)", told)
    assert found
    assert float(found.group(1)) <= EXPOSURE


def test_the_command_of_unit_and_image_is_one_of_ours() -> None:
    """The flags of `run`, word for word."""
    started = next(line for line in UNIT.read_text().splitlines() if line.startswith("ExecStart="))
    verb, *flags = started.removeprefix(f"ExecStart={INSTALLED} ").split()
    (image,) = re.findall(r"^CMD \[(.*)\]$", IMAGE.read_text(), re.MULTILINE)
    assert re.findall(r'"([^"]*)"', image) == [verb, *flags]
    assert f'ENTRYPOINT ["{INSTALLED}"]' in IMAGE.read_text()
    parser, _ = parser_of(verb)
    assert parser.parse_args(flags).log_format == "json"


def test_the_image_copies_what_the_build_reads() -> None:
    """Every package and file that the project's own build names; nothing of tests or a developer's environment."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    needed = {path.partition("/")[0] for path in project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]}
    needed |= {"pyproject.toml", "constraints.txt", project["project"]["readme"], *project["project"]["license-files"]}
    copied = re.findall(r"^COPY (?!--from)(.*) /src", IMAGE.read_text(), re.MULTILINE)
    assert {name for line in copied for name in line.split()} == needed
    (extras,) = re.findall(r"^ARG EXTRAS=(.*)$", IMAGE.read_text(), re.MULTILINE)
    assert set(extras.split(",")) <= project["project"]["optional-dependencies"].keys()
