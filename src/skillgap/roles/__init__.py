"""Role document, job ad → Role; many of them → a taxonomy folder."""

from skillgap.roles.reader import SkillExtractor, read_role

__all__ = ["SkillExtractor", "read_role"]
