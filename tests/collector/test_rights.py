"""Every route, every method, every kind of caller: one table says who gets what, and nothing is missing from it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
import requests

from support.collectors import DEADLINE, Collector, order
from touchline_collector import admin
from touchline_collector.intake.limits import Limits
from touchline_collector.server.openapi import document

KEY = '[[keys]]\nname = "{0}"\nkind = "{0}"\nkey = "the-{0}-key-of-this-test"\n'
CONFIG = KEY.format("public") + 'sources = ["//shop.example.com/web"]\n' + KEY.format("secret") + "presence = true\n"

CONFIG += KEY.format("admin")

CALLERS = ("nobody", "stranger", "public", "secret", "admin", "folder")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")


def columns(*statuses: int) -> dict[str, int]:
    """Status by caller."""
    return dict(zip(CALLERS, statuses, strict=True))


EVERYBODY = columns(*[200] * 6)
PREFLIGHT = columns(*[204] * 6)
SENDERS = columns(401, 401, 202, 202, 403, 401)
SERVERS = columns(401, 401, 403, 202, 403, 401)
# The order is empty: 400 where it needs arguments, which says that the caller was let in.
OPERATORS = columns(401, 401, 403, 403, 200, 200)
REFUSED = columns(401, 401, 403, 403, 400, 400)

# (method, path) -> who gets what.
TABLE: dict[tuple[str, str], dict[str, int]] = {
    ("POST", "/v1/events"): SENDERS,
    ("POST", "/v1/validate"): SENDERS,
    ("POST", "/v1/cloudevents"): SERVERS,
    ("OPTIONS", "/v1/events"): PREFLIGHT,
    ("OPTIONS", "/v1/validate"): PREFLIGHT,
    ("OPTIONS", "/v1/cloudevents"): PREFLIGHT,
    ("POST", "/v1/handoff"): columns(401, 401, 403, 201, 403, 401),
    ("POST", "/v1/handoff/redeem"): columns(401, 401, 403, 404, 403, 401),
    ("GET", "/v1/presence/filter"): columns(401, 401, 403, 404, 403, 401),
    **{("GET", path): EVERYBODY for path in ("/livez", "/readyz", "/metrics", "/openapi.json")},
    ("GET", "/schemas/order.placed/1.0"): EVERYBODY,
    ("POST", "/v1/admin/erase"): REFUSED,
    ("POST", "/v1/admin/seen-with"): REFUSED,
    ("POST", "/v1/admin/sinks"): OPERATORS,
    ("POST", "/v1/admin/rejects"): OPERATORS,
    ("POST", "/v1/admin/dead"): OPERATORS,
    ("POST", "/v1/admin/members"): OPERATORS,
}
PATHS = sorted({path for _, path in TABLE})
BODIES: dict[str, Any] = {"/v1/handoff": {}, "/v1/handoff/redeem": {"reference": "0000000000"}}


@pytest.fixture(scope="module")
def collector(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collector]:
    folder = tmp_path_factory.mktemp("rights")
    (folder / "c.toml").write_text(CONFIG)
    with Collector(folder, "--config", str(folder / "c.toml")) as running:
        yield running
        assert "Traceback" not in running.errors()


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collector]:
    """Without keys."""
    with Collector(tmp_path_factory.mktemp("local")) as running:
        yield running
        assert "Traceback" not in running.errors()


def ask(collector: Collector, method: str, path: str, caller: str = "nobody", **headers: str) -> requests.Response:
    """A request that a caller of this kind could get an answer to."""
    if caller == "folder":
        headers["authorization"] = f"Bearer {collector.token()}"
    elif caller != "nobody":
        headers["authorization"] = f"Bearer the-{caller}-key-of-this-test"
    body = None
    if method == "POST":
        headers["content-type"] = "application/json"
        body = json.dumps({} if "/admin/" in path else BODIES.get(path, order()))
    return collector.session.request(method, collector.url + path, headers=headers, data=body, timeout=DEADLINE)


def test_the_table_is_whole() -> None:
    """Every described path and every order of an operator stands in it."""
    described = {path.format(name="order.placed", version="1.0") for path in document(Limits())["paths"]}
    assert described == set(PATHS)
    assert {path.rpartition("/")[2] for path in PATHS if "/admin/" in path} == set(admin.COMMANDS)


@pytest.mark.parametrize(("method", "path"), TABLE)
@pytest.mark.parametrize("caller", CALLERS)
def test_who_gets_what(collector: Collector, method: str, path: str, caller: str) -> None:
    """No key, a wrong one, one of each kind, and the token of the data folder."""
    answer = ask(collector, method, path, caller)
    assert answer.status_code == TABLE[method, path][caller], answer.text
    assert answer.headers["accept-encoding"] == "zstd, gzip"
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == answer.status_code
    if answer.status_code == 401:
        assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(("caller", "status"), columns(401, 401, 403, 200, 403, 401).items())
def test_the_webhook_handshake_is_for_servers(collector: Collector, caller: str, status: int) -> None:
    """Asked with the header of the CloudEvents webhook specification."""
    asked = {"webhook-request-origin": "eventemitter.example.com"}
    assert ask(collector, "OPTIONS", "/v1/cloudevents", caller, **asked).status_code == status


@pytest.mark.parametrize(("method", "path"), [one for one in product(METHODS, PATHS) if one not in TABLE])
def test_other_methods_are_named(collector: Collector, method: str, path: str) -> None:
    """405 with `Allow`, whoever asks; HEAD stands beside GET."""
    answer = ask(collector, method, path, "secret")
    allowed = {known for known, other in TABLE if other == path}
    if method == "HEAD" and "GET" in allowed:
        assert (answer.status_code, answer.content) == (TABLE["GET", path]["secret"], b"")
        return
    assert answer.status_code == 405, answer.text
    assert set(answer.headers["allow"].split(", ")) - {"HEAD"} == allowed
    assert answer.headers["content-type"] == "application/problem+json"
    assert method == "HEAD" or answer.json()["code"] == "method_not_allowed"


@pytest.mark.parametrize("path", ["/", "/v1", "/v1/event", "/v1/events/", "/v1/admin", "/v1/admin/stop", "//v1/events"])
@pytest.mark.parametrize("caller", ["nobody", "secret"])
def test_other_paths_are_not_there(collector: Collector, path: str, caller: str) -> None:
    """404 as a problem; what there is among the orders is told to operators only."""
    answer = ask(collector, "POST", path, caller)
    admitted = {"nobody": 401, "secret": 403}[caller] if path == "/v1/admin/stop" else 404
    assert answer.status_code == admitted
    assert answer.json()["status"] == admitted


@pytest.mark.parametrize(("method", "path"), TABLE)
@pytest.mark.parametrize("caller", ["nobody", "stranger", "folder"])
def test_without_keys_programs_of_this_machine_are_servers(
    local: Collector, method: str, path: str, caller: str
) -> None:
    """All but the orders, which need the token of the data folder."""
    expected = TABLE[method, path]["folder" if "/admin/" in path and caller == "folder" else "secret"]
    if "/admin/" in path and caller != "folder":
        expected = 401
    assert ask(local, method, path, caller).status_code == expected
