"""Profile × Role → Fit."""

from skillgap.scoring.comparing import compare
from skillgap.scoring.ranking import rank
from skillgap.scoring.scorer import RoleScore, Scorer
from skillgap.scoring.whatif import smallest_set

__all__ = ["RoleScore", "Scorer", "compare", "rank", "smallest_set"]
