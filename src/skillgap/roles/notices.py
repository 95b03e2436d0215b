"""Document, items, mentions → notices: what the taxonomy does not hold, a resume or an ad in the other's place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import itemgetter

from skillgap.extraction.unlisted import Proposed, names_in_list, propose
from skillgap.models.base import Notice
from skillgap.models.document import Document
from skillgap.models.resume import Mention
from skillgap.models.role import Requirement
from skillgap.roles.cues import ASKING, BlockKind, cue
from skillgap.roles.education import degree_spans
from skillgap.roles.items import Item, within
from skillgap.roles.outline import read_outline
from skillgap.roles.rows import document_lines
from skillgap.roles.sentences import line_of
from skillgap.structure import dated_entries, read_structure
from skillgap.structure.foundations import is_field_taught
from skillgap.structure.language import LEX, plain

_SURE = 0.7
_LONGEST = 3
_LONGEST_BARE = 120
_MOST_SHOWN = 8
_NAME = re.compile(r"[A-Z][\w.+#-]*(?: [A-Z\d][\w.+#-]*)*|[a-z]+[A-Z]\w*|\w+\.(?:js|py|io|ai)")
_AD: frozenset[BlockKind] = frozenset({"requirement", "preferred", "duty", "benefits", "about", "process"})
_SEVERAL = 2
_SIGNS = 3
_OTHERS = {"invoice_signs": "an invoice", "transcript_signs": "a transcript of records", "letter_signs": "a letter"}
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LATE = "2100-01"
"""Whatever a document calls the present lies before it."""


def unknown_phrases(text: str, items: Sequence[Item], mentions: Sequence[Mention]) -> Iterator[tuple[Item, Proposed]]:
    """Yield what reads as a skill in these items, is in no list and names no degree or field of study."""
    open_items = [item for item in items if not item.title]
    if not open_items:
        return
    degrees = [span for item in open_items for span in degree_spans(text, item)]
    for phrase in propose(text, mentions):
        item = next((i for i in open_items if i.start <= phrase.start and phrase.end <= i.end), None)
        free = not any(start < phrase.end and phrase.start < end for start, end in degrees)
        if item is not None and free and not phrase.listed:
            yield item, phrase


def _may_be_a_tool(words: str) -> bool:
    few = len(words.split()) <= _LONGEST and _NAME.fullmatch(words) is not None
    told = words.casefold() in LEX.places or cue("of_languages").fullmatch(plain(words)) is not None
    return few and not told and not is_field_taught(words)


def _bare_names(text: str, item: Item, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Yield the places of unknown names in an item that only lists names."""
    if item.end - item.start > _LONGEST_BARE or degree_spans(text, item):
        return
    inside = [
        mention.model_copy(update={"start": mention.start - item.start, "end": mention.end - item.start})
        for mention in within(mentions, item.start, item.end)
    ]
    for start, end in names_in_list(text[item.start : item.end], inside):
        words = text[item.start + start : item.start + end]
        if _may_be_a_tool(words):
            yield item.start + start, item.start + end


def unknown_demands(
    text: str, items: Sequence[Item], mentions: Sequence[Mention], *, certified: str = ""
) -> tuple[Notice, ...]:
    """Name what reads as a tool among the demands and is in no list: at most one notice, empty when all is known.

    A role can't ask for what the taxonomy does not hold; a reader of the score must know that it was not weighed.
    Names that are `certified` are gates.
    """
    asking = [item for item in items if item.kind in ASKING and item.sure]
    places: dict[str, int] = {}
    for _, phrase in unknown_phrases(text, asking, mentions):
        words = text[phrase.start : phrase.end]
        if phrase.confidence >= _SURE and _may_be_a_tool(words):
            places.setdefault(words, phrase.start)
    for item in asking:
        for start, end in () if item.title else _bare_names(text, item, mentions):
            places.setdefault(text[start:end], start)
    weighed = frozenset(certified.split())
    places = {words: place for words, place in places.items() if not weighed.issuperset(words.split())}
    if not places:
        return ()
    found = {words: line_of(text, place) for words, place in sorted(places.items(), key=itemgetter(1))}
    named = ", ".join(f'"{name}" (line {line})' for name, line in list(found.items())[:_MOST_SHOWN])
    more = f" and {len(found) - _MOST_SHOWN} more" if len(found) > _MOST_SHOWN else ""
    return (
        Notice(code="unknown_demands", message=f"asked for, but not in the taxonomy and not weighed: {named}{more}"),
    )


def weak_demands(requirements: Sequence[Requirement]) -> tuple[Notice, ...]:
    """Say of a role that it only mentions hard skills: then a heading is likely unread, and every score misleads."""
    if any(not requirement.soft and requirement.importance != "mentioned" for requirement in requirements):
        return ()
    message = "no hard skill is required or wished for, only mentioned: are the headings above the skills read?"
    return (Notice(code="no_hard_demand", message=message),)


def line_notices(document: Document) -> tuple[Notice, ...]:
    """Say that the lines of a document were worked out, where they run together."""
    if len(document_lines(document)) <= (len(document.lines) or document.text.count("\n") + 1):
        return ()
    message = "The lines of this text run together: where they begin was worked out from headings, bullets and demands."
    return (Notice(code="line_ends_lost", message=message),)


def resume_notices(document: Document) -> tuple[Notice, ...]:
    """Say of what is read as a role document that it looks like a resume."""
    if len(_YEAR.findall(document.text)) < _SEVERAL:
        return ()  # as nearly every ad, and the structure costs a fifth of reading it
    found = dated_entries(read_structure(document, as_of=_LATE))
    if found < _SEVERAL:
        return ()
    message = (
        f"{document.name} holds {found} dated jobs and degrees: it reads like a resume, and is read as what is asked"
    )
    return (Notice(code="looks_like_resume", message=message),)


def ad_notices(document: Document) -> tuple[Notice, ...]:
    """Say of what is read as a resume, and holds no dated entry, that it looks like something else, an ad mostly."""
    folded = plain(document.text)
    for kind, name in _OTHERS.items():
        if len(set(cue(kind).findall(folded))) >= _SIGNS:
            message = f"{document.name} reads like {name}, not a resume: what it names may be nobody's skill"
            return (Notice(code="looks_like_other", message=message),)
    if len({item.kind for item in read_outline(document)} & _AD) < _SEVERAL:
        return ()
    message = (
        f"{document.name} holds no dated job or degree, but an ad's sections: it reads like a job ad, not a resume"
    )
    return (Notice(code="looks_like_ad", message=message),)
