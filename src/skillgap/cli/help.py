"""A command → its help as a stranger reads it: `FILE...`, and no types of Python."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from typer.core import TyperCommand


class PlainCommand(TyperCommand):
    """A command whose arguments stand in its help as they are written: Typer's own shows `FILE <list[str]>`."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return the parts of the usage line behind the command."""
        parameters: list[Any] = self.get_params(ctx)
        return [*needed(parameters), *([self.options_metavar] if self.options_metavar else [])]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write what each argument and each option means."""
        parameters: list[Any] = self.get_params(ctx)
        arguments = [(usage_name(one), one.help or "") for one in parameters if one.param_type_name == "argument"]
        options = [one.get_help_record(ctx) for one in parameters if one.param_type_name == "option"]
        for title, rows in (("Arguments", arguments), ("Options", [row for row in options if row])):
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)


def needed(parameters: Sequence[Any]) -> list[str]:
    """Return what a usage line shows before `[OPTIONS]`: the arguments, then the options that must be given."""
    arguments = [usage_name(one) for one in parameters if one.param_type_name == "argument"]
    options = [one for one in parameters if one.param_type_name == "option" and one.required]
    return [*arguments, *(f"{one.opts[0]} {one.metavar}" for one in options)]


def usage_name(argument: Any) -> str:
    """Return an argument as the usage line shows it: `FILE`, `[QUERY]`, `FILE...`."""
    name = argument.metavar if argument.required else f"[{argument.metavar}]"
    return f"{name}..." if argument.nargs != 1 else f"{name}"
