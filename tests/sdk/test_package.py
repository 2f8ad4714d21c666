"""The names that `touchline` offers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from support.extras import only

# Every submodule first: importing one binds its name in the package, whatever else bears it.
PROGRAM = """
import importlib, pkgutil, types, touchline
for found in pkgutil.iter_modules(touchline.__path__, "touchline."):
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)
hidden = [name for name in touchline.__all__ if isinstance(getattr(touchline, name), types.ModuleType)]
print(sorted(hidden))
"""


def test_no_module_hides_a_public_name() -> None:
    """A public name is the same thing whatever was imported before; `events` alone is a module."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=50, check=True)
    assert done.stdout.strip() == "['events']"


# What the base install lacks, and whether anything but its use asks for it.
LACKING = """
import sys
import touchline, touchline.handoff
from touchline.integrations import asgi, wsgi
def told(use):
    try:
        use()
    except touchline.MissingExtra as error:
        print(error)
given = dict(url="http://127.0.0.1:1", source="//s")
touchline.Client(**given).close()
told(lambda: touchline.AsyncClient(**given))
told(lambda: touchline.handoff.qr_svg("x"))
told(lambda: touchline.handoff.qr_png("x"))
for name in ("flask", "django", "celery", "rq", "opentelemetry"):
    told(lambda: __import__(f"touchline.integrations.{name}"))
"""


def test_what_the_base_install_lacks_is_said_with_its_pip_line(tmp_path: Path) -> None:
    """One error, where the part is first used; what needs nothing works."""
    done = subprocess.run(
        [sys.executable, "-c", LACKING],
        capture_output=True,
        text=True,
        check=True,
        timeout=50,
        env={**os.environ, **only("touchline", tmp_path / "base")},
    )
    assert done.stdout.splitlines() == [
        "AsyncClient needs aiohttp: pip install 'touchline[async]'",
        "QR codes need segno: pip install 'touchline[qr]'",
        "QR codes need segno: pip install 'touchline[qr]'",
        "the Flask integration needs Flask: pip install flask",
        "the Django integration needs Django: pip install django",
        "the Celery integration needs Celery: pip install celery",
        "the RQ integration needs RQ: pip install rq",
        "the OpenTelemetry integration needs its API: pip install opentelemetry-api",
    ]
