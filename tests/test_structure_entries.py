"""A few lines of a section → its jobs or its degrees, each named whole: `data/entries.tsv`; what of it is personal."""

from __future__ import annotations

from pathlib import Path

import pytest

from skillgap.models.document import Document
from skillgap.structure import read_structure

LINES = (Path(__file__).parent / "data" / "entries.tsv").read_text("utf-8").splitlines()
ENTRIES = [line.split("\t") for line in LINES if line and not line.startswith("#")]


def _document(text: str) -> Document:
    return Document(name="entry", media_type="text/plain", sha256="0" * 64, text=text)


@pytest.mark.parametrize(
    ("kind", "lines", "wanted"), ENTRIES, ids=[f"{kind}: {text[:60]}" for kind, text, _ in ENTRIES]
)
def test_what_lines_name(kind: str, lines: str, wanted: str) -> None:
    text = "Ola Berg\n\n" + "\n".join(line.strip() for line in lines.replace("\\t", "\t").split(" / ")) + "\n"
    structure = read_structure(_document(text), as_of="2026-06")
    jobs = [f"{job.title} @ {job.organisation}" for job in structure.jobs]
    degrees = [f"{one.level}: {one.field} @ {one.institution}" for one in structure.education]
    certificates = [f"certificate {one.name}" + " (planned)" * one.planned for one in structure.certifications]
    assert "; ".join(jobs + degrees + certificates) == wanted, kind


PERSONAL = [
    ("Sex Male | Date of birth 12/03/1995 | Nationality Italian", "Male;12/03/1995;Italian"),
    ("Date of birth 12/03/1995", "12/03/1995"),
    ("Gender: Male | Religion: Hindu | Passport No: Z1234567", "Male;Hindu;Z1234567"),
    ("Place of birth: Milano\nMarital status single", "Milano;single"),
    ("Geburtsdatum 12.03.1995 | Nationalität Österreich | Familienstand ledig", "12.03.1995;Österreich;ledig"),
    ("Geschlecht weiblich · Geburtsort Graz · Konfession evangelisch", "weiblich;Graz;evangelisch"),
    ("Sexe Masculin | Date de naissance 12/03/1995 | Nationalité française", "Masculin;12/03/1995;française"),
    ("Sexo Femenino | Fecha de nacimiento 12/03/1995 | Nacionalidad española", "Femenino;12/03/1995;española"),
    ("Sesso Femminile | Data di nascita 12/03/1995 | Nazionalità italiana", "Femminile;12/03/1995;italiana"),
    ("Geslacht Man | Geboortedatum 12-03-1995 | Nationaliteit Nederlandse", "Man;12-03-1995;Nederlandse"),
    ("Data urodzenia: 12.03.1995 | Obywatelstwo: polskie | Stan cywilny: wolny", "12.03.1995;polskie;wolny"),
    ("DOB 12 Mar 1995 | Passport number K7654321 | Religion Christian", "12 Mar 1995;K7654321;Christian"),
    ("Children Services Manager | Mobile Developer | Age of Enlightenment reader and much more", ""),
]


@pytest.mark.parametrize(("line", "wanted"), PERSONAL)
def test_labels_of_personal_data_need_no_sign_behind_them(line: str, wanted: str) -> None:
    text = f"Ola Berg\n{line}\n\nEXPERIENCE\nEngineer, Acme Ltd, 01/2019 - 12/2020\n- Python\n\nSKILLS\nPython, SQL\n"
    places = read_structure(_document(text), as_of="2026-06").personal
    assert ";".join(text[place.start : place.end] for place in places if place.kind != "name") == wanted


CONTACT = (Path(__file__).parent / "data" / "personal.tsv").read_text("utf-8").splitlines()[1:]


@pytest.mark.parametrize("end", [" | ", "\n"])
@pytest.mark.parametrize(("kind", "line", "wanted"), [line.split("\t") for line in CONTACT])
def test_what_is_personal_in_a_contact_block(kind: str, line: str, wanted: str, end: str) -> None:
    work = "EXPERIENCE\nEngineer, Acme Ltd, 01/2019 - 12/2020\n- Python\n"
    text = f"Ola Berg\nEngineer\n{line}{end}ola@example.com\n\n{work}"
    places = read_structure(_document(text), as_of="2026-06").personal
    found = [text[place.start : place.end] for place in places if place.kind not in ("name", "email")]
    assert ";".join(found) == wanted, kind


def test_a_transcript_names_its_student_and_its_title_is_no_name() -> None:
    text = "UNIVERSITY OF EASTMERE\nOFFICIAL ACADEMIC TRANSCRIPT\nStudent: Farah Lindqvist\nDatabases and SQL\tA\n"
    places = read_structure(_document(text), as_of="2026-06").personal
    assert [text[place.start : place.end] for place in places] == ["Farah Lindqvist"]


def test_referees_are_named_a_telephone_needs_no_sign_and_a_street_no_number_to_call() -> None:
    text = "Ola Berg\nEngineer\nola [at] berg [dot] dev\n"
    text += "12 rue des Glycines, 44000 Nantes\n\nEXPERIENCE\nEngineer, Acme, 2019 - 2020\n- Python\n"
    text += "\nREFERENCES\nMrs Hannah Olorunfemi, Head of QA, 0114 496 0000\nGerald Okafor\nAvailable on request\n"
    places = read_structure(_document(text), as_of="2026-06").personal
    found = [text[place.start : place.end] for place in places if place.kind != "name"]
    assert found[:2] == ["ola [at] berg [dot] dev", "12 rue des Glycines, 44000 Nantes"]
    assert found[2:] == ["Hannah Olorunfemi", "0114 496 0000", "Gerald Okafor"]


PAPERS = (Path(__file__).parent / "data" / "publications.tsv").read_text("utf-8").splitlines()[1:]


@pytest.mark.parametrize(("line", "title"), [line.split("\t") for line in PAPERS])
def test_a_paper_is_named_without_who_wrote_it(line: str, title: str) -> None:
    text = f"Anneke Vermeulen\n\nEXPERIENCE\nEngineer, Foo Ltd, 2019 - 2021\n- Python\n\nPUBLICATIONS\n{line}\n"
    assert [project.title for project in read_structure(_document(text), as_of="2026-06").projects] == [title]


LETTERS = [
    ("My name is Hollis Nakagawa-Reyes and I have been a data analyst since spring 2020.", "Hollis", 2),
    ("Good morning, my name is Hollis Reyes, and I write Python at a bank in Leeds.", "Hollis", 2),
    ("I have been a data analyst at Pemberton Freight since 2020.", "Kind regards,\nHollis Nakagawa-Reyes", 1),
    ("Dear Ms Pemberton,\n\nI have been a data analyst since spring 2020.", "Yours sincerely,\nQuentin Marlowe", 1),
    ("Sehr geehrte Frau Adler,\n\nseit 2020 werte ich Daten aus.", "Mit freundlichen Grüßen\nJonas Wirth", 1),
    ("Cher Monsieur Blanc,\n\nJe travaille depuis 2020 avec Python.", "Cordialement,\nLuc Morel", 1),
    ("I am Hollis Reyes, a data analyst at Pemberton Freight since 2020.", "Sincerely,\nH. Reyes", 2),
    ("mein Name ist Anna Huber und ich arbeite seit 2020 mit Python.", "Mit freundlichen Grüßen\nAnna Huber", 2),
    ("Je m'appelle Luc Morel et je travaille depuis 2020 avec Python.", "Cordialement,\nLuc", 2),
    ("Me llamo Ana Ruiz y trabajo desde 2020 con Python en un banco.", "Atentamente,\nAna Ruiz", 2),
]


@pytest.mark.parametrize(("said", "end", "count"), LETTERS)
def test_a_letter_says_its_name_and_is_signed(said: str, end: str, count: int) -> None:
    text = f"Dear hiring team,\n\n{said}\n\nI hold a BSc in Mathematics from the University of Leeds (2016).\n\n{end}\n"
    places = read_structure(_document(text), as_of="2026-06").personal
    names = [text[place.start : place.end] for place in places if place.kind == "name"]
    assert len(names) == count
    assert names[-1] in end or count < 2


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ("Security+ (planned)\nCompTIA A+ 2018", "Security+ (planned) planned; CompTIA A+ 2018 held"),
        ("Security+ 2021\nCompTIA A+\nCompTIA Network+", "Security+ 2021 held; CompTIA A+ held; CompTIA Network+ held"),
        ("Security+\nCompTIA\n2021\nA+\nCompTIA\n2018", "Security+ held; A+ held"),
        ("Enrolled Agent, IRS, 2020\nCISSP (enrolled)", "Enrolled Agent, IRS held; CISSP (enrolled) planned"),
        ("CPA candidate\nACCA part-qualified", "CPA candidate planned; ACCA part-qualified planned"),
        ("Passed the CKA exam in March 2021", "Passed the CKA exam in March 2021 held"),
        ("CKS exam in March\nCKA exam in March 2027", "CKS exam in March planned; CKA exam in March 2027 planned"),
    ],
)  # fmt: skip
def test_certificates_stand_by_themselves_held_or_planned(lines: str, wanted: str) -> None:
    found = read_structure(_document(f"Ola Berg\n\nCERTIFICATIONS\n{lines}\n"), as_of="2026-06").certifications
    assert "; ".join(f"{one.name} {'planned' if one.planned else 'held'}" for one in found) == wanted


def test_the_head_of_an_e_mail_names_its_sender_wherever_the_name_stands() -> None:
    text = (
        "From: Devon Acht <devon@acht.example>\nTo: jobs@example.com\nSubject: Resume - Senior iOS Engineer\n\n"
        "DEVON ACHT\nPortland, OR | 503-555-0102 | devon@acht.example\n\nSUMMARY\nEngineer for nine years.\n\n"
        "EXPERIENCE\nEngineer, Acme Ltd, 01/2019 - 12/2020\n- Python\n\nSKILLS\nPython, SQL\n"
    )
    found = read_structure(_document(text), as_of="2026-06")
    assert found.sections[1].kind == "summary"
    hidden = {text[place.start : place.end] for place in found.personal}
    assert {"Devon Acht", "DEVON ACHT", "Portland, OR", "503-555-0102"} <= hidden
