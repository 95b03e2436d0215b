"""Models without checks, as the steps of scoring import them; their home is `models.making`."""

from __future__ import annotations

from skillgap.models.making import all_made, made

__all__ = ["all_made", "made"]
