"""Language files → word tables: all that the structure rules know about a language."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any, NamedTuple, cast

from skillgap.models.resume import PersonalKind, SectionKind

LANGUAGES = ("en", "de", "fr", "es", "others")
"""In order of precedence: where two languages disagree about a word, the first one wins.

"others" holds what is known of a dozen more: the words of headings, dates and degrees, not those of sentences.
"""

START = 6
"""So many letters of a line's first word tell most lines from headings."""

_WORD = re.compile(r"[^\W_]+(?:[.'’&][^\W_]+)*")
_INNER = str.maketrans("", "", ".'’")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "–": "-", "—": "-"})
_INNER_MARK = re.compile(r"[.'](?<=[a-zA-Z0-9].)(?=[a-zA-Z0-9])")
_PLAIN = bytes(ord(chr(i).lower()) if chr(i).isascii() and chr(i).isalnum() else ord(" ") for i in range(256))
"""The letters of plain text in lower case, with spaces for all signs."""
_LOWER = bytes(ord(chr(i).lower()) if chr(i).isascii() else i for i in range(256))
_NO_LETTERS = bytes(i for i in range(256) if not (chr(i).isascii() and chr(i).isalpha()))
_NON_LETTER = re.compile(r"[\W\d_]+")


def places(text: str) -> list[tuple[int, int]]:
    """Return where each word of a line starts and ends, in step with `norms`."""
    return [found.span() for found in _WORD.finditer(text)]


def spelled(text: str) -> list[str]:
    """Return the words of a line as they are written, in step with `norms`."""
    found: list[str] = _WORD.findall(text)
    return found


def norms(text: str) -> list[str]:
    """Return the words of a line in lower case, without inner dots and apostrophes ("Ph.D" is "phd").

    Hyphens and slashes separate.
    """
    if not text.isascii():
        # Most other lines are plain but for these; plain text is cut many times as fast.
        text = text.replace("–", " ").replace("—", " ").replace("•", " ").replace("·", " ").replace("’", "'")
    if text.isascii() and "&" not in text:
        within = text[:-1]  # a full stop at the end is no inner one
        text = _INNER_MARK.sub("", text) if "." in within or "'" in within else text
        return text.encode().translate(_PLAIN).decode().split()
    low = text.lower()
    if len(low) != len(text):
        # A few capitals grow when they are lowered, by a mark that would cut the word.
        return [word.translate(_INNER).lower() for word in _WORD.findall(text)]
    return [word if word.isalnum() else word.translate(_INNER) for word in _WORD.findall(low)]


def plain(text: str) -> str:
    """Return the text in lower case with straight apostrophes and dashes, same length."""
    if text.isascii():
        return text.lower()
    folded = text.translate(_APOSTROPHES)
    lower = folded.lower()
    return lower if len(lower) == len(folded) else "".join(c.lower() if len(c.lower()) == 1 else c for c in folded)


def squash(text: str) -> str:
    """Return only the letters, casefolded: headings compare so, because letter spacing and "&" don't matter then."""
    if text.isalpha():
        return text.casefold()
    text = text.replace("&", "and")
    if text.isascii():
        return text.encode().translate(_LOWER, _NO_LETTERS).decode()
    return _NON_LETTER.sub("", text).casefold()


def between(pattern: re.Pattern[str], text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return where the pieces begin and end that a pattern cuts a text into, from `start` to `end`."""
    end = len(text) if end is None else end
    pieces: list[tuple[int, int]] = []
    for found in pattern.finditer(text, start, end):
        begin, stop = found.span()
        pieces.append((start, begin))
        start = stop
    return [*pieces, (start, end)]


class Hit(NamedTuple):
    """A phrase found: words `first` to `last` (exclusive), at characters `start` to `end`."""

    value: str
    first: int
    last: int
    start: int
    end: int


class Phrases:
    """Phrases of one or more words, found by a walk over the words of a line.

    A phrase with an empty value hides the shorter ones in it: "MS Excel" is no degree, nor is "Master Builders".
    A phrase that holds two capitals in a row or a single capital ("BA", "M.S", "Hons") must stand with the same
    capitals.
    """

    def __init__(self, values: Mapping[str, str]) -> None:
        self._by_first: dict[str, list[tuple[list[str], str, str | None]]] = {}
        for phrase, value in values.items():
            parts = norms(phrase)
            capitals = phrase.translate(_INNER) if any(c.isupper() for c in phrase) else None
            self._by_first.setdefault(parts[0], []).append((parts, value, capitals))
        self.firsts = frozenset(self._by_first)
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: (-len(entry[0]), entry[0], entry[1]))

    def find(self, text: str, found: list[str] | None = None) -> list[Hit]:
        """Return the longest phrase at each place, left to right, none overlapping; `found` are the text's `norms`."""
        if found is None:
            found = norms(text)
        if self.firsts.isdisjoint(found):
            return []
        hits: list[Hit] = []
        spans: list[tuple[int, int]] | None = None
        reached = 0
        by_first = self._by_first
        for i in [i for i, norm in enumerate(found) if norm in by_first]:
            if i < reached:
                continue
            for phrase, value, capitals in by_first[found[i]]:
                last = i + len(phrase)
                if last - i > 1 and found[i:last] != phrase:
                    continue
                # Where a word stands is asked for only now: few lines hold a phrase.
                if spans is None:
                    spans = places(text)
                start, end = spans[i][0], spans[last - 1][1]
                if capitals is not None and text[start:end].translate(_INNER) != capitals:
                    continue
                if value:
                    hits.append(Hit(value, i, last, start, end))
                reached = last
                break
        return hits

    def has(self, text: str, found: list[str] | None = None) -> bool:
        """Tell whether any phrase occurs; `found` are the text's `norms`."""
        return bool(self.find(text, found))


@dataclass(frozen=True)
class Lexicon:
    """The words of all languages together."""

    months: Mapping[str, int]
    long_months: Mapping[str, tuple[tuple[str, int], ...]]
    date_starts: frozenset[str]
    date_phrase_starts: frozenset[str]
    date_words: frozenset[str]
    seasons: Mapping[tuple[str, ...], tuple[int, int]]
    present: frozenset[tuple[str, ...]]
    since: frozenset[tuple[str, ...]]
    from_: frozenset[tuple[str, ...]]
    to: frozenset[tuple[str, ...]]
    glue: frozenset[str]
    day_suffix: frozenset[str]
    year_units: frozenset[str]
    month_units: frozenset[str]
    stopwords: Mapping[str, frozenset[str]]
    small: frozenset[str]
    headings: Mapping[str, SectionKind]
    tails: tuple[str, ...]
    heading_starts: frozenset[str]
    stems: tuple[tuple[str, SectionKind], ...]
    degrees: Phrases
    counts_as: Phrases
    titles: frozenset[str]
    titles_and_plurals: frozenset[str]
    title_phrases: Phrases
    title_suffixes: tuple[str, ...]
    title_endings: frozenset[str]
    institutions: frozenset[str]
    legal_forms: frozenset[str]
    organisation_suffix: frozenset[str]
    street: frozenset[str]
    domains: frozenset[str]
    human_languages: frozenset[str]
    certifiers: frozenset[str]
    phrases: Mapping[str, Phrases]
    kind_starts: frozenset[str]
    levels: Phrases
    personal: Mapping[str, PersonalKind]
    field_labels: Mapping[str, str]
    assignments: frozenset[str]
    period_labels: frozenset[str]
    start_labels: frozenset[str]
    end_labels: frozenset[str]
    places: frozenset[str]
    words: Mapping[str, frozenset[str]]
    """Words that a single rule asks for."""
    keys: Mapping[str, frozenset[str]]
    """The same of a few lists as texts are compared with them, only their letters."""


PHRASE_LISTS = (
    "incomplete", "ongoing", "internship", "research", "teaching", "volunteering", "leave", "activity", "planned",
    "expired", "not_certificate", "certificate", "courses", "course_platforms", "entry_certificates", "exams",
    "exam_names", "coursework", "thesis", "document_date", "on_request", "citizens",
    "availability", "national_service", "ranks", "volunteer_forces", "applied_schools",
    "austrian_towns", "casual", "self_employed", "further_studies", "begun", "study_of", "wishes",
)  # fmt: skip
WORD_LISTS = (
    "glue", "day_suffix", "year_units", "month_units", "institutions", "legal_forms", "street", "domains",
    "human_languages", "certifiers", "assignments",
)  # fmt: skip
KEY_LISTS = (
    "closings", "degree_labels", "planned_labels", "skill_parts", "skill_items", "internships", "military_headings",
    "issuers",
)  # fmt: skip
JOB_KIND_LISTS = ("leave", "activity", "internship", "teaching", "volunteering", "research", "national_service")
"""The lists that tell a kind of work by its title."""


_PARTS_OF_YEARS = ("q", "h", "t", "s", "fy")
"""Letters of quarters, halves and terms: "Q3 2020", "H1/2019", "FY2021"."""


def merge_languages(files: Mapping[str, Mapping[str, Any]]) -> Lexicon:
    """Merge language files, by code, into one table; the first language that claims a word keeps it."""
    data = list(files.values())

    def every(key: str) -> list[str]:
        return [value for one in data for value in one[key]]

    said = {key: frozenset(map(_date_words, every(key))) for key in ("since", "from", "to", "present")}
    months: dict[str, int] = {}
    seasons: dict[tuple[str, ...], tuple[int, int]] = {}
    for one in data:
        for number, names in enumerate(one["months"], start=1):
            for name in names:
                months.setdefault(name, number)
        for name, (first, last) in one["seasons"].items():
            seasons.setdefault(_date_words(name), (first, last))
    # A slip is looked for only in the months of languages that are known whole.
    spelt = {
        name for code, one in files.items() if code != "others" for names in one["months"] for name in names
        if len(name) > 3
    }  # fmt: skip
    headings, stems = (cast(dict[str, SectionKind], _claims(data, key, squash)) for key in ("headings", "stems"))
    degrees = {name: level if level != "none" else "" for name, level in _claims(data, "degrees", str).items()}
    named = {name.casefold() for name in degrees}
    # "Frontend Masters" gives courses; what is a bootcamp, too, stays one.
    degrees |= {name: "" for name in every("course_platforms") if name.casefold() not in named}
    phrases = {key: _phrase_list(every(key)) for key in PHRASE_LISTS}
    titles = {title.lower() for title in every("titles")}
    single = {title for title in titles if _WORD.fullmatch(title)}
    words = {
        key: frozenset(word for one in data for word in one.get("words", {}).get(key, ())) for key in data[0]["words"]
    }
    plain: dict[str, Any] = {key: frozenset(every(key)) for key in WORD_LISTS}
    return Lexicon(
        **plain,
        months=months,
        long_months={
            letter: tuple((name, number) for name, number in months.items() if name[0] == letter and name in spelt)
            for letter in sorted({name[0] for name in months})
        },
        date_starts=frozenset((*months, *_PARTS_OF_YEARS)).union(
            phrase[0] for phrase in (*seasons, *said["since"], *said["from"])
        ),
        date_phrase_starts=frozenset(phrase[0] for phrases in said.values() for phrase in phrases),
        date_words=frozenset((*months, *_PARTS_OF_YEARS, *every("glue"), *every("day_suffix"))).union(
            *seasons, *(phrase for phrases in said.values() for phrase in phrases)
        ),
        seasons=seasons,
        present=said["present"],
        since=said["since"],
        from_=said["from"],
        to=said["to"],
        stopwords={code: frozenset(one["stopwords"]) for code, one in files.items()},
        small=frozenset(every("stopwords")) | {"i", "we", "it", "that", "our", "who", "are", "or"},
        headings=headings,
        tails=tuple(sorted(words["tails"])),
        heading_starts=frozenset(key[:size] for key in headings for size in range(1, START + 1)),
        stems=tuple(stems.items()),
        degrees=Phrases(degrees),
        counts_as=Phrases(_claims(data, "counts_as", str)),
        titles=frozenset(single),
        titles_and_plurals=frozenset(single | {title + "s" for title in single}),
        title_phrases=Phrases({title: title for title in titles - single}),
        title_suffixes=tuple(dict.fromkeys(every("title_suffixes"))),
        title_endings=frozenset(suffix[-3:] for suffix in every("title_suffixes")),
        organisation_suffix=frozenset(every("legal_forms") + every("organisation_suffix")),
        phrases=phrases,
        kind_starts=frozenset().union(*(phrases[key].firsts for key in JOB_KIND_LISTS)),
        levels=_phrase_list(every("levels")),
        personal=cast(dict[str, PersonalKind], _claims(data, "personal", squash)),
        field_labels={
            squash(label): kind for kind in ("body", "other", "employer", "title") for label in every(f"{kind}_labels")
        },
        **{key: frozenset(map(squash, every(key))) for key in ("period_labels", "start_labels", "end_labels")},
        places=frozenset(place.replace("-", " ") for place in every("places")),
        words=words,
        keys={key: frozenset(map(squash, words[key])) for key in KEY_LISTS},
    )


def _claims(data: Iterable[Mapping[str, Any]], key: str, form: Callable[[str], str]) -> dict[str, str]:
    """Turn the lists of words of each kind round: word → kind, by the first language that claims it."""
    found: dict[str, str] = {}
    for one in data:
        for kind, words in one[key].items():
            for word in words:
                found.setdefault(form(word), kind)
    return found


def guess_language(text: str) -> str:
    """Return the code of the language whose function words occur most; English where none does.

    The middle third of a long text is enough to tell.
    """
    return max(_function_words(text).items(), key=lambda found: found[1], default=("en", 0))[0]


def written_in(text: str) -> str | None:
    """Return the code of the language that a text is written in; None where too few sentences tell, or two do."""
    found = _function_words(text)
    code, most = max(found.items(), key=lambda found: found[1])
    others = max((count for language, count in found.items() if language != code), default=0)
    # Technical terms are English in all of them, so that less of another language tells.
    enough = _SURE if code == "en" else _SURE // 2
    return code if code in WRITTEN and most >= enough and most >= 2 * others else None


WRITTEN: Mapping[str, str] = {"en": "english", "de": "german", "fr": "french", "es": "spanish"}
"""Languages that a text is known to be written in, by code, and their skills."""
_SURE = 12


def _function_words(text: str) -> Mapping[str, int]:
    """Count each language's function words in the middle third of a text, English first."""
    third = len(text) // 3 if len(text) > 1_500 else 0
    seen = list(filter(LEX.small.__contains__, text[third : len(text) - third].lower().split()))
    counts = {code: sum(map(stopwords.__contains__, seen)) for code, stopwords in LEX.stopwords.items()}
    return {"en": counts.get("en", 0), **counts}


def _date_words(phrase: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W\d_](?:\.[^\W\d_])+\b|[^\W\d_]+", phrase.lower()))


def _phrase_list(phrases: Iterable[str]) -> Phrases:
    """Make phrases of a list; those that begin with an exclamation mark only hide shorter ones."""
    return Phrases({phrase.lstrip("!"): "" if phrase[0] == "!" else phrase for phrase in phrases})


_FOLDER = resources.files("skillgap.structure") / "languages"
LEX = merge_languages({code: json.loads((_FOLDER / f"{code}.json").read_text("utf-8")) for code in LANGUAGES})
"""The words of all languages that the rules know."""


def alternation(names: Iterable[str]) -> str:
    """Return a regular expression for any of some names, longest first."""
    return "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))
