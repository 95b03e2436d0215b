"""Every number that changes a result, named, with its reason."""

from __future__ import annotations

import datetime
import itertools
from typing import TYPE_CHECKING, Any, Self

from pydantic import Field, ValidationError, model_validator

from skillgap.errors import ConfigurationError
from skillgap.models.base import Frozen

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


class Setting(Frozen):
    """What a user sets: a bad value is an error like all others."""

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            name = ".".join([type(self).__name__, *map(str, first["loc"])])
            raise ConfigurationError("settings_invalid", f"{name}: {first['msg']}", hint=_hint(first)) from error


def _hint(error: ErrorDetails) -> str:
    if error["type"] == "missing":
        return "Settings(as_of=datetime.date(…)), or Settings.today()" if error["loc"] == ("as_of",) else "give it"
    return f"not {error['input']!r}"[:100] if error["loc"] else ""


class ReadingSettings(Setting):
    """Limits of one file, so that a hostile one costs at most ten seconds and one gigabyte."""

    max_bytes: int = 50_000_000
    max_pages: int = 200
    max_characters: int = 1_000_000
    max_lines: int = Field(default=20_000, description="Lines of text; the rest is cut off with a notice.")
    seconds: float = Field(
        default=10.0, gt=0, description="Wall clock and processor time of reading one file; many at once: of all."
    )
    memory_bytes: int = Field(default=1_000_000_000, description="Address space of the reading process.")
    max_inflated_bytes: int = Field(default=128_000_000, description="All parts of a DOCX or ODT together, unpacked.")
    max_part_bytes: int = Field(default=64_000_000, description="One part of a DOCX or ODT, unpacked.")
    max_entries: int = Field(default=10_000, description="Parts of a DOCX or ODT.")
    max_depth: int = Field(default=100, description="Nesting of tables, lists, groups and JSON values.")
    ocr: bool = Field(default=True, description="Recognise pages without text, where Tesseract is installed.")
    ocr_seconds: float = Field(default=60.0, gt=0, description="Wall clock of recognition, beside `seconds`.")
    ocr_languages: str = Field(default="eng", description="Tesseract's language codes, joined with +.")


class Credits(Setting):
    """What a level of evidence earns of a requirement's points; they fall, or a gained skill could lower a score.

    The first seven are shares of the requirement; `narrower`, `further` and `adjacent` are shares of what the other
    skill's own evidence earns.
    """

    certified: float = 1.0  # an examiner has seen it
    dated_enough: float = 1.0  # done at work for as long as is asked
    dated_short: float = 0.75  # done at work, but hardly any time; rises with the time shown up to `dated_enough`
    dated_unknown: float = 0.62  # done at work, for who knows how long
    used: float = 0.55  # shown in a project or in prose: real use without a job that vouches for it
    listed: float = 0.3  # a word in a list costs nothing to write
    coursework: float = 0.2  # taught, not yet done
    narrower: float = 0.9  # PyTorch shows nearly all of "deep learning frameworks"
    further: float = 0.9  # once more for each further step: a Lambda function is AWS, and AWS is a cloud
    adjacent: float = 0.2  # TensorFlow is a head start where PyTorch is asked, and no more
    backed: float = 0.45  # in place of `listed` where dated work with a near relative speaks for it, at most `used`

    @model_validator(mode="after")
    def _fall(self) -> Self:
        ladder = (
            "certified", "dated_enough", "dated_short", "dated_unknown", "used", "listed", "coursework",
        )  # fmt: skip
        values = [1.0, *(getattr(self, name) for name in ladder), 0.0]
        if any(later > earlier for earlier, later in itertools.pairwise(values)):
            raise ValueError("credits must lie within 0 to 1 and never rise: " + " >= ".join(ladder))
        if not 0 <= self.adjacent <= self.narrower <= 1:
            raise ValueError("shares must be 0 <= adjacent <= narrower <= 1")
        if not 0 <= self.further <= 1:
            raise ValueError("the share of further steps must lie within 0 to 1")
        return self


class Calibration(Setting):
    """Turns a score into the share of like cases that a user decided for: 1 / (1 + exp(-slope × score - intercept))."""

    slope: float = Field(ge=0)
    intercept: float


class ScoringSettings(Setting):
    """The numbers of the score; `docs/scoring.md` works one example with them by hand."""

    credits: Credits = Credits()
    enough_months: int = Field(default=12, ge=1)  # where a role names no years, a year of work with it counts in full
    recency_free_years: float = Field(default=3.0, ge=0)  # what was done in the last three years counts in full
    recency_full_years: float = Field(default=10.0, gt=0)  # after ten years the loss no longer grows
    recency_loss: float = Field(default=0.15, ge=0, le=1)  # skills fade, but slowly: mild, and it can't undo a level
    soft_cap: float = Field(default=0.06, ge=0, le=1)  # soft skills are easy to claim, and good resumes leave them out
    leadership_cap: float = Field(default=0.15, ge=0, le=1)  # leading people is shown in work: more
    leadership_floor: float = Field(default=0.15, ge=0, le=1)  # where the title says "Lead": a seventh of the job
    managing_share: float = Field(default=0.4, ge=0, le=1)  # of leadership, for a manager of whom it is required
    language_cap: float = Field(default=0.1, ge=0, le=1)  # a spoken language is a condition of the job, not its craft
    title_floor: float = Field(default=0.12, ge=0, le=1)  # the skill that the title names is the heart of the job
    soft_needs: float = Field(default=0.6, gt=0, le=1)  # share of the hard points from which soft ones count in full
    experience_loss: float = Field(default=0.55, ge=0, lt=1)  # of all points, where none of the years asked is shown
    education_loss: float = Field(default=0.1, ge=0, lt=1)  # of all points, where a required degree isn't shown
    certificate_loss: float = Field(default=0.1, ge=0, lt=1)  # of all points, where a required one isn't shown
    relevant_share: float = Field(default=0.5, gt=0, le=1)  # old jobs name few skills: half of the years must show some
    relevant_of: int = Field(default=4, ge=1)  # where so many skills are required, a job must show more than one
    field_parts: int = Field(default=3, ge=1)  # skills of a field that make a job, whatever its title, work in it
    equivalent_years: float = Field(default=4.0, ge=0)  # work that replaces a degree where a role allows it unmeasured
    no_evidence_below: float = Field(default=0.08, ge=0, le=1)  # share of the hard points
    weak_below: float = 30.0  # between what people score whom readers gave "no", "weak", "good" and "strong" for
    partial_below: float = 45.0  # long guides and for ads; nobody shows all that a document asks for,
    good_below: float = 60.0  # so the best reach 70 (guides) to 85 (ads)
    mentioned_gap_from: float = Field(default=0.25, ge=0)  # points; below, a merely mentioned skill is no gap
    evidence_shown: int = Field(default=3, ge=0)  # mentions a contribution; the profile holds all of them
    calibration: Calibration | None = None  # only decisions of the user's own can tell what a score is worth
    weights_from: str = "roles"  # which weights scored: the role files, or the name of a learned file

    @model_validator(mode="after")
    def _hold(self) -> Self:
        if self.recency_full_years <= self.recency_free_years:
            raise ValueError("recency_full_years must be more than recency_free_years")
        if self.credits.dated_short * (1 - self.recency_loss) < self.credits.dated_unknown:
            raise ValueError(
                "dated_short * (1 - recency_loss) must be at least dated_unknown, or a date that is read lowers a score"
            )
        if self.leadership_floor > self.leadership_cap:
            raise ValueError("leadership_floor must be at most leadership_cap")
        if not self.weak_below <= self.partial_below <= self.good_below:
            raise ValueError("verdict limits must rise: weak_below <= partial_below <= good_below")
        return self


class Settings(Setting):
    """All settings; `as_of` is the day that "present" means where a document shows no date of its own.

    There is no default day below the edge: a result must not change because a night has passed unsaid.
    """

    as_of: datetime.date
    reading: ReadingSettings = ReadingSettings()
    scoring: ScoringSettings = ScoringSettings()

    @classmethod
    def today(cls) -> Settings:
        """Return default settings as of the machine's date: for the edge (command line, `skillgap.score`) only."""
        return cls(as_of=datetime.datetime.now(tz=datetime.UTC).date())
