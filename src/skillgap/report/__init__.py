"""Results → text, JSON."""

from __future__ import annotations

from typing import Literal, get_args

from skillgap.errors import ConfigurationError
from skillgap.models.fit import CompareReport, RankReport, ScoreReport

Format = Literal["text", "json"]
FORMATS: tuple[str, ...] = get_args(Format)
Report = ScoreReport | RankReport | CompareReport


def render(
    report: Report, *, format: str = "text", width: int = 100, color: bool = False, explain: bool = False
) -> str:
    """Return a result in a format, ending in a newline; raise `settings_invalid` for one that doesn't exist.

    `width` is in columns, `color` adds terminal colours and `explain` every contribution of a score with its
    evidence; the three matter to text only.
    """
    if format == "json":
        return report.model_dump_json(indent=2) + "\n"
    if format == "text":
        from skillgap.report import lists, terminal

        if isinstance(report, ScoreReport):
            return terminal.render_text(report, width=width, color=color, explain=explain)
        if isinstance(report, RankReport):
            return lists.render_ranking(report, width=width, color=color)
        return lists.render_comparison(report, width=width, color=color)
    raise ConfigurationError("settings_invalid", f"no format {format!r}", hint="one of " + ", ".join(FORMATS))
