"""Results → text, JSON, Markdown, HTML, CSV."""

from __future__ import annotations

from typing import Literal, get_args

from skillgap.errors import ConfigurationError
from skillgap.models.document import Document
from skillgap.models.fit import CompareReport, RankReport, ScoreReport
from skillgap.models.resume import Profile

Format = Literal["text", "json", "markdown", "html", "csv"]
FORMATS: tuple[str, ...] = get_args(Format)
Report = ScoreReport | RankReport | CompareReport


def render(
    report: Report,
    *,
    format: str = "text",
    width: int = 100,
    color: bool = False,
    explain: bool = False,
    header: bool = True,
    document: Document | None = None,
    profile: Profile | None = None,
    show_personal: bool = False,
) -> str:
    """Return a result in a format, ending in a newline; raise `settings_invalid` for one that doesn't exist.

    Only JSON is made of results other than of scoring, ranking and comparing.

    `width` (columns) and `color` matter to text, `explain` (every contribution with its evidence) to text and
    Markdown, `header` (the line of column names) to CSV. The HTML page of a score shows the resume's text when it
    gets the `document`, and jobs over time when it gets the `profile`; names, addresses and the like are masked there
    unless `show_personal`.
    """
    if format == "json":
        return report.model_dump_json(indent=2) + "\n"
    if not isinstance(report, Report):
        raise ConfigurationError(
            "settings_invalid", f"no page or table is made of a {type(report).__name__}", hint='format="json" is'
        )
    if format == "text":
        from skillgap.report import lists, terminal

        if isinstance(report, ScoreReport):
            return terminal.render_text(report, width=width, color=color, explain=explain)
        if isinstance(report, RankReport):
            return lists.render_ranking(report, width=width, color=color)
        return lists.render_comparison(report, width=width, color=color)
    if format == "csv":
        from skillgap.report import spreadsheet

        if isinstance(report, ScoreReport):
            return spreadsheet.score_csv(report, header=header)
        if isinstance(report, RankReport):
            return spreadsheet.rank_csv(report, header=header)
        return spreadsheet.compare_csv(report, header=header)
    if format == "markdown":
        from skillgap.report import markdown

        if isinstance(report, ScoreReport):
            return markdown.score_markdown(report, explain=explain)
        if isinstance(report, RankReport):
            return markdown.rank_markdown(report)
        return markdown.compare_markdown(report)
    if format == "html":
        from skillgap.report import page

        if isinstance(report, ScoreReport):
            return page.score_page(report, document=document, profile=profile, show_personal=show_personal)
        if isinstance(report, RankReport):
            return page.rank_page(report)
        return page.compare_page(report)
    raise ConfigurationError("settings_invalid", f"no format {format!r}", hint="one of " + ", ".join(FORMATS))
