"""Resume-to-role skill-gap analysis: offline, deterministic, with proof for every claim."""

__version__ = "0.1.0"
