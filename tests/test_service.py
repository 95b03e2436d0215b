"""Compulsory service is no job, in the words of many countries; a career in arms and a trade in uniform are."""

from __future__ import annotations

import pytest

from skillgap.readers import read_document
from skillgap.structure import read_structure

_PAGE = """Jan Example
jan@example.com

Work Experience

Data Engineer, Example GmbH, 2019 - 2023
- Built pipelines in Python

{}

Education
BSc Computer Science, Example University, 2012 - 2015
"""


def kinds(text: str) -> list[str]:
    found = read_structure(read_document(_PAGE.format(text).encode(), name="a.txt"), as_of="2026-11")
    return [job.kind for job in found.jobs if job.since != "2019"]


@pytest.mark.parametrize(
    "header",
    [
        "Wehrdienst, Bundeswehr", "Grundwehrdienst, Bundeswehr", "Zivildienst, Rotes Kreuz",
        "Zivildienstleistender, Altenheim Musterstadt", "Freiwilliges Ökologisches Jahr, Naturverein",
        "Präsenzdienst beim Bundesheer", "Rekrutenschule, Schweizer Armee", "Service militaire, Armée de Terre",
        "Servicio militar obligatorio, Ejército de Tierra", "Servizio di leva, Esercito Italiano",
        "Serviço militar obrigatório, Exército", "Dienstplicht, Landmacht", "Zasadnicza służba wojskowa, Wojsko",
        "Základní vojenská služba, AČR", "Värnplikt, Försvarsmakten", "Førstegangstjeneste, Forsvaret",
        "Varusmiespalvelus, Puolustusvoimat", "Conscript, Signal Regiment, Finnish Army", "Zorunlu askerlik, Ordu",
        "Срочная служба, Войска связи", "Mandatory military service, Republic of Korea Army", "병역, 육군",
        "Full-Time National Serviceman, Singapore Police Force", "NS, Singapore Civil Defence Force",
        "Military Service, Israel Defense Forces", "Military service, radio operator, IDF",
        "Sergeant, Military Service, Army", "Soldier (military service), Hellenic Army",
        "Alternative civilian service, Hospital",
        "NYSC Corps Member, Lagos State Ministry",
    ],
)  # fmt: skip
def test_service_that_is_asked_of_everyone_is_no_job(header: str) -> None:
    assert kinds(f"{header}, 2015-09 - 2016-08\n- Kept things tidy") == ["other"]


@pytest.mark.parametrize(
    "section",
    [
        "Military Service\nCorporal, Signals Battalion, Finnish Defence Forces, 2015-09 - 2016-08",
        "Military service\n2005 - 2006: Infantry brigade, Tampere",
        "Wehrdienst\n09/2015 – 08/2016 Panzerbataillon 33, Neustadt",
        "Service militaire\n2005 – 2006 : 8e régiment de transmissions",
        "Servicio militar\n2005 – 2006 Regimiento de Transmisiones 21",
        "National Service\nSingapore Armed Forces, Platoon Sergeant\n2013 - 2015",
        "Military experience\nRepublic of Korea Army, Sergeant, Mar 2014 - Dec 2015",
        "Military Service\nCompleted (Aug 2015 - Jan 2016)",
    ],
)
def test_a_section_of_its_own_is_none_either(section: str) -> None:
    assert kinds(section) == ["other"]


@pytest.mark.parametrize(
    "text",
    [
        "Combat engineer, US Army, 2012 - 2014",
        "Soldat auf Zeit, Bundeswehr, 2008 - 2016",
        "Signals Officer, British Army, 2010 - 2014",
        "Software developer (military service), IDF, 2012 - 2015",
        "R&D substitute military service, Example Chips, 2014-10 - 2017-09",
        "Military Service\nU.S. Army, Sergeant, 2012 - 2014",
        "Military service\nInfantry officer, Land Forces, 2004 - 2012",
        "Work experience and military service\nEngineer, Example Ltd, 2016 - 2017",
    ],
)
def test_a_career_in_arms_and_a_trade_in_uniform_are_jobs(text: str) -> None:
    assert kinds(text) == ["job"]
