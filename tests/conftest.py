"""What all tests share: laws are tried on the same examples every time, without a clock."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# A slow machine is no broken law, and a red build must be the same build twice.
settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")
