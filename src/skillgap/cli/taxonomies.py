"""Commands over role documents and the taxonomy: role, roles, skills."""

from __future__ import annotations

from typing import Annotated

import typer

from skillgap.cli import edge
from skillgap.cli.options import Output, TaxonomyFolder


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (role, roles, skills):
        app.command()(command)


def role(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="A role document or job ad; - reads stdin.")],
    taxonomy: TaxonomyFolder = None,
    format: Annotated[str, typer.Option("--format", help="yaml or json.")] = "yaml",
    output: Output = None,
) -> None:
    """Draw a role from a role document or job ad, for review."""
    if format not in ("yaml", "json"):
        raise edge.wrong_format(format, "yaml", "json")
    edge.spare(output, [document])
    pending = edge.start(document)
    drawn = edge.make_analyzer(taxonomy).role(edge.finish(pending))
    edge.write([edge.as_yaml(drawn) if format == "yaml" else edge.as_json(drawn)], output)


def roles(
    query: Annotated[str, typer.Argument(metavar="[QUERY]", help="Part of an id or title.")] = "",
    taxonomy: TaxonomyFolder = None,
) -> None:
    """List the roles that the taxonomy holds."""
    from skillgap.taxonomy import load_taxonomy

    found = load_taxonomy(taxonomy).roles.values()
    rows = (f"{item.id}\t{item.title}\t{len(item.requirements)} requirements\n" for item in found)
    edge.write((row for row in rows if query.lower() in row.lower()), None)


def skills(
    query: Annotated[str, typer.Argument(metavar="[QUERY]", help="Part of an id, name or alias.")] = "",
    taxonomy: TaxonomyFolder = None,
) -> None:
    """List the skills that the taxonomy holds."""
    from skillgap.taxonomy import load_taxonomy

    found = load_taxonomy(taxonomy).skills.values()
    rows = (f"{item.id}\t{item.name}\t{item.category}\t{', '.join(item.aliases)}\n" for item in found)
    edge.write((row for row in rows if query.lower() in row.lower()), None)
