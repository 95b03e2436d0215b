"""Mentions + Structure → Profile: evidence, months and last use per skill."""
