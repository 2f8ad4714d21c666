"""RQ with a real Redis and a real worker, whose jobs end with `os._exit`."""

from __future__ import annotations

import importlib
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
import rq

from support.services import address
from touchline import context
from touchline.integrations.rq import TouchlineJob
from touchline.testing import LocalCollector

JOBS = """
import touchline
from touchline.integrations.rq import TouchlineJob

tl = touchline.Client({url!r}, source="//shop.example.com/worker", linger=60.0)

class ShopJob(TouchlineJob):
    client = tl

def receipt(name):
    tl.track("com.acme.receipt.sent.v1", {{"receipt": name}})

def failing(name):
    receipt(name)
    raise RuntimeError(name)
"""


@pytest.fixture
def connection() -> Iterator[redis.Redis]:
    host, port = address("redis")
    with redis.Redis(host, port) as made:
        yield made


def test_a_jobs_events_arrive_with_the_context_of_who_enqueued_it(
    tmp_path: Path, connection: redis.Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In memory, lingering for a minute, in a child that is gone at once: delivered, also of the job that fails."""
    module = f"jobs_{uuid.uuid4().hex}"
    with LocalCollector() as collector:
        (tmp_path / f"{module}.py").write_text(JOBS.format(url=collector.url))
        monkeypatch.syspath_prepend(str(tmp_path))
        job_class: type[TouchlineJob] = importlib.import_module(module).ShopJob
        queue = rq.Queue(module, connection=connection, job_class=job_class)
        with context(channel="web", identities=[{"type": "user", "value": "u-1"}], page={"url": "https://x.example"}):
            jobs = [queue.enqueue(f"{module}.receipt", "R-1"), queue.enqueue(f"{module}.failing", "R-2")]
        jobs.append(queue.enqueue(f"{module}.receipt", "R-3"))
        try:
            work(tmp_path, module, connection)
        finally:
            for job in jobs:
                job.delete()
            queue.delete()
        found = {event["data"].pop("receipt"): event["data"] for event in collector.accepted}
    inherited = {"channel": "web", "identities": [{"type": "user", "value": "u-1"}]}
    assert found == {"R-1": inherited, "R-2": inherited, "R-3": {}}


def work(folder: Path, module: str, connection: redis.Redis) -> None:
    """Run a worker until the queue is empty, as a user would start it."""
    at = connection.connection_pool.connection_kwargs
    command = [sys.executable, "-W", "ignore", "-m", "rq.cli", "worker", module, "--burst", "--path", str(folder)]
    options = ["--job-class", f"{module}.ShopJob", "--url", f"redis://{at['host']}:{at['port']}", "--name", module]
    done = subprocess.run([*command, *options], capture_output=True, text=True, timeout=50, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
