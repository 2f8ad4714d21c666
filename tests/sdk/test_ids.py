"""UUIDv7: form, order, uniqueness."""

from __future__ import annotations

import threading
import uuid

from touchline.ids import Uuid7


def test_an_id_is_a_uuid_of_version_7_with_its_time() -> None:
    """RFC 9562: version, variant and the milliseconds in front."""
    made = uuid.UUID(Uuid7()(1_763_629_200_123_456_789))
    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert made.int >> 80 == 1_763_629_200_123


def test_ids_sort_as_they_were_made_even_when_the_clock_steps_back() -> None:
    """A clock that jumps does not scatter ids over the index."""
    make = Uuid7()
    moments = [10_000_000, 10_000_500, 10_000_500, 5_000_000, 10_001_000, 9_000_000_000]
    ids = [make(moment * 1000) for moment in moments]
    assert ids == sorted(ids)
    assert len(set(ids)) == len(ids)


def test_threads_never_share_an_id() -> None:
    """Eight threads, 2,000 ids each, all different."""
    make, made = Uuid7(), [set() for _ in range(8)]  # type: ignore[var-annotated]
    threads = [threading.Thread(target=lambda s=s: s.update(make() for _ in range(2000))) for s in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set().union(*made)) == 16_000
