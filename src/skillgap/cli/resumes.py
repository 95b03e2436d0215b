"""Commands over resumes: score, extract, profile, check, rank, compare."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skillgap.cli import edge
from skillgap.cli.batches import LEFT_OUT
from skillgap.cli.help import PlainCommand
from skillgap.cli.options import (
    AsOf,
    Explain,
    File,
    Files,
    Jobs,
    Output,
    ReportFormat,
    RoleIds,
    ShowPersonal,
    Target,
    TaxonomyFolder,
)
from skillgap.errors import InputError

if TYPE_CHECKING:
    from skillgap.analyzer import Analyzer
    from skillgap.models.document import Document
    from skillgap.models.fit import Failure, ScoreReport
    from skillgap.models.resume import Profile
    from skillgap.models.role import Role


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (score, extract, profile, check, rank, compare):
        app.command(cls=PlainCommand)(command)


def score(
    files: Files,
    role: RoleIds = None,
    job: Jobs = None,
    taxonomy: TaxonomyFolder = None,
    as_of: AsOf = None,
    format: ReportFormat = "text",
    output: Output = None,
    target: Target = None,
    explain: Explain = False,
    show_personal: ShowPersonal = False,
) -> None:
    """Rank the roles that a resume fits: what is held, what is not."""
    _known(format)
    edge.spare(output, [*files, *(job or ())])
    if format == "html" and len(files) > 1 and (output is None or (output.exists() and not output.is_dir())):
        raise typer.BadParameter("several files as html are written into a folder: give it as --output DIR")

    def work(document: Document) -> tuple[Document, Profile, ScoreReport]:
        profile = analyzer.profile(document)
        return document, profile, analyzer.score_profile(profile, roles=roles, target=target)

    results = edge.each(files, work)
    analyzer = edge.make_analyzer(taxonomy, as_of)
    from skillgap.report import render

    roles = _roles(analyzer, role, job)
    if format == "json" and len(files) > 1:
        return edge.write((report.model_dump_json() + "\n" for _, _, report in results), output)
    columns, color = edge.width(output), edge.color(output)
    pages = (
        (
            document.name,
            render(
                report, format=format, width=columns, color=color, explain=explain, header=number == 0,
                document=document, profile=profile, show_personal=show_personal,
            ),
        )
        for number, (document, profile, report) in enumerate(results)
    )  # fmt: skip
    if format == "html" and len(files) > 1 and output is not None:
        return edge.write_each(pages, output, suffix=".html")
    return edge.write((text for _, text in pages), output)


def extract(
    file: File,
    taxonomy: TaxonomyFolder = None,
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="text or json.")] = "text",
    output: Output = None,
) -> None:
    """Show the skills found in a document, with places and reasons."""
    pending = edge.begin(file, output, format, "text", "json")
    report = edge.make_analyzer(taxonomy).extract(edge.finish(pending))
    if format == "json":
        return edge.write([edge.as_json(report)], output)
    rows = (
        f"{m.start}–{m.end}\t{m.status}\t{m.skill_id or '(unlisted)'}\t{m.method}\t{m.section}\t"
        f"{edge.plain(m.text)}\t{edge.plain(m.reason)}\n"
        for m in report.mentions
    )
    return edge.write(rows, output)


def profile(
    file: File,
    taxonomy: TaxonomyFolder = None,
    as_of: AsOf = None,
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="json or jsonresume.")] = "json",
    output: Output = None,
) -> None:
    """Show what a resume says: sections, jobs, degrees, skills.

    Each skill stands there with its evidence, its months and its last use.
    """
    pending = edge.begin(file, output, format, "json", "jsonresume")
    analyzer = edge.make_analyzer(taxonomy, as_of)
    document = edge.finish(pending)
    if format == "jsonresume":
        import json

        from skillgap.report.jsonresume import json_resume

        resume = json_resume(document, analyzer.structure(document), profile=analyzer.profile(document))
        edge.write([json.dumps(resume, ensure_ascii=False, indent=2) + "\n"], output)
    else:
        edge.write([edge.as_json(analyzer.profile(document))], output)


def check(
    file: File,
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="text or json.")] = "text",
    output: Output = None,
) -> None:
    """Say what a machine can't read in a resume, and how to mend it."""
    pending = edge.begin(file, output, format, "text", "json")
    report = edge.make_analyzer(None).check(edge.finish(pending))
    if format == "json":
        return edge.write([edge.as_json(report)], output)
    from skillgap.report.codes import MEDIA_WORDS
    from skillgap.report.wording import count

    kind = MEDIA_WORDS.get(report.document.media_type, report.document.media_type)
    size = [count(report.pages, "page")] if report.pages else []
    size.append(count(report.characters, "character"))
    lines = [f"{edge.plain(report.document.name)}: {', '.join([kind, *size])}\n"]
    # A section of several parts is one to a reader.
    kinds = [kind for kind, _ in groupby(section.kind for section in report.sections)]
    lines.append(f"sections: {', '.join(kinds)}\n")
    for finding in report.findings:
        place = f"page {finding.page}: " if finding.page else ""
        lines.append(f"\n{finding.code}: {place}{edge.plain(finding.message)}\n  → {finding.advice}\n")
    if not report.findings:
        lines.append("\nnothing to mend was found\n")
    return edge.write(lines, output)


def rank(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE|DIR", help="Resume files, or folders of them; - reads standard input."),
    ],
    role: Annotated[str | None, typer.Option("--role", metavar="ID", help="The role to rank for.")] = None,
    job: Annotated[str | None, typer.Option("--job", metavar="AD", help="A job ad to rank for.")] = None,
    taxonomy: TaxonomyFolder = None,
    as_of: AsOf = None,
    format: ReportFormat = "text",
    output: Output = None,
) -> None:
    """Rank candidates for one role, best first; ties are said.

    So are neighbours whose ranges overlap: their order is left open.
    """
    if (role is None) == (job is None):
        raise typer.BadParameter("give exactly one of --role and --job")
    _known(format)
    edge.spare(output, [*files, *([job] if job else [])])
    analyzer = edge.make_analyzer(taxonomy, as_of)
    from skillgap.report import render

    chosen = _roles(analyzer, [role] if role else None, [job] if job else None)[0]
    sources, failed, left_out = _resumes(files)
    if left_out:
        edge.say(f"notice: {LEFT_OUT}: {left_out}")
    if not sources and not failed:
        raise InputError(
            "not_found", f"no file in {', '.join(files)}", hint="give resumes, or a folder that holds some"
        )
    report = analyzer.rank(sources, role=chosen)
    report = report.model_copy(update={"failures": (*failed, *report.failures)})
    for failure in report.failures:
        edge.say(f"error: {InputError(failure.code, failure.message, hint=failure.hint)}")
    edge.write([render(report, format=format, width=edge.width(output), color=edge.color(output))], output)
    if report.failures:
        raise typer.Exit(InputError.exit_code)


def compare(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The earlier draft.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The later draft.")],
    role: RoleIds = None,
    job: Jobs = None,
    taxonomy: TaxonomyFolder = None,
    as_of: AsOf = None,
    format: ReportFormat = "text",
    output: Output = None,
) -> None:
    """Compare two drafts of a resume: what changed in each score."""
    _known(format)
    edge.spare(output, [old, new, *(job or ())])
    pending = [edge.start(old), edge.start(new)]
    analyzer = edge.make_analyzer(taxonomy, as_of)
    from skillgap.report import render

    roles = _roles(analyzer, role, job)
    before, after = (edge.finish(draft, among=True) for draft in pending)
    report = analyzer.compare(before, after, roles=roles)
    edge.write([render(report, format=format, width=edge.width(output), color=edge.color(output))], output)


def _known(format: str) -> None:
    """Refuse a format that doesn't exist before any work is done."""
    from skillgap.report import FORMATS

    edge.need_format(format, *FORMATS)


def _roles(analyzer: Analyzer, ids: list[str] | None, ads: list[str] | None) -> tuple[Role, ...]:
    """Return the roles asked for, and say the notices of ads on stderr."""
    roles = analyzer.roles(ids or (), edge.ads(analyzer, ads or ()))
    for role in roles:
        edge.say_notices(role.notices, of=role.title if len(roles) > 1 else None)
    return roles


def _resumes(names: Sequence[str]) -> tuple[list[Path | Document], list[Failure], int]:
    """Return the files named and those of the folders named (`-` is read), what can't be read, and how many entries
    were left out."""  # fmt: skip
    from skillgap.analyzer import failure_of
    from skillgap.pipelines.inputs import Below, files_below

    sources: list[Path | Document] = []
    failed: list[Failure] = []
    left_out = 0
    for name in names:
        if name == "-":
            try:
                sources.append(edge.finish(edge.start(name), among=True))
            except InputError as unread:
                failed.append(failure_of("stdin", unread))
            continue
        below = files_below(name) if Path(name).is_dir() else Below({name: None}, 0)
        left_out += below.left_out
        for path, error in below.found.items():
            if error is not None:
                failed.append(failure_of(path, error))
            else:
                sources.append(Path(path))
    return sources, failed, left_out
