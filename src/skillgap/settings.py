"""Every number that changes a result, named, with its reason."""

from __future__ import annotations

import datetime

from skillgap.models.base import Frozen


class ReadingSettings(Frozen):
    """Limits of one file, so that a hostile one costs at most ten seconds and one gigabyte."""

    max_bytes: int = 50_000_000
    max_pages: int = 200
    max_characters: int = 1_000_000
    seconds: float = 10.0
    memory_bytes: int = 1_000_000_000


class Settings(Frozen):
    """All settings; `as_of` is the day that "present" means where a document shows no date of its own."""

    as_of: datetime.date
    reading: ReadingSettings = ReadingSettings()
