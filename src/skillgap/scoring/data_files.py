"""data/*.json → what scoring is told of certificates, of trades and of skills of every day."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_data(name: str) -> Mapping[str, Any]:
    """Read `data/NAME.json`, once; JSON, since the parser of YAML would cost every start."""
    content: dict[str, Any] = json.loads(files("skillgap.scoring").joinpath("data", f"{name}.json").read_bytes())
    return content
