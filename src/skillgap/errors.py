"""The exception tree: every error has a code, a message, a hint and an exit status.

SkillgapError
├── InputError        (exit 3)  the file: not_found, permission, unsupported_format, unreadable, encrypted,
│                               too_large, empty, no_text, timeout, out_of_memory, crashed
├── ConfigurationError (exit 4) the taxonomy, role or settings: taxonomy_invalid, role_unknown, settings_invalid
└── MissingDependencyError (exit 5) missing_dependency; the hint is the exact install command

Exit 1 is a bug of ours, exit 2 wrong usage.
"""

from __future__ import annotations

from typing import Literal, get_args

InputCode = Literal[
    "unsupported_format",
    "unreadable",
    "encrypted",
    "too_large",
    "empty",
    "no_text",
    "timeout",
    "out_of_memory",
    "crashed",
    "not_found",
    "permission",
]
ConfigurationCode = Literal["taxonomy_invalid", "role_unknown", "settings_invalid"]
ErrorCode = Literal[InputCode, ConfigurationCode, "missing_dependency"]
ERROR_CODES: tuple[str, ...] = get_args(ErrorCode)


class SkillgapError(Exception):
    """Everything that skillgap raises on purpose.

    `str(error)` is "CODE: message (hint)", as the command line prints it.
    """

    exit_code = 1

    def __init__(self, code: ErrorCode, message: str, *, hint: str = "") -> None:
        super().__init__(code, message, hint)
        self.code = code
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.code}: {self.message}" + (f" ({self.hint})" if self.hint else "")

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders; the default pickling would lose the keyword-only hint.
        return (_rebuild, (type(self), self.code, self.message, self.hint))


class InputError(SkillgapError):
    """The input file can't be read."""

    exit_code = 3


class ConfigurationError(SkillgapError):
    """The taxonomy, a role or the settings are wrong."""

    exit_code = 4


class MissingDependencyError(SkillgapError):
    """An optional dependency is not installed."""

    exit_code = 5

    def __init__(self, message: str, *, hint: str) -> None:
        super().__init__("missing_dependency", message, hint=hint)


def unopened(path: object, error: OSError | ValueError) -> InputError:
    """Return the error of a file that can't be opened, by what the system says of it."""
    if isinstance(error, FileNotFoundError):
        hint = "check the path"
        if " " in str(path).rpartition(".")[2]:
            hint += "; in Python, a text of one line is given as bytes"
        return InputError("not_found", f"{path} does not exist", hint=hint)
    if isinstance(error, IsADirectoryError):
        return InputError("not_found", f"{path} is a folder", hint="give a file; skillgap rank and batch take folders")
    if isinstance(error, PermissionError):
        return InputError("permission", f"{path} may not be read", hint="check the file's permissions")
    reason = getattr(error, "strerror", None) or error
    return InputError("not_found", f"{path} can't be opened: {reason}", hint="check the path")


def _rebuild(kind: type[SkillgapError], code: ErrorCode, message: str, hint: str) -> SkillgapError:
    if kind is MissingDependencyError:
        return MissingDependencyError(message, hint=hint)
    return kind(code, message, hint=hint)
