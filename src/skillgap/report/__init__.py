"""Results → text, JSON."""

from __future__ import annotations

from typing import Literal, get_args

from skillgap.errors import ConfigurationError
from skillgap.models.fit import ScoreReport

Format = Literal["text", "json"]
FORMATS: tuple[str, ...] = get_args(Format)


def render(report: ScoreReport, *, format: str = "text", width: int = 100, explain: bool = False) -> str:
    """Return a result in a format, ending in a newline; raise `settings_invalid` for one that doesn't exist.

    `width` is in columns and `explain` adds every contribution with its evidence; both matter to text only.
    """
    if format == "json":
        return report.model_dump_json(indent=2) + "\n"
    if format == "text":
        from skillgap.report.terminal import render_text

        return render_text(report, width=width, explain=explain)
    raise ConfigurationError("settings_invalid", f"no format {format!r}", hint="one of " + ", ".join(FORMATS))
