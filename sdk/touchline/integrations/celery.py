"""Celery: the context of the request that sends a task travels with it, and a worker's events are sent before it ends.

instrument(client=tl)
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from touchline.ambient import carried, unpacked
from touchline.tracker import Tracker

try:
    from celery import signals
except ImportError as error:
    from touchline.errors import MissingExtra

    raise MissingExtra("the Celery integration needs Celery: pip install celery") from error

_HEADER = "touchline_context"


def instrument(client: Tracker) -> None:
    """Carry the tracking context into tasks, for every Celery app of this process."""
    open_contexts: dict[str, ExitStack] = {}

    def publish(headers: dict[str, Any], **_: Any) -> None:
        text = carried()
        if text is not None:
            headers[_HEADER] = text

    def begin(task_id: str, task: Any, **_: Any) -> None:
        text = getattr(task.request, _HEADER, None)
        if text:
            stack = open_contexts[task_id] = ExitStack()
            stack.enter_context(client.context(**unpacked(text)))

    def end(task_id: str, **_: Any) -> None:
        stack = open_contexts.pop(task_id, None)
        if stack is not None:
            stack.close()

    def leave(**_: Any) -> None:
        close = getattr(client, "close", None)
        if close is not None:
            close()

    signals.before_task_publish.connect(publish, weak=False)
    signals.task_prerun.connect(begin, weak=False)
    signals.task_postrun.connect(end, weak=False)
    signals.worker_process_shutdown.connect(leave, weak=False)
