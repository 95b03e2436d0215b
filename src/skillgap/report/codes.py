"""Codes of the models → the words and marks that every view shows for them."""

from __future__ import annotations

from collections.abc import Mapping

from skillgap.models.fit import GateStatus, Level
from skillgap.models.resume import DegreeLevel, Evidence, MentionStatus
from skillgap.models.skill import Category

LEVEL_WORDS: Mapping[Level, str] = {
    "certified": "certified",
    "dated_enough": "long enough in dated work",
    "dated_unknown": "in dated work, length unknown",
    "dated_short": "in dated work, not long enough",
    "used": "used, without dated work",
    "listed": "only listed",
    "coursework": "only coursework",
    "narrower": "through a narrower skill",
    "adjacent": "through a related skill",
    "partly": "fewer of them than asked",
    "not_found": "not found",
}
LEVEL_MARKS: Mapping[Level, str] = {
    "certified": "★",
    "dated_enough": "●",
    "dated_unknown": "◉",
    "dated_short": "◕",
    "used": "◑",
    "listed": "○",
    "coursework": "◌",
    "narrower": "▾",
    "adjacent": "≈",
    "partly": "◐",
    "not_found": "–",
}
EVIDENCE_WORDS: Mapping[Evidence, str] = {
    "certified": "certified",
    "dated": "in dated work",
    "used": "used",
    "listed": "only listed",
    "coursework": "only coursework",
}
EVIDENCE_MARKS: Mapping[Evidence, str] = {
    "certified": "★",
    "dated": "●",
    "used": "◑",
    "listed": "○",
    "coursework": "◌",
}
GATE_MARKS: Mapping[GateStatus, str] = {"met": "✓", "unmet": "✗", "unknown": "?"}
STATUS_WORDS: Mapping[MentionStatus, str] = {
    "held": "held",
    "planned": "planned, not held yet",
    "denied": "denied",
    "other": "not the candidate's own",
}
DEGREE_WORDS: Mapping[DegreeLevel, str] = {
    "high_school": "High school",
    "diploma": "Diploma",
    "bootcamp": "Bootcamp",
    "bachelor": "Bachelor's degree",
    "master": "Master's degree",
    "phd": "Doctorate",
}
MEDIA_WORDS: Mapping[str, str] = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word (DOCX)",
    "application/vnd.oasis.opendocument.text": "OpenDocument (ODT)",
    "application/rtf": "RTF",
    "application/json": "JSON Resume",
    "text/html": "HTML",
    "text/markdown": "Markdown",
    "text/plain": "plain text",
}
CATEGORY_WORDS: Mapping[Category, str] = {
    "language": "Languages",
    "ml_framework": "Machine learning frameworks",
    "library": "Libraries",
    "cloud": "Cloud",
    "data_engineering": "Data engineering",
    "database": "Databases",
    "devops_mlops": "DevOps and MLOps",
    "ml_method": "Machine learning methods",
    "performance": "Performance",
    "math": "Mathematics and statistics",
    "software_engineering": "Software engineering",
    "web": "Web",
    "tool": "Tools",
    "os": "Operating systems",
    "domain": "Domains",
    "leadership": "Leadership",
    "soft_skill": "Soft skills",
    "governance": "Governance",
    "human_language": "Human languages",
}
