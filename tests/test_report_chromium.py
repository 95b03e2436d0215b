"""The HTML pages in a real Chromium: nothing runs, nothing loads, every click leads to its place, the picture holds."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from chromium import BINARY, Chromium
from skillgap.analyzer import Analyzer
from skillgap.report import render
from skillgap.settings import Settings

pytestmark = pytest.mark.skipif(BINARY is None, reason="needs Chromium (Debian: apt-get install chromium)")
FIXTURES = Path(__file__).parent / "fixtures" / "resumes"
EVIL = (
    "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
    "</title></style></pre><svg onload=document.title='owned'><a href='javascript:alert(1)'>x</a>"
    "<meta http-equiv=refresh content='0;url=https://evil.example'>{{ 7 * 7 }}{% raw %}"
)
LONG = "Rindfleischetikettierungsueberwachungsaufgabenuebertragungsgesetz" * 3
RIGHT_TO_LEFT = "מהנדסת למידת מכונה בחברת דוגמה\n• פיתוח מודלים ב-PyTorch על AWS עם Docker"
CASES = {
    "hostile": f"Maren Oduya\n\nExperience\nEngineer, {EVIL}\nJan 2020 - Present\n• PyTorch {EVIL} Docker\n\n{EVIL}\n",
    "nothing": "Ada Example\n\nI like gardens and long walks.\n",
    "long": f"Ada Example\n\nExperience\nEngineer, {LONG}\n2015 - 2019\n• PyTorch at {LONG}\n\nSkills\nSQL, {LONG}\n",
    "rtl": f"דנה לוי\n\nExperience\n{RIGHT_TO_LEFT}\n\nSkills\nPython, SQL\n",
    "short": "Ada Example\n\nSkills\nPython\n",
}


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer(settings=Settings(as_of=datetime.date(2026, 11, 1)), isolated=False)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    with Chromium(tmp_path_factory.mktemp("profile")) as started:
        yield started


@pytest.fixture(scope="module")
def cases(analyzer: Analyzer) -> dict[str, str]:
    """Return resumes by name, with one of 200 skills and one of eight pages."""
    names = [skill.name for _, skill in sorted(analyzer.taxonomy.skills.items()) if "," not in skill.name][:260]
    papers = "\n".join(f"A. Example. On robust statistics, part {i}. Journal {1985 + i % 40}." for i in range(300))
    return CASES | {
        "many": "Ada Example\n\nSkills\n" + ", ".join(names) + "\n",
        "academic": f"Ada Example\n\nEducation\nPhD in Statistics, Somewhere, 2005 - 2010\n\nPublications\n{papers}\n",
    }


def write(analyzer: Analyzer, text: str, path: Path) -> Path:
    document = analyzer.read(text.encode(), name=f"{path.stem}.txt")
    profile = analyzer.profile(document)
    report = analyzer.score_profile(profile)
    path.write_text(render(report, format="html", document=document, profile=profile), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["hostile", "nothing", "long", "rtl", "short", "many", "academic"])
def test_pages_run_nothing_load_nothing_and_fit_the_window(
    browser: Chromium, analyzer: Analyzer, cases: dict[str, str], tmp_path: Path, name: str
) -> None:
    browser.open(write(analyzer, cases[name], tmp_path / f"{name}.html"))
    assert browser.run("document.title").startswith("Skill gaps")
    assert browser.run("document.scripts.length + document.images.length") == 0
    for width in (1200, 390):
        browser.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        assert browser.run("document.documentElement.scrollWidth") <= width
    browser.call("Emulation.setDeviceMetricsOverride", width=1200, height=900, deviceScaleFactor=1, mobile=False)
    assert len(browser.screenshot(tmp_path / f"{name}.png")) > 20_000
    assert browser.problems() == []


def test_rankings_and_comparisons_stand_too(browser: Chromium, analyzer: Analyzer, tmp_path: Path) -> None:
    role = analyzer.roles(["lead-ml-engineer"])[0]
    files = [FIXTURES / name for name in ("p1.md", "p2.json", "p4.docx", "p8.txt", "missing.pdf")]
    long = analyzer.read(CASES["long"].encode(), name=f"{LONG} {EVIL}.txt".replace("/", ""))
    pages = {
        "rank": render(analyzer.rank([*files, long], role=role), format="html"),
        "compare": render(analyzer.compare(FIXTURES / "p4.md", long), format="html"),
    }
    for name, text in pages.items():
        page = tmp_path / f"{name}.html"
        page.write_text(text, encoding="utf-8")
        browser.open(page)
        assert "owned" not in browser.run("document.title")[:20]
        assert browser.run("document.scripts.length + document.images.length") == 0
        for width in (390, 1200):
            browser.call(
                "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False
            )
            assert browser.run("document.documentElement.scrollWidth") <= width, (name, width)
        browser.screenshot(tmp_path / f"{name}.png")
        assert browser.problems() == []


def test_hostile_words_are_read_as_words(
    browser: Chromium, analyzer: Analyzer, cases: dict[str, str], tmp_path: Path
) -> None:
    browser.open(write(analyzer, cases["hostile"], tmp_path / "page.html"))
    seen = browser.run("document.querySelector('#text').innerText")
    assert "<script>document.title='owned'</script>" in seen
    assert "{{ 7 * 7 }}{% raw %}" in seen
    assert browser.run("location.protocol") == "file:"
    assert browser.run("[...document.links].every(a => a.getAttribute('href').startsWith('#'))")


def test_a_claim_leads_to_its_words_and_they_lead_back(browser: Chromium, analyzer: Analyzer, tmp_path: Path) -> None:
    document = analyzer.read(FIXTURES / "p1.md")
    profile = analyzer.profile(document)
    page = tmp_path / "page.html"
    report = analyzer.score_profile(profile)
    page.write_text(render(report, format="html", document=document, profile=profile), encoding="utf-8")
    browser.open(page)
    wanted = browser.run("document.querySelector('.waterfall a.place').getAttribute('href')")
    browser.click(".waterfall a.place")
    assert browser.run("location.hash") == wanted
    place = int(wanted[2:])
    mention = next(m for skill in profile.skills for m in skill.mentions if m.start == place)
    assert browser.run("document.querySelector(':target').textContent") == mention.text
    box = browser.run("(r => [r.top, r.bottom])(document.querySelector(':target').getBoundingClientRect())")
    assert box[0] >= 0
    assert box[1] <= 900

    browser.click(":target mark")
    skill = next(skill for skill in profile.skills if skill.skill_id == mention.skill_id)
    assert browser.run("document.querySelector(':target b').textContent") == skill.name
    assert browser.problems() == []


def test_details_open_by_click_and_by_keyboard(browser: Chromium, analyzer: Analyzer, tmp_path: Path) -> None:
    browser.open(write(analyzer, CASES["short"], tmp_path / "page.html"))
    closed = "document.querySelectorAll('details:not([open])').length"
    before = browser.run(closed)
    browser.click("details:not([open]) > summary")
    assert browser.run(closed) == before - 1
    browser.run("document.querySelector('details:not([open]) > summary').focus()")
    browser.press("Enter", 13)
    assert browser.run(closed) == before - 2
    browser.run("document.activeElement.blur()")
    browser.open(tmp_path / "page.html")
    browser.press("Tab", 9)
    assert browser.run("document.activeElement.className") == "skip"


def test_a_screen_reader_gets_tables_headings_and_names(browser: Chromium, analyzer: Analyzer, tmp_path: Path) -> None:
    browser.open(write(analyzer, CASES["long"], tmp_path / "page.html"))
    nodes = browser.call("Accessibility.getFullAXTree")["nodes"]
    roles = [node["role"]["value"] for node in nodes if not node.get("ignored")]
    for role in ("main", "navigation", "banner", "table", "columnheader", "rowheader", "heading", "region"):
        assert role in roles, role
    links = [node for node in nodes if not node.get("ignored") and node["role"]["value"] == "link"]
    assert all(link["name"]["value"].strip() for link in links)
    assert not [node for node in nodes if not node.get("ignored") and node["role"]["value"] in ("image", "SvgRoot")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_in_light_and_dark(browser: Chromium, analyzer: Analyzer, tmp_path: Path, scheme: str) -> None:
    browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    try:
        browser.open(write(analyzer, CASES["rtl"], tmp_path / "page.html"))
        weakest = browser.run(CONTRAST)
    finally:
        browser.call("Emulation.setEmulatedMedia", features=[])
    assert weakest[0] >= 4.5, weakest


def test_prints_without_the_navigation(browser: Chromium, analyzer: Analyzer, tmp_path: Path) -> None:
    browser.open(write(analyzer, CASES["short"], tmp_path / "page.html"))
    printed = browser.call("Page.printToPDF", printBackground=True)["data"]
    assert len(printed) > 10_000
    browser.call("Emulation.setEmulatedMedia", media="print")
    try:
        assert browser.run("getComputedStyle(document.querySelector('nav')).display") == "none"
    finally:
        browser.call("Emulation.setEmulatedMedia", media="")


# The lowest contrast (WCAG 2 formula) of visible text against its painted background, with the words it was found at.
CONTRAST = """(() => {
const canvas = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
const rgba = css => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = css; canvas.fillRect(0, 0, 1, 1);
  const d = canvas.getImageData(0, 0, 1, 1).data; return [d[0], d[1], d[2], d[3] / 255]; };
const over = (a, b) => [0, 1, 2].map(i => a[i] * a[3] + b[i] * (1 - a[3])).concat(1);
const light = c => { const [r, g, b] = c.slice(0, 3).map(v => { v /= 255;
  return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; }); return .2126 * r + .7152 * g + .0722 * b; };
const ground = e => { const layers = []; for (let n = e; n; n = n.parentElement)
  layers.push(rgba(getComputedStyle(n).backgroundColor));
  return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255, 1]); };
let low = [99, ''];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let n = walker.nextNode(); n; n = walker.nextNode()) {
  const words = n.textContent.trim(), e = n.parentElement;
  if (!words || !e.checkVisibility() || e.closest('.sr, .skip, .masked, [aria-hidden=true]')) continue;
  const back = ground(e), front = over(rgba(getComputedStyle(e).color), back);
  const [a, b] = [light(front), light(back)].sort((x, y) => y - x), ratio = (a + .05) / (b + .05);
  if (ratio < low[0]) low = [ratio, words.slice(0, 60), e.className, e.tagName];
} return low; })()"""
