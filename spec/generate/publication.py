"""What has been published: the vocabulary and the valid vectors that everything later is held to."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from touchline_spec import compatibility
from touchline_spec.jsontext import loads

FOLDER = "spec/published"


def publish(root: Path, *, anew: bool) -> int:
    """Copy vocabulary and valid vectors to the published folder, unless a change is not declared by its version.

    `anew` forgets what was published before: for the time before the first release, and never after it.
    """
    home = root / FOLDER
    current = loads((root / "spec/touchline_spec/generated/vocabulary.json").read_bytes())
    if (home / "vocabulary.json").is_file() and not anew:
        refused = compatibility.undeclared(loads((home / "vocabulary.json").read_bytes()), current)
        for change in refused:
            print(f"{change.type}: {change.reason}: needs a {change.bump} version", file=sys.stderr)
        if refused:
            return 1
    home.mkdir(exist_ok=True)
    (home / "vocabulary.json").write_text(
        json.dumps(current, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8"
    )
    kept = ({} if anew else _kept(home / "vectors.ndjson")) | _valid(root / "spec/conformance/vectors")
    (home / "vectors.ndjson").write_text("".join(f"{line}\n" for line in kept.values()), "utf-8")
    print(f"published {len(current['types'])} types and {len(kept)} valid vectors")
    return 0


def _kept(path: Path) -> dict[str, str]:
    """Return the vectors published before: none is ever taken back."""
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    return {json.loads(line)["id"]: line for line in lines}


def _valid(vectors: Path) -> dict[str, str]:
    documents = [json.loads(path.read_text("utf-8")) for path in sorted(vectors.rglob("cases.json"))]
    return {
        case["id"]: json.dumps(
            {key: case[key] for key in ("id", "mode", "now", "input", "input_base64") if key in case},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for document in documents
        for case in document["cases"]
        if case["expect"] == "valid"
    }
