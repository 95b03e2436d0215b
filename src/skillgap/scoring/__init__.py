"""Profile × Role → Fit."""

from skillgap.scoring.scorer import RoleScore, Scorer

__all__ = ["RoleScore", "Scorer"]
