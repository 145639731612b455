"""What members, boards, duties and helplines ask of the people who keep them."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Case, DateField, DurationField, F, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Greatest
from django.urls import reverse

from csp_portal.dates.words import day_in_words
from csp_portal.publishing.review_lines import register_reviews
from csp_portal.work.lines import DUE, GAPS, Asker, ForEveryone, Line, Row, Urgency, Words
from csp_portal.work.registry import register_line
from csp_portal.work.words import due_on_in_words
from partnership.models import OfficeHolder
from partnership.rules.due import PERIODS, DutyFacts

# What the words of a duty, and its due date, are made of.
DUTY_DETAILS = {
    "slug": "slug",
    "how_often": "how_often",
    "last_on": "last_on",
    "has_undated": "has_undated",
    "stated_on": "stated_due_on",
}
ABOUT_A_PERIOD = Case(
    *(
        When(how_often=often, then=Value(timedelta(days=period.months * 365 // 12)))
        for often, period in PERIODS.items()
    ),
    output_field=DurationField(),
)
WORKED_OUT = Cast(F("last_on") + ABOUT_A_PERIOD, DateField())
STATED_BESIDE_IT = Case(When(has_undated=True, then=F("stated_due_on")))
# Near enough to put duties in order; the words tell the exact day.
ABOUT_DUE_ON = Coalesce(Greatest(WORKED_OUT, STATED_BESIDE_IT), WORKED_OUT, F("stated_due_on"))


def tell_duty(row: Row, asker: Asker) -> Words:
    """Say when a duty was or is due."""
    due_on = facts_of_duty(row).due_on or row.known_day
    return Words(f"Duty: {row.title}", f"{due_on_in_words(due_on, today=asker.today)}.")


def facts_of_duty(row: Row) -> DutyFacts:
    """Return what the exact due date is worked out from."""
    return DutyFacts(
        how_often=row.details["how_often"],
        last_on=day_or_none(row.details["last_on"]),
        has_undated=bool(row.details["has_undated"]),
        stated_on=day_or_none(row.details["stated_on"]),
    )


def day_or_none(text: str | None) -> date | None:
    """Return the day that a row's details hold as text."""
    return date.fromisoformat(text) if text else None


def public_duties_by_law(duties: Any, asker: Asker) -> QuerySet[Any]:
    """Return what everybody must know of, whatever their role: what the law asks."""
    found: QuerySet[Any] = duties.by_law().public(at=asker.at)
    return found


def page_of_duty(row: Row) -> str:
    """Return the address of the duty's public page."""
    return reverse("partnership:duty_detail", args=[row.details["slug"]])


def ended_terms(asker: Asker) -> QuerySet[Any]:
    """Return the people whose term has ended."""
    return OfficeHolder.objects.past_term(on=asker.today)


def tell_term(row: Row, asker: Asker) -> Words:
    """Say whose term ran until when."""
    last_day = day_in_words(row.known_day - timedelta(days=1))
    office = f"{row.details['office']} of the {row.details['board']}"
    return Words(f"The term of {row.title}", f"as {office} ran until {last_day}.")


def tell_helpline(row: Row, asker: Asker) -> Words:
    """Say how long ago a number was checked."""
    return Words(
        f"The number of {row.title}, {row.details['number']},",
        f"was last checked on {day_in_words(row.known_day)}. Check it once a year.",
    )


def tell_contact(row: Row, asker: Asker) -> Words:
    """Say that a board cannot be reached."""
    return Words(f"No contact for the {row.title}.", "Residents cannot write or call.")


def tell_successor(row: Row, asker: Asker) -> Words:
    """Say that a body of a kind that is gone has no successor yet."""
    return Words(
        f"No successor of {row.title} is known.",
        "The law names another kind of body now.",
    )


FOR_EVERYONE = ForEveryone(
    narrow=public_duties_by_law, address=page_of_duty, list_page="partnership:duty_list"
)

register_line(
    Line(
        section=DUE,
        model="partnership.duty",
        plural="overdue duties",
        title="title",
        details=DUTY_DETAILS,
        day=ABOUT_DUE_ON,
        tell=tell_duty,
        question="due",
        urgency=Urgency.OVERDUE,
        for_everyone=FOR_EVERYONE,
    )
)
register_line(
    Line(
        section=DUE,
        model="partnership.duty",
        plural="duties due soon",
        title="title",
        details=DUTY_DETAILS,
        day=ABOUT_DUE_ON,
        tell=tell_duty,
        question="soon",
        urgency=Urgency.SOON,
        for_everyone=FOR_EVERYONE,
    )
)
register_line(
    Line(
        section=DUE,
        model="partnership.board",
        plural="boards with somebody whose term has ended",
        title="name",
        details={"office": "office", "board": "board__name"},
        day="held_until",
        tell=tell_term,
        question="term",
        rows=ended_terms,
        form_of=(Value("partnership.board", output_field=TextField()), F("board_id")),
        urgency=Urgency.OVERDUE,
    )
)
register_line(
    Line(
        section=DUE,
        model="partnership.helpline",
        plural="numbers due for a check",
        title="name",
        details={"number": "number"},
        day="checked_on",
        tell=tell_helpline,
        question="check",
        urgency=Urgency.OVERDUE,
    )
)
register_line(
    Line(
        section=GAPS,
        model="partnership.board",
        plural="boards without a contact",
        title="name",
        tell=tell_contact,
        question="contact",
    )
)
register_line(
    Line(
        section=GAPS,
        model="partnership.partnerbody",
        plural="members whose successor is not known",
        title="name",
        tell=tell_successor,
        question="successor",
    )
)

register_reviews("partnership.partnerbody", plural="members", title="name")
register_reviews("partnership.board", plural="boards", title="name")
register_reviews("partnership.duty", plural="duties", title="title")
register_reviews("partnership.legislation", plural="laws", title="title")
register_reviews("partnership.helpline", plural="numbers", title="name")
register_reviews("partnership.glossaryentry", plural="words", title="term")
