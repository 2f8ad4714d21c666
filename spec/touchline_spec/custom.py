"""Third-party event types: a folder of JSON Schemas that validators load beside the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from touchline_spec.engine import Engine, SchemaError
from touchline_spec.jsontext import JSONTextError, loads
from touchline_spec.published import (
    DIALECT,
    PREFIX,
    SHAPE,
    Mode,
    classes,
    closed,
    foreign_schema,
    shapes_of,
    vocabulary,
)
from touchline_spec.suggestion import did_you_mean

KEYWORD = "x-touchline-type"


class CustomTypeError(ValueError):
    """A custom schema cannot be used; the message names the file and what was expected."""


class CustomTypes:
    """Schemas of third-party types by full type name.

    Each is a JSON Schema 2020-12 of the type's own members of `data`, with `x-touchline-type` naming the type. The
    envelope and the named groups are checked beside it, always. A `$ref` may lead into the schema itself, or to a shape
    of the vocabulary by its URN: `urn:touchline:shape:money`. Nothing is fetched.
    """

    def __init__(self, schemas: Mapping[str, Mapping[str, Any]]) -> None:
        """`schemas`: the schema of `data` by type name. Raise CustomTypeError for one that cannot be used."""
        self._schemas = {name: dict(schema) for name, schema in schemas.items()}
        self._engines: dict[tuple[str, Mode], Engine] = {}
        for name in self._schemas:
            if name.startswith(PREFIX):
                raise CustomTypeError(
                    f"{name}: the prefix touchline. is the specification's; use your own reverse domain name"
                )
            for mode in ("open", "strict"):
                self._engines[name, mode] = self._compiled(name, mode)

    @classmethod
    def load(cls, folder: str | Path) -> CustomTypes:
        """Read every `*.json` of a folder and below; raise CustomTypeError naming the file that cannot be used."""
        folder = Path(folder)
        if not folder.is_dir():
            raise CustomTypeError(f"{folder}: expected a folder of JSON Schemas")
        found: dict[str, Mapping[str, Any]] = {}
        for path in sorted(folder.rglob("*.json")):
            name, schema = _read(path)
            if name in found:
                raise CustomTypeError(f"{path}: {name} is already defined in this folder")
            found[name] = schema
        return cls(found)

    @property
    def schemas(self) -> Mapping[str, Mapping[str, Any]]:
        """The schema of `data` by type name, as they were given."""
        return self._schemas

    @property
    def types(self) -> tuple[str, ...]:
        """The type names, sorted."""
        return tuple(sorted(self._schemas))

    def engine(self, name: str, mode: Mode) -> Engine | None:
        """Return the compiled schema of a whole event of this type, or None for an unknown one."""
        return self._engines.get((name, mode))

    def privacy(self, name: str) -> Mapping[str, str]:
        """Return privacy class by path of `data`, as `EventType.privacy`: groups, and what `x-touchline-class` says."""
        engine = self._engines[name, "open"]
        data = engine.schema["properties"]["data"]
        schema = self._schemas[name]
        own = {**schema.get("$defs", {}), **shapes_of(schema, "open")}
        return dict(classes(data, engine.schema["$defs"])) | dict(classes(schema, own))

    def _compiled(self, name: str, mode: Mode) -> Engine:
        schema = self._schemas[name]
        try:
            whole = foreign_schema(_embedded(name, schema, mode))
            whole["$defs"] = {**whole["$defs"], **shapes_of(schema, mode)}
            return Engine(whole)
        except KeyError as failure:
            raise CustomTypeError(f"{name}: there is no shape {SHAPE}{failure.args[0]}{_meant(failure)}") from failure
        except SchemaError as failure:
            raise CustomTypeError(f"{name}: not a usable JSON Schema 2020-12: {failure}") from failure


def _meant(failure: KeyError) -> str:
    return did_you_mean(str(failure.args[0]), vocabulary()["definitions"])


def _embedded(name: str, schema: dict[str, Any], mode: Mode) -> dict[str, Any]:
    """Return the schema as a resource of its own, so that its `$ref`s keep pointing into itself."""
    made = {"$schema": DIALECT, "$id": f"urn:touchline:custom:{name}", **schema}
    if mode == "strict" and "properties" in made:
        groups = dict.fromkeys(foreign_schema()["properties"]["data"]["properties"], True)
        made = closed({**made, "properties": {**groups, **made["properties"]}})
    return made


def _read(path: Path) -> tuple[str, Mapping[str, Any]]:
    try:
        schema = loads(path.read_bytes())
    except (OSError, JSONTextError) as failure:
        raise CustomTypeError(f"{path}: {failure}") from failure
    if not isinstance(schema, dict) or not isinstance(name := schema.get(KEYWORD), str):
        raise CustomTypeError(f"{path}: expected a JSON Schema object whose {KEYWORD} names the event type")
    return name, schema
