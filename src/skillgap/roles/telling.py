"""Line → what its first words tell where no heading does: a demand, the company speaking, whom the job fits."""

from __future__ import annotations

import re

from skillgap.roles.cues import plain

_DEMAND = re.compile(
    r"(?:must have|minimum|at least|\d+\s*(?:\+|-\s*\d+\+?)?\s*(?:years?|yrs?)\b|"
    r"(?:an? |the )?(?:ability|desire|willingness|passion|aptitude|drive|enthusiasm|commitment) (?:to|for)\b|"
    r"(?:an? )?(?:proven |strong |solid |demonstrated |great )*"
    r"(?:track record|command|grasp|grounding|foundations?|background) (?:of|in|with)\b|"
    r"(?:degree|bachelor|master|ph\.?d|bsc|msc|b\.sc|m\.sc|bs|ms)(?:'s|s)?\b|"
    r"(?:expert|skilled|fluent|fluency|versed|well[- ]versed|comfortable|competent|competence|adept|literate|confident|"
    r"up to date|highly skilled|highly proficient) (?:in|with|at|using|on|working|being|operating|communicating)\b|"
    r"(?:able|willing|capable|eager|prepared|keen) (?:to|of)\b|"
    r"(?:(?:an?|strong|good|excellent|great|solid|proven|deep|prior|previous|broad|advanced|expert|expert-level|"
    r"extensive|hands-on|hands on|working|in-depth|in depth|relevant|professional|practical|sound|basic|general|"
    r"significant|substantial|outstanding|exceptional|superior|thorough|detailed|intermediate|conceptual|theoretical|"
    r"fundamental|some|first|initial|recent|real-world|real world|commercial|industry|technical|"
    r"demonstrated|demonstrable|very|highly|clear|robust|impressive|and)[,]?\s+)*"
    r"(?:experience|experienced|knowledge|knowledgeable|understanding (?:of|for|how|in)|exposure|"
    r"proficiency|proficient|expertise|familiarity|familiar|awareness|mastery|"
    r"(?!\w+ing\s|(?:gain|share|acquire|develop|build|expand|deepen|improve|use|apply|transfer|document)\s)"
    r"(?:[\w/+#-]+\s+){0,4}(?:skills|knowledge|experience|abilities|ability|understanding))\b)"
)
_COMPANY_TEXT = re.compile(
    r"(?:our|we|we're|at [a-z]\w+|join us|if you|please|the (?:base|salary|pay|annual)|you will also|salary for|"
    r"[a-z][\w&.-]{1,40} (?:offers|provides|believes|values|welcomes|encourages|does not|is committed)\b|"
    r"this (?:role|position) (?:is|offers|pays)|"
    r"[a-z\d][\w&. -]{1,40} (?:is|are) (?:an?|the|proud|committed)\b|"
    r"[a-z\d][\w&.-]{1,40} (?:has been|was founded|was started|exists)\b)"
)
_FIT_TEXT = re.compile(
    r"(?:you(?:'ll| will|'d| would)?|people who|the person who)\b[^.;:]{0,60}?\b(?:good at|thrive|do well|succeed|"
    r"shine|enjoy|fit|flourish|excel)\b[^.;:]{0,30}?\bif you\b"
)


def is_demand(line: str) -> bool:
    """Tell whether a line opens as demands do: "5+ years of …", "Strong knowledge of …", "Ability to …"."""
    return _DEMAND.match(plain(line)) is not None


def is_company_text(line: str) -> bool:
    """Tell whether a line opens as the text about the company does that follows the last bullet."""
    return _COMPANY_TEXT.match(plain(line)) is not None


def is_fit_text(line: str) -> bool:
    """Tell "You'll be good at this if you …", which asks for what follows."""
    return _FIT_TEXT.match(plain(line)) is not None
