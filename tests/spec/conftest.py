"""Property tests on a shared machine: a slow moment is no failure."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("spec", deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None)
settings.load_profile("spec")
