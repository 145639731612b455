from datetime import date
from typing import Any

from partnership.models import (
    Board,
    Duty,
    DutyEvidence,
    GlossaryEntry,
    Helpline,
    Legislation,
    OfficeHolder,
    PartnerBody,
    Seat,
    Source,
)
from tests.factories import number, place, published


def make_source(**fields: Any) -> Source:
    n = number()
    defaults = {"slug": f"source-{n}", "title": f"Source {n}", "publisher": "Vale Council"}
    return Source.objects.create(**published(defaults | fields))


def make_legislation(**fields: Any) -> Legislation:
    n = number()
    defaults = {
        "slug": f"act-{n}",
        "title": f"Safety Act {n}",
        "year": 1998,
        "url": f"https://www.legislation.gov.uk/ukpga/1998/{n}",
    }
    return Legislation.objects.create(**published(defaults | fields))


def make_body(**fields: Any) -> PartnerBody:
    n = number()
    return PartnerBody.objects.create(
        **published({"slug": f"body-{n}", "name": f"Body {n}"} | fields)
    )


def make_board(**fields: Any) -> Board:
    n = number()
    defaults = {
        "slug": f"board-{n}",
        "name": f"Board {n}",
        "kind": "partnership",
        "summary": "It meets and decides.",
    }
    return Board.objects.create(**published(defaults | fields))


def make_snb(**fields: Any) -> Board:
    """The Safer Neighbourhood Board, which promises two open and four closed meetings."""
    defaults = {
        "slug": "safer-neighbourhood-board",
        "name": "Safer Neighbourhood Board",
        "abbreviation": "SNB",
        "kind": "neighbourhood",
        "open_meetings_per_year": 2,
        "closed_meetings_per_year": 4,
    }
    return make_board(**defaults | fields)


def make_seat(**fields: Any) -> Seat:
    defaults = {"description": f"Seat {number()}"}
    fields.setdefault("board", None)
    fields["board"] = fields["board"] or make_board()
    return Seat.objects.create(**defaults | fields)


def make_office_holder(**fields: Any) -> OfficeHolder:
    fields["board"] = fields.get("board") or make_board()
    return OfficeHolder.objects.create(**{"name": f"Person {number()}", "office": "Chair"} | fields)


def make_duty(**fields: Any) -> Duty:
    n = number()
    defaults = {
        "slug": f"duty-{n}",
        "order": place(),
        "title": f"Duty {n}",
        "summary": "We must do this.",
        "basis": "law",
        "citation": "Safety Act 1998 s.1",
        "how_often": "yearly",
    }
    return Duty.objects.create(**published(defaults | fields))


def make_evidence(**fields: Any) -> DutyEvidence:
    fields["duty"] = fields.get("duty") or make_duty()
    return DutyEvidence.objects.create(**{"label": f"Evidence {number()}"} | fields)


def make_duty_done(*days: date | None, **fields: Any) -> Duty:
    """A duty with evidence of each of these days; None is evidence whose day is not known."""
    duty = make_duty(**fields)
    for day in days:
        make_evidence(duty=duty, happened_on=day)
    return duty


def make_helpline(**fields: Any) -> Helpline:
    n = number()
    defaults = {
        "slug": f"helpline-{n}",
        "order": place(),
        "need": f"Need {n}",
        "name": f"Line {n}",
        "number": "01632 960 001",
        "checked_on": date(2026, 11, 1),
    }
    return Helpline.objects.create(**published(defaults | fields))


def make_glossary_entry(**fields: Any) -> GlossaryEntry:
    n = number()
    defaults = {"slug": f"term-{n}", "term": f"Term {n}", "meaning": "What it means."}
    return GlossaryEntry.objects.create(**published(defaults | fields))
