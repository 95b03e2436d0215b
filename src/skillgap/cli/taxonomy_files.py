"""The `taxonomy` commands: build, check, show, diff, import."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, cast

import typer

from skillgap.cli import edge
from skillgap.cli.help import PlainCommand
from skillgap.cli.options import TaxonomyFolder


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(
        help="Build, check, show and compare taxonomies; import ids.",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    for command in (build, check, show, diff):
        group.command(cls=PlainCommand)(command)
    group.command("import", cls=PlainCommand)(import_ids)
    app.add_typer(group, name="taxonomy")


def build(
    documents: Annotated[list[str], typer.Argument(metavar="DOC", help="Role documents or job ads.")],
    output: Annotated[Path, typer.Option("--output", metavar="DIR", help="The folder to write.")],
    taxonomy: TaxonomyFolder = None,
) -> None:
    """Draw roles and skills from many documents into reviewable files."""
    analyzer = edge.make_analyzer(taxonomy)
    read = [edge.finish(edge.start(name), among=len(documents) > 1) for name in documents]

    from skillgap.report.wording import count
    from skillgap.roles.builder import build_taxonomy

    built = build_taxonomy(read, taxonomy=analyzer.taxonomy, extractor=analyzer.extractor, output=output)
    said = [notice for document in read for notice in document.notices]
    for role in built.roles:
        edge.say_notices((notice for notice in role.notices if notice not in said), of=role.id)
    for name in built.kept:
        edge.say(f"notice: {output / name} was changed since it was built: kept as {name}.edited, and written anew")
    made = f"{count(len(built.roles), 'role')}, {count(len(built.skills), 'skill')}"
    edge.write([f"{output}: {made}; review proposals.yaml\n"], None)


def check(
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="A taxonomy folder (default: the bundled one).")
    ] = None,
) -> None:
    """Find what is wrong in a folder, each with its file and line.

    Duplicates, cycles, orphans, names without cues, roles that can't be.
    """
    from skillgap.taxonomy.check import check_taxonomy

    findings = check_taxonomy(folder)
    edge.write((f"{finding}\n" for finding in findings), None)
    if findings:
        raise typer.Exit(4)
    edge.say("ok: nothing to mend was found")


def show(
    name: Annotated[str, typer.Argument(metavar="ID", help="The id of a skill or role, or a skill's written name.")],
    taxonomy: TaxonomyFolder = None,
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="yaml or json.")] = "yaml",
) -> None:
    """Show all that the taxonomy says of a skill or role."""
    from skillgap.taxonomy import load_taxonomy
    from skillgap.taxonomy.show import show_entry

    edge.need_format(format, "yaml", "json")
    entry = show_entry(load_taxonomy(taxonomy), name)
    edge.write([edge.as_yaml(entry) if format == "yaml" else edge.as_json(entry)], None)


def diff(
    before: Annotated[Path, typer.Argument(metavar="A", help="A taxonomy folder.")],
    after: Annotated[Path, typer.Argument(metavar="B", help="Another one.")],
) -> None:
    """Say what changed from one taxonomy folder to another."""
    from skillgap.taxonomy import load_taxonomy
    from skillgap.taxonomy.diff import diff_taxonomies

    edge.write((f"{change}\n" for change in diff_taxonomies(load_taxonomy(before), load_taxonomy(after))), None)


def import_ids(
    vocabulary: Annotated[str, typer.Argument(metavar="esco|onet", help="Which vocabulary the file holds.")],
    path: Annotated[Path, typer.Argument(metavar="PATH", help='An ESCO skills CSV, or O*NET "Technology Skills.txt".')],
    taxonomy: TaxonomyFolder = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="PATH", help="Write crosswalk.yaml with the new ids merged in here."),
    ] = None,
) -> None:
    """Match a vocabulary file: its ids, and proposals for what is new."""
    from skillgap.taxonomy import bundled_folder, load_taxonomy
    from skillgap.taxonomy.crosswalk import merge_crosswalk, read_crosswalk

    if vocabulary not in ("esco", "onet"):
        raise typer.BadParameter(f"{vocabulary!r} is neither esco nor onet")
    edge.spare(output, [path])
    crosswalk = read_crosswalk(cast(Literal["esco", "onet"], vocabulary), path, load_taxonomy(taxonomy))
    edge.write([edge.as_yaml(crosswalk)], None)
    if output is not None:
        known = (taxonomy or bundled_folder()) / "crosswalk.yaml"
        text = known.read_text(encoding="utf-8") if known.is_file() else ""
        edge.write([merge_crosswalk(text, crosswalk)], output)
