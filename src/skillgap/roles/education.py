"""Item → degrees asked for, their fields, and the years that go with each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from skillgap.models.resume import DegreeLevel
from skillgap.roles.cues import cue
from skillgap.roles.items import Item
from skillgap.roles.sentences import in_one_line, sentences
from skillgap.roles.years import YearClaim
from skillgap.structure.language import plain

LEVELS: tuple[DegreeLevel, ...] = ("high_school", "diploma", "bootcamp", "bachelor", "master", "phd")
"""Lowest first."""

_DEGREES: tuple[tuple[DegreeLevel, str], ...] = (
    ("phd", r"ph\.? ?d\.?(?:'?s)?|doctorate|doctoral(?: degrees?)?|dphil|promotion in|doktor\w*|doctorat|doctorado"),
    ("master", r"(?:advanced|(?:post-?)?graduate)(?: \w+)? degrees?|post-?graduate qualifications?|"
     r"m\.?tech\.?|mca(?!\w)|ms ?(?:cs|ee|ce)(?!\w)|"
     r"(?<!scrum )(?<!quiz )(?<!harbour )(?<!harbor )(?<!station )(?<!grand )(?<!toast )(?<!ring )"
     r"(?:(?<!to )|(?<=educated to )|(?<=educated to a ))(?<!you )(?<!we )(?<!quickly )"
     r"master(?:'?s|s')?(?: degrees?)?(?: of \w+)?|m\.?sc\.?|m\.s\.?|m\.eng\.?|"
     "meng|mba|"
     r"ms(?=(?: degree|/ph|, (?:ph|or)| or| in |/| and | preferred| required| desired| desirable| is ))|(?<=with )ms(?=[,;)]|$| or )|m[sa](?= ?\+ ?\d| with \d)|wo[ -](?:degree|diploma|opleiding|master)|"
     r"nqf (?:level )?9|mestrado|master-?(?:abschluss|studium)|ingénieur diplômé|"
     r"laurea magistrale|diplôme d'ingénieur|bac ?\+ ?5|diplom(?![\wô])|maestría|máster"),
    ("bachelor", r"bca(?!\w)|bs ?(?:cs|ee|ce)(?!\w)|bac ?\+ ?[34]|completed studies|"
     r"graduates? (?:in|of)(?= (?:computer|software|information|data|electrical|electronics|engineering|"
     r"mathematics|physics|statistics|a technical|a related))|b\.?tech\.?|"
     r"b\.e\.?(?=/|,| or | in )|bachelor(?:'?s|s')?(?: degrees?)?(?: of \w+)?|b\.?sc\.?|"
     r"b\.s\.?|b\.eng\.?|beng|b\.a\.?|"
     r"ba(?= degree|/| or |, (?:bs|ms|ma|m\.|master))|"
     r"(?<=with )bs(?=[,;)]|$)|b[sa](?= ?\+ ?\d| with \d)|"
     r"graduated (?:in|from)|hbo(?= werk)|bs(?=(?: degree|/ms|/m\.s| or| \(or| in |/| and | preferred| required| is |, (?:ms|m\.s|master|ph)))|"
     r"undergraduate(?: degree|(?= or |/))|four-year degree|any graduate|(?:university|college) graduate|graduation in|"
     r"(?:(?:computer|electronics|electrical|instrumentation|mechanical|software|information|data|engineering|science|"
     r"technology|mathematics|physics|statistics)(?:\s*[/,]\s*|\s+(?:or |and )?)){1,6}"
     r"graduate(?! (?:program|scheme|trainee|school|student|engineer|developer|software|role|position|level))|"
     r"hbo[ -](?:diploma|opleiding|bachelor)|hbo/wo|graduate(?= or post[- ]?graduate)|"
    "4-year degree|university degree|college degree|degree-level|honou?rs degree|"
     r"(?:abgeschlossenes )?(?:\w*hochschul)?studium(?! generale)|hochschulabschluss|studienabschluss|"
     r"licence (?:en|professionnelle)|"
     "licenciatura|grad(?:o|uado|uada) en|laurea(?! magistrale)|ensino superior|bacharelado|graduação|"
     r"(?:good )?first degree|nqf (?:level )?[78]|formal education(?= in )|"
     r"(?:(?:first|1st)(?:[- ]class)? or )?2:[12](?: or (?:above|better|higher)|(?= in | degree))|"
     r"(?:tertiary|third[- ]level|university)(?:[- ]level)? (?:education|qualifications?)(?! (?:sector|institution))"),
    ("diploma", r"(?:college|technical|polytechnic|national|higher|relevant|vocational) diplomas?|"
     r"(?<!graduate )diploma(?=/| or | in )|associate(?:'?s)?(?: degrees?)|associate's|as(?= ?\+ ?\d)|hn[cd]|foundation degree|"
     r"post-?secondary (?:education|diploma|studies|qualifications?|certificate)|ausbildung (?:als|zum|zur)\b|"
     "abgeschlossene (?:berufs)?ausbildung"),
    ("bootcamp", r"boot ?camp"),
    ("high_school", r"h(?:igh|\.?s\.?)[- ]?(?:school)?(?: diploma)|high[- ]school|ged\b|secondary school|a-levels?|national 5|gcses?|abitur|"
     "baccalauréat"),
)  # fmt: skip
_ANY_DEGREE = (
    r"(?:(?:advanced|graduate|technical|stem|relevant|related|quantitative|postgraduate|numerate|numerical|"
    r"scientific) )*"
    r"degrees?(?! (?:of|programme|program|apprenticeship)\b)|education"
)
_DEGREE = re.compile(
    r"(?<![\w@])(?<!post-)(?:"
    + "|".join(f"(?P<{level}>{body})" for level, body in _DEGREES)
    + rf"|(?P<any>{_ANY_DEGREE}))(?![\w@])"
)
_OF_THE_DEGREE = (
    # the degree itself and its grade: "degree (2:1)", "or higher", "oder Diplom"
    r"(?: degree| diploma)?s?(?:[ -]level)?"
    r"(?: \(?(?:[12][:.][12]|first|upper second|lower second|2nd|1st)(?: class)?\)?)?"
    r"(?: \(?or (?:higher|above|better|equivalent)\)?)?(?: (?:oder|or) diplom)?\)?"
    # how much it is wanted, and where from: "(completed or in progress) from an accredited university"
    r"(?: \((?:minimum|required|preferred|completed|finished|ongoing|near completion|or|and|in progress| )+\))?"
    r"(?: from (?:an? )?[\w -]{3,60}?(?:institution|university|college|school))?"
)
"""What may stand between a degree and its fields."""
_FIELDS_END = (
    r"[;.(]|$",
    # another way: "or equivalent", "or related work experience", "or a Master"
    r"\bor (?:an? )?(?:equivalent|comparable|commensurate)",
    r"\bor (?:related|relevant|similar) (?:work |practical |professional )?experience",
    r"\bor (?:an? )?(?:bachelor|master|ph\.? ?d|hn[cd]|associate|diploma)",
    # what is asked beside it: "and five years", "with a Master"
    r"\bplus\b",
    r"\b(?:and|with) (?:\w+ )?(?:at least |a minimum of )?(?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten) )",
    r",? (?:with|plus) (?:a |an )?(?:master|ph)",
    # what is said of it: "is required", "a plus"
    r"\bis\b", r"\bare\b", r",? or (?:you|self)\b", r"\bpreferred", r"\brequired", r"\bdesirable", r"\bdesired",
    r"\bessential", r"\b(?:a|an) (?:plus|advantage)", r",? oder eine vergleichbar", r", z\. ?b", r"\s-\s",
    r",? but\b", r",? typically\b", r", (?:and )?(?:\d|at least)", r"\s+\(",
)  # fmt: skip
_FIELDS = re.compile(
    rf"{_OF_THE_DEGREE},?\s*(?:in|of|der|in der|des|:|en)\s+(?P<fields>[^;.()]*?)(?=\s*(?:{'|'.join(_FIELDS_END)}))"
)
_ANY_FIELD = re.compile(r"\b(?:disciplines?|fields?|subjects?|areas?|majors?)\s*$")
_KIND_OF_FIELD = re.compile(r"^.*\b(?:such as|including|e\.g\.)\s+")
_FIELDS_IN_BRACKET = re.compile(
    r"\s*(?:(?:required|needed|preferred|essential|desirable|a must)\s*)?"
    r"\((?:e\.g\.?,? |such as |ideally |preferably |in )?(?P<fields>[^()]*[,/][^()]*)\)"
)
_IN_YEARS = re.compile(r"\([^()]*\d[^()]*\Z")
_NO_FIELDS = re.compile(r"\d|equivalent|experience|prefer|requir|minimum|higher|above|completed|level|or better")
_LISTED_FIELDS = re.compile(r"\s*\([^()]{3,200}\)")
_COUNT = r"(?:\d+\+?|one|two|three|four|five|six|seven|eight|nine|ten)"
_INSTEAD = (
    # "or equivalent practical experience", "or a comparable qualification"
    r"\b(?:or|and/or|oder|ou|o)\s+(?:an?\s+|eine?\s+|einer\s+)?(?:(?:equivalent|comparable|similar|related|relevant|"
    r"commensurate|demonstrated|proven|practical|professional|work|industry|hands-on|vergleichbare\w*|"
    r"gleichwertige\w*|équivalent\w*|equivalente?)[\s,/]*(?:and\s+)?)*(?:combination of |level of |mix of |years of )?(?:\w+ ){0,2}"
    r"(?:experience|qualification|qualifikation|erfahrung|background|training|expérience|experiencia|esperienza|"
    r"experiência)\b",
    r"\bof (?:an? )?(?:gelijkwaardige?|vergelijkbare?) (?:\w+ ){0,2}(?:ervaring|werkervaring|niveau|kennis)\b",
    # "though we hire career changers too"
    r"(?:though|although|but|however)\b[^.;]{0,120}?\b(?:career changers|self-taught|portfolio|apprenticeships?|"
    r"without one|insists? on (?:it|one))\b",
    # "experience counts for as much", "experience is valued over"
    r"experience\b[^.;]{0,60}?\b(?:counts? (?:for )?(?:just )?as much|"
    r"(?:(?:prioriti[sz]ed|valued|preferred|ranked|put) (?:over|above|before|more than)|"
    r"(?:counts?|weighs?|matters?) (?:for )?more than)\b)",
    r"\bvalues? (?:\w+ )?experience (?:(?:just )?as (?:much|highly)|equally)",
    r"not the only (?:road|route|way|path)\b",
    r"isn't the only (?:road|route|way|path)\b",
    # "in lieu of a degree", "may be substituted for the degree"
    r"(?:an )?equal amount of (?:\w+ )?experience", r"(?<!and )equivalent (?:\w+ )?experience", r"experience counts",
    r"equivalent combination", r"combination of education and experience", r"in lieu of (?:a |the )?degree",
    r"instead of (?:a |the )?degree", r"experience instead", r"replaced by (?:\w+\s+){1,4}experience",
    r"substitute(?:d|s)? (?:\w+\s+){0,4}(?:degree|education)", r"entsprechende\w* berufserfahrung",
    r"vergleichbare\w* (?:qualifikation|ausbildung|erfahrung|werdegang|laufbahn|praxis\w*|berufserfahrung)",
    r"in lieu of (?:the |any )?(?:\w+ )?education",
    # "or 4 years of additional experience", "or an additional 4 years", "experience can take its place"
    rf"or (?:an )?(?:additional )?{_COUNT} (?:more |additional |extra )?years?'? (?:of )?(?:additional |extra |more )"
    r"(?:\w+ ){0,2}experience",
    rf"or (?:an )?(?:(?:additional|extra|further) {_COUNT}|{_COUNT} (?:additional|extra|more|further)) years",
    r"experience (?:can|may|could|will) (?:also )?take (?:its|their) place",
    # "or an HND with experience"
    r"\bor (?:an? )?(?:hnc|hnd|hnc/hnd|hnd/hnc|associate(?:'?s)?(?: degree)?|(?:high[- ]school )?diploma|"
    r"vocational \w+|college certificate)(?: in [\w ]{3,30}?)? (?:with|plus|and|combined with) "
    rf"(?:(?!{_COUNT}\b)\w+ ){{0,4}}(?:experience|years in \w+)\b",
    # "or equivalent", but not "or equivalent field"
    r"or the equivalent",
    r"(?:or|oder|/) (?:an? )?(?:equivalent|gleichwertig)\b(?! (?:field|degree|subject|discipline|"
    r"area|(?:and|plus|with) (?:at least |a minimum of )?\d))",
    # "self-taught", "or an apprenticeship", "or you learned it on the job"
    r"self-taught",
    r"taught yourself",
    r"alternatively\b(?:(?!bachelor|master|ph\.?d)[^.;]){0,80}?\b(?:experience|technician|training|apprenticeship|qualification)\b",
    r"\b(?:or|oder) (?:an? )?(?:(?:\w+ ){0,3}apprenticeship|(?:\w+ ){0,2}vocational training|traineeship|time-served)\b",
    r"\bor (?:you(?:'ve| have)? |have )?(?:learn(?:ed|t)|picked) (?:it|this|that|up|the|on|by)\b",
    # "or have gained comparable knowledge in another way", "or graduate of a technological unit"
    r"\b(?:or|oder) (?:you )?(?:have |'ve )?(?:gained|acquired|obtained|built up) (?:equivalent|comparable|similar|the "
    r"same|this|that|your) (?:\w+ )?(?:knowledge|skills?|experience|expertise|know-how)\b",
    r"\bor (?:an? )?graduates? of an? (?:\w+ ){0,3}(?:unit|programme|program|boot ?camp|academy)\b",
    # "or convince us", "or a good story"
    r"\bor (?:you (?:can |could |may |might )?)?(?:show|prove to|convince|tell|persuade) us\b",
    r"\bor an? (?:good|convincing|great) (?:story|reason|explanation)\b",
    # "or similar know-how", "or degree-level thinking"
    r"\b(?:or|oder) (?:an? )?(?:equivalent|comparable|similar|equal) (?:\w+ )?(?:know-how|knowledge|skills?|level|"
    r"track record|abilit(?:y|ies)|competence)\b",
    r"\b(?:hbo|wo|hbo/wo) (?:level of (?:thinking|working)|werk- en denkniveau|(?:werk|denk)niveau)",
    r"\bor (?:an? )?(?:hbo|degree|bachelor|university|academic)[- ]level (?:working|thinking|work|skills?)\b",
    r"experience (?:(?:is|will be|can be|may be) )?(?:also )?(?:accepted|welcome instead)\b",
)  # fmt: skip
"""What will do in place of a degree."""
_OR_EXPERIENCE = re.compile("|".join(_INSTEAD))
_OF_THE_KIND = re.compile(r"or (?:an? )?(?:(?:other|related|relevant|similar|comparable) )+(?:\w+ ){0,2}experience")
_NAMED_LATER = re.compile(r"\s*\((?:bachelor|master|ph\.? ?d|diplom|m\.?sc|b\.?sc|dr)")
_NONE = re.compile(
    r"(?:do not|don't|does not|doesn't|no|not|without|never|keine?n?)\b[^.;]{0,30}?\b(?:degree|diploma|studium|"
    r"abschluss|phd|ph\.d)|\bdegree\b[^.;]{0,20}?\b(?:not required|not needed|not necessary|unnecessary|"
    r"not a must|not a requirement|not mandatory|not essential|no requirement|isn't required|is not required|not important|not relevant|not a factor|irrelevant|optional)|any degree"
)
_IN_PLACE_OF_YEARS = re.compile(
    r"\b(?:substitut\w+|counts?|stands?) (?:for|as|towards?) (?!(?:the |an? |formal )*(?:education|"
    r"degrees?)\b)(?:[\w()-]+ ){0,4}?(?:(?:years?|months?)\b|experience\b|\d\b)"
)
"""A degree that stands for years is none that is asked for."""
_FOR_EXPERIENCE = re.compile(r"\beducation (?:may|can|could) be substituted\b(?! (?:by|with)\b)")
"""Where education stands for years, it is not asked for itself."""
_UNIMPORTANT = re.compile(
    r"\bdegrees?\b[^.;]{0,20}?\b(?:not important|not relevant|not a factor|irrelevant|overrated|up to you|"
    r"your business)\b|"
    r"\bdegrees?\s*[:?]\s*(?:(?:we )?(?:don't|do not|never)|none|no|not|nope|n/a|irrelevant)\b|"
    r"\b(?:don't|do not|doesn't|never|not|won't|couldn't)\b[^.;]{0,20}?\b(?:look at|look for|look much at|"
    r"care about|care less about|about|insist on|mind about|ask about) (?:your |an? |the )?(?:\w+ )?degrees?\b|"
    r"\bmay or may not have (?:an? )?(?:\w+ )?degree\b"
)
_LINK_DEGREE_YEARS = re.compile(
    r"(?:.*(?:\band|\bplus|\bwith|\+|,|\())?\s*(?:at least|a minimum of|minimum|min\.?)?\s*"
)
_LINK_YEARS_DEGREE = re.compile(
    r"[^;.]{0,70}?\b(?:for|with|after|beyond|post|mit|bei|if you (?:have|hold|finished))\s+(?:an?\s+|the\s+|eine[mnr]?\s+)?(?:an?\s+)?|"
    # "or 6 years and a Master's degree"
    r"\s*(?:of (?:\w+ ){0,2}experience )?(?:and|plus|\+) an? "
)

_CLAUSE = re.compile(r"[;.]|,? (?:and|but|though|while) (?:an?|the|your) |,? (?:with|plus) ")
_NEAR = 180
"""A degree with a list of fields and its years are no farther apart."""
_OR_FEWER = re.compile(
    r"(?:[^.]|\.(?!\s)|(?<=e\.g)\.){0,250}?(?:[;,(/]|\bor\b|\boder\b|\bou\b|\bo\b)[\s,(]*(?:or |oder )?(?:only |just )?"
    r"(?:at least |a minimum of |minimum )?(?:an? )?"
)


@dataclass(frozen=True)
class DegreeWord:
    """`document.text[start:end]` names a degree; `level` None is "a degree" of no stated level."""

    start: int
    end: int
    level: DegreeLevel | None


@dataclass(frozen=True)
class Degrees:
    """What an item says about education; `field_spans` is where the fields of study stand.

    `alone` are years that do without a degree where fewer do with one: "8+ years (or 6+ with a Master's)".
    """

    words: tuple[DegreeWord, ...]
    fields: tuple[str, ...] = ()
    field_spans: tuple[tuple[int, int], ...] = ()
    or_experience: bool = False
    none_needed: bool = False
    years: tuple[tuple[DegreeWord, YearClaim], ...] = ()
    alone: tuple[YearClaim, ...] = ()


def names_degree(text: str, start: int, end: int) -> bool:
    """Tell whether a span may speak of a degree at all."""
    return _DEGREE.search(in_one_line(text, start, end)) is not None


def offers_experience(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence without a degree lets experience stand for one ("In lieu of education, …")."""
    return _OR_EXPERIENCE.search(in_one_line(text, start, end)) is not None


def read_degrees(text: str, start: int, end: int, claims: Sequence[YearClaim]) -> Degrees | None:
    """Read the degrees of a span; None when it names none."""
    folded = in_one_line(text, start, end)
    found: list[DegreeWord] = []
    for match in _DEGREE.finditer(folded):
        name = match.lastgroup
        level = next((known for known in LEVELS if known == name), None)
        if match.group() == "education" and not re.search(r"education (?:and|or) experience", folded):
            continue
        if level == "bachelor" and _NAMED_LATER.match(folded, match.end()):
            continue  # "a university degree (Master's)": the bracket says which
        if cue("no_degree").search(folded, match.start(), min(len(folded), match.end() + 15)):
            continue
        found.append(DegreeWord(start + match.start(), start + match.end(), level))
    none_needed = _NONE.search(folded) is not None
    if found and (stands := _IN_PLACE_OF_YEARS.search(folded, found[0].end - start)):
        # "High school diploma; a Bachelor's degree may substitute for two years": the clause before it asks.
        folded = folded[: max(folded.rfind(";", 0, stands.start()), 0)]
        found = [word for word in found if word.end - start <= len(folded)]
    if not found or _FOR_EXPERIENCE.search(folded):
        return None
    if _UNIMPORTANT.search(folded) and all(word.level is None for word in found):
        return Degrees(words=(), none_needed=True)
    instead = next(
        (match for match in _OR_EXPERIENCE.finditer(folded) if not _widens_years(folded, match, claims, start)), None
    )
    if instead is not None and {w.level for w in found} == {"high_school"} and "experience" not in instead.group():
        instead = None  # "National 5 or above (or equivalent)": an equal certificate
    if instead is not None:
        # "A degree, or an HND with experience": what stands for the degree is not asked for beside it.
        found = [word for word in found if not instead.start() <= word.start - start < instead.end()] or found
    named = [word for word in _with_plain_degree(folded, found, start) if word.level is not None]
    pairs = _pair(folded, named, claims, start)
    if instead is not None and any(word.start < start + instead.start() for word in named):
        # "or a comparable qualification, e.g. an apprenticeship": what follows is an example of the substitute.
        paired = {word.start for word, _ in pairs}
        named = [word for word in named if word.start < start + instead.start() or word.start in paired]
    spans = tuple(_field_spans(folded, found, start))
    return Degrees(
        words=tuple(named or found),
        fields=_split_fields(text, spans),
        field_spans=spans,
        or_experience=instead is not None,
        none_needed=none_needed,
        years=tuple(pairs),
        alone=tuple(_alone(folded, pairs, claims, start)),
    )


def _with_plain_degree(folded: str, found: Sequence[DegreeWord], start: int) -> list[DegreeWord]:
    """Read "a degree" as a bachelor's where higher ones stand in a clause of their own: "A degree, and a PhD is a plus"."""
    first, *others = found
    if first.level is None and others and _CLAUSE.search(folded, first.end - start, others[0].start - start):
        return [replace(first, level="bachelor"), *others]
    return list(found)


def _alone(
    folded: str, pairs: Sequence[tuple[DegreeWord, YearClaim]], claims: Sequence[YearClaim], start: int
) -> list[YearClaim]:
    """Return the years before a shorter time that goes with a degree, where the two are alternatives."""
    paired = {claim.start for _, claim in pairs}
    found: list[YearClaim] = []
    for word, fewer in pairs:
        begin = min(word.start, fewer.start)
        before = [claim for claim in claims if claim.end <= begin and claim.start not in paired]
        more = before[-1] if before else fewer
        if more.years > fewer.years and _OR_FEWER.fullmatch(folded, more.end - start, begin - start):
            found.append(more)
    return found


def degree_spans(text: str, item: Item) -> list[tuple[int, int]]:
    """Return the places of an item that name degrees and fields of study."""
    spans: list[tuple[int, int]] = []
    if names_degree(text, item.start, item.end):
        for start, end in sentences(text, item.start, item.end):
            degrees = read_degrees(text, start, end, ())
            if degrees is not None:
                spans += [(word.start, word.end) for word in degrees.words]
                spans += degrees.field_spans
    return spans


def _widens_years(folded: str, match: re.Match[str], claims: Sequence[YearClaim], start: int) -> bool:
    """Tell "a degree and 4+ years of X, Y or related work experience": the years may be of it, the degree stays."""
    if _OF_THE_KIND.match(match.group()) is None:
        return False
    before = [claim for claim in claims if claim.end - start <= match.start()]
    if not before or re.search(r"[;()]|\.\s", folded[before[-1].end - start : match.start()]):
        return False
    joined = re.search(r"\b(?:and|plus|with)\s+(?:at least |a minimum of )?$", folded[: before[-1].start - start])
    return joined is not None


def _field_spans(folded: str, found: Sequence[DegreeWord], start: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for word in found:
        match = _FIELDS.match(folded, word.end - start)
        if match is not None and _IN_YEARS.search(folded, 0, word.end - start) and ")" in match.group():
            continue  # "5+ years (3+ with a PhD) in modelling": that is the work
        if match is not None and match.group("fields").strip() and len(match.group("fields").split()) <= 25:
            end = match.end("fields")
            # "in a quantitative discipline (Mathematics, Statistics)": the bracket names the fields.
            listed = _LISTED_FIELDS.match(folded, end) if _ANY_FIELD.search(match.group("fields")) else None
            spans.append((start + match.start("fields"), start + (listed.end() if listed else end)))
            continue
        # "a numerate degree (Maths, Physics, Engineering)"
        bracket = _FIELDS_IN_BRACKET.match(folded, word.end - start)
        if bracket is not None and not any(no.search(bracket.group("fields")) for no in (_NO_FIELDS, _DEGREE)):
            spans.append((start + bracket.start("fields"), start + bracket.end("fields")))
    return spans


def _split_fields(text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    fields: dict[str, None] = {}
    for a, b in spans:
        for part in re.split(r"[,/()]|\bor\b|\band\b|\boder\b|\bund\b|\bou\b", text[a:b]):
            name = re.sub(r"^(?:an?|the|any|der|die|das|eine?)\s+", "", _KIND_OF_FIELD.sub("", part).strip(" \t\n.:"))
            generic = (
                re.search(r"\d", name)
                or cue("no_field").search(plain(name))
                or name.lower().startswith(("field", "discipline"))
            )
            if name and not generic and len(name.split()) <= 5:
                fields.setdefault(name)
    return tuple(fields)


def _pair(
    folded: str, words: Sequence[DegreeWord], claims: Sequence[YearClaim], start: int
) -> list[tuple[DegreeWord, YearClaim]]:
    """Pair years with the degree that they go with: "4+ years for Ph.D.", "Master's degree and 10 years"."""
    pairs: list[tuple[DegreeWord, YearClaim]] = []
    for claim in claims:
        after = next((word for word in words if word.start >= claim.end), None)
        nearest = after is not None and not any(claim.end <= c.start < after.start for c in claims)
        if after and nearest and _LINK_YEARS_DEGREE.fullmatch(folded, claim.end - start, after.start - start):
            pairs.append((after, claim))
            continue
        before = [word for word in words if word.end <= claim.start]
        if before:
            gap = folded[before[-1].end - start : claim.start - start]
            if ";" not in gap and len(gap) < _NEAR and _LINK_DEGREE_YEARS.fullmatch(gap):
                pairs.append((before[-1], claim))
    return pairs
