"""What ships: the built wheel, in an environment that holds the base dependencies and nothing else.

No network: the dependencies are linked from the development environment, and their closure is what pip would install.
"""

from __future__ import annotations

import re
import subprocess
import sys
import sysconfig
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
# The SDK lives inside other people's programs: what it brings along is bounded.
MOST_DISTRIBUTIONS = 13
# Verbs that need an extra: the command, and the extra that its one sentence must name.
NEED_EXTRA = [
    (("touchline-collector", "run"), "collector"),
    (("touchline-beacon", "run", "--config", "box.toml"), "beacon"),
]
BOX = """
[box]
store = "store-0042"
state = "state"
[programme]
id = "bonus-club"
[collector]
url = "http://127.0.0.1:8787"
[[receivers]]
name = "door"
adapter = "00:11:22:33:44:55"
zone = "entrance"
"""
COMMANDS = ["touchline", "touchline-spec", "touchline-collector", "touchline-beacon"]


def base_closure() -> dict[str, Distribution]:
    """Every third-party distribution that `pip install touchline` brings."""
    found: dict[str, Distribution] = {}
    waiting = [("touchline", frozenset[str]())]
    seen = set(waiting)
    while waiting:
        name, extras = waiting.pop()
        found[name] = distribution(name)
        for text in found[name].requires or ():
            need = Requirement(text)
            wanted = any(need.marker is None or need.marker.evaluate({"extra": extra}) for extra in extras or {""})
            step = (canonicalize_name(need.name), frozenset(need.extras))
            if wanted and step not in seen:
                seen.add(step)
                waiting.append(step)
    del found["touchline"]
    return found


def link(dependency: Distribution, packages: Path) -> None:
    """Make an installed distribution importable from another environment."""
    for name in {file.parts[0] for file in dependency.files or () if file.parts[0] not in {"..", "__pycache__"}}:
        target = packages / name
        if not target.exists():
            target.symlink_to(Path(str(dependency.locate_file(name))))


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands' folder of an environment with the wheel and the base dependencies."""
    folder = tmp_path_factory.mktemp("wheel")
    python = [sys.executable, "-m"]
    subprocess.run([*python, "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT], check=True, timeout=50)
    subprocess.run([*python, "venv", "--without-pip", folder / "env"], check=True, timeout=50)
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(folder / "env")}))
    for dependency in base_closure().values():
        link(dependency, packages)
    (wheel,) = folder.glob("*.whl")
    pip = [*python, "pip", "--quiet", "--disable-pip-version-check", "--python", folder / "env/bin/python"]
    subprocess.run([*pip, "install", "--no-index", "--no-deps", wheel], check=True, timeout=50)
    return folder / "env/bin"


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)


def test_the_base_install_is_light() -> None:
    """At most thirteen distributions, transitive ones counted."""
    assert len(base_closure()) <= MOST_DISTRIBUTIONS, sorted(base_closure())


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_starts_with_the_base_install(base: Path, command: str) -> None:
    """--help is 0 and names the command's verbs; no command at all is misuse."""
    shown = run(base / command, "--help")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout.startswith(f"usage: {command}")
    assert run(base / command, "no-such-verb").returncode == 2


@pytest.mark.parametrize(("command", "extra"), NEED_EXTRA, ids=str)
def test_a_missing_extra_is_one_sentence_with_the_pip_line(
    base: Path, command: tuple[str, ...], extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 2, no traceback."""
    monkeypatch.chdir(tmp_path)
    Path("box.toml").write_text(BOX)
    said = run(base / command[0], *command[1:])
    assert said.returncode == 2, said.stderr
    assert f"pip install 'touchline[{extra}]'" in said.stderr
    assert len(said.stderr.splitlines()) == 1


def test_the_sdk_tracks_and_validates_with_the_base_install(base: Path) -> None:
    """Everything that `import touchline` promises works from the wheel, data files included."""
    program = """
import touchline
from touchline import Identity, Money, Product, events
import touchline_spec
from touchline_spec import mappings
with touchline.Client("http://127.0.0.1:9", source="//wheel", channel="web", strict=True, exit_timeout=0.1) as client:
    lamp = Product(product_id="P-1", price=Money("19.99", "EUR"))
    assert client.track(events.ProductViewed(product=lamp), time="2026-11-20T10:00:00Z")
assert touchline_spec.event_type("touchline.product.viewed.v1")
assert all(map(mappings.mapping, mappings.VENDORS))
print("tracked", len(touchline_spec.event_types()))
"""
    done = run(base / "python", "-I", "-W", "error", "-c", program)
    assert re.fullmatch(r"tracked \d{2,}\n", done.stdout), done.stderr


def test_the_wheel_holds_our_four_packages_and_nothing_else(base: Path) -> None:
    """No tests, examples or generators in what ships; every package typed."""
    (info,) = base.parent.glob("lib/python*/site-packages/touchline-*.dist-info")
    names = [line.split(",")[0] for line in (info / "RECORD").read_text().splitlines()]
    tops = {name.split("/")[0] for name in names if not name.startswith("../")}
    packages = {"touchline", "touchline_spec", "touchline_beacon", "touchline_collector"}
    assert tops == packages | {info.name}
    assert {name.split("/")[0] for name in names if name.endswith("/py.typed")} == packages
