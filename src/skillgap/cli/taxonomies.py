"""Commands over role documents and the taxonomy: role, roles, skills."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from skillgap.cli import edge
from skillgap.cli.help import PlainCommand
from skillgap.cli.options import Output, TaxonomyFolder

if TYPE_CHECKING:
    from skillgap.models.skill import Skill


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (role, roles, skills):
        app.command(cls=PlainCommand)(command)


def role(
    document: Annotated[
        str, typer.Argument(metavar="DOCUMENT", help="A role document or job ad; - reads standard input.")
    ],
    taxonomy: TaxonomyFolder = None,
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="yaml or json.")] = "yaml",
    output: Output = None,
) -> None:
    """Draw a role from a role document or job ad, for review."""
    pending = edge.begin(document, output, format, "yaml", "json")
    analyzer = edge.make_analyzer(taxonomy)
    read = edge.finish(pending)
    drawn = analyzer.role(read)
    edge.say_notices(notice for notice in drawn.notices if notice not in read.notices)
    edge.write([edge.as_yaml(drawn) if format == "yaml" else edge.as_json(drawn)], output)


def roles(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="Part of an id or title.")] = "",
    taxonomy: TaxonomyFolder = None,
) -> None:
    """List the roles that the taxonomy holds."""
    from skillgap.report.wording import count
    from skillgap.taxonomy import load_taxonomy

    names = {f"{role.id}\t{role.title}": role for role in load_taxonomy(taxonomy).roles.values()}
    hits = (
        f"{name}\t{count(len(role.requirements), 'requirement')}\n"
        for name, role in names.items()
        if query.casefold() in name.casefold()
    )
    edge.write(_or_say(hits, f"no role holds {query!r} in its id or title"), None)


def skills(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="Part of an id, name or alias.")] = "",
    taxonomy: TaxonomyFolder = None,
) -> None:
    """List the skills that the taxonomy holds."""
    from skillgap.taxonomy import load_taxonomy

    found = load_taxonomy(taxonomy).skills.values()
    wanted = query.casefold()
    ranked = sorted((_closeness(wanted, skill), skill.id, skill) for skill in found)
    rows = (
        f"{item.id}\t{item.name}\t{item.category}\t{', '.join(item.aliases)}\n"
        for closeness, _, item in ranked
        if closeness < _NO_HIT
    )
    edge.write(_or_say(rows, f"no skill holds {query!r} in its id, name or aliases"), None)


_NO_HIT = 4


def _closeness(wanted: str, skill: Skill) -> int:
    """Order hits: the name itself, what begins with it, a name that holds it, an alias that does."""
    if not wanted:
        return 0
    own = [name.casefold() for name in (skill.id, skill.name)]
    aliases = [alias.casefold() for alias in skill.aliases]
    if wanted in own or wanted in aliases:
        return 0
    if any(name.startswith(wanted) for name in own):
        return 1
    if any(wanted in name for name in own):
        return 2
    return 3 if any(wanted in alias for alias in aliases) else _NO_HIT


def _or_say(rows: Iterator[str], nothing: str) -> Iterator[str]:
    """Pass rows on, and say on stderr when there was none."""
    some = False
    for row in rows:
        some = True
        yield row
    if not some:
        edge.say(nothing)
