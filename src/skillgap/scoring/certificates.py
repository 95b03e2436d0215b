"""Certifications × the certificate that a role asks for: which is it, and is it held?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

from skillgap.models.resume import Certification, Mention, Profile
from skillgap.models.role import Importance, Quote, Role, RoleCertification
from skillgap.scoring.data_files import load_data
from skillgap.structure.language import LEX, alternation, plain

_SIGNS = re.compile(r"[^\w+.#'²-]|(?<!\w)-|-(?!\w)|[.](?!\w)")
State = Literal["held", "expired", "planned", "named"]
"""What a resume says of a certificate; "named" where it may be the subject only (ITIL in a list of skills)."""
Likeness = Literal["same", "open", "lower"]


class CertificateGate(NamedTuple):
    """Certificates of which one is asked for, as a gate."""

    importance: Importance
    names: tuple[str, ...]
    evidence: tuple[Quote, ...]
    otherwise: Literal["equivalent", "later"] | None = None
    kind: Literal["certification"] = "certification"


class Certificate(NamedTuple):
    """A certificate's name in parts; the subject is what is left of it beside maker, rank and loose words."""

    subject: frozenset[str]
    maker: str | None
    level: int | None


class Showing(NamedTuple):
    """A certificate as a resume shows it; a `post` held may need one that goes by its name ("Registered Nurse")."""

    name: str
    state: State
    post: bool = False


def certificate_gates(role: Role) -> tuple[CertificateGate, ...]:
    """Return what a role's certificates ask for: each required one, alternatives together, and any preferred one."""
    groups: dict[object, list[RoleCertification]] = {}
    for number, entry in enumerate(role.certifications):
        if entry.importance == "required":
            groups.setdefault(("one of", entry.one_of) if entry.one_of is not None else number, []).append(entry)
    wished = [entry for entry in role.certifications if entry.importance == "preferred"]
    return tuple(
        CertificateGate(
            group[0].importance,
            tuple(dict.fromkeys(entry.name for entry in group)),
            tuple(Quote(line=entry.line, quote=entry.name) for entry in group),
            next((entry.otherwise for entry in group if entry.otherwise), None),
        )
        for group in [*groups.values(), *([wished] if wished else [])]
    )


def showings(profile: Profile) -> Iterator[Showing]:
    """Yield the certificates that a resume shows: in lists of them, in its other words, and by posts held."""
    listed = profile.certifications
    yield from (Showing(one.name, _state(one)) for one in listed)
    mentions = [
        *((mention, _claim(mention)) for skill in profile.skills for mention in skill.mentions),
        *((mention, "planned") for mention in profile.not_held if mention.status == "planned"),
    ]
    # What stands in a list of certificates is said there, with its dates, whatever else names it.
    texts = {
        (mention.text, state)
        for mention, state in mentions
        if _names_certificate(mention.text)
        and not any(
            one.start <= mention.start < one.end or likeness(mention.text, one.name) == "same" for one in listed
        )
    }
    yield from (Showing(text, state) for text, state in sorted(texts))
    yield from (Showing(job.title, "named", post=True) for job in profile.jobs if job.title)


def _state(one: Certification) -> State:
    if one.planned or one.expired:
        return "planned" if one.planned else "expired"
    return "named" if _beside().search(plain(one.name)) else "held"


def _claim(mention: Mention) -> State:
    """Tell a certificate by its name alone; among a job's deeds or outside of what is listed it may be talked of."""
    sure = (
        mention.section not in ("experience", "certifications") and mention.text in LEX.words["certificates_for_sure"]
    )
    return "held" if sure or "certified" in plain(mention.text) else "named"


def _names_certificate(text: str) -> bool:
    """Tell the name of a certificate, which may be only its subject ("ITIL"), from that of a skill ("Terraform")."""
    return any(LEX.phrases[key].has(text) for key in ("certificate", "exam_names")) or (
        _writings("names").pattern.search(plain(text)) is not None
    )


def likeness(asked: str, held: str) -> Likeness | None:
    """Tell whether a certificate is the one asked for, or one that holds it; whether its rank is open or too low.

    Another one of the same maker and rank counts as well.
    """
    one, other = certificate(asked), certificate(held)
    if one.maker and other.maker and one.maker != other.maker:
        return None
    one_maker = one.maker is not None and one.maker == other.maker
    if one.subject <= other.subject and (one.subject or one_maker):
        if one.level is None or (other.level is not None and other.level >= one.level):
            return "same"
        return "open" if other.level is None else "lower"
    if any(
        one.subject & {*ladder[:i]} and name in other.subject
        for ladder in _names()["ladders"]
        for i, name in enumerate(ladder)
    ):
        return "same"
    return "same" if one_maker and one.level is not None and one.level == other.level else None


def is_licence(name: str) -> bool:
    """Tell a driving licence and the like, which resumes leave out: its want tells nothing."""
    return any(word in plain(name) for word in _names()["licences"])


def shown_likeness(asked: str, shown: Showing) -> Likeness | None:
    """Tell whether what is shown is the certificate asked for; a "Machine Learning Engineer" is not Google's."""
    return None if shown.post and certificate(asked).maker else likeness(asked, shown.name)


@lru_cache(maxsize=4096)
def certificate(name: str) -> Certificate:
    """Take a certificate's name apart."""
    names, makers = _writings("names"), _writings("makers")
    text = _in_words(names, " ".join(_SIGNS.sub(" ", plain(name)).split()))
    # "Microsoft Certified: Azure Administrator": the nearer one says more.
    maker = next((makers.meant[found] for found in reversed(makers.pattern.findall(text))), None)
    tokens = re.findall(r"[\w+#'.-]*[\w+#]", makers.pattern.sub(" ", text))
    levels = _levels()
    loose = _loose()
    subject = frozenset(word for word in tokens if word not in levels and word not in loose and not word.isdigit())
    return Certificate(subject, maker, max((levels[word] for word in tokens if word in levels), default=None))


class _Writings(NamedTuple):
    pattern: re.Pattern[str]
    meant: Mapping[str, str]


def _in_words(names: _Writings, text: str) -> str:
    return names.pattern.sub(lambda found: names.meant[found.group()], text)


@cache
def _writings(key: str) -> _Writings:
    meant = {" ".join(_SIGNS.sub(" ", name).split()): one for one, names in _names()[key].items() for name in names}
    return _Writings(re.compile(rf"(?<![\w+-])(?:{alternation(meant)})(?![\w+-])"), meant)


@cache
def _levels() -> Mapping[str, int]:
    return {word: rank for rank, names in enumerate(_names()["levels"]) for word in names}


@cache
def _loose() -> frozenset[str]:
    return frozenset(_names()["loose"])


@cache
def _beside() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternation(_names()['beside'])})(?!\w)")


def _names() -> Mapping[str, Any]:
    return load_data("certificates")
