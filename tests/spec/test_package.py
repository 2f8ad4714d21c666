"""What ships: the public names, a light import, and the kit inside the wheel."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

import touchline_spec
from touchline_spec.published import schema_of, vocabulary

ROOT = Path(__file__).resolve().parents[2]


def test_the_public_names_are_there_and_sorted() -> None:
    assert list(touchline_spec.__all__) == sorted(touchline_spec.__all__)
    assert set(touchline_spec._HOMES) == set(touchline_spec.__all__)
    for name in touchline_spec.__all__:
        assert getattr(touchline_spec, name).__name__ == name
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = touchline_spec.nothing


def test_importing_is_light() -> None:
    """Neither pydantic nor the schema engine nor the vocabulary is loaded before it is used."""
    script = (
        "import sys, touchline_spec; print([n for n in ('pydantic', 'jsonschema_rs', 'orjson') if n in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_checking_needs_no_pydantic() -> None:
    """A collector pays for models only when somebody builds one."""
    script = "import sys, touchline_spec; touchline_spec.validate(b'{}'); print('pydantic' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"


def test_the_written_schemas_are_those_that_run() -> None:
    """Who reads spec/schemas reads what the validator compiles."""
    for mode in ("open", "strict"):
        for name in vocabulary()["types"]:
            written = json.loads((ROOT / f"spec/schemas/{mode}/{name}.json").read_text())
            assert written == schema_of(name, mode)


BANNED = {"format", "contentEncoding", "contentMediaType", "multipleOf", "dependentSchemas", "unevaluatedProperties"}


def test_no_schema_uses_what_engines_judge_differently() -> None:
    """No look-around, no back-reference, no class that depends on Unicode tables, no `$` that lets a newline by."""
    waiting: list[object] = [vocabulary()]
    while waiting:
        here = waiting.pop()
        if isinstance(here, list):
            waiting.extend(here)
        if not isinstance(here, dict):
            continue
        waiting.extend(here.values())
        pattern = here.get("pattern")
        if not isinstance(pattern, str):
            continue
        assert not BANNED & here.keys(), here
        assert not any(sign in pattern for sign in ("(?", "\\d", "\\w", "\\s", "\\b", "\\1", "\\Z", "\\p")), pattern
        fixed = here.get("minLength") == here.get("maxLength", object())
        guarded = here.get("not") in ({"pattern": "\\n"}, {"type": "string", "pattern": "\\n"})
        assert not pattern.endswith("$") or fixed or guarded, here


@pytest.mark.long
@pytest.mark.timeout(300)
def test_the_wheel_carries_the_kit(tmp_path: Path) -> None:
    """Installed elsewhere, without the sources, the command validates and runs the kit."""
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(build, capture_output=True, check=True, timeout=120)
    (wheel,) = tmp_path.glob("*.whl")
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env/bin/python"
    install = [python, "-m", "pip", "install", "--quiet", "--constraint", ROOT / "constraints.txt", wheel]
    installed = subprocess.run(install, capture_output=True, text=True, check=False, timeout=200)
    if installed.returncode:
        pytest.skip(f"the wheel's dependencies cannot be installed here: {installed.stderr[-200:]}")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    said = subprocess.run(
        [tmp_path / "env/bin/touchline-spec", "conformance", "run", "--self"],
        capture_output=True, text=True, check=False, cwd=tmp_path, env=environment, timeout=100,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
    assert "0 failed" in said.stdout
