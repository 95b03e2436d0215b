"""Print a resume's text with names, e-mails, phones, addresses and the like masked, for a blind review.

python examples/mask_personal_data.py [RESUME]
"""

import sys
from pathlib import Path

from skillgap import Analyzer

HERE = Path(__file__).parent


def main(resume: Path) -> None:
    analyzer = Analyzer()
    document = analyzer.read(resume)
    text = list(document.text)
    for span in analyzer.structure(document).personal:
        text[span.start : span.end] = ["▒" if not char.isspace() else char for char in text[span.start : span.end]]
    print("".join(text))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else HERE / "resume.pdf")
