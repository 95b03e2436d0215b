"""Role documents → the bundled taxonomy/roles/*.yaml.

    python scripts/build_roles.py DOCUMENT...

Reads the documents with the bundled skills and writes one role file each; a role whose document is not given is kept.
Review the change (`git diff taxonomy/roles`): where a fact is wrong, mend the reader or the skills, not the file.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from skillgap.extraction import Extractor
from skillgap.readers import read_document
from skillgap.roles.builder import build_taxonomy
from skillgap.settings import ReadingSettings
from skillgap.taxonomy import Taxonomy, bundled_folder, load_taxonomy

_BODY = re.compile(r"\A(?:#[^\n]*\n)+")
FIRST_LINES = (
    "# Read from the document named in `source`, whose sentences are not part of skillgap (see ../SOURCES.md).\n"
)


def main(paths: list[str]) -> None:
    """Build and write."""
    bundled = load_taxonomy()
    # Without the roles of an earlier build: the weights are taken over the given documents alone.
    taxonomy = Taxonomy(bundled.skills.values(), version=bundled.version)
    documents = [read_document(Path(path), settings=ReadingSettings()) for path in paths]
    built = build_taxonomy(documents, taxonomy=taxonomy, extractor=Extractor(taxonomy))
    folder = bundled_folder() / "roles"
    folder.mkdir(exist_ok=True)
    for name, content in built.files.items():
        if name.startswith("roles/"):
            (folder / Path(name).name).write_text(FIRST_LINES + _BODY.sub("", content), encoding="utf-8", newline="\n")
    sys.stdout.write("".join(f"{role.id}: {len(role.requirements)} requirements\n" for role in built.roles))


if __name__ == "__main__":
    main(sys.argv[1:])
