"""The conformance kit from the registry: rules.json, and one vector per case.

A negative is one valid base event plus one change, so that it breaks one rule and no other.
"""

from __future__ import annotations

import base64
import copy
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from registry import Event, Registry, RegistryError, read

Case = dict[str, Any]

NOW = "2026-11-20T12:00:00Z"
BASE = "page.viewed"
ROLES = ("producer", "validator", "collector", "forwarder")
LEVELS = {
    0: "envelope: any event that a consumer can read",
    1: "commerce: money, quantities, orders, payments, fulfilment, subscriptions",
    2: "identity and consent: who, with whose leave",
    3: "physical: stores, tills, beacons, screens, telephones",
    4: "transport: how events reach a collector",
}
# Where a subject's event types belong; what is not named here is commerce.
SUBJECT_LEVELS = {
    0: "page screen app deeplink install search experiment form lead group ad promotion signage_web",
    2: "identity consent handoff message subscription_preference push inapp loyalty survey review account",
    3: "visit zone beacon queue appointment assistance signage kiosk vending pos receipt call chat case",
}


def kit(registry: Registry, folder: Path) -> dict[str, str]:
    """Return every file of the kit by its path below spec/conformance."""
    rules = read(folder / "rules.yaml")["rules"]
    exchanges = read(folder / "transport.yaml")["rules"]
    made = {"rules.json": _json({"levels": LEVELS, "rules": [_rule(rule) for rule in (*rules, *exchanges)]})}
    areas: dict[tuple[int, str], list[Case]] = {}
    for rule in rules:
        if rule["cases"]:
            areas.setdefault((rule["level"], rule["area"]), []).extend(_cases(registry, rule))
    for event in registry.events:
        areas.setdefault((level_of(event), event.subject), []).extend(_event_cases(event))
    for (level, area), cases in areas.items():
        made[f"vectors/{level}/{area}/cases.json"] = _lined({"level": level, "area": area}, cases)
    for rule in filter(lambda each: each["cases"], exchanges):
        name = f"vectors/4/transport/{rule['id'].removeprefix('transport.')}.json"
        cases = list(_exchanges(registry, rule))
        made[name] = _lined({"level": 4, "area": "transport"}, cases)
    _check_ids(areas)
    return made


def level_of(event: Event) -> int:
    return next((level for level, names in SUBJECT_LEVELS.items() if event.subject in names.split()), 1)


def _rule(rule: Mapping[str, Any]) -> dict[str, Any]:
    made = {
        "id": rule["id"],
        "level": rule["level"],
        "severity": rule.get("severity", "error"),
        "roles": rule.get("roles", ["producer", "validator", "collector"]),
        "codes": rule.get("codes", [rule["id"]]),
        "text": rule["text"],
    }
    return made | ({"vectors": rule["vectors"]} if "vectors" in rule else {})


def envelope(event: Event) -> dict[str, Any]:
    """Return a complete valid event of the type, from its example."""
    return {
        "specversion": "1.0",
        "id": "0193f1c5-9d1e-7c3a-8a51-0c1f3f1b2a77",
        "source": "//shop.example.com/web",
        "type": event.type,
        "time": "2026-11-20T10:00:00.123+01:00",
        "datacontenttype": "application/json",
        "dataschema": event.dataschema,
        "data": copy.deepcopy(dict(event.example)),
    }


def _event_cases(event: Event) -> Iterator[Case]:
    whole = envelope(event)
    for mode, name in (("open", "example"), ("strict", "example-strict")):
        yield _vector(f"{event.name}/{name}", "envelope.type", event.brief, whole, "valid", mode=mode)
    unknown = copy.deepcopy(whole)
    unknown["data"]["not_in_the_vocabulary"] = [1]
    yield _vector(f"{event.name}/unknown-member", "data.unknown", "A consumer passes it.", unknown, "valid")
    for each in event.members.values():
        if each.is_required:
            lacking = copy.deepcopy(whole)
            del lacking["data"][each.name]
            said = f"Without {each.name}."
            found = ["data.required /data"]
            yield _vector(f"{event.name}/without-{each.name}", "data.required", said, lacking, "invalid", found)
            wrong = copy.deepcopy(whole)
            wrong["data"][each.name] = 17.5
            said = f"{each.name} of a wrong type."
            yield _vector(f"{event.name}/wrong-{each.name}", "data.type", said, wrong, "invalid", loose=True)


def _cases(registry: Registry, rule: Mapping[str, Any]) -> Iterator[Case]:
    for case in rule["cases"]:
        expect = "valid" if "valid" in case else "invalid"
        said = case[expect]
        base = registry.event(case.get("base") or rule.get("base") or BASE)
        name = f"{rule['id']}/{slug(said)}"
        made = _input(base, case)
        yield _vector(
            name,
            rule["id"],
            said,
            made,
            expect,
            case.get("findings", ()),
            case.get("mode", "open"),
            case.get("now", NOW),
        )


def _vector(
    name: str,
    rule: str,
    said: str,
    given: Any,
    expect: str,
    findings: Any = (),
    mode: str = "open",
    now: str = NOW,
    *,
    loose: bool = False,
) -> Case:
    body = {"input_base64": base64.b64encode(given).decode()} if isinstance(given, bytes) else {"input": given}
    found = [dict(zip(("rule", "pointer"), (*text.split(" ", 1), "")[:2], strict=True)) for text in findings]
    made = {"id": name, "rule": rule, "description": said, "mode": mode, "now": now, **body, "expect": expect}
    return made if loose else made | {"findings": found}


def _input(base: Event, case: Mapping[str, Any]) -> Any:
    if "whole" in case:
        return case["whole"].encode()
    if "base64" in case:
        return base64.b64decode(case["base64"])
    event = envelope(base)
    for pointer, value in case.get("set", {}).items():
        _set(event, pointer, _expanded(value))
    for pointer in case.get("remove", ()):
        _remove(event, pointer)
    if "text" not in case:
        return event
    old, new = case["text"]
    text = json.dumps(event, ensure_ascii=False, separators=(",", ":"))
    if old not in text:
        raise RegistryError(f"rules.yaml: {old!r} is not in the base event {base.name}")
    return text.replace(old, new, 1).encode()


def _expanded(value: Any) -> Any:
    if isinstance(value, dict):
        if set(value) == {"$repeat"}:
            return value["$repeat"][0] * value["$repeat"][1]
        return {name: _expanded(member) for name, member in value.items()}
    return [_expanded(member) for member in value] if isinstance(value, list) else value


def _parts(pointer: str) -> list[str]:
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]


def _set(event: Any, pointer: str, value: Any) -> None:
    *way, last = _parts(pointer)
    for part in way:
        event = event[int(part)] if isinstance(event, list) else event.setdefault(part, {})
    event[int(last) if isinstance(event, list) else last] = value


def _remove(event: Any, pointer: str) -> None:
    *way, last = _parts(pointer)
    for part in way:
        event = event[int(part)] if isinstance(event, list) else event[part]
    event.pop(last, None)


def _exchanges(registry: Registry, rule: Mapping[str, Any]) -> Iterator[Case]:
    """Yield requests to a collector with what must be answered; `events` are names of types whose examples are sent."""
    for case in rule["cases"]:
        request = dict(case["request"])
        events = [envelope(registry.event(name)) for name in request.pop("events", [])]
        for number, event in enumerate(events):
            event["id"] = f"{{fresh}}-{number}"
        for change in request.pop("set", []):
            _set(events, *change)
        if events and "body" not in request:
            request["body"] = events if request.get("as", "batch") == "batch" else events[0]
            if request.get("as") == "lines":
                request["body_text"] = "\n".join(json.dumps(event, separators=(",", ":")) for event in events)
                del request["body"]
        request.pop("as", None)
        yield {
            "id": f"{rule['id']}/{slug(case['case'])}",
            "rule": rule["id"],
            "description": case["case"],
            "request": {"method": "POST", "path": "/v1/events", **request},
            "expect": case["expect"],
        }


def slug(said: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", said.lower()).strip("-")


def _check_ids(areas: Mapping[tuple[int, str], list[Case]]) -> None:
    seen: set[str] = set()
    for cases in areas.values():
        for case in cases:
            if case["id"] in seen:
                raise RegistryError(f"rules.yaml: two cases are called {case['id']}")
            seen.add(case["id"])


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _lined(head: Mapping[str, Any], cases: list[Case]) -> str:
    """Return a file with one case a line: short, and good to compare."""
    start = json.dumps(dict(head), ensure_ascii=False)[:-1]
    lines = ",\n".join(" " + json.dumps(case, ensure_ascii=False, separators=(",", ":")) for case in cases)
    return f'{start}, "cases": [\n{lines}\n]}}\n'
