"""The whole flow, top to bottom."""

from __future__ import annotations

import hashlib
import json
import math
import multiprocessing
import os
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from copy import copy
from datetime import date
from functools import cached_property, lru_cache, partial
from importlib import import_module
from numbers import Integral, Real
from pathlib import Path
from typing import TypeGuard, TypeVar, cast

from skillgap import __version__
from skillgap.errors import ConfigurationError, InputError, SkillgapError
from skillgap.extraction import Extractor
from skillgap.models.document import Document, DocumentText
from skillgap.models.fit import (
    CheckReport,
    CompareReport,
    ExtractReport,
    Failure,
    Fit,
    Provenance,
    RankReport,
    ScoredProfile,
    ScoreReport,
)
from skillgap.models.making import made
from skillgap.models.resume import Profile, Structure
from skillgap.models.role import Role
from skillgap.pool import Fault, Handler, PoolLimits, Suspect, default_workers, run
from skillgap.profile import build_profile
from skillgap.readers import Reader, read_document
from skillgap.readers.check import check_document
from skillgap.readers.reading import is_text, printable, source_of
from skillgap.scoring import Scorer
from skillgap.scoring.comparing import compare
from skillgap.scoring.ranking import ad_scored, is_source, rank
from skillgap.scoring.whatif import need_target
from skillgap.settings import Settings
from skillgap.structure import dated_entries, read_structure
from skillgap.structure.findings import check_structure
from skillgap.taxonomy import Taxonomy, load_taxonomy

Source = Path | str | bytes
Item = TypeVar("Item")
_WARMING = "Skills\nPythn, SQL\n\nExperience\nEngineer, Example Ltd, 2019 - 2021\n- Built services in Python\n"
_AD = re.compile(r"[\n./\\]")
"""What the path or the text of an ad has, and no id of a role that was meant."""
_FAULTS: Mapping[Fault, tuple[str, str]] = {
    "timeout": ("took too long, also alone", "allow more with --timeout (Python: seconds), or save it again"),
    "out_of_memory": ("needs more memory than is allowed", "save it again with smaller pictures"),
    "crashed": ("made its process stop, also alone", "open it in the program that made it and save it again"),
}


_SCORERS: deque[tuple[tuple[Role, ...], Scorer]] = deque(maxlen=4)
"""The scorers made last in this process, with the roles that were asked for: only ever read, so that analyzers and
threads may share them."""
_extractor = lru_cache(maxsize=2)(Extractor)


class Analyzer:
    """Everything loaded once; each method reads one file (or `bytes`, or a `Document` read before).

    `taxonomy` (one loaded before, or its folder) defaults to the bundled one; without `settings`, "present" means
    today. `readers` are asked before the bundled ones. `isolated=False` reads in this process: faster, but a hostile
    PDF can then abort it. Results never depend on earlier calls. What is loaded is kept in the process for all
    analyzers of a taxonomy, those that come out of pickles too (`executor.map(analyzer.score, files)`).

    A source is a path, `bytes` or text: a `str` is text where it holds a line end, else a path. `name` is what results
    call it. What can't be read raises `InputError`; `rank` and `profile_many` list it instead.
    """

    def __init__(
        self,
        taxonomy: Taxonomy | str | Path | None = None,
        *,
        settings: Settings | None = None,
        readers: Sequence[Reader] | None = None,
        isolated: bool = True,
    ) -> None:
        if not isinstance(settings, Settings | None):
            raise ConfigurationError(
                "settings_invalid",
                f"settings must be a Settings, not {type(settings).__name__}",
                hint="Settings(as_of=date(2025, 6, 1))",
            )
        self.settings = settings if settings is not None else Settings.today()
        self._taxonomy = load_taxonomy(taxonomy) if isinstance(taxonomy, str | Path) else taxonomy
        self._readers = readers
        self._isolated = isolated
        self._reading = self.settings.reading

    @cached_property
    def taxonomy(self) -> Taxonomy:
        """The skills and roles in use."""
        return self._taxonomy if self._taxonomy is not None else load_taxonomy()

    @cached_property
    def extractor(self) -> Extractor:
        """What finds the taxonomy's skills in a text."""
        return _extractor(self.taxonomy)

    def __reduce__(self) -> tuple[object, ...]:
        # What is loaded stays behind: another process loads its own, once for all that it is sent.
        return (_rebuild, (self._taxonomy, self.settings, self._readers, self._isolated))

    def variant(
        self, *, isolated: bool | None = None, seconds: float | None = None, as_of: date | None = None
    ) -> Analyzer:
        """Return an analyzer that shares all that is loaded, but reads inside this process or outside it, or for
        another day.

        `seconds` limits the reading of one file without being one of the settings that results are stamped with.
        """
        other = copy(self)
        if isolated is not None:
            other._isolated = isolated
        if as_of is not None:
            other.settings = self.settings.model_copy(update={"as_of": as_of})
        if seconds is not None:
            other._reading = self.settings.reading.model_copy(update={"seconds": seconds})
        return other

    def warm(self, roles: Sequence[Role | str] | None = None) -> None:
        """Load everything that reading and scoring need, so that the first file is as fast as the next."""
        from skillgap.readers.registry import READERS

        for module in READERS:
            import_module(module)
        self.score(_WARMING, roles=roles)

    def read(self, source: Source | Document, *, name: str | None = None) -> Document:
        """Read a file; raise `InputError`."""
        if isinstance(source, Document):
            return source
        return read_document(source, name=name, settings=self._reading, readers=self._readers, isolated=self._isolated)

    def extract(self, source: Source | Document, *, name: str | None = None) -> ExtractReport:
        """Find the skill mentions of a resume, in text order."""
        document = self.read(source, name=name)
        structure = read_structure(document, as_of=self.settings.as_of)
        return ExtractReport(
            document=DocumentText(**dict(document.info), text=document.text),
            mentions=self.extractor.mentions(document.text, structure=structure, resume=True),
        )

    def structure(self, source: Source | Document, *, name: str | None = None) -> Structure:
        """Read the outline and the facts of a resume, personal data located."""
        return read_structure(self.read(source, name=name), as_of=self.settings.as_of)

    def profile(self, source: Source | Document, *, name: str | None = None) -> Profile:
        """Say what a resume says of its owner's skills."""
        document = self.read(source, name=name)
        structure = read_structure(document, as_of=self.settings.as_of)
        mentions = self.extractor.mentions(document.text, structure=structure, resume=True)
        hidden = {m.skill_id for part in document.hidden for m in self.extractor.mentions(part.text) if m.skill_id}
        profile = build_profile(
            document, structure, mentions, taxonomy=self.taxonomy, hidden_skills=tuple(sorted(hidden))
        )
        if dated_entries(structure):
            return profile
        from skillgap.roles.notices import ad_notices

        said = ad_notices(document)
        return profile.model_copy(update={"notices": (*profile.notices, *said)}) if said else profile

    def check(self, source: Source | Document, *, name: str | None = None) -> CheckReport:
        """Say what a machine can and cannot read in a resume, and how to mend it."""
        document = self.read(source, name=name)
        structure = read_structure(document, as_of=self.settings.as_of)
        return CheckReport(
            document=document.info,
            pages=document.pages,
            characters=len(document.text),
            sections=structure.sections,
            findings=(*check_document(document), *check_structure(document, structure)),
        )

    def profile_many(
        self, sources: Iterable[Source], *, workers: int | None = None, seconds: float | None = None
    ) -> Iterator[Profile | Failure]:
        """Profile many resumes in several processes; yield one result each, in the order of the sources.

        A source that can't be read, or is none (None, NaN), gives a `Failure` and costs nobody else anything. `workers`
        defaults to the number of processors, `seconds` (of one file) to `settings.reading.seconds`. Sources are drawn
        as they are needed.
        """
        names: dict[int, str] = {}
        limits = self.pool_limits(workers, seconds)
        sources = listed(sources)

        def requests() -> Iterator[bytes]:
            for number, given in enumerate(sources):
                try:
                    source: Source | InputError = source_of(given)
                except InputError as error:
                    source = error
                names[number] = printable(Path(source).name) if _is_path(source) else f"source {number + 1}"
                yield _request(source, names[number])

        found: dict[int, Profile | Failure] = {}
        following = 0
        with closing(run(requests(), partial(_profiling, self, limits.seconds), limits=limits)) as replies:
            for reply in replies:
                name = names.pop(reply.number)
                if reply.fault is not None:
                    found[reply.number] = failure_of(name, reply.fault)
                else:
                    model: type[Profile | Failure] = Failure if reply.data[:1] == b"F" else Profile
                    found[reply.number] = model.model_validate_json(reply.data[1:])
                while following in found:
                    yield found.pop(following)
                    following += 1

    def pool_limits(self, workers: int | None, seconds: float | None) -> PoolLimits:
        """Return the limits of work in several processes, by default one a processor and the settings' seconds a file.

        Raises `settings_invalid` where no process may be started.
        """
        if workers is not None and not (isinstance(workers, Integral) and workers >= 1):
            raise ConfigurationError("settings_invalid", f"workers must be at least 1, not {workers!r}")
        if seconds is not None and not (isinstance(seconds, Real) and 0 < seconds < math.inf):
            raise ConfigurationError("settings_invalid", f"seconds must be more than 0 and finite, not {seconds!r}")
        if multiprocessing.current_process().daemon:
            raise ConfigurationError(
                "settings_invalid",
                "this process is daemonic (one of multiprocessing.Pool) and may not start others",
                hint="call it from the main process, or from a concurrent.futures.ProcessPoolExecutor",
            )
        reading = self.settings.reading
        return PoolLimits(
            workers or default_workers(), reading.seconds if seconds is None else seconds, reading.memory_bytes
        )

    def role(self, source: Source | Document, *, name: str | None = None) -> Role:
        """Draw a role from a role document or a job ad; raise `taxonomy_invalid` where it asks for nothing known."""
        from skillgap.roles import read_role

        return read_role(self.read(source, name=name), extractor=self.extractor)

    def roles(self, roles: Iterable[Role | str] = (), jobs: Iterable[Source | Document] = ()) -> tuple[Role, ...]:
        """Return roles (given, or by id) and those drawn from job ads; all of the taxonomy where none is given."""
        chosen = (*self.chosen(listed(roles)), *map(self.role, listed(jobs)))
        return chosen or self.chosen(None)

    def score(
        self,
        source: Source | Document,
        *,
        roles: Sequence[Role | str] | None = None,
        target: float | None = None,
        name: str | None = None,
    ) -> ScoreReport:
        """Score a resume against roles (default: all of the taxonomy), best first; an empty list gives no fits.

        An ad becomes a role with `role`. With `target` points each fit below it names the fewest skills that reach it
        (`to_target`).
        """
        return self.score_profile(self.profile(source, name=name), roles=roles, target=target)

    def score_profile(
        self, profile: Profile, *, roles: Sequence[Role | str] | None = None, target: float | None = None
    ) -> ScoreReport:
        """Score a profile made before."""
        need_target(target)
        scorer = self.scorer(roles)
        shown = {
            "experience_months": profile.experience_months,
            "skills": profile.skills,
            "foundations": profile.foundations,
        }
        values = {
            "schema_": "skillgap.score/1",
            "document": profile.document,
            "profile": made(ScoredProfile, shown),
            "fits": scorer.fits(profile) if target is None else _with_ways(scorer, profile, target),
            "provenance": self.provenance(profile.as_of),
            "notices": (
                *profile.notices,
                *(ad_scored(profile.document.name, role) for role in scorer.roles if is_source(role, profile)),
            ),
        }
        return made(ScoreReport, values)

    def chosen(self, roles: Iterable[Role | str] | None) -> tuple[Role, ...]:
        """Return roles that are given by themselves or by their ids; all of the taxonomy for None.

        Raises `role_unknown` for an id that isn't there, and for what is no role.
        """
        if roles is None:
            return tuple(self.taxonomy.roles.values())
        return tuple(role if isinstance(role, Role) else self._by_id(role) for role in listed(roles))

    def _by_id(self, role_id: str) -> Role:
        if role_id in self.taxonomy.roles or (isinstance(role_id, str) and not _AD.search(role_id)):
            return self.taxonomy.role(role_id)
        hint = "an ad becomes a role with Analyzer.role(path); on the command line it is --job"
        raise ConfigurationError("role_unknown", f"{printable(str(role_id))!r} is no role", hint=hint)

    def scorer(self, roles: Sequence[Role | str] | None = None) -> Scorer:
        """Make the scorer of some roles (default: all of the taxonomy); a few are kept, since most calls ask alike."""
        chosen, settings = self.chosen(roles), self.settings.scoring
        for given, scorer in tuple(_SCORERS):
            if scorer.taxonomy is self.taxonomy and scorer.settings == settings and given == chosen:
                return scorer
        scorer = Scorer(self.taxonomy, chosen, settings=settings)
        _SCORERS.append((chosen, scorer))
        return scorer

    def rank(self, sources: Iterable[Source | Document], *, role: Role | str) -> RankReport:
        """Rank resumes for one role, best first; files that can't be read are listed with the reason.

        Paths that end alike are named by as many of their folders as tell them apart, texts and bytes by their number.
        """
        profiles: list[Profile] = []
        failures: list[Failure] = []
        chosen = [Path(source) if _is_path(source) else source for source in listed(sources)]
        names = _told_apart([source for source in chosen if isinstance(source, Path)])
        for number, source in enumerate(chosen, 1):
            name = names[source] if isinstance(source, Path) else f"source {number}"
            try:
                profiles.append(self.profile(source, name=name))
            except InputError as error:
                failures.append(failure_of(name, error))
        report = rank(self.scorer([role]), profiles)
        return report.model_copy(
            update={"failures": tuple(failures), "provenance": self.provenance(self.settings.as_of.strftime("%Y-%m"))}
        )

    def compare(
        self, old: Source | Document, new: Source | Document, *, roles: Sequence[Role | str] | None = None
    ) -> CompareReport:
        """Compare two drafts of one resume."""
        report = compare(self.scorer(roles), self.profile(old), self.profile(new))
        return report.model_copy(update={"provenance": self.provenance(self.settings.as_of.strftime("%Y-%m"))})

    @cached_property
    def _settings_digest(self) -> str:
        dump = self.settings.model_dump_json(exclude={"as_of"}).encode()
        return hashlib.sha256(dump).hexdigest()[:16]

    def provenance(self, as_of: str) -> Provenance:
        """Say which versions and settings a result came from."""
        return Provenance(
            skillgap=__version__,
            taxonomy=self.taxonomy.version,
            settings=self._settings_digest,
            as_of=as_of,
        )


def listed(given: Iterable[Item]) -> Iterable[Item]:
    """Return what is wanted as several: one by itself is one, or a text would be taken apart into its characters.

    A whole DataFrame, which gives the names of its columns, is refused.
    """
    if hasattr(given, "columns"):
        raise ConfigurationError("settings_invalid", "a DataFrame is no list", hint="give one column: frame['text']")
    alone = isinstance(given, str | bytes | os.PathLike | Role | Document)
    return cast("Iterable[Item]", (given,)) if alone else given


def _is_path(source: object) -> TypeGuard[os.PathLike[str] | str]:
    return isinstance(source, os.PathLike) or (isinstance(source, str) and bool(source.strip()) and not is_text(source))


def _told_apart(paths: Sequence[Path]) -> dict[Path, str]:
    """Name each path by the fewest of its last parts that no other path ends in."""
    ends = Counter("/".join(path.parts[-k:]) for path in set(paths) for k in range(1, len(path.parts) + 1))
    names = {}
    for path in paths:
        tails = ("/".join(path.parts[-k:]) for k in range(1, len(path.parts) + 1))
        names[path] = next((tail for tail in tails if ends[tail] == 1), str(path))
    return names


def _with_ways(scorer: Scorer, profile: Profile, target: float) -> tuple[Fit, ...]:
    """Score, and find for each role below the target the fewest skills that reach it."""
    from skillgap.scoring import smallest_set

    return tuple(
        fit
        if target <= fit.score
        else fit.model_copy(update={"to_target": smallest_set(scorer, profile, fit.role.id, target=target)})
        for fit in scorer.fits(profile)
    )


def failure_of(name: str, error: SkillgapError | Fault) -> Failure:
    """Make the result of a file that failed, by its error or by what became of its process."""
    if isinstance(error, SkillgapError):
        code, message, hint = error.code, error.message, error.hint
    else:
        code, message, hint = error, f"{name} {_FAULTS[error][0]}", _FAULTS[error][1]
    if name.isdigit() and message.startswith(f"{name} "):
        message = f"resume {message}"  # what a table calls its row
    return Failure(name=name, code=code, message=message, hint=hint)


def failure_alone(failure: Failure, *, alone: bool) -> Failure:
    """Return a failure that is final; raise `Suspect` for one that another process, alone, may not meet."""
    if failure.code in _FAULTS and not alone:
        raise Suspect
    return failure


def _profiling(analyzer: Analyzer, seconds: float) -> Handler:
    """Make the handler of `profile_many`: here, or in a process of its own."""
    inside = analyzer.variant(isolated=False, seconds=seconds)
    inside.warm(())
    outside = inside.variant(isolated=True, seconds=seconds)

    def handle(request: bytes, alone: bool) -> bytes:
        source, name = _source(request)
        try:
            if isinstance(source, InputError):
                raise source
            return b"P" + (outside if alone else inside).profile(source, name=name).model_dump_json().encode()
        except SkillgapError as error:
            return b"F" + failure_alone(failure_of(name, error), alone=alone).model_dump_json().encode()

    return handle


def _request(source: Source | InputError, name: str) -> bytes:
    if isinstance(source, InputError):  # goes along, so that results keep the order of the sources
        return json.dumps(["error", name, source.code, source.message, source.hint]).encode()
    kind = "path" if isinstance(source, Path) else "text" if isinstance(source, str) else "bytes"
    data = source if isinstance(source, bytes) else str(source).encode("utf-8", "surrogatepass")
    return json.dumps([kind, name]).encode() + b"\n" + data


def _source(request: bytes) -> tuple[Source | InputError, str]:
    head, _, data = request.partition(b"\n")
    kind, name, *error = json.loads(head)
    if kind == "error":
        code, message, hint = error
        return InputError(code, message, hint=hint), name
    if kind == "bytes":
        return data, name
    text = data.decode("utf-8", "surrogatepass")
    return (Path(text) if kind == "path" else text), name


def _rebuild(
    taxonomy: Taxonomy | None, settings: Settings, readers: Sequence[Reader] | None, isolated: bool
) -> Analyzer:
    return Analyzer(taxonomy, settings=settings, readers=readers, isolated=isolated)


def score(
    source: Source,
    *,
    role: Role | str | None = None,
    job: Source | None = None,
    taxonomy: Taxonomy | str | Path | None = None,
    settings: Settings | None = None,
    target: float | None = None,
) -> ScoreReport:
    """Score one resume: a path, `bytes`, or its text.

    A `str` is text where it holds a line end, else a path: give a text of one line as `bytes`. `role` is a role or its
    id, `job` a job ad (path, bytes or text); without either, all roles of the taxonomy (one loaded before, or its
    folder; default: the bundled one) are scored. With `target` (0 to 100 points) each fit below it names the fewest
    skills that reach it. The first call in a process loads what all later ones share.
    """
    analyzer = Analyzer(taxonomy, settings=settings)
    roles = analyzer.roles([role] if role else [], [job] if job is not None else [])
    return analyzer.score(source, roles=roles, target=target)
