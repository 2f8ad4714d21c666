"""The conformance kit: it passes what is right, catches what is wrong, and drives foreign programs over plain lines."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import requests

from support.collectors import Collector
from support.touchpoints import order
from touchline import Client, Money, Product, events
from touchline import Identity as TrackedIdentity
from touchline_spec import Validator, times
from touchline_spec.cli import main
from touchline_spec.conformance import kit
from touchline_spec.findings import Finding, is_rejected

PYTHON = sys.executable
LAMP = {"product_id": "P-1", "quantity": "1", "price": {"amount": "19.99", "currency": "EUR"}}


def conformance(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = main(["conformance", "run", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.fixture(scope="module")
def judged() -> list[tuple[kit.Case, list[Finding]]]:
    """Every vector with what our validator finds in it."""
    validators = {"open": Validator("open"), "strict": Validator("strict")}
    return [
        (case, validators[case.mode].check_bytes(case.raw, now=times.parse(case.now)).findings)
        for case in kit.load().cases
    ]


Judged = list[tuple[kit.Case, list[Finding]]]


def test_our_validator_gives_every_verdict_and_every_finding(judged: Judged) -> None:
    """Not one vector is judged otherwise than published, and a valid one gets no finding but those published."""
    for case, findings in judged:
        found = {(each.rule, each.pointer) for each in findings}
        assert is_rejected(findings) == (case.expect == "invalid"), case.id
        assert set(case.findings) <= found, case.id
        assert case.expect == "invalid" or found == set(case.findings), case.id


def test_every_must_has_a_positive_and_a_negative_vector() -> None:
    """A rule that nothing can break, or nothing can keep, is no rule."""
    loaded = kit.load()
    codecs = {
        rule["id"] for rule in json.loads((kit.folder() / "rules.json").read_text())["rules"] if "vectors" in rule
    }
    verdicts = {(case.rule, case.expect) for case in loaded.cases}
    for rule in loaded.rules:
        if rule.level == kit.TRANSPORT or rule.id in codecs:
            continue
        assert (rule.id, "valid") in verdicts, rule.id
        if rule.severity == "error":
            assert (rule.id, "invalid") in verdicts, rule.id
        else:
            assert any(case.findings for case in loaded.cases if case.rule == rule.id), rule.id
    assert {case.rule for case in loaded.cases} <= {rule.id for rule in loaded.rules}


def test_every_code_of_a_finding_is_a_rule_s(judged: Judged) -> None:
    """A finding leads to a numbered rule, whatever the vector."""
    codes = {code for rule in kit.load().rules for code in (*rule.codes, rule.id)}
    assert {finding.rule for _, findings in judged for finding in findings} <= codes


BROKEN = {
    "says yes to everything": ('print(json.dumps({"id": q["id"], "valid": True}), flush=True)', "Expected invalid"),
    "does not answer in JSON": ('print("yes", flush=True)', "not JSON"),
    "answers for another": ('print(json.dumps({"id": "x", "valid": True}), flush=True)', "expected one object"),
    "gives up": ("sys.exit(3)", "ended"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_wrong_validator_fails(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every way of not speaking the protocol ends in a report, not in a hang or a traceback."""
    body, said = BROKEN[name]
    script = tmp_path / "validator.py"
    script.write_text(f"import json, sys\nfor line in sys.stdin:\n    q = json.loads(line)\n    {body}\n")
    code, out, _ = conformance("--command", f"{PYTHON} {script}", "--level", "0", capsys=capsys)
    assert code == 1
    assert said in out


def test_a_command_that_is_not_there_is_misuse(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = conformance("--command", "no-such-validator", capsys=capsys)
    assert code == 2
    assert "no-such-validator" in err


ECHO = """
import base64, json, sys
for line in sys.stdin:
    question = json.loads(line)
    event = json.loads(base64.b64decode(question["input_base64"]))
    {change}
    print(json.dumps({{"id": question["id"], "output": event}}), flush=True)
"""


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("event['receivedtime'] = '2026-11-20T09:00:01.000000Z'", 0),
        ("event['time'] = '2026-11-20T09:00:01.000000Z'", 1),
        ("event.get('data') and isinstance(event['data'], dict) and event['data'].pop('channel', None)", 1),
    ],
)
def test_a_forwarder_may_add_its_own_times_and_change_nothing(
    change: str, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / "forwarder.py"
    script.write_text(ECHO.format(change=change))
    arguments = ("--role", "forwarder", "--command", f"{PYTHON} {script}", "--level", "0")
    assert conformance(*arguments, capsys=capsys)[0] == code


def test_our_collector_forwards_unchanged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Through the front door, the log and the webhook sink: every valid event of level 0 comes out as it went in."""
    script = Path(__file__).parents[1] / "support/collector_forwarder.py"
    arguments = ("--role", "forwarder", "--level", "0", "--command", f"{PYTHON} {script} {tmp_path}")
    code, out, _ = conformance(*arguments, capsys=capsys)
    assert code == 0, out
    assert " 0 skipped" in out


@pytest.mark.long
@pytest.mark.timeout(300)
def test_our_collector_forwards_every_vector_unchanged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All levels; tokens of phones that nobody registered are suppressed, and nothing else is left out."""
    script = Path(__file__).parents[1] / "support/collector_forwarder.py"
    arguments = ("--role", "forwarder", "--format", "json", "--command", f"{PYTHON} {script} {tmp_path}")
    code, out, _ = conformance(*arguments, capsys=capsys)
    made = json.loads(out)
    assert code == 0, [each for each in made["outcomes"] if each["status"] == "failed"]
    skipped = [each for each in made["outcomes"] if each["status"] == "skipped"]
    assert {each["message"] for each in skipped} <= {"the collector answered suppressed"}
    assert len(skipped) < 20 < made["counts"]["passed"]


def test_a_producer_is_judged_by_rule(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Broken rules are named with the first place and the number of others; kept ones pass."""
    path = tmp_path / "events.ndjson"
    bad = order(total={"amount": 19.99, "currency": "EUR"})
    path.write_text("\n".join(json.dumps(each) for each in (order(), bad, bad)))
    code, out, _ = conformance("--format", "json", str(path), capsys=capsys)
    made = json.loads(out)
    outcomes = {each["rule"]: each for each in made["outcomes"]}
    assert code == 1
    assert made["notes"] == ["3 events: touchline.order.placed.v1 (3)"]
    assert outcomes["money.amount"]["status"] == "failed"
    assert outcomes["money.amount"]["message"].endswith("(and 1 more)")
    assert outcomes["money.currency"]["status"] == "passed"
    assert made["levels"] == [0, 2, 3]


def test_reports_and_badge_name_kit_and_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    events, badge, xml = tmp_path / "e.json", tmp_path / "badge.json", tmp_path / "junit.xml"
    events.write_text(json.dumps(order()))
    arguments = ("--format", "junit", "--output", str(xml), "--badge", str(badge), "--build", "shop 4.2", str(events))
    assert conformance(*arguments, capsys=capsys)[0] == 0
    made = json.loads(badge.read_text())
    assert (made["build"], made["kit"], made["color"]) == ("shop 4.2", kit.load().digest, "brightgreen")
    suites = ET.fromstring(xml.read_text())  # noqa: S314 - our own output
    assert int(suites.attrib["tests"]) == len(suites.findall(".//testcase")) > 40


@pytest.fixture
def listening() -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A producer's endpoint on a free port; ends after four events."""
    command = [PYTHON, "-m", "touchline_spec.cli", "conformance", "run", "--listen", "127.0.0.1:0", "--events", "4"]
    pipe = subprocess.PIPE
    with subprocess.Popen([*command, "--seconds", "30"], stdout=pipe, stderr=pipe, text=True) as process:
        assert process.stderr
        yield process, process.stderr.readline().split()[2].rstrip(";")


def test_any_producer_can_post_to_it(listening: tuple[subprocess.Popen[str], str]) -> None:
    """An array, one object, lines and gzip; each event is judged as it comes and the producer is answered."""
    process, url = listening
    good, bad = json.dumps(order()), json.dumps(order(order_id=7))
    assert requests.post(url, data=f"[{good}]", timeout=10).json() == {"accepted": 1, "results": []}
    assert requests.post(url, data=good, timeout=10).status_code == 202
    body = gzip.compress(f"{good}\n{bad}\n".encode())
    answer = requests.post(url, data=body, headers={"content-encoding": "gzip"}, timeout=10)
    assert [each["status"] for each in answer.json()["results"]] == ["rejected"]
    out, err = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "4 events" in out
    assert err.count("ok ") == 3
    assert "REFUSED touchline.order.placed.v1" in err


def test_a_collector_is_driven_over_http(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Our own collector passes all levels, through its front door."""
    badge = tmp_path / "badge.json"
    with Collector(tmp_path) as collector:
        arguments = ("--url", collector.url, "--format", "json", "--badge", str(badge), "--build", "a1b2c3")
        code, out, _ = conformance(*arguments, capsys=capsys)
    made = json.loads(out)
    assert code == 0, [each for each in made["outcomes"] if each["status"] == "failed"]
    assert made["levels"] == [0, 1, 2, 3, 4]
    transport = {each["rule"] for each in made["outcomes"] if each["level"] == kit.TRANSPORT}
    bound = {rule.id for rule in kit.load().rules if "collector" in rule.roles and rule.level == kit.TRANSPORT}
    assert transport == bound - {"forward.unchanged"}, "what it forwards is the role of forwarders"
    assert json.loads(badge.read_text()) == {
        "schemaVersion": 1,
        "label": "touchline",
        "message": "collector, level 0, 1, 2, 3, 4",
        "color": "brightgreen",
        "kit": kit.load().digest,
        "build": "a1b2c3",
        "touchline": made["touchline"],
    }


def test_our_sdk_is_a_producer_that_breaks_no_rule(tmp_path: Path) -> None:
    """Typed events through the real client and its outbox to `--listen`: every one is judged and none is refused."""
    command = [PYTHON, "-m", "touchline_spec.cli", "conformance", "run", "--listen", "127.0.0.1:0", "--events", "3"]
    pipe = subprocess.PIPE
    with subprocess.Popen([*command, "--seconds", "30"], stdout=pipe, stderr=pipe, text=True) as process:
        assert process.stderr
        url = process.stderr.readline().split()[2].rstrip(";")
        with Client(url, source="//shop.example.com/web", channel="web", outbox=tmp_path / "outbox") as client:
            lamp = Product(product_id="P-1", name="Lamp", price=Money("19.99", "EUR"))
            client.track(events.ProductViewed(product=lamp, identities=[TrackedIdentity.email("jane@example.com")]))
            client.track(events.OrderPlaced(order_id="O-1", total=Money("19.99", "EUR"), items=[LAMP]))
            client.track("com.acme.kiosk.slush_poured.v1", {"size": "L"})
            assert client.flush(timeout=20).stats.delivered == 3
        out, err = process.communicate(timeout=30)
    assert process.returncode == 0, out
    assert "3 events" in out
    assert "REFUSED" not in err


def test_a_collector_that_is_not_there_is_misuse(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = conformance("--url", "http://127.0.0.1:1", capsys=capsys)
    assert code == 2
    assert "127.0.0.1" in err


def test_our_own_validator_can_be_run_from_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = conformance("--self", "--level", "0", capsys=capsys)
    assert code == 0
    assert "0 failed" in out


def test_the_rules_of_codecs_have_vectors_of_both_kinds() -> None:
    home = kit.folder()
    for rule in json.loads((home / "rules.json").read_text())["rules"]:
        if "vectors" in rule:
            document = json.loads((home / "vectors" / rule["vectors"]).read_text())
            assert document["rule"] == rule["id"]
            assert {case["expect"] == "valid" for case in document["cases"]} == {True, False}
