"""The smaller verbs: the vocabulary at a glance, schemas, rules; and what is no verb."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from touchline_spec import event_types, schema_of
from touchline_spec.cli import VERBS, main

ORDER = "touchline.order.placed.v1"


def said(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = main(list(arguments))
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_types_lists_every_type_with_what_it_means(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said("types", capsys=capsys)
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == [each.type for each in event_types()]


@pytest.mark.parametrize("name", [ORDER, "order.placed"])
def test_one_type_is_shown_with_the_privacy_of_its_fields(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said("types", name, capsys=capsys)
    assert code == 0
    assert ["/identities/*/value", "pseudonymous"] in [line.split() for line in out.splitlines()]
    assert ["/items/*/quantity", "operational"] in [line.split() for line in out.splitlines()]


@pytest.mark.parametrize("mode", ["open", "strict"])
def test_a_schema_is_printed_as_it_is_published(mode: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said("schema", "order.placed", *(["--strict"] if mode == "strict" else []), capsys=capsys)
    assert code == 0
    assert json.loads(out) == schema_of(ORDER, "strict" if mode == "strict" else "open")


@pytest.mark.parametrize("verb", ["types", "schema"])
def test_a_misspelt_type_is_asked_about(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = said(verb, "touchline.order.plced.v1", capsys=capsys)
    assert (code, out) == (2, "")
    assert f"did you mean {ORDER}?" in err


def test_rules_are_listed_by_level(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said("conformance", "rules", "--level", "2", capsys=capsys)
    assert code == 0
    assert "identity.junk" in out
    assert {line[0] for line in out.splitlines()} == {"2"}


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_and_refuses_unknown_options(verb: str) -> None:
    command = [sys.executable, "-m", "touchline_spec.cli", verb]
    assert subprocess.run([*command, "--help"], capture_output=True, check=False).returncode == 0
    refused = subprocess.run([*command, "--no-such-option"], capture_output=True, text=True, check=False)
    assert refused.returncode == 2
    assert "Traceback" not in refused.stderr


def test_an_unknown_verb_is_misuse() -> None:
    command = [sys.executable, "-m", "touchline_spec.cli", "valdate"]
    refused = subprocess.run(command, capture_output=True, text=True, check=False)
    assert refused.returncode == 2
    assert "validate" in refused.stderr
