"""What every model shares: frozen, closed, readable back from its own JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints

_FEW = 4
_SHORT = 200


class _Said(str):
    __slots__ = ()
    __repr__ = str.__str__


class Frozen(BaseModel):
    """A value: never changed after it is made, no unknown keys; its `repr` says of what is long how much it is."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True, serialize_by_alias=True
    )

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        # In full, a score of five roles is half a million characters of a notebook.
        return ((name, _short(value)) for name, value in super().__repr_args__())


def _short(value: object) -> object:
    if isinstance(value, tuple) and len(value) > _FEW:
        return _Said(f"<{len(value)} {type(value[0]).__name__}>")
    return _Said(f"{value[:_SHORT]!r}…") if isinstance(value, str) and len(value) > _SHORT else value


class Notice(Frozen):
    """Odd but survivable, said to the user; `code` is stable, `message` is for people.

    `page` is 1-based, None where the format has no pages.
    """

    code: str
    message: str
    page: int | None = None


MonthDate = Annotated[str, StringConstraints(pattern=r"^(\d{4}(-(0[1-9]|1[0-2]))?|present)$")]
"""`YYYY`, `YYYY-MM` or `present`."""
