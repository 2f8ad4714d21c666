"""The configuration file."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import jsonschema_rs
import pytest

from touchline_collector import config
from touchline_collector.errors import ConfigError
from touchline_collector.intake.keys import Kind, digest

FULL = """
[server]
host = "0.0.0.0"
port = "${PORT:-8788}"
trusted_proxies = ["10.0.0.0/8"]
[log]
dir = "/var/lib/touchline"
keep_days = 7
[consent]
require = ["analytics"]
[privacy]
store_ip = true
[[keys]]
name = "web"
kind = "public"
key = "${WEB_KEY}"
sources = ["//shop.example.com/web"]
origins = ["https://shop.example.com"]
[[keys]]
name = "till"
kind = "secret"
key_sha256 = "OLD"
presence = true
[[keys]]
name = "till"
kind = "secret"
key = "${file:till.key}"
presence = true
[[sinks]]
name = "warehouse"
kind = "sqlite"
path = "/srv/warehouse.db"
types = ["touchline.order.*"]
require = ["analytics"]
on_missing = "strip_identities"
from = "now"
""".replace("OLD", digest("the-old-key-of-the-till"))


def load(folder: Path, text: str, **env: str) -> config.Config:
    path = folder / "collector.toml"
    path.write_text(text)
    return config.load(path, env)


def test_a_full_file_is_read(tmp_path: Path) -> None:
    """Every section, substitutions from environment, default and file, keys of one name merged for rotation."""
    (tmp_path / "till.key").write_text("the-new-key-of-the-till\n")
    found = load(tmp_path, FULL, WEB_KEY="the-key-of-the-web-shop")
    assert (found.server.port, found.log.dir, found.consent.require) == (
        8788,
        Path("/var/lib/touchline"),
        ("analytics",),
    )
    web, till = found.keys
    assert (web.kind, web.digests, web.rate) == (Kind.PUBLIC, (digest("the-key-of-the-web-shop"),), config.PUBLIC_RATE)
    assert till.digests == (digest("the-old-key-of-the-till"), digest("the-new-key-of-the-till"))
    assert till.presence
    assert found.sinks[0].shared.origin == "now"


def test_an_empty_file_is_the_defaults(tmp_path: Path) -> None:
    """Loopback, port 8787, ./touchline-data."""
    found = load(tmp_path, "")
    assert found == config.Config()
    assert (found.server.host, found.server.port, str(found.log.dir)) == ("127.0.0.1", 8787, "touchline-data")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[server", "is not TOML"),
        ("[sever]\n", r"no section \[sever\]"),
        ("[server]\nprot = 1\n", r"\[server\].*prot.*did you mean port"),
        ('[server]\nport = "many"\n', r"port must be a whole number, not 'many'"),
        ("[server]\nport = -1\n", "at least 0"),
        ("server = 3\n", r"\[server\] must be a table"),
        ("keys = 3\n", r"\[\[keys\]\]"),
        ('[server]\nhost = "0.0.0.0"\n', "needs keys"),
        ('[log]\ndir = "${NOWHERE}"\n', r"log\.dir: .*NOWHERE is not set"),
        ('[log]\ndir = "${file:absent}"\n', r"log\.dir: cannot read .*absent"),
        ('[[keys]]\nname = "a"\nkind = "secret"\n', "key a: give either key or key_sha256"),
        ('[[keys]]\nname = "a"\nkind = "secret"\nkey = "short"\n', "key a: .*too short"),
        ('[[keys]]\nname = "a"\nkind = "secret"\nkey_sha256 = "xyz"\n', "64 lower-case hex"),
        ('[[keys]]\nname = "a"\nkind = "boss"\nkey = "0123456789abcdef"\n', '"public" or "secret" or "admin"'),
        ('[[keys]]\nname = "a"\nkind = "public"\nkey = "0123456789abcdef"\n', "exact sources"),
        ('[[keys]]\nname = "a"\nkind = "public"\nkey = "0123456789abcdef"\nsources = ["//s/*"]\n', "exact sources"),
        ('[[keys]]\nname = "a"\nkind = "secret"\nkey = "0123456789abcdef"\norigins = ["https://a"]\n', "only public"),
        ('[[sinks]]\nname = "a"\nkind = "sqlitte"\n', "did you mean sqlite"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, message: str) -> None:
    """The setting, its value and what was expected."""
    with pytest.raises(ConfigError, match=message):
        load(tmp_path, text)


def test_a_secret_is_never_quoted(tmp_path: Path) -> None:
    """Not even a wrong one."""
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, '[[keys]]\nname = "a"\nkind = "secret"\nkey = "hunter2"\n')
    assert "hunter2" not in str(caught.value)


def test_rotation_takes_two_secrets_with_equal_rights(tmp_path: Path) -> None:
    """Not three, and no mixture of rights."""
    one = '[[keys]]\nname = "a"\nkind = "secret"\nkey = "0123456789abcde%d"\n'
    with pytest.raises(ConfigError, match="at most two"):
        load(tmp_path, "".join(one % number for number in range(3)))
    with pytest.raises(ConfigError, match="not their rights"):
        load(tmp_path, one % 1 + one % 2 + "presence = true\n")


def test_a_dollar_brace_can_be_meant(tmp_path: Path) -> None:
    """`$${` is `${`."""
    assert str(load(tmp_path, '[log]\ndir = "/a/$${b}"\n').log.dir) == "/a/${b}"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """One sentence."""
    with pytest.raises(ConfigError, match=re.escape(str(tmp_path / "no.toml"))):
        config.load(tmp_path / "no.toml")


def test_the_editors_schema_accepts_what_is_accepted() -> None:
    """And marks a misspelt setting."""
    schema = jsonschema_rs.Draft202012Validator(config.json_schema())
    table = tomllib.loads(FULL)
    assert [str(error) for error in schema.iter_errors(table)] == []
    table["server"]["prot"] = 1
    assert not schema.is_valid(table)


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    """In the order of the file's parts: nobody mends a configuration a line a try."""
    wrong = """
[servr]
[server]
prot = 8787
host = 5
[consent]
require = ["analytcs"]
[[keys]]
name = "web"
kind = "publik"
key = "long-enough-a-key"
[[keys]]
name = "till"
kind = "secret"
key = "short"
[[sinks]]
name = "one"
kind = "postgress"
[[sinks]]
name = "two"
kind = "jsonl"
batch_events = 0
"""
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, wrong)
    assert [
        sentence.partition(", not ")[0].split("; ")[0].split(" only ")[0] for sentence in caught.value.sentences
    ] == [
        "there is no section [servr]",
        "[server]: there is no setting prot",
        "[server]: host must be a string",
        "[consent]: require must hold",
        'key web: kind must be "public" or "secret" or "admin"',
        "key till: the key is too short to be safe",
        "sink one: there is no kind of sink called 'postgress'",
        "sink two: batch_events must be at least 1",
    ]


def test_every_reference_to_nothing_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, '[log]\ndir = "${NOWHERE}/${NOT_THERE}"\n[[sinks]]\nurl = "${file:none}"\n')
    assert [sentence.replace(str(tmp_path), "") for sentence in caught.value.sentences] == [
        "log.dir: the environment variable NOWHERE is not set",
        "sinks[1].url: cannot read /none: No such file or directory",
    ]
