"""What every model shares: frozen, closed, readable back from its own JSON."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints


class Frozen(BaseModel):
    """A value: never changed after it is made, no unknown keys."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True, serialize_by_alias=True
    )


class Notice(Frozen):
    """Odd but survivable, said to the user; `code` is stable, `message` is for people.

    `page` is 1-based, None where the format has no pages.
    """

    code: str
    message: str
    page: int | None = None


MonthDate = Annotated[str, StringConstraints(pattern=r"^(\d{4}(-(0[1-9]|1[0-2]))?|present)$")]
"""`YYYY`, `YYYY-MM` or `present`."""
