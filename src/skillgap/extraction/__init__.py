"""text → Mention: the spaCy pipeline, near misses, phrases, assertion, ambiguity."""
