"""Document → the title of its role, the other names it goes by, and an id."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from skillgap.models.document import Document
from skillgap.roles.cues import heading_kind
from skillgap.roles.rows import document_lines
from skillgap.structure.language import norms
from skillgap.structure.rows import has_title_word, is_post_word

_NOUNS = (
    "Engineer|Scientist|Developer|Analyst|Architect|Manager|Administrator|Consultant|Researcher|Specialist|Lead|"
    "Designer|Programmer|Director|Officer|Technician|Intern|Apprentice|Advisor|Strategist|Head|Entwickler|Ingenieur|"
    "Wissenschaftler|Berater|Leiter|[A-Z][a-zäöü]+(?:entwickler|ingenieur|administrator|berater|leiter|informatiker|architekt|"
    "wissenschaftler|techniker)|Ingénieur|Développeur|Ingeniero|Desarrollador|SRE|DBA|CTO"
)
_WORD = r"[a-z]?[A-Z][\w./+&-]*"
_TITLE = re.compile(
    rf"(?<![\w])(?:\(?(?:Senior|Junior|Staff|Lead|Principal)\)?\s+)?(?:{_WORD}(?:\s+\([A-Z]+\))?\s+(?:(?:and|of|for|"
    rf"&)\s+)?){{0,6}}(?:{_NOUNS})(?:in)?(?!\w)"
)
_SOUGHT = re.compile(
    r"\b(?:needs?|wants?|hiring|hire|looking for|recruiting(?: for)?|seeking|searching for|in search of|after|is for)"
    rf"\s+(?:an?|our)\s+((?:[\w/+#-]+\s+){{1,4}}?(?i:{_NOUNS}|dev|tester))\b"
)
_PLURAL = re.compile(
    rf"\b((?:{_WORD}(?:\s+\([A-Z]+\))?\s+){{1,6}}(?:Engineer|Scientist|Developer|Analyst|Architect|Manager|"
    rf"Consultant|Specialist))s\b"
)
_FOCUS = re.compile(
    r"\s+(?:specializing in|specialising in|focused on|focusing on|with a focus on)\s+(?:the\s+)?([a-z][a-z-]+)\b"
)
_FRONT_TITLE = re.compile(r"\A(?:---)?[ \t]*\n(?:[a-z][\w-]*:.*\n)*?title:[ \t]*[\"']?([^\n\"']+)")
_FIELD = re.compile(
    r"^(?:position title|job title|title|position|role|stelle|stellenbezeichnung|poste|puesto)\s*[:\t]\s*(\S.*)$",
    re.I,
)
_CUTS = re.compile(
    r"\s+(?:at|bei|chez|@)\s+[A-Z].*$|\s+(?:wanted|gesucht|recherché)\b.*$|\s*[|•·].*$|\s+-\s+(?:remote|hybrid|w2|"
    r"contract|full.?time|part.?time|\$|£|€).*$|\t.*$|\s+(?:role|vacancy|opportunity|opening)\W*$",
    re.I,
)
_TERMS = re.compile(
    r"(?:\s*[([](?:(?:fully |100% |partly |partially )?(?:remote|hybrid|on-?site)|start|starting|contract|freelance|"
    r"full.?time|part.?time|w2|c2c|permanent|temporary|fixed.?term)\b[^()\[\]]*[)\]]|\s+[–—-]\s+(?:remote|hybrid|"
    r"on-?site|contract|freelance|full.?time|part.?time)\b[^()]*)+$",
    re.I,
)
_EDGES = re.compile(r"^[^\w([.#/]+|[^\w)\].+#!]+$")
_ABBREVIATED = re.compile(r"(?<!\w)(?:Sr|Jr|Snr|Jnr|Princ|Eng|Mgr|Asst|Assoc)\.(?=\s)", re.I)
_BEFORE_TITLE = (
    # "Job description:", "We are hiring:"
    r"^(?:(?:job|role|position|vacancy)\s+(?:description|specification|posting|ad|advert|announcement|profile|title)|"
    r"(?:career|role|occupation(?:al)?)\s+(?:guide|profile|path|overview|spotlight|description)|occupation|job|role|"
    r"vacancy|position|career|now hiring|we(?:'|’)?re hiring|we are hiring|hiring|wanted|join us as|stellenanzeige|"
    r"stellenbeschreibung|offre d'emploi)\s*[:–—-]\s*(?:an?\s+)?(?=\S)",
    # "Career ladder for"
    r"^(?:(?:career|engineering|competenc(?:y|e|ies)|skills?|growth|level(?:l?ing)?)\s+)*"
    r"(?:ladder|matrix|framework|rubric|levels)\s*(?:[:–—-]|for\s)\s*(?:an?\s+)?(?=[A-Z])",
    # "The complete guide to becoming a"
    r"^(?:the\s+)?(?:(?:complete|ultimate|definitive|essential|full|comprehensive|practical|beginner(?:'|’)?s|"
    r"[a-z]+-by-[a-z]+|\d{4})\s+)*guide\s+(?:to|for)\s+(?:becoming\s+|being\s+|a career as\s+)?"
    r"(?:an?\s+|the\s+)?(?=[A-Z])",
    # "What does a"
    r"^(?:how to become|how to be|what is|what does|becoming|so you want to be|want to be|a career as|the)"
    r"(?:\s+(?:an?|the))?\s+(?=[A-Z])",
)
_WRAPPING = re.compile("|".join(_BEFORE_TITLE), re.I)
"""What stands before a title: "Job description:", "The complete guide to becoming a", "What does a"."""
_BEHIND_TITLE = (
    # ", your complete career guide (2026): …"
    r"(?:\s*[-–—:|,(]\s*|\s+)(?:(?:the|your|a|our)\s+)?(?:(?:complete|ultimate|step-by-step|full|in-depth|\d{4})\s+)*"
    r"(?:(?:job|role|position|career|learning|study|salary|skills?)(?:\s+(?:and|&)\s+\w+)?\s+)?"
    r"(?:job posting|description(?:/\w+)?|specification|guide|profile|path|pathway|ladder|roadmap|overview|handbook|"
    r"framework|matrix|outlook|faqs?|careers?)(?:\s+(?:and|&)\s+guide)?\)?(?:\s+(?:for|in)?\s*\(?\d{4}\)?)?"
    r"(?:\s*[:|(–—-].*)?$",
    # ": Skills, Salary and Outlook"
    r"\s*:\s+(?:(?:the|your|a|all)\s+)?(?:(?:key|top|required|essential|must-have|average)\s+)?(?:skills?|"
    r"salar(?:y|ies)|jobs?|duties|responsibilities|requirements|qualifications|education|what|how|why|questions|"
    r"everything|definition|career|roles?)\b.*$",
    r"\s+in \d+ (?:easy |simple )?steps$",
    r"\s+(?:do|earn|make)\?.*$",
    r"\s+(?:in|for)\s+\d{4}$",
    r"\?.*$",
)
_TAIL = re.compile("|".join(_BEHIND_TITLE), re.I)
"""What stands behind one: "Career Guide", ": Skills, Salary and Outlook", "Do?", "in 2026"."""
_FORM = re.compile(
    r"(?:job|role|position|career|person|occupation(?:al)?|vacancy|stellen\w*)?\s*(?:profile|description|specification|guide|"
    r"announcement|advert|posting|opening|notice|summary|overview)s?\W*",
    re.I,
)
"""A line that names the kind of document and nothing else."""
_GENDER = re.compile(r"\s*[(\[](?:[mwdfxah](?:\s*[/|,]\s*[mwdfxah]){1,3}|all genders?|remote|hybrid)[)\]]", re.I)
_SHORT_FORM = re.compile(r"\s+\([A-Z]+\)")
_OPENING_WORD = re.compile(r"^(?:The|A|An|For|As|In|While|To|These|Entry-level)\s+")
_SENTENCE = re.compile(r"\b(?:is|are|plays?|will|we|we.re|you|join|looking)\b", re.I)
_NAMED_OFTEN = 2
_OPENING = 1500
_MOST_NAMES = 4
_MOST_WORDS = 12
_MOST_TRADE_WORDS = 7
_SHORT_FORMS = (
    ("machine learning operations", "mlops"), ("machine learning", "ml"), ("artificial intelligence", "ai"),
    ("natural language processing", "nlp"),
)  # fmt: skip


def read_title(document: Document) -> tuple[str, tuple[str, ...]]:
    """Return the role's title and its other names, both as the document writes them.

    A title line wins (front matter, a "Position title:" field, a top heading, a first line with a job in it); a guide
    without one names its role in its opening sentences.
    """
    text = document.text
    title = _stated_title(document) or _described_title(text) or document.name.rsplit(".", 1)[0]
    title = re.sub(r"\s+", " ", title).strip(" -–—|:#*?") or document.name
    title = _without_employer(text, title[:1].upper() + title[1:] if title.islower() else title)
    return title, _other_names(text, title)


def _without_employer(text: str, title: str) -> str:
    """Cut "— Parfum Ltd" off "Analytics Engineer — Parfum Ltd" where the text goes on to speak of them."""
    head, dash, tail = title.partition(" — ")
    return head.strip() if dash and text.count(tail) > _NAMED_OFTEN else title


def role_id(title: str) -> str:
    """Make an id of a title: "Lead Machine Learning Engineer" → `lead-ml-engineer`."""
    name = _GENDER.sub("", title).lower()
    for long, short in _SHORT_FORMS:
        name = name.replace(long, short)
    ascii_name = unicodedata.normalize("NFKD", name.replace("ß", "ss")).encode("ascii", "ignore").decode()
    ascii_name = ascii_name.replace("c++", "cpp").replace("c#", "csharp")
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_name).strip("-")
    return "-".join(slug[:80].strip("-").split("-")[:10]) or "role"


def find_title(sentence: str) -> str | None:
    """Return the first job title in a sentence, in the singular and without its bracketed short form."""
    plural = _PLURAL.search(sentence)
    single = _TITLE.search(sentence)
    if single is not None and (plural is None or single.start() < plural.start()):
        found = single.group()
    elif plural is not None:
        found = plural.group(1)
    else:
        return None
    found = _OPENING_WORD.sub("", _SHORT_FORM.sub("", found))
    return found if " " in found else None


def is_job_title(text: str) -> bool:
    """Tell whether the whole text is a job title."""
    match = _TITLE.fullmatch(text.strip(" ."))
    return match is not None and " " in match.group()


def seeks(text: str) -> bool:
    """Tell whether the opening of a text says that somebody is sought: "we need a frontend dev"."""
    return _SOUGHT.search(text[:_OPENING]) is not None


def _stated_title(document: Document) -> str | None:
    text = document.text
    front = _FRONT_TITLE.match(text)
    if front is not None:
        return _named_in(front.group(1))
    lines = [line for line in document_lines(document) if text[line.start : line.end].strip()][:14]
    lines = [line for line in lines if not _FORM.fullmatch(text[line.start : line.end].strip(" #*"))]
    for line in lines:
        field = _FIELD.match(text[line.start : line.end].strip())
        if field is not None and len(field.group(1).split()) <= _MOST_WORDS:
            return _trim(field.group(1))
    for line in lines:
        if line.heading == 1 or re.match(r"#\s", text[line.start : line.end]):
            return _named_in(text[line.start : line.end].lstrip("# "))
    for line in lines[:5]:
        raw = _unwrapped(text[line.start : line.end])
        found = _TITLE.search(raw) or _TITLE.search(raw.title() if raw.isupper() or raw.islower() else "")
        if found is None or heading_kind(raw) is not None:
            continue
        short = _trim(_first_sentence(raw))
        if len(short.split()) <= _MOST_WORDS and not _SENTENCE.search(short):
            return short
    return next((trade for line in lines[:3] if (trade := _other_trade(text[line.start : line.end]))), None)


def _named_in(raw: str) -> str:
    """Return the job that a headline speaks of: "Six questions you always wanted to ask about Embedded Engineers"."""
    title = _trim(raw)
    named = find_title(raw) if _PLURAL.search(raw) and not _TITLE.match(title) else None
    return named or title


def _other_trade(raw: str) -> str | None:
    """Return a short line that names an occupation of any trade ("Registered Nurse (ICU)"), or what a guide is of."""
    short = _trim(raw)
    words = norms(short)
    named = (
        (_unwrapped(raw) != raw.strip() and (raw.strip()[-1:] != "?" or has_title_word(words)))
        or any(is_post_word(word) for word in words)
        or (len(words) > 1 and has_title_word(words))
    )
    plain_line = raw.strip()[:1].isupper() and short[-1:] not in ".:!?," and not _SENTENCE.search(short)
    return short if named and plain_line and len(words) <= _MOST_TRADE_WORDS and heading_kind(short) is None else None


def _first_sentence(raw: str) -> str:
    """Return a line up to its first stop; "Sr." has none."""
    whole = _ABBREVIATED.sub(lambda match: match.group()[:-1] + "\0", raw)
    return whole.split(". ")[0].replace("\0", ".")


def _unwrapped(raw: str) -> str:
    """Take what guides and forms write around a title off, as long as something is left."""
    raw = raw.strip()
    bare = _TAIL.sub("", _WRAPPING.sub("", raw))
    while bare and bare != raw:
        raw, bare = bare, _TAIL.sub("", _WRAPPING.sub("", bare))
    return raw


def _trim(raw: str) -> str:
    raw = _unwrapped(raw)
    parts = [part.strip() for part in raw.split("|")]
    if len(parts) > 1 and not _TITLE.search(parts[0]):
        raw = next((part for part in parts if _TITLE.search(part)), raw)
    raw = _EDGES.sub("", _TERMS.sub("", _CUTS.sub("", raw.strip()))).strip(" -–—").rstrip(" .-–—")
    return raw.strip("[ ]") if raw.startswith("[") else raw


def _described_title(text: str) -> str | None:
    opening = text[:_OPENING]
    found = find_title(" ".join(line for line in opening.split("\n") if len(line.split()) > 6)[:600])
    if found is None:
        plurals = _plurals(text)
        sought = _SOUGHT.search(opening)  # "We need an AI engineer who ships"
        return plurals.most_common(1)[0][0] if plurals else sought and sought[1]
    focus = _FOCUS.match(opening, opening.find(found) + len(found)) if found in opening else None
    if focus is None:
        return found
    head, _, noun = found.rpartition(" ")
    return f"{head} {focus.group(1).capitalize()} {noun}"


def _plurals(text: str) -> Counter[str]:
    """Count the titles that a text names in the plural, by their singular."""
    return Counter(_SHORT_FORM.sub("", match.group(1)) for match in _PLURAL.finditer(text))


def _other_names(text: str, title: str) -> tuple[str, ...]:
    """Return titles that share the head noun and most words with the role's own, by frequency, at most four."""
    own = set(_key(title).split())
    counts = _plurals(text)
    counts.update(_OPENING_WORD.sub("", _SHORT_FORM.sub("", match.group())) for match in _TITLE.finditer(text))
    names = [name for name, count in counts.items() if count > 1 and name != title]
    alike = [name for name in names if _is_alike(set(_key(name).split()), own)]
    return tuple(sorted(alike, key=lambda name: (-counts[name], name))[:_MOST_NAMES])


def _is_alike(words: set[str], own: set[str]) -> bool:
    return words >= own - {"senior", "staff", "lead"} and len(words - own) <= 1


def _key(name: str) -> str:
    return role_id(name).replace("-", " ")
