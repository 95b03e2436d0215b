"""Every block of Python in the README and the docs → mypy, strict, in one run.

    python scripts/type_docs.py

A block's line numbers are those of its page.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.M | re.S)


def main() -> int:
    """Check the types and return mypy's status."""
    with tempfile.TemporaryDirectory() as folder:
        for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
            text = page.read_text(encoding="utf-8")
            for number, block in enumerate(_BLOCK.finditer(text), 1):
                above = "\n" * text.count("\n", 0, block.start(1))
                name = f"{page.stem}_{number}.py".replace("-", "_")
                (Path(folder) / name).write_text(above + block[1], encoding="utf-8")
        files = sorted(map(str, Path(folder).iterdir()))
        return subprocess.run([sys.executable, "-m", "mypy", *files], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
