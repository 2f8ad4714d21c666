"""The collector's pages say what is true: every setting, verb and metric occurs, and the examples are read."""

from __future__ import annotations

import dataclasses
import tomllib
from pathlib import Path

import pytest

from touchline_collector import config
from touchline_collector.cli import VERBS

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs/collector"
SECRETS = {"TOUCHLINE_SHOP_KEY": "tl_secret_0123456789abcdef", "TOUCHLINE_STORE_KEY": "tl_secret_fedcba9876543210"}


def page(name: str) -> str:
    return (DOCS / name).read_text()


@pytest.mark.parametrize("section", [*config.SECTIONS.values(), config.KeyTable, config.sink_config.Shared])
def test_every_setting_is_described(section: type) -> None:
    """Whoever writes a configuration finds each setting on its page."""
    text = page("configuration.md")
    names = {"origin": "from"}
    shown = [names.get(field.name, field.name) for field in dataclasses.fields(section)]
    assert not [name for name in shown if f"`{name}`" not in text and f".{name}`" not in text]


def test_every_verb_is_described() -> None:
    """The table of verbs is whole."""
    text = page("running.md")
    assert not [verb for verb in VERBS if f"`{verb}" not in text]


@pytest.mark.parametrize("name", ["minimal.toml", "full.toml"])
def test_an_example_configuration_is_read(name: str, tmp_path: Path) -> None:
    """What people copy works."""
    (tmp_path / "console.key").write_text("tl_admin_0123456789abcdef\n")
    copy = tmp_path / name
    copy.write_text(page(name))
    assert config.load(copy, SECRETS).keys


def test_the_full_example_is_full() -> None:
    """It shows every setting of every section."""
    table = tomllib.loads(page("full.toml"))
    lines = page("full.toml")
    for name, section in config.SECTIONS.items():
        assert name in table
        assert not [f.name for f in dataclasses.fields(section) if f.name not in table[name] and f.name not in lines]
