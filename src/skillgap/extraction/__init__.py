"""text → Mention: the spaCy pipeline, near misses, phrases, assertion, ambiguity."""

from skillgap.extraction.extractor import Extractor

__all__ = ["Extractor"]
