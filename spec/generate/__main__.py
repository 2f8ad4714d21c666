"""Write everything that is generated from the registry, or with --check say what would change.

python spec/generate           writes
python spec/generate --check   exit 1 and the list of files that differ, where any does
    python spec/generate --publish writes, and makes this the published vocabulary that later ones are compared with
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import artefacts
import publication

import registry

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Return the exit code."""
    parser = argparse.ArgumentParser(prog="generate", description=__doc__.splitlines()[0])
    parser.add_argument(
        "--publish", action="store_true", help="make this vocabulary the one that later ones are held to"
    )
    parser.add_argument(
        "--anew", action="store_true", help="with --publish, before the first release: forget the last one"
    )
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 where a file would change")
    arguments = parser.parse_args()
    folder = ROOT / "spec/registry"
    try:
        wanted = artefacts.all_files(registry.load(folder), folder)
    except registry.RegistryError as failure:
        print(f"spec/registry: {failure}", file=sys.stderr)
        return 1
    stale = [path for path in artefacts.present(ROOT) if path not in wanted]
    changed = [
        path for path, text in wanted.items() if not (ROOT / path).is_file() or (ROOT / path).read_text("utf-8") != text
    ]
    if arguments.check:
        for path in (*changed, *stale):
            print(f"{path} is not what the registry says: run `make generate`", file=sys.stderr)
        return 1 if changed or stale else 0
    for path in stale:
        (ROOT / path).unlink()
    for path in changed:
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(wanted[path], "utf-8")
    if arguments.publish:
        return publication.publish(ROOT, anew=arguments.anew)
    print(f"{len(changed)} of {len(wanted)} files written, {len(stale)} removed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
