"""RQ: the context of the request that enqueues a job travels with it, and the job's events are sent before it ends.

    class ShopJob(TouchlineJob):
        client = tl

    queue = Queue(connection=redis, job_class=ShopJob)      # where jobs are enqueued
    rq worker --job-class shop.jobs.ShopJob                 # where they run

RQ runs each job in a child that ends with `os._exit`, which leaves no thread a moment: so the job flushes.
"""

from __future__ import annotations

from typing import Any, ClassVar, Self

from touchline.ambient import carried, unpacked
from touchline.client import Client

try:
    from rq.job import Job
except ImportError as error:
    from touchline.errors import MissingExtra

    raise MissingExtra("the RQ integration needs RQ: pip install rq") from error

_META = "touchline_context"
# What a job may take longer for its events; with an outbox on disk nothing is lost beyond it either.
FLUSH_S = 5.0


class TouchlineJob(Job):
    """A job with the context of whoever enqueued it. A subclass names the `client` whose events are flushed."""

    client: ClassVar[Client | None] = None

    @classmethod
    def create(cls, *args: Any, **options: Any) -> Self:
        """Make the job as RQ does, with the present context in its meta data."""
        text = carried()
        if text is not None:
            options["meta"] = {**(options.get("meta") or {}), _META: text}
        return super().create(*args, **options)  # type: ignore[return-value]  # made of `cls`

    def perform(self) -> Any:
        """Run the job inside that context, and flush."""
        if self.client is None:
            return super().perform()
        try:
            with self.client.context(**unpacked(self.meta.get(_META))):
                return super().perform()
        finally:
            self.client.flush(FLUSH_S)
