"""Education × the degree that a gate asks for: how high it is, whether its field is related, and both in words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from skillgap.models.resume import DegreeLevel, Education

DEGREE_RANK: dict[DegreeLevel, int] = {
    "high_school": 0, "bootcamp": 1, "diploma": 1, "bachelor": 2, "master": 3, "phd": 4,
}  # fmt: skip
_WORDS: dict[DegreeLevel, str] = {
    "high_school": "high-school diploma", "bootcamp": "bootcamp", "diploma": "diploma", "bachelor": "bachelor's degree",
    "master": "master's degree", "phd": "Ph.D.",
}  # fmt: skip
# Words of a field's name that say nothing of the field.
_LOOSE = frozenset([
    "a", "an", "and", "applied", "area", "areas", "degree", "discipline", "field", "fields", "in", "of", "or", "other",
    "pure", "related", "science", "sciences", "similar", "studies", "study", "subject", "subjects", "technical", "the",
])  # fmt: skip
# One subject in short, as an adjective and in other languages.
_SAME = {
    other: subject
    for subject, others in {
        "mathematics": "maths math mathematical mathematik mathématiques matemáticas matemática matematica "
        "wirtschaftsmathematik technomathematik",
        "statistics": "stats stat statistical statistik statistique statistiques estadística statistica biostatistics",
        "physics": "physik physique física fisica",
        "chemistry": "chemie chimie química chimica",
        "biology": "biological biologie biología biologia",
        "economics": "econ economic volkswirtschaftslehre vwl wirtschaftswissenschaften économie economía economia",
        "computing": "cs cse cis mis it ict ai ml swe compsci informatikk tietotekniikka informatyka",
        "electrical": "ee ece eee elektrotechnik électrique eléctrica elettrica electronics electronic elektronik",
        "mechanical": "maschinenbau mécanique mecánica meccanica",
        "engineering": "ingenieurwesen ingénierie ingeniería ingegneria engenharia",
        "psychology": "psychologie psicología",
        "linguistics": "linguistik sprachwissenschaft linguistique lingüística",
    }.items()
    for other in others.split()
}
_COMPUTING = frozenset([
    "algorithms", "analytics", "artificial", "computational", "computer", "computing", "cybernetics", "cybersecurity",
    "data", "informatica", "informatics", "informatik", "informatique", "informática", "information", "intelligence",
    "learning", "machine", "nlp", "robotics", "software", "systems", "wirtschaftsinformatik",
])  # fmt: skip
# Role texts say "or a related field" as a matter of course: the subjects of a row are related to one another.
_RELATED = (_COMPUTING, frozenset(["mathematics", "statistics", "actuarial", "econometrics"]))
_NUMERATE = _RELATED[0] | _RELATED[1] | {"economics", "engineering", "physics"}
# Words for many subjects at once.
_MANY = {
    "numerate": _NUMERATE, "numerical": _NUMERATE, "quantitative": _NUMERATE,
    "stem": _NUMERATE | {"astronomy", "biochemistry", "biology", "chemistry", "electrical", "mechanical"},
}  # fmt: skip
# Fields of computing whose single words name others too.
_COMPUTING_FIELDS = ("natural language processing", "language technolog", "language processing", "human-computer")


@lru_cache(maxsize=1024)
def degree_asked(level: DegreeLevel, fields: tuple[str, ...]) -> str:
    """Say what is asked: `master's degree asked in Computer Science or Statistics`."""
    return f"{_WORDS[level]} asked" + (f" in {_listing(fields)}" if fields else "")


@lru_cache(maxsize=1024)
def field_fits(field: str | None, fields: tuple[str, ...]) -> bool:
    """Tell whether a field of study shares a word that means something with one of `fields`."""
    if field is None:
        return False
    words, wanted = _words(field), set[str]().union(*map(_words, fields))
    wanted = wanted.union(*(subjects for word, subjects in _MANY.items() if word in wanted))
    return bool(words & wanted) or any(words & family and wanted & family for family in _RELATED)


def _words(text: str) -> set[str]:
    low = text.casefold().replace("/", " ").replace("eecs", "ee cs")
    words = {_SAME.get(word, word) for word in (part.strip(".,;()") for part in low.split())} - _LOOSE
    return words | {"computing"} if any(field in low for field in _COMPUTING_FIELDS) else words


def degree_rank(entry: Education) -> int:
    """Rank a degree by its level, or by what it counts as."""
    return max(DEGREE_RANK[level] for level in (entry.level, entry.counts_as, "high_school") if level is not None)


def falls_short(entry: Education, asked: DegreeLevel) -> bool:
    """Tell a bootcamp where a diploma is asked: it stands as near to a bachelor's, and is no trade learned in years."""
    return asked == "diploma" and entry.level == "bootcamp" and entry.counts_as is None


def degree_held(entry: Education, asked: DegreeLevel) -> str:
    """Say what is held, and what makes it enough where its own level would not."""
    said = f"{degree_name(entry)} held"
    if entry.level is not None and entry.counts_as is not None and DEGREE_RANK[entry.level] < DEGREE_RANK[asked]:
        return f"{said}, which counts as a {_WORDS[entry.counts_as]} (“{entry.counts_by}”)"
    return said


def degree_name(entry: Education) -> str:
    """Say what is held: `bachelor's degree in Physics`."""
    name = _WORDS[entry.level] if entry.level else "degree"
    return f"{name} in {entry.field}" if entry.field else name


def under_way(entry: Education) -> str:
    """Say what is still studied for: `bachelor's degree in Physics under way, expected 2027-05`."""
    until = "" if entry.until in (None, "present") else f", expected {entry.until}"
    return f"{degree_name(entry)} under way{until}"


def _listing(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " or " + names[-1]
