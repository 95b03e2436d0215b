"""Role document or job ad → Role: what it asks for, with the line that proves each fact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from skillgap.errors import ConfigurationError, InputError
from skillgap.models.document import Document
from skillgap.models.resume import Mention, Section, SectionKind, Structure
from skillgap.models.role import Requirement, Role, RoleSource
from skillgap.models.skill import SOFT_CATEGORIES, SkillRef
from skillgap.roles.asked import Demanded, OverallYears, read_item
from skillgap.roles.career import read_career
from skillgap.roles.certificates import read_certifications
from skillgap.roles.cues import ASKING, TELLING
from skillgap.roles.demand import read_demand
from skillgap.roles.education import degree_spans
from skillgap.roles.gates import read_gates
from skillgap.roles.items import Item, within
from skillgap.roles.letters import without_letter
from skillgap.roles.merging import merge
from skillgap.roles.notices import line_notices, resume_notices, unknown_demands, weak_demands
from skillgap.roles.outline import demanding, is_terse, lists_alone, of_rungs, read_outline, stacks_asked
from skillgap.roles.pay import read_salaries
from skillgap.roles.phrases import named_spans, phrase_mentions, unbroken_names
from skillgap.roles.refusals import employer_skills
from skillgap.roles.rows import document_lines
from skillgap.roles.sentences import in_one_line
from skillgap.roles.tables import read_grids
from skillgap.roles.titles import read_title, role_id
from skillgap.roles.weights import weigh
from skillgap.roles.wording import Wording
from skillgap.structure.language import alternation, plain
from skillgap.taxonomy import Taxonomy

_AFTERWORDS = frozenset({"conditions", "about", "benefits", "process"})
_SPEECH = re.compile(
    r"\b(?:communicat\w+ in|speak|spoken|fluen|written|verbal|native|language|sprache|proficien|level|[abc][12]\b|"
    r"conversational|command of|in wort|skills|\w*kenntnisse|"
    r"parl\w+|courante?|ma[iî]tris\w+|(?:serait|est|sería|es) un (?:plus|atout)|niveau|nivel|"
    r"(?:wäre|ist) (?:ein plus|von vorteil))"
)


class SkillExtractor(Protocol):
    """What finds skills in a text; the project's `Extractor` is one."""

    @property
    def taxonomy(self) -> Taxonomy:
        """The skills that it knows."""

    def mentions(self, text: str, *, structure: Structure | None = None) -> tuple[Mention, ...]:
        """Return the skills of a text in text order."""


_ROLE_FILE = re.compile(r"\s*id: .{0,400}?\brequirements:.{0,200}?\bskill_id:|\s*[Ss]chema:?\s\W*skillgap\.role/", re.S)
"""What `skillgap role` prints; read as prose it would ask for other things."""


@dataclass(frozen=True)
class Reading:
    """A document's outline and the skills that stand in it."""

    document: Document
    items: tuple[Item, ...]
    mentions: tuple[Mention, ...]


def read_mentions(document: Document, *, extractor: SkillExtractor) -> Reading:
    """Read the outline and find the skills, across the line ends inside an item.

    Where no line asks for a skill, those of a few words under a job's title do, and the lists of a document called
    after a job; where none asks for a hard one, what stands behind "Tech:" does. Raises `no_text` for a document
    without text.
    """
    if not document.text.strip():
        raise InputError("no_text", f"{document.name} holds no text", hint="a scan needs text recognition first")
    if _ROLE_FILE.match(document.text):
        raise ConfigurationError(
            "taxonomy_invalid",
            f"{document.name} is a role's file, not a role document",
            hint="put it into the roles folder of a taxonomy and give that folder with --taxonomy",
        )
    document = without_letter(document)
    items = of_rungs(document.text, read_outline(document))
    reading = Reading(document, items, _skill_mentions(document, items, extractor))
    terse = is_terse(document.text, items)
    asked = demanding(items) if terse else lists_alone(read_title(document)[0], items)
    if asked == items or _is_required(reading, extractor.taxonomy):
        labels = stacks_asked(items)
        if labels == items or _is_required(reading, extractor.taxonomy, hard=True):
            return reading
        asked = labels
    return Reading(document, asked, _skill_mentions(document, asked, extractor))


def read_role(document: Document, *, extractor: SkillExtractor, id: str | None = None) -> Role:
    """Read a role document or job ad.

    `id` defaults to one made of the title. Weights are taken over the taxonomy's roles (other ids than this one's).
    Raises `no_text` for a document without text, `taxonomy_invalid` for one that asks for no skill: an empty role
    would fit everybody.
    """
    return draw_role(read_mentions(document, extractor=extractor), taxonomy=extractor.taxonomy, id=id)


def draw_role(reading: Reading, *, taxonomy: Taxonomy, id: str | None = None) -> Role:
    """Draw the role out of a reading; see `read_role`."""
    document, items, mentions = reading.document, reading.items, reading.mentions
    text = document.text
    title, aliases = read_title(document)
    grids = read_grids(text)
    wordings = [Wording(text, item) for item in items]
    certifications = read_certifications(text, wordings, grids)
    requirements, overall = _requirements(reading, wordings, [place for _, place in certifications], taxonomy)
    if not requirements:
        # Where nothing but certificates is asked for, the skills that they name are.
        requirements, overall = _requirements(reading, wordings, (), taxonomy)
    asks = any(requirement.importance != "mentioned" for requirement in requirements)
    if not requirements or not (asks or any(item.sure and item.kind in TELLING for item in items)):
        raise ConfigurationError(
            "taxonomy_invalid",
            f"{document.name} holds no requirement that the taxonomy knows",
            hint='is it a role document or job ad? a line such as "Requirements" above what is asked for helps',
        )
    chosen = id or role_id(title)
    others = [role for role in taxonomy.roles.values() if role.id != chosen]
    return Role(
        id=chosen,
        title=title,
        aliases=aliases,
        requirements=weigh(requirements, lines=len(document_lines(document)), others=others, taxonomy=taxonomy),
        gates=read_gates(text, wordings, overall, title),
        certifications=tuple(certification for certification, _ in certifications),
        demand=read_demand(text, items, grids, mentions),
        salary=read_salaries(text, items, grids, title),
        career=read_career(text, items, grids),
        source=RoleSource(name=document.name, sha256=document.sha256),
        notices=(
            *document.notices,
            *line_notices(document),
            *resume_notices(document),
            *weak_demands(requirements),
            *unknown_demands(text, items, mentions, certified=" ".join(one.name for one, _ in certifications)),
        ),
    )


def _requirements(
    reading: Reading, wordings: Sequence[Wording], certified: Sequence[tuple[int, int]], taxonomy: Taxonomy
) -> tuple[tuple[Requirement, ...], list[OverallYears]]:
    """Return what a reading asks for beside its certificates, and the years of experience in all."""
    text = reading.document.text
    demanded: list[Demanded] = []
    overall: list[OverallYears] = []
    own = employer_skills(text, reading.mentions)
    for wording in wordings:
        item = wording.item
        inside = within(reading.mentions, item.start, item.end)
        inside = [m for m in inside if m.skill_id not in own or item.kind in ASKING]
        found, years = read_item(wording, inside, [*degree_spans(text, item), *certified])
        overall += years
        if not item.title or item.kind == "soft":
            demanded += found
    return merge(text, demanded, taxonomy), overall


def _is_required(reading: Reading, taxonomy: Taxonomy, *, hard: bool = False) -> bool:
    """Tell whether a reading requires anything; `hard`: anything but spoken languages and soft skills."""
    wordings = [Wording(reading.document.text, item) for item in reading.items]
    asked = (one for one in _requirements(reading, wordings, (), taxonomy)[0] if one.importance == "required")
    return any(not hard or any(_is_hard(ref, taxonomy) for ref in one.any_of) for one in asked)


def _is_hard(ref: SkillRef, taxonomy: Taxonomy) -> bool:
    return taxonomy.skills[ref.skill_id].category not in (*SOFT_CATEGORIES, "human_language")


def _skill_mentions(document: Document, items: Sequence[Item], extractor: SkillExtractor) -> tuple[Mention, ...]:
    parts: list[str] = []
    end = 0
    for item in items:
        # The number of the next bullet is no version of what the last one names ("1. Python", "2. Docker").
        gap = document.text[end : item.start]
        inside = document.text[item.start : item.end]
        parts += (re.sub(r"\d", "•", gap) if parts else gap, re.sub(r"[\n*]", " ", inside))
        end = item.end
    text = "".join([*parts, document.text[end:]])
    found = extractor.mentions(text, structure=_as_sections(text, items, extractor.taxonomy))
    known = [m for m in found if m.skill_id is not None]
    return phrase_mentions(text, items, known, extractor.taxonomy)


@lru_cache(maxsize=4)
def _languages(taxonomy: Taxonomy) -> frozenset[str]:
    known = (s for s in taxonomy.skills.values() if s.category == "human_language")
    return frozenset(plain(name) for skill in known for name in (skill.name, *skill.aliases) if " " not in name)


def _as_sections(text: str, items: Sequence[Item], taxonomy: Taxonomy) -> Structure:
    """Tell the extractor where skills are listed, as a resume's outline does: "Spark" alone in a demand is the tool."""
    sections: list[Section] = []
    languages, whole = _languages(taxonomy), unbroken_names(taxonomy)
    for item in items:
        kind = _section_kind(text, item, languages)
        parts: list[tuple[int, SectionKind]] = [(item.start, kind)]
        if item.kind == "soft" and item.label is not None:
            parts = [(item.start, "skills"), (item.label, kind)]
        elif kind == "experience" and item.kind in ASKING:
            for start, end in named_spans(text, item, whole):
                parts += [(start, "skills"), (end, "experience")]
        for place, part in parts:
            if sections and sections[-1].kind == part:
                continue
            start = place if sections else 0
            if sections:
                sections[-1] = sections[-1].model_copy(update={"end": start})
            sections.append(Section(kind=part, title=None, start=start, end=len(text)))
    return Structure(sections=tuple(sections), as_of="present")


@lru_cache(maxsize=4)
def _speech_first(languages: frozenset[str]) -> re.Pattern[str]:
    """Match "French or Italian for the Swiss team", not "French cuisine"."""
    name = alternation(languages)
    return re.compile(
        rf"(?:[^.;]{{2,60}}?, (?:especially|ideally|preferably|above all) )?"
        rf"(?:(?:some|a little|a bit of|basic|passable|good|decent|fluent|working|everyday) )?"
        rf"(?:{name})(?:(?:,| or| and|/|, or|, and) ?(?:{name}))*"
        r"(?:\s*[(.;:–—-]|,? (?:for|as|since|because|is|are|as|would|will|or|in|to|at|an?|"
        r"helpful|useful|preferred|desirable|required|essential)\b)"
    )


def _section_kind(text: str, item: Item, languages: frozenset[str]) -> SectionKind:
    asks = item.kind in ("requirement", "preferred", "tools", "stack") or (item.kind == "unknown" and item.bullet)
    body = in_one_line(text, item.start, item.end)
    tokens = re.findall(r"\w+", body)
    names_one = (asks or item.kind in _AFTERWORDS) and not languages.isdisjoint(tokens)
    # "French." in a list of wishes, "must be able to communicate in English": a language, not a nationality.
    if names_one and (len(tokens) <= 3 or _SPEECH.search(body) or (asks and _speech_first(languages).match(body))):
        return "languages"
    if asks and len(tokens) <= 4:
        return "skills"
    return "experience" if asks or item.kind == "duty" else "other"
