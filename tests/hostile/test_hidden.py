"""Ways to hide text in office files, pages and Markdown: set apart, reported, never credited; and what only looks so."""

from __future__ import annotations

import pytest

from hostile.makers import docx, odt, paragraph, pdf
from skillgap.readers import read_document

SECRET = "Fortran Cobol"
W_TEXT = f"<w:r><w:t>{SECRET}</w:t></w:r>"


def office(run: str = "", *, properties: str = "", body: str = "") -> bytes:
    inner = body or f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{SECRET}</w:t></w:r></w:p>"
    return docx(paragraph("Ada Example knows Python") + inner)


def in_style(before: str) -> bytes:
    """Return a document whose secret has a style of its own that hides it, written behind some others."""
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    own = '<w:style w:type="paragraph" w:styleId="A"><w:rPr><w:vanish/></w:rPr></w:style>'
    styles = f"<?xml version='1.0' encoding='UTF-8' standalone='yes'?><w:styles {w}>{before}{own}</w:styles>"
    secret = paragraph(SECRET, properties='<w:pStyle w:val="A"/>')
    return docx(paragraph("Ada Example knows Python") + secret, parts={"word/styles.xml": styles})


def page(body: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body><p>Ada Example knows Python</p>{body}</body></html>".encode()


def styled(css: str) -> bytes:
    return page(f'<p style="{css}">{SECRET}</p>')


def markdown(text: str) -> bytes:
    return f"# Ada Example\n\nKnows Python\n\n{text}\n".encode()


def turned(graphics: str, matrix: str) -> bytes:
    shown = "BT /F1 11 Tf 72 700 Td (Ada Example knows Python and much more of it) Tj ET"
    return pdf(f"{shown} {graphics} BT /F1 11 Tf {matrix} Tm ({SECRET}) Tj ET")


W_WHITE = W_TEXT.replace("<w:t", '<w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t', 1)
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
RTF = "{\\rtf1\\ansi Ada Example knows Python\\par %s\\par}"
HIDDEN = {
    "theme white.docx": office('<w:color w:val="auto" w:themeColor="background1"/>'),
    "black on black.docx": office('<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>'),
    "yellow on yellow.docx": office('<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>'),
    "red on nearly red.docx": office('<w:color w:val="FF0000"/><w:shd w:val="clear" w:fill="F90505"/>'),
    "white on a white paragraph in a dark cell.docx": office(
        body='<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val="clear" w:fill="000000"/></w:tcPr><w:p><w:pPr>'
        f'<w:shd w:val="clear" w:fill="FFFFFF"/></w:pPr>{W_WHITE}</w:p></w:tc></w:tr></w:tbl>'
    ),
    "one percent wide.docx": office('<w:w w:val="1"/>'),
    "raised away.docx": office('<w:position w:val="2000"/>'),
    "lowered away.docx": office('<w:position w:val="-900"/>'),
    "raised away.rtf": (RTF % f"{{\\up2000 {SECRET}}}").encode(),
    "lines of no height.docx": office(properties='<w:spacing w:line="1" w:lineRule="exact"/>'),
    "indented away.docx": office(properties='<w:ind w:left="30000"/>'),
    "white, another white lie before it.docx": office('<x:color xmlns:x="x" w:val="000000"/><w:color w:val="FFFFFF"/>'),
    "style behind a table's.docx": in_style('<w:style w:type="table" w:styleId="T"><w:rPr/></w:style>'),
    "style behind an empty one of tables.docx": in_style('<w:style w:type="table" w:styleId="T"/>'),
    "style behind half a comment.docx": in_style('<!--<w:style w:type="table" -->'),
    "style behind half an instruction.docx": in_style('<?x <w:style w:type="table" ?>'),
    "style behind what looks like a table's.docx": in_style("<w:style w:x=' w:type=\"table\" '/>"),
    "style behind a table's, ended oddly.docx": in_style('<w:style w:type="table" w:styleId="T"></w:style >'),
    "code of a field.docx": office(
        body=f"<w:p>{FIELD.format('begin')}{W_TEXT}{FIELD.format('separate')}"
        f"<w:r><w:t>7</w:t></w:r>{FIELD.format('end')}</w:p>"
    ),
    "hidden paragraph.odt": odt(
        f'<text:p>Ada knows Python</text:p><text:p><text:hidden-paragraph text:is-hidden="true"/>{SECRET}</text:p>'
    ),
    "hidden section.odt": odt(
        f'<text:p>Ada knows Python</text:p><text:section text:display="none"><text:p>{SECRET}</text:p></text:section>'
    ),
    "blue on blue.odt": odt(
        f'<text:p>Ada knows Python</text:p><text:p text:style-name="P1">{SECRET}</text:p>',
        automatic='<style:style style:name="P1" style:family="paragraph"><style:text-properties fo:color="#0000ff" '
        'fo:background-color="#0000FF"/></style:style>',
    ),
    "one percent wide.rtf": (RTF % f"{{\\charscalex1 {SECRET}}}").encode(),
    **{
        f"{number} {css.split(':')[0]}.html": styled(css)
        for number, css in enumerate(
            (
                "color:hsl(0, 0%, 100%)", "transform:scale(0)", "transform: translateX(-9999px)", "zoom:0.01",
                "content-visibility:hidden", "font:0/0 a", "font: bold 1px serif", "filter:opacity(0)",
                "margin-left:-9999px", "-webkit-text-fill-color:transparent", "color:yellow;background:yellow",
                "color:ivory",
            )
        )
    },
    "body of a table.html": page(f"<table><tbody hidden><tr><td>{SECRET}</td></tr></tbody></table>"),
    "row of a table.html": page(f"<table><tr hidden><td>{SECRET}</td></tr></table>"),
    "caption.html": page(f"<table><caption style='display:none'>{SECRET}</caption><tr><td>SQL</td></tr></table>"),
    "dialog.html": page(f"<dialog>{SECRET}</dialog>"),
    "definition.md": markdown(f'[x]: https://example.com "{SECRET}"'),
    "comment by definition.md": markdown(f"[//]: # ({SECRET})"),
    "display none.md": markdown(f'<p style="display:none">{SECRET}</p>'),
    "white span.md": markdown(f"a <span style='color:#fff'>{SECRET}</span> b"),
    "hidden over lines.md": markdown(f"<div hidden>\n\n{SECRET}\n\n</div>"),
    "front matter.md": f"---\ntitle: Ada\nkeywords:\n  - {SECRET}\n---\n".encode() + markdown(""),
    "turned and off the page.pdf": turned("0 g", "0 1 -1 0 -50 300"),
    "turned and white.pdf": turned("1 g", "0 1 -1 0 500 300"),
    "turned and under a box.pdf": pdf(
        "BT /F1 11 Tf 72 700 Td (Ada Example knows Python and much more of it) Tj ET "
        f"BT /F1 11 Tf 0 1 -1 0 500 300 Tm ({SECRET}) Tj ET 1 g 480 290 40 200 re f"
    ),
}  # fmt: skip
SEEN = {
    "theme text.docx": office('<w:color w:val="000000" w:themeColor="text1"/>'),
    "white on black.docx": office('<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000000"/>'),
    "white without a shade of its own on black.docx": office(
        '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="auto"/>',
        properties='<w:shd w:val="clear" w:fill="000000"/>',
    ),
    "narrow.docx": office('<w:w w:val="80"/>'),
    "superscript.docx": office('<w:position w:val="12"/>'),
    "subscript.rtf": (RTF % f"{{\\dn6 {SECRET}}}").encode(),
    "exact lines.docx": office(properties='<w:spacing w:line="240" w:lineRule="exact"/>'),
    "indented.docx": office(properties='<w:ind w:left="4000"/>'),
    "result of a field.docx": office(
        body=f"<w:p>{FIELD.format('begin')}{FIELD.format('separate')}{W_TEXT}{FIELD.format('end')}</w:p>"
    ),
    "after a field without an end.docx": office(
        body=f"<w:p>{FIELD.format('begin')}</w:p><w:p>{W_TEXT}</w:p>"
    ),
    "shown paragraph.odt": odt(
        f'<text:p>Knows Python</text:p><text:p><text:hidden-paragraph text:is-hidden="false"/>{SECRET}</text:p>'
    ),
    "narrow.rtf": (RTF % f"{{\\charscalex80 {SECRET}}}").encode(),
    "dark hsl.html": styled("color:hsl(210, 50%, 20%)"),
    "turned a little.html": styled("transform:rotate(2deg) scale(0.9)"),
    "short font.html": styled("font: bold 12px/1.5 serif"),
    "pulled left.html": styled("margin-left:-20px"),
    "open dialog.html": page(f"<dialog open>{SECRET}</dialog>"),
    "centred.md": markdown(f'<p align="center" style="color:#333">{SECRET}</p>'),
    "link.md": markdown(f"[{SECRET}](https://example.com)"),
    "title in front matter.md": f"---\ntitle: {SECRET}\n---\n".encode() + markdown(""),
    "turned.pdf": turned("0 g", "0 1 -1 0 500 300"),
}  # fmt: skip


@pytest.mark.parametrize("name", HIDDEN)
def test_hidden_text_is_set_apart(name: str) -> None:
    document = read_document(HIDDEN[name], name=name)
    assert "Python" in document.text
    assert "Cobol" not in document.text
    assert "Cobol" in " ".join(piece.text for piece in document.hidden)


@pytest.mark.parametrize("name", SEEN)
def test_visible_text_stays(name: str) -> None:
    document = read_document(SEEN[name], name=name)
    assert "Python" in document.text
    assert SECRET in " ".join(document.text.split())


def test_markdown_with_many_open_elements_is_read_in_time() -> None:
    text = "# Ada\n" + "<p hidden>Python\n" * 8_000
    assert "Python" in read_document(text.encode(), name="open.md").text
