"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Files = Annotated[list[str], typer.Argument(metavar="FILE", help="Resume files; - reads standard input.")]
File = Annotated[str, typer.Argument(metavar="FILE", help="A resume file; - reads standard input.")]
TaxonomyFolder = Annotated[
    Path | None, typer.Option("--taxonomy", metavar="DIR", help="A taxonomy folder (default: the bundled one).")
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="YYYY-MM-DD",
        help='The day that "present" means (default: today) where a resume shows no date of its own; a note says so.',
    ),
]
Output = Annotated[Path | None, typer.Option("--output", metavar="PATH", help="Write here instead of stdout.")]
RoleIds = Annotated[list[str] | None, typer.Option("--role", metavar="ID", help="A role id; may be repeated.")]
Jobs = Annotated[list[str] | None, typer.Option("--job", metavar="AD", help="A job ad file; may be repeated.")]
ReportFormat = Annotated[str, typer.Option("--format", metavar="FORMAT", help="text, json, markdown, html or csv.")]
Explain = Annotated[bool, typer.Option("--explain", help="Show every contribution with its evidence.")]
Target = Annotated[
    float | None,
    typer.Option("--target", metavar="POINTS", min=1, max=100, help="Name the fewest skills that reach this score."),
]
ShowPersonal = Annotated[
    bool, typer.Option("--show-personal", help="Show names, addresses and the like in the text of an html report.")
]
