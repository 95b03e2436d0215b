"""Label or heading → the words that it speaks of: the line behind it, the block below (`scopes` has the other ways)."""

from __future__ import annotations

from collections.abc import Set

from skillgap.extraction.clauses import Span, block_end, breaks, label_end, line_end, list_end, starts_line
from skillgap.extraction.tokens import Tokens, is_year
from skillgap.extraction.words import cue_words

_LABEL_REST = 3
_LABEL_BEFORE = 8  # words of a label before its cue
_OF_A_NAME = frozenset({"before", "near", "tail"})
_SAYING_MUCH = frozenset({"least", "only", "just", "without"})
_MINE = frozenset({"i", "me"})
_RUNS_ON = frozenset({"running", "runs", "ran", "on", "using", "uses", "used", "with"})
OPEN_ENDED = frozenset({"with", "in", "of", "to", "for", "on", "about", "learn"})


def labelled(scope: str, tokens: Tokens, first: int, last: int, starts: Set[int]) -> Span | None:
    """Return what follows a label that ends with the cue: "I know it by name only: Spark", "Eager to learn <tab> Go".

    Words that say nothing may stand between the cue and the sign; a name in the label makes it none.
    """
    end = last
    nothing = cue_words()["saying_nothing"]
    while end < tokens.size and end - last < _LABEL_REST and tokens.gaps[end] == " ":
        if tokens.lows[end] not in nothing or tokens.lows[end] in _SAYING_MUCH:
            break
        end += 1
    sign = tokens.gaps[end].strip(" ")
    if sign not in {":", "\t"} or end >= tokens.size or not starts.isdisjoint(range(last, end)):
        return None
    cell = sign == "\t"
    begin = first
    while begin > 0 and first - begin < _LABEL_BEFORE and tokens.gaps[begin] in {" ", ", ", "'"}:
        begin -= 1
    if not starts.isdisjoint(range(begin, first)) or not (begin == 0 or breaks(tokens, begin)):
        return None
    if begin < first and scope in _OF_A_NAME and _MINE.isdisjoint(tokens.lows[begin:first]):
        return None  # "None of our releases failed: Jenkins"
    if cell and not (starts_line(tokens, begin) and end in starts):
        return None
    return end, line_end(tokens, end) if cell else list_end(tokens, end, starts)


def finished(tokens: Tokens, first: int, last: int) -> bool:
    """Tell "Learning" above courses that are finished, or that begin and end with a year."""
    years = sum(map(is_year, tokens.lows[first:last]))
    return years > 1 or not cue_words()["finished"].isdisjoint(tokens.lows[first:last])


def line(tokens: Tokens, first: int, last: int, starts: Set[int]) -> Span | None:
    """ "Next: Rust", "Not mine <tab> Kubernetes", and the block below a heading that begins with the cue."""
    # "…; next: Rust", but not "they owned the config, <new line> not me."
    wrapped = first and not breaks(tokens, first)  # "patient data <new line> never leaves the hospital"
    begins = (starts_line(tokens, first) and not wrapped and "," not in tokens.gaps[first]) or ";" in tokens.gaps[first]
    if not begins:  # "… sleep. What I don't do: Rust"
        label = label_end(tokens, last) if breaks(tokens, first) and "\t" not in tokens.gaps[first] else 0
        return (label, list_end(tokens, label, starts)) if label else None
    if last < tokens.size and "\n" in tokens.gaps[last] and tokens.gaps[last].strip(" *_#=-\n") in {"", ":", "•"}:
        end = block_end(tokens, last)
        return None if finished(tokens, last, end) else (last, end)
    if (below := _heading_end(tokens, first, last, starts)) is not None:
        return below, block_end(tokens, below)
    # In a table that lost its columns a name follows the label at once: "Not mine Kubernetes, AWS".
    bare = begins and last in starts and last - first > 1 and tokens.lows[last - 1] not in OPEN_ENDED
    label = last if bare else label_end(tokens, last)
    denial = tokens.lows[first] in cue_words()["denials"] or tokens.lows[first] in cue_words()["absences"]
    if label > last and denial and any(word not in cue_words()["saying_nothing"] for word in tokens.lows[last:label]):
        return None  # "No theory: five years of Spark", "No longer a beginner: Rust"
    return (label, line_end(tokens, label)) if label else None


def whole_label(tokens: Tokens, first: int, last: int, starts: Set[int]) -> Span | None:
    """ "Looking for: a team that writes Rust", not "Looking for bugs in: Rust"; under a heading is a section.

    "A place where my ten years of Rust count" says more than a wish.
    """
    if not starts_line(tokens, first) or last >= tokens.size or tokens.gaps[last].strip(" ") != ":":
        return None
    end, words = line_end(tokens, last), cue_words()
    said = tokens.lows[last:end]
    return (last, end) if words["mine"].isdisjoint(said) or words["brought"].isdisjoint(said) else None


def patrons(tokens: Tokens, first: int, last: int, starts: Set[int]) -> Span | None:
    """ "Clients: a bank running SAP, a telco with COBOL"; not "Clients: a bank (Java)", "Clients: ETL for a bank"."""
    span = line(tokens, first, last, starts)
    if span is None:
        return None
    runs = next((k for k in range(*span) if k in starts or tokens.lows[k] in _RUNS_ON), 0)
    told = runs > span[0] and tokens.lows[runs] in _RUNS_ON and tokens.lows[runs - 1] in cue_words()["businesses"]
    return span if told else None


def _heading_end(tokens: Tokens, first: int, last: int, starts: Set[int]) -> int | None:
    """Return the first word below a heading of a few words that a cue begins: "On the list, not there yet"."""
    if not starts_line(tokens, first):
        return None
    mark = tokens.gaps[first].rpartition("\n")[2]
    for k in range(last, min(last + 5, tokens.size)):
        if k > last and "\n" in tokens.gaps[k]:
            # A bullet heads only deeper ones: not "• Planned lessons <new line> • Wrote SQL".
            bullet = tokens.gaps[k].rpartition("\n")[2]
            return k if "•" in bullet and ("•" not in mark or bullet.find("•") > mark.find("•")) else None
        if k in starts or not (tokens.gaps[k] in {" ", ", "} or k == last):
            return None
    return None
