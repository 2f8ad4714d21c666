"""Raw addresses and phone numbers never reach a disk, a log or the wire: they are taken out where an event is recorded.

What counts as one is the specification's rule: the value of an identity, and fields named for contact data. The first
look is at names and is cheap, since the names of a type's events are the same again and again; few events get further.
"""

from __future__ import annotations

from typing import Any

from touchline import jsontext
from touchline.jsontext import Replaced
from touchline.loading import load

# Which sets of names hold one for contact data; events of a type have few, so almost every answer is remembered.
_shapes: dict[tuple[Any, ...], bool] = {(): False}
_MAX_SHAPES = 4096
# Of the specification's shapes that were met: the members under which a producer names things.
_ANYTHING = frozenset("*")
_free: dict[type, frozenset[str]] = {}
# Those of them whose own name says that they hold contact data.
_telling: set[str] = set()
_PLAIN = frozenset({str, int, float, bool, type(None)})


def suspicious(data: Any, text: bytes) -> bool:
    """Tell whether data, and its rendered text, may hold raw contacts: an @, a number as identity, a telling name."""
    if b"@" in text:
        return True
    return _named(data) or _numbers(data) if type(data) is dict else bool(data) and _inside(data)


def _named(data: Any) -> bool:
    """Tell whether a dictionary, or what is inside it, has a name for contact data; the path every event takes."""
    shape = tuple(data)
    known = _shapes.get(shape)
    if known is None:
        known = _learn(shape)
    if known:
        return True
    for value in data.values():  # a plain loop: this is most of what `track` does
        kind = type(value)
        if kind not in _PLAIN and (_named(value) if kind is dict else _inside(value)):
            return True
    return False


def _inside(value: Any) -> bool:
    kind = type(value)
    if kind is dict:
        return _named(value)
    if kind is list:
        return any(type(member) not in _PLAIN and _inside(member) for member in value)
    # A shape's names are published ones but below its free members; any other object's are known once it is rendered.
    free = _free.get(kind)
    if free is None:
        free = _meet(kind)
    if not free:
        return False
    if "*" in free:
        return True
    given = value.given_members
    for name in free:  # a plain loop, as above
        if name in given and (name in _telling or (type(given[name]) not in _PLAIN and _inside(given[name]))):
            return True
    return False


def _meet(kind: Any) -> frozenset[str]:
    free_members = getattr(kind, "free_members", None)
    if free_members is None:
        return _ANYTHING
    free: frozenset[str] = free_members()
    _telling.update(name for name in free if _rules().contact_name(name) is not None)
    _free[kind] = free
    return free


def _learn(shape: tuple[Any, ...]) -> bool:
    contact_name = _rules().contact_name
    known = any(contact_name(name) is not None for name in shape if isinstance(name, str))
    if len(_shapes) >= _MAX_SHAPES:
        _shapes.clear()
    _shapes[shape] = known
    return known


def _numbers(data: Any) -> bool:
    identities = data.get("identities") if data else None
    if type(identities) is not list:
        return bool(identities)  # nothing of the standard, or not plain: the second look is at the text
    return any(
        str(identity.get("value"))[:1] in ("+", "t") or identity.get("type") == "phone_hash"
        for identity in identities
        if type(identity) is dict
    )


def cleaned(text: bytes) -> tuple[bytes, tuple[Replaced, ...]]:
    """Return the text of some data without raw contacts, and what was taken out of it; usually the same text."""
    data = jsontext.loads(text)
    if not isinstance(data, dict):
        return text, ()
    removed = [*_identities(data), *_fields(data)]
    return (jsontext.dumps(data), tuple(removed)) if removed else (text, ())


def _identities(data: dict[str, Any]) -> list[Replaced]:
    """Leave out identities whose value is a raw contact: a placeholder would be junk, and the event refused."""
    rules = _rules()
    given = data.get("identities")
    if not isinstance(given, list):
        return []
    kept, removed = [], []
    for index, identity in enumerate(given):
        value = identity.get("value") if isinstance(identity, dict) else None
        found = rules.in_identity(identity.get("type"), value) if isinstance(value, str) else None
        if found is None:
            kept.append(identity)
        else:
            removed.append(_note(f"/data/identities/{index}", f"a raw {found}; left out, use Identity.{found}(...)"))
    data["identities"] = kept
    return removed


def _fields(data: dict[str, Any]) -> list[Replaced]:
    removed = []
    for path, found in list(_rules().raw_contacts(data)):
        holder: Any = data
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = f"[redacted:{found}]"
        removed.append(_note("/data/" + "/".join(map(str, path)), f"a raw {found}; redacted"))
    return removed


def _note(pointer: str, message: str) -> Replaced:
    return Replaced("error", "contact.raw", pointer, message)


def _rules() -> Any:
    return load("touchline_spec.contacts")
