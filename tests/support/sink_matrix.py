"""What is shown of each sink, cell by cell, and by which tests; `docs/sinks/README.md` carries the table.

A cell names the tests that show it, or gives the reason why there is nothing to show. `tests/sinks/test_sink_matrix.py`
holds it to the page and to what pytest collects.
"""

from __future__ import annotations

from dataclasses import dataclass

COLUMNS = (
    "killed between write and bookkeeping, restarted, counted",
    "store away for a while",
    "turned away",
    "place missing",
    "place of another shape",
    "one event in 500 that the store refuses",
    "TLS",
)
KILLED = "test_killed_between_write_and_settling"
AWAY = "test_a_store_away_for_a_while"
REFUSED = "test_what_the_store_turns_away_is_named_in_one_line"
MADE = "test_events_arrive_whole"
POISON = "test_one_poisoned_event_in_five_hundred"


@dataclass(frozen=True, slots=True)
class Cell:
    """What the page says, and the tests that show it; none where the text is the reason for that."""

    text: str
    tests: tuple[str, ...] = ()


def nothing(reason: str) -> Cell:
    """Nothing to show."""
    return Cell(f"- ({reason})")


@dataclass(frozen=True, slots=True)
class Suite:
    """A file of tests and the class in it that runs the behaviour suite."""

    file: str
    name: str

    def shown(self, text: str, *tests: str) -> Cell:
        """By tests of the suite, or of the file where they stand beside it; `refusal:x` is one the store turns away."""
        return Cell(text, tuple(map(self._id, tests)))

    def _id(self, test: str) -> str:
        refusal = test.removeprefix("refusal:")
        if refusal != test:
            return f"{self.file}::{self.name}::{REFUSED}[{refusal}]"
        inside = test in (KILLED, AWAY, MADE, POISON) and self.name
        return f"{self.file}::{self.name}::{test}" if inside else f"{self.file}::{test}"

    @property
    def killed(self) -> str:
        """Its test of that name."""
        return self._id(KILLED)


def over_tls(kind: str, text: str, *, certificate: bool) -> Cell:
    """Against a server with certificates of this test; `certificate`: it asks for one of ours."""
    tests = [
        "server_that_our_authority_vouches_for_is_written_to",
        "server_that_another_authority_vouches_for_is_refused",
    ]
    names = [f"test_a_{name}" for name in tests]
    if certificate:
        names.append("test_without_a_certificate_that_is_asked_for_nothing_is_written")
    return Cell(text, tuple(f"test_tls.py::{name}[{kind}]" for name in names))


BOTH, ONE = "verified both ways", "verified"
SQLITE = Suite("test_sqlite.py", "TestSqlite")
JSONL = Suite("test_jsonl.py", "TestJsonl")
STDOUT = Suite("test_stdout.py", "")
WEBHOOK = Suite("test_webhook.py", "TestWebhook")
POSTGRES = Suite("test_postgres.py", "TestPostgres")
MYSQL = Suite("test_mysql.py", "TestMysql")
DUCKDB = Suite("test_duckdb.py", "TestDuckdb")
PARQUET = Suite("test_parquet.py", "TestParquet")
MOTO = Suite("test_parquet.py", "TestParquetOnS3")
CEPH = Suite("test_parquet.py", "TestParquetOnCeph")
CLICKHOUSE = Suite("test_clickhouse.py", "TestClickhouse")
DLT_FILES = Suite("test_dlt.py", "TestOnFiles")
DLT_DUCKDB = Suite("test_dlt.py", "TestOnDuckdb")
DLT = Suite("test_dlt.py", "TestOnDatabase")
ANY = Suite("test_sqlalchemy.py", "TestOnPostgres")
ANY_MARIADB = Suite("test_sqlalchemy.py", "TestOnMariadb")
ANY_SQLITE = Suite("test_sqlalchemy.py", "TestWithoutWordsForIt")
KAFKA = Suite("test_kafka.py", "TestKafka")
NATS = Suite("test_nats.py", "TestNats")
REDIS = Suite("test_redis.py", "TestRedis")
RABBITMQ = Suite("test_rabbitmq.py", "TestRabbitmq")
MQTT = Suite("test_mqtt.py", "TestMqtt")


ANY_SERVERS = (ANY, ANY_MARIADB)


def together(text: str, *cells: Cell) -> Cell:
    """One cell for what several show."""
    return Cell(text, tuple(test for cell in cells for test in cell.tests))


FILE = nothing("a file")
PASSWORD = "test_a_wrong_password_is_refused"
NATS_LOGIN = "authorization { user: crm, password: swordfish }-nats://"

ROWS: dict[str, tuple[Cell, ...]] = {
    "`sqlite`": (
        SQLITE.shown("once", KILLED),
        SQLITE.shown("file locked: waits", AWAY),
        SQLITE.shown("folder not to be made: paused", "refusal:folder"),
        SQLITE.shown("made", MADE),
        SQLITE.shown("other table, no database: paused", "refusal:shape", "refusal:no database"),
        SQLITE.shown("dead letter", POISON),
        FILE,
    ),
    "`jsonl`": (
        JSONL.shown("once", KILLED),
        JSONL.shown("disk full: waits", AWAY),
        JSONL.shown("folder not to be made: paused", "refusal:folder"),
        JSONL.shown("made", MADE),
        JSONL.shown("state of somebody else: paused", "refusal:state"),
        nothing("takes every event"),
        FILE,
    ),
    "`stdout`": (
        STDOUT.shown("at most twice", KILLED),
        STDOUT.shown("nobody reads for a while: waits", "test_a_reader_that_rests_holds_up_no_other_sink"),
        STDOUT.shown("nobody reads the pipe any more: paused", "test_a_pipe_nobody_reads_any_more_is_refused"),
        nothing("nothing to make"),
        nothing("lines have none"),
        nothing("takes every event"),
        nothing("a pipe"),
    ),
    "`webhook`": (
        WEBHOOK.shown("under the same `webhook-id`", KILLED),
        WEBHOOK.shown("waits", AWAY),
        WEBHOOK.shown(
            "401, 403, redirect, private address: paused",
            *(f"refusal:{name}" for name in ("401", "403", "301", "private")),
        ),
        WEBHOOK.shown("404: paused", "refusal:404"),
        nothing("an endpoint has none"),
        WEBHOOK.shown("dead letter", POISON),
        WEBHOOK.shown(ONE, "test_http2_over_tls_to_the_checked_address"),
    ),
    "`postgres`": (
        POSTGRES.shown("once", KILLED),
        POSTGRES.shown("waits", AWAY),
        POSTGRES.shown(
            "wrong password, none, unknown role: paused", f"{PASSWORD}[postgres]", "refusal:role", "refusal:url"
        ),
        POSTGRES.shown("database, schema, table: paused", "refusal:database", "refusal:schema", "refusal:table"),
        POSTGRES.shown("a column or the key missing: paused", "refusal:shape", "refusal:key"),
        POSTGRES.shown("dead letter", POISON),
        over_tls("postgres", BOTH, certificate=True),
    ),
    "`mysql`": (
        MYSQL.shown("once", KILLED),
        MYSQL.shown("waits", AWAY),
        MYSQL.shown("wrong password: paused", "refusal:password"),
        MYSQL.shown("database, table: paused", "refusal:database", "refusal:table"),
        MYSQL.shown("a column or the key missing: paused", "refusal:shape", "refusal:key"),
        MYSQL.shown("dead letter", POISON),
        over_tls("mysql", BOTH, certificate=True),
    ),
    "`duckdb`": (
        DUCKDB.shown("once", KILLED),
        DUCKDB.shown("open elsewhere: waits", AWAY),
        DUCKDB.shown("folder not to be made: paused", "refusal:folder"),
        DUCKDB.shown("made", MADE),
        DUCKDB.shown("other table, no key, no database: paused", "refusal:shape", "refusal:key", "refusal:no database"),
        DUCKDB.shown("dead letter", POISON),
        FILE,
    ),
    "`parquet` on a disk": (
        PARQUET.shown("once", KILLED),
        PARQUET.shown("disk full: waits", AWAY),
        PARQUET.shown("folder not to be made: paused", "refusal:folder"),
        PARQUET.shown("made", MADE),
        PARQUET.shown("files of others: left alone", "test_files_of_others_are_left_alone"),
        nothing("takes every event"),
        FILE,
    ),
    "`parquet` on S3": (
        together("once", MOTO.shown("", KILLED), CEPH.shown("", KILLED)),
        together("waits", MOTO.shown("", AWAY), CEPH.shown("", AWAY)),
        CEPH.shown("wrong access key, wrong secret: paused", "refusal:access", "refusal:secret"),
        together("bucket: paused", MOTO.shown("", "refusal:bucket"), CEPH.shown("", "refusal:bucket")),
        nothing("as on a disk"),
        nothing("takes every event"),
        over_tls("parquet", ONE, certificate=False),
    ),
    "`clickhouse`": (
        CLICKHOUSE.shown("once by its token", KILLED),
        CLICKHOUSE.shown("waits", AWAY),
        CLICKHOUSE.shown(
            "wrong login (a real server's too), server too old: paused",
            "refusal:login",
            "test_a_real_server_turns_a_wrong_login_away[crm:hunter2]",
            "test_a_server_that_is_too_old_is_named",
        ),
        CLICKHOUSE.shown("database, table: paused", "refusal:database", "refusal:table"),
        CLICKHOUSE.shown(
            "a column missing: paused; an engine that keeps copies: a note",
            "refusal:shape",
            "test_check_warns_of_a_table_that_keeps_copies[MergeTree ORDER BY id"
            "-a batch sent again is there twice for good]",
        ),
        CLICKHOUSE.shown("dead letter", POISON),
        over_tls("clickhouse", ONE, certificate=False),
    ),
    "`dlt`": (
        Cell("once where it merges, at most twice in files", tuple(s.killed for s in (DLT, DLT_DUCKDB, DLT_FILES))),
        DLT.shown("waits (PostgreSQL)", AWAY),
        together(
            "wrong password, unknown role, a package or setting missing: paused",
            POSTGRES.shown("", f"{PASSWORD}[dlt]"),
            DLT.shown("", "refusal:role", "test_a_destination_whose_package_is_missing_is_refused"),
            DLT.shown("", "test_what_a_cloud_destination_lacks_is_said_in_one_line[bigquery]"),
        ),
        DLT.shown("database, a table taken away: paused", "refusal:database", "test_a_table_taken_away_is_refused"),
        DLT.shown("a column of another type: paused", "refusal:shape"),
        DLT.shown("dead letter (PostgreSQL)", POISON),
        nothing("the destination's own"),
    ),
    "`sqlalchemy`": (
        Cell("once", tuple(s.killed for s in (ANY, ANY_MARIADB, ANY_SQLITE))),
        together("waits", *(s.shown("", AWAY) for s in ANY_SERVERS)),
        together(
            "wrong password, unknown login: paused",
            POSTGRES.shown("", f"{PASSWORD}[sqlalchemy]"),
            *(s.shown("", "refusal:login") for s in ANY_SERVERS),
        ),
        together("database, table: paused", *(s.shown("", "refusal:database", "refusal:table") for s in ANY_SERVERS)),
        together(
            "a column or the key missing: paused", *(s.shown("", "refusal:shape", "refusal:key") for s in ANY_SERVERS)
        ),
        together("dead letter", *(s.shown("", POISON) for s in (ANY, ANY_MARIADB, ANY_SQLITE))),
        over_tls("sqlalchemy", "verified both ways (PostgreSQL)", certificate=True),
    ),
    "`kafka`": (
        KAFKA.shown("at most twice", KILLED),
        KAFKA.shown("waits", AWAY),
        KAFKA.shown("wrong password: paused; none: waits, for the broker only hangs up", PASSWORD),
        KAFKA.shown("topic: paused", "refusal:topic"),
        nothing("a topic takes any bytes"),
        KAFKA.shown(
            "too large for the producer: dead letter", "test_an_event_larger_than_the_producer_takes_stands_alone"
        ),
        over_tls("kafka", ONE, certificate=False),
    ),
    "`nats`": (
        NATS.shown("once in its window", KILLED),
        NATS.shown("waits", AWAY),
        NATS.shown(
            "wrong password, none, no right: paused",
            f"test_a_server_that_turns_us_away_is_found_by_check[{NATS_LOGIN}crm:hunter2@{{}}-[Aa]uthorization]",
            f"test_a_server_that_turns_us_away_is_found_by_check[{NATS_LOGIN}{{}}-[Aa]uthorization]",
            "test_a_server_that_turns_us_away_is_found_by_check[config3-nats://crm:a@{}-[Pp]ermissions]",
        ),
        NATS.shown("stream: paused", "refusal:stream"),
        NATS.shown("a stream of other subjects: paused", "refusal:subjects"),
        NATS.shown("too large for the server: dead letter", POISON),
        over_tls("nats", BOTH, certificate=True),
    ),
    "`redis`": (
        REDIS.shown("at most twice", KILLED),
        REDIS.shown(
            "waits; a cluster's stream that moved, a failover: waits",
            AWAY,
            "test_a_cluster_is_reached_through_any_of_its_nodes",
            "test_sentinels_name_the_master_also_after_a_failover",
        ),
        REDIS.shown(
            "wrong password, none, no right: paused",
            "refusal:password",
            "test_a_server_that_takes_nothing_is_found_by_check[arguments0-Refused-Authentication required]",
            "test_a_server_that_takes_nothing_is_found_by_check[arguments3-Refused-no permissions]",
        ),
        REDIS.shown(
            "made; an unknown master: paused", MADE, "test_what_sentinels_do_not_know_is_named", "refusal:database"
        ),
        REDIS.shown("a key of another type: paused", "refusal:type"),
        nothing("takes every event"),
        over_tls("redis", BOTH, certificate=True),
    ),
    "`rabbitmq`": (
        RABBITMQ.shown("at most twice", KILLED),
        RABBITMQ.shown("waits", AWAY),
        RABBITMQ.shown("wrong password: paused", "refusal:password"),
        RABBITMQ.shown(
            "virtual host: paused; exchange deleted: made anew",
            "refusal:virtual host",
            "test_an_exchange_deleted_under_us_comes_back",
        ),
        RABBITMQ.shown("an exchange of another kind: paused", "refusal:kind of exchange"),
        RABBITMQ.shown("no queue takes it: dead letter", "test_an_event_that_no_queue_takes_stands_alone"),
        over_tls("rabbitmq", ONE, certificate=False),
    ),
    "`mqtt`": (
        MQTT.shown("at most twice", KILLED),
        MQTT.shown("waits", AWAY),
        MQTT.shown(
            "wrong password, none, a topic not ours: paused",
            f"{PASSWORD}[crm:hunter2@]",
            f"{PASSWORD}[]",
            "test_a_topic_that_is_not_ours_is_refused",
        ),
        nothing("a topic is there once somebody publishes"),
        nothing("a topic takes any bytes"),
        MQTT.shown(
            "too large for the broker: dead letter",
            "test_an_event_larger_than_the_broker_takes_stands_alone[max_packet_size 20000]",
        ),
        over_tls("mqtt", BOTH, certificate=True),
    ),
}


def rendered() -> str:
    """The table as the page has it."""
    lines = [["kind", *COLUMNS], ["---"] * (1 + len(COLUMNS))]
    lines += [[kind, *(cell.text for cell in cells)] for kind, cells in ROWS.items()]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines).replace("| --- | ---", "|---|---") + "\n"
