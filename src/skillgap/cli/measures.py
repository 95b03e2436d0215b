"""Commands about skillgap itself: evaluate, schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skillgap.cli import edge
from skillgap.cli.help import PlainCommand
from skillgap.cli.options import AsOf, Output, TaxonomyFolder
from skillgap.errors import ConfigurationError, InputError

if TYPE_CHECKING:
    from skillgap.evaluation import Evaluation


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (evaluate, schema):
        app.command(cls=PlainCommand)(command)


def evaluate(
    cases: Annotated[
        Path,
        typer.Argument(
            metavar="CASES", help="A labelled case (JSON), a folder of them, or labelled spans (SkillSpan)."
        ),
    ],
    only: Annotated[list[str] | None, typer.Option("--only", metavar="ID", help="A case id; may be repeated.")] = None,
    taxonomy: TaxonomyFolder = None,
    as_of: AsOf = None,
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="text or json (with every case).")] = "text",
    output: Output = None,
) -> None:
    """Measure against labelled cases: precision, recall, ranking.

    Or the F1 of labelled spans (SkillSpan).
    """
    edge.need_format(format, "text", "json")
    edge.spare(output, [cases])
    if str(cases) == "-":
        raise typer.BadParameter("CASES is a file or a folder: labelled cases are not read from standard input")
    from skillgap.evaluation import evaluate as run
    from skillgap.span_evaluation import SpanEvaluation, evaluate_spans, holds_spans

    analyzer = edge.make_analyzer(taxonomy, as_of)
    result: Evaluation | SpanEvaluation
    unread: list[str] = []
    if holds_spans(cases):
        result = evaluate_spans(cases, extractor=analyzer.extractor)
    else:
        result = run(cases, analyzer=analyzer, only=only or ())
        for message in result.left_out:
            edge.say(f"notice: case_left_out: {message}")
        unread = [f"{case.file}: {case.error}" for case in result.cases if case.error is not None]
    if format == "json":
        edge.write([edge.as_json(result)], output)
    else:
        edge.write((f"{name}\t{value}\n" for name, value in result.summary().items()), output)
    for message in unread:
        edge.say(f"error: {message}")
    if unread:
        raise typer.Exit(InputError.exit_code)


def schema(
    name: Annotated[str, typer.Argument(metavar="NAME", help="score, extract, profile, role …")] = "",
    output: Output = None,
) -> None:
    """Print the JSON Schemas of what is printed."""
    from skillgap.cli.schemas import json_schemas

    schemas = json_schemas()
    if name and name not in schemas:
        raise ConfigurationError("settings_invalid", f"no schema {name!r}", hint="one of " + ", ".join(schemas))
    edge.write([json.dumps(schemas[name] if name else schemas, indent=2, ensure_ascii=False) + "\n"], output)
