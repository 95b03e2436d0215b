"""Ways to hide text in a PDF that need more than a look at colours; and what only looks like one of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from hostile.makers import pdf, stream_object
from skillgap.readers import read_document
from skillgap.readers.pdf_drawing import Drawing

SHOWN = "0 g BT /F1 11 Tf 72 700 Td (Ada Example knows Python and much more of it) Tj ET "
SECRET = "BT /F1 11 Tf 72 600 Td (Fortran Cobol) Tj ET "
FIELD = "50 560 300 80 re f "
LETTERS = f"/FirstChar 32 /LastChar 126 /Widths [{'600 ' * 95}]"
UNICODE = stream_object(
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange "
    b"1 beginbfrange <20> <7e> <0020> endbfrange endcmap end end"
)

# The letter x stands for "fi".
LIGATURE = stream_object(
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange "
    b"2 beginbfrange <20> <77> <0020> <79> <7e> <0079> endbfrange 1 beginbfchar <78> <00660069> endbfchar endcmap end end"
)

BROWSER_LIGATURE = "/Span << /ActualText (fi) >> BDC (f) Tj EMC"

EMPTY_GROUP = stream_object(b" ", extra="/Type /XObject /Subtype /Form /BBox [0 0 10 10] /Group << /S /Transparency >>")


def page(content: str, *, resources: str = "", objects: tuple[bytes, ...] = (), more: str = "") -> bytes:
    return pdf(SHOWN + content, resources=resources, objects=objects, page=more)


def pattern(content: str, body: bytes, *, paint: str = "1") -> bytes:
    extra = f"/Type /Pattern /PatternType 1 /PaintType {paint} /TilingType 1 /BBox [0 0 10 10] /XStep 10 /YStep 10"
    resources = "/Pattern << /P 10 0 R >> /ColorSpace << /S [/Pattern /DeviceRGB] >>"
    tile = stream_object(body, extra=extra + " /Resources << >>")
    return page(content, resources=resources, objects=(tile, b"2"))


def drawn_font(glyph: bytes) -> bytes:
    """Return a page with text in a Type 3 font that draws each letter by one small program."""
    codes = " ".join(f"{code} /a" for code in range(32, 127))
    font = (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [.001 0 0 .001 0 0] "
        f"/CharProcs << /a 12 0 R >> /Encoding << /Type /Encoding /Differences [{codes}] >> {LETTERS} /ToUnicode 11 0 R >>"
    )
    made = page(SECRET.replace("/F1", "/F2"), objects=(font.encode(), UNICODE, stream_object(glyph)))
    return made.replace(b"/F1 3 0 R", b"/F1 3 0 R /F2 10 0 R")


def layer(state: bytes) -> bytes:
    made = page(
        f"/OC /L BDC {SECRET} EMC", resources="/Properties << /L 10 0 R >>", objects=(b"<< /Type /OCG /Name (L) >>",)
    )
    groups = b"/OCProperties << /OCGs [10 0 R] /D << /Order [] " + state + b" [10 0 R] >> >>"
    return made.replace(b"/Type /Catalog", b"/Type /Catalog " + groups)


def instead(shown: str, *, before: str = "", after: str = "", text: str = "Fortran Cobol Pascal") -> bytes:
    span = f"/Span << /ActualText ({text}) >> BDC ({shown}) Tj EMC"
    return page(f"BT /F1 11 Tf 72 600 Td ({before}) Tj {span} ({after}) Tj ET")


def note(colour: str) -> bytes:
    look = stream_object(f"{colour} 0 0 350 50 re f".encode(), extra="/Type /XObject /Subtype /Form /BBox [0 0 350 50]")
    square = b"<< /Type /Annot /Subtype /Square /Rect [50 580 400 630] /F 4 /AP << /N 11 0 R >> >>"
    return page(SECRET, objects=(square, look), more="/Annots [10 0 R]")


def form(before: str, body: str, *, matrix: str = "1 0 0 1 0 0") -> bytes:
    """Return a page with a form, as browsers write what is half transparent."""
    fonts = "/Resources << /Font << /F1 3 0 R /F2 11 0 R >> >>"
    extra = f"/Type /XObject /Subtype /Form /BBox [0 0 1200 1600] /Matrix [{matrix}] {fonts}"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 12 0 R >>"
    objects = (stream_object(body.encode(), extra=extra), font, LIGATURE)
    return page(f"{before} q /X Do Q", resources="/XObject << /X 10 0 R >>", objects=objects)


def on_field(before: str, *, resources: str = "", objects: tuple[bytes, ...] = (), after: str = "Q") -> bytes:
    """Return a page with white letters on a black field which may be painted, or only seem to be."""
    return page(f"{before} 0 g {FIELD} {after} 1 g {SECRET}", resources=resources, objects=objects)


def shading(content: str, after: str) -> bytes:
    function = "<< /FunctionType 2 /Domain [0 1] /C0 [1] /C1 [1] /N 1 >>"
    body = f"<< /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 612 0] /Function {function} /Extend [true true] >>"
    return page(f"{content} q {after} W n /S sh Q", resources="/Shading << /S 10 0 R >>", objects=(body.encode(),))


def circle(ground: str, ink: str) -> bytes:
    """Return light or dark letters in a disc, as many templates set initials."""
    disc = "150 600 m 150 650 60 650 60 600 c 60 550 150 550 150 600 c h f"
    return page(f"{ground} {disc} {ink} BT /F1 11 Tf 75 597 Td (Fortran Cobol) Tj ET".replace("75 597", "70 597"))


def letters(text: str, *, at: int) -> str:
    """Return an object for each letter of a line."""
    return " ".join(
        f"BT /F1 11 Tf {at + 4 * n} 600 Td ({letter}) Tj ET" for n, letter in enumerate(text) if letter != " "
    )


def letter_by_letter(text: str, hidden: str, look: str = "1 g") -> bytes:
    """Return a page with an object for each letter, as browsers write; the `hidden` part of the word is not seen."""
    drawn = []
    for number, letter in enumerate(text):
        is_hidden = text.index(hidden) <= number < text.index(hidden) + len(hidden)
        words = f"BT /F1 11 Tf {72 + 6 * number} 600 Td ({letter}) Tj ET"
        drawn.append(f"q {look} {words} Q" if is_hidden else words)
    return page(" ".join(drawn), resources="/ExtGState << /G << /ca 0 >> >>")


def in_line(*parts: str) -> bytes:
    """Return a page with words of one line; each part is an operator or a place and a text."""
    texts = [
        f"BT /F1 11 Tf {part.split(' ', 1)[0]} 600 Td ({part.split(' ', 1)[1]}) Tj ET"
        if part[0].isdigit()
        else part[1:]
        for part in parts
    ]
    return page(" ".join(texts))


HIDDEN = {
    "white middle of a word of letters": letter_by_letter("my/Fortran/Cobol/one", "/Fortran/Cobol/"),
    "middle of a word of letters without ink": letter_by_letter("my/Fortran/Cobol/one", "/Fortran/Cobol/", "3 Tr"),
    "transparent middle of a word of letters": letter_by_letter("my/Fortran/Cobol/one", "/Fortran/Cobol/", "/G gs"),
    "without ink in a form, all else filled": form("BT /F1 11 Tf 72 560 Td (clear) Tj ET", f"3 Tr {SECRET}"),
    "letters without ink from a form, glued to letters of the page": form(
        letters("ordinary words letter by letter and well-", at=72),
        "3 Tr " + letters("FortranCobol", at=72 + 4 * 41),
    ),
    "painted over between the words of a line": in_line(
        "72 clear", "120 Fortran Cobol", "= 1 g 110 595 100 15 re f 0 g", "300 later"
    ),
    "painted over at the end of a line": in_line("72 clear", "120 Fortran Cobol", "= 1 g 110 595 100 15 re f"),
    "white beyond the field of its line": in_line("= 0 g 60 590 50 25 re f 1 g", "72 clear", "150 Fortran Cobol"),
    "dark on the field of its line": in_line(
        "= 0 g 60 590 300 25 re f 1 g", "72 clear", "= .05 g", "150 Fortran Cobol", "= 1 g", "280 last"
    ),
    "white pattern": pattern(f"/Pattern cs /P scn {SECRET}", b"1 g 0 0 10 10 re f"),
    "empty pattern in a dark colour": pattern(f"/S cs 0 0 0 /P scn {SECRET}", b" ", paint="2"),
    "empty pattern by a named number": pattern(f"/S cs 0 0 0 /P scn {SECRET}", b" ", paint="11 0 R"),
    "white on a white pattern": pattern(f"/Pattern cs /P scn {FIELD} 1 g {SECRET}", b"1 g 0 0 10 10 re f"),
    "grey on a grey pattern": pattern(f"/Pattern cs /P scn {FIELD} .5 g {SECRET}", b".5 g 0 0 10 10 re f"),
    "white on an empty dark pattern": pattern(f"/S cs 0 0 0 /P scn {FIELD} 1 g {SECRET}", b" ", paint="2"),
    "letters without shape": drawn_font(b"600 0 0 0 600 700 d1 "),
    "letters in white": drawn_font(b"600 0 d0 1 g 0 0 500 700 re f"),
    "white after a hyphen": page("BT /F1 11 Tf 72 600 Td (-) Tj 1 g (FortranCobol) Tj ET"),
    "white inside a word": page("BT /F1 11 Tf 72 600 Td (well) Tj 1 g (Cobol) Tj 0 g (known) Tj ET"),
    "layer switched off": layer(b"/OFF"),
    "long text instead of a letter": instead("x"),
    "long text instead of a word": instead("hello"),
    "long text beside a ligature": page(
        f"BT /F1 11 Tf 72 620 Td {BROWSER_LIGATURE} (nal) Tj 0 -20 Td /Span << /ActualText (Fortran Cobol) >> BDC (x) Tj EMC ET"
    ),
    "long text inside a line": instead("tea", before="I like ", after=" and cake"),
    "text instead of spaces": instead("     ", text="Fortran Cobol"),
    "under a note": note("1 g"),
    "under white stripes": page(f"{SECRET} 1 g " + "".join(f"60 {590 + 2 * n} 300 2.2 re f " for n in range(15))),
    "white on white in a disc": circle("1 g", "1 g"),
    "white on a field that is cut away": on_field("q 72 500 30 20 re W n"),
    "white on a field behind a mask": on_field(
        "q /G gs", resources="/ExtGState << /G << /SMask << /S /Alpha /G 10 0 R >> >> >>", objects=(EMPTY_GROUP,)
    ),
    "white on a field in a layer": on_field(
        "/OC /L BDC", resources="/Properties << /L 10 0 R >>", objects=(b"<< /Type /OCG /Name (L) >>",), after="EMC"
    ).replace(b"/Type /Catalog", b"/Type /Catalog /OCProperties << /OCGs [10 0 R] /D << /Order [] /OFF [10 0 R] >> >>"),
    "white end of a word, and more": page("BT /F1 11 Tf 72 600 Td (well) Tj 1 g (Cobol or so) Tj ET"),
    "white end of a word, and more that shows": page(
        "0 g 119 590 200 30 re f BT /F1 11 Tf 72 600 Td (we) Tj 1 g (Cobol and some more) Tj ET"
    ),
    "under a huge white letter": page(f"{SECRET} 1 g BT /F1 900 Tf 22 300 Td (M) Tj ET"),
    "glued to a word from a form": form(
        "BT /F1 11 Tf 72 600 Td (well-) Tj ET", "1 g BT /F1 11 Tf 99 600 Td (FortranCobol) Tj ET"
    ),
    "white in a form": form("", f"1 g {SECRET}"),
    "under a form": form(SECRET, f"1 g {FIELD}"),
    "under a shading": shading(SECRET, "50 560 300 80 re"),
    "clipped, beside clear lines": page(f"q 72 500 30 20 re W n {SECRET} Q BT /F1 11 Tf 72 300 Td (clear) Tj ET"),
    "an outline without ink, beside clear lines": page(f"q 3 Tr {SECRET} 0 Tr Q BT /F1 11 Tf 72 300 Td (clear) Tj ET"),
}
SEEN = {
    "white on a field, black beside it": in_line("= 0 g 60 590 100 25 re f 1 g", "72 Fortran", "= 0 g", "200 Cobol"),
    "dark pattern": pattern(f"/Pattern cs /P scn {SECRET}", b"0 g 0 0 10 10 re f"),
    "black on a light pattern": pattern(f"/Pattern cs /P scn {FIELD} 0 g {SECRET}", b".9 g 0 0 10 10 re f"),
    "letters drawn by programs": drawn_font(b"600 0 0 0 600 700 d1 0 0 500 700 re f"),
    "layer switched on": layer(b"/ON"),
    "ligature": page(
        "BT /F1 11 Tf 72 600 Td (Fortran of) Tj /Span << /ActualText (fi) >> BDC (i) Tj EMC (ce Cobol) Tj ET"
    ),
    "two colours in a word": page("BT /F1 11 Tf 72 600 Td (Fortran Co) Tj .8 0 0 rg (bol) Tj 0 g ET"),
    "beside a note": note("1 g").replace(b"50 580 400 630", b"50 100 400 150"),
    "white in a dark disc": circle("0 g", "1 g"),
    "in a form": form("", SECRET),
    "white on a field within a clip": on_field("q 40 500 500 200 re W n"),
    "white on a field that a clip cuts beside it": on_field("q 60 570 200 60 re W n"),
    "ligature in a form": form("", "BT /F2 20 Tf 100 900 Td (Fortran of xrst Cobol) Tj ET", matrix=".5 0 0 .5 10 90"),
    "above a form": form(SECRET, "1 g 50 300 300 80 re f "),
    "beside a shading": shading(SECRET, "50 300 300 80 re"),
    "under a rule": page(f"{SECRET} 0 g 60 595 300 1 re f 60 592 300 0.5 re f"),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_hidden_text_is_set_apart(name: str) -> None:
    document = read_document(HIDDEN[name], name="resume.pdf")
    assert "Python" in document.text
    assert "obol" not in document.text
    assert "obol" in " ".join(piece.text for piece in document.hidden)


@pytest.mark.parametrize("name", SEEN)
def test_visible_text_stays(name: str) -> None:
    document = read_document(SEEN[name], name="resume.pdf")
    assert "Python" in document.text
    assert "Fortran" in document.text
    assert "Cobol" in document.text
    assert not document.hidden


def test_a_ligature_in_a_form_stays_in_its_line() -> None:
    document = read_document(SEEN["ligature in a form"], name="resume.pdf")
    assert "Fortran of first Cobol" in document.text.splitlines()


def test_ligatures_of_browsers_need_no_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[object] = []
    monkeypatch.setattr(Drawing, "cover", lambda self, boxes: drawn.append(boxes) or [])
    words = f"BT /F1 11 Tf 72 600 Td (Fortran ) Tj {BROWSER_LIGATURE} (nal Cobol) Tj ET"
    document = read_document(page(words), name="resume.pdf", isolated=False)
    assert "Fortran final Cobol" in document.text.splitlines()
    assert not drawn


def test_a_letter_without_unicode_does_not_shift_the_words_after_it() -> None:
    document = read_document(Path(__file__).parents[1] / "evaluation" / "C23.pdf")
    assert "Next on my list: JAX, Spark, AWS" in document.text.splitlines()
    assert not document.hidden
