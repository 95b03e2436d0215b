"""The command line and the models → docs/cli.md, docs/schema/*.json and what README.md shows as printed, so that the
docs can't say anything else.

    python scripts/write_docs.py

A test compares what is committed with what this writes.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from skillgap import Analyzer, Settings, render
from skillgap.cli import app
from skillgap.cli.help import needed, usage_name
from skillgap.cli.schemas import json_schemas
from skillgap.errors import ERROR_CODES

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
_PRINTED = re.compile(r"^(\$ skillgap score resume\.pdf --job ad\.txt\n).*?(?=^```$)", re.M | re.S)

_HEAD = """# Command line

Results go to stdout, notices and errors to stderr. `-` reads standard input (`evaluate` wants a path). This page is written by
`scripts/write_docs.py` from the program itself.
"""

_TAIL = f"""
## Exit status

| status | meaning |
|---|---|
| 0 | done |
| 1 | an error of ours (a bug): please report it |
| 2 | wrong usage |
| 3 | the input file; of several, at least one |
| 4 | the taxonomy, a role or the settings |
| 5 | a missing optional dependency; the hint is the exact install command |

An error is one line on stderr: `error: CODE: message (hint)`; wrong usage prints how to call the command first. The codes are {", ".join(f"`{c}`" for c in ERROR_CODES)};
[Errors](errors.md) says what each means and what to do.
"""


def cli_page() -> str:
    """Write the page of all commands, arguments and options."""
    root: Any = typer.main.get_command(app)
    parts = [_HEAD]
    for path, command in _commands(root, "skillgap"):
        parts.append(_section(path, command))
    return "\n".join(parts) + _TAIL


def _commands(command: Any, path: str) -> Iterator[tuple[str, Any]]:
    for name, inner in command.commands.items():
        if hasattr(inner, "commands"):
            yield from _commands(inner, f"{path} {name}")
        else:
            yield f"{path} {name}", inner


def _section(path: str, command: Any) -> str:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option" and p.name != "help"]
    required = sum(option.required for option in options)
    usage = " ".join([path, *needed(command.params), *(["[OPTIONS]"] if len(options) > required else [])])
    lines = [
        f"## {path.removeprefix('skillgap ')}",
        "",
        "```text",
        usage,
        "```",
        "",
        (command.help or "").strip(),
    ]
    rows = [(usage_name(argument), argument) for argument in arguments]
    rows += [(", ".join(f"`{o}`" for o in (*p.opts, *p.secondary_opts)), p) for p in options]
    if rows:
        lines += ["", "| | meaning |", "|---|---|"]
        lines += [f"| {_name(name, p)} | {_meaning(p)} |" for name, p in rows]
    return "\n".join([*lines, ""])


def _name(name: str, parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return f"`{name}`".replace("|", "\\|")
    metavar = f" {parameter.metavar}" if parameter.metavar else ""
    return f"{name}{metavar}"


def _meaning(parameter: Any) -> str:
    text: str = (parameter.help or "").replace("|", "\\|")
    default = parameter.default
    if parameter.param_type_name == "option" and isinstance(default, str | int | float) and default not in ("", False):
        text += f" Default: `{default}`."
    return text


def readme() -> str:
    """Write the README with what its first command prints, but for the line of versions."""
    analyzer = Analyzer(settings=Settings(as_of=datetime.date(2026, 11, 1)))
    examples = ROOT / "examples"
    report = analyzer.score(examples / "resume.pdf", roles=[analyzer.role(examples / "ad.txt")])
    lines = render(report, width=92).splitlines()[:-1]
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return _PRINTED.sub(lambda found: found[1] + "".join(f"{line}\n" for line in lines), text)


def schema_files() -> dict[str, str]:
    """Write each JSON Schema, by file name."""
    return {
        f"{name}.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in json_schemas().items()
    }


def main() -> None:
    """Write the files."""
    (DOCS / "cli.md").write_text(cli_page(), encoding="utf-8")
    (ROOT / "README.md").write_text(readme(), encoding="utf-8")
    (DOCS / "schema").mkdir(exist_ok=True)
    for name, content in schema_files().items():
        (DOCS / "schema" / name).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
