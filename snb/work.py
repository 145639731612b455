"""What the meetings of the boards ask of the people who keep them."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from csp_portal.dates.words import day_in_words
from csp_portal.publishing.review_lines import register_reviews
from csp_portal.work.lines import DUE, GAPS, Asker, Line, QuickAction, Row, Urgency, Words
from csp_portal.work.panels import Panel
from csp_portal.work.registry import register_line, register_panel, register_quick_action
from csp_portal.work.words import due_on_in_words, no_longer_than
from partnership.models import Board
from partnership.rules import day_or_words
from snb.lateness import board_years, late_boards, lateness_of
from snb.models import Meeting
from snb.querysets import CALLED_OFF, TIME_FOR_THE_RECORD
from snb.rules.promise import OPEN, Promise

END_OF_MEETING = Coalesce("ends_at", "starts_at")


def tell_summary(row: Row, asker: Asker) -> Words:
    """Say since when a summary is missing."""
    last_day = row.known_day + TIME_FOR_THE_RECORD
    return Words(
        f"The summary of the open meeting of {day_in_words(row.known_day)}",
        f"is missing: {TIME_FOR_THE_RECORD.days} days passed on {day_in_words(last_day)}.",
    )


def tell_action(row: Row, asker: Asker) -> Words:
    """Say when something that was decided was or is due, and which meeting decided it."""
    due = due_on_in_words(row.known_day, today=asker.today)
    return Words(f"Action: {no_longer_than(row.title)}", f"{due} ({row.details['meeting']}).")


def tell_outcome(row: Row, asker: Asker) -> Words:
    """Say that a meeting is over and nobody has said whether it was held."""
    day = day_or_words(row.day, row.details["date_text"])
    return Words(f"{row.title}, {day},", "is over but still “planned”. Say whether it was held.")


def tell_venue(row: Row, asker: Asker) -> Words:
    """Say that a meeting to come has no venue."""
    return Words(f"{row.title}, {day_in_words(row.known_day)},", "has no venue.")


def tell_notice(row: Row, asker: Asker) -> Words:
    """Say that a meeting is on its page, but in no calendar and on no poster."""
    return Words(
        f"{row.title}, {day_in_words(row.known_day)},",
        "is public without a notice: no calendar and no poster tells of it. Issue one.",
    )


def notice_of(row: Row) -> str:
    """Return the page on which a notice of the meeting is issued."""
    return reverse("admin:snb_meeting_notice", args=[row.pk])


def boards_without_next_meeting(asker: Asker) -> QuerySet[Any]:
    """Return the boards that promise open meetings and announce none to come."""
    real = Meeting.objects.public(at=asker.at).filter(board=OuterRef("pk"), is_example=False)
    coming = real.upcoming(at=asker.at).open_to_public()
    announced = coming.exclude(state_of_meeting__in=CALLED_OFF)
    return Board.objects.filter(~Exists(announced), open_meetings_per_year__gt=0)


def tell_next_meeting(row: Row, asker: Asker) -> Words:
    """Say that residents do not know of a next open meeting."""
    return Words(
        f"No open meeting of the {row.title} is announced.",
        f"It promises {row.details['promised']} a year.",
    )


def new_meeting(row: Row) -> str:
    """Return the form that announces a meeting of the board."""
    return f"{reverse('admin:snb_meeting_add')}?board={row.pk}"


def boards_late(asker: Asker) -> QuerySet[Any]:
    """Return the boards that cannot announce all they promise for this year in time any more."""
    return late_boards(asker, too_late=True)


def boards_late_soon(asker: Asker) -> QuerySet[Any]:
    """Return the boards that must announce an open meeting soon to keep this year's promise."""
    return late_boards(asker, too_late=False)


def tell_late(row: Row, asker: Asker) -> Words:
    """Say which open meetings of the year are not announced, and until when they must be."""
    promised, announced = row.details["promised"], row.details["announced"]
    promise = Promise(asker.today.year, OPEN, promised, announced, held=0)
    late = lateness_of(promise, clear_days=row.details["notice_days"], today=asker.today)
    # The query has found it late by the same rule.
    return Words(late.what, f"{row.title}: {late.until_when}") if late else Words(row.title, "")


def plan_of_year(row: Row) -> str:
    """Return the page on which the meetings of the board's year are planned."""
    return f"{reverse('admin:snb_meeting_plan_year')}?board={row.pk}"


for urgency, rows in ((Urgency.OVERDUE, boards_late), (Urgency.SOON, boards_late_soon)):
    register_line(
        Line(
            section=DUE,
            model="snb.meeting",
            plural="boards that have not announced all their open meetings",
            title="name",
            details={
                "promised": "open_meetings_per_year",
                "announced": "announced_count",
                "notice_days": "notice_days",
            },
            tell=tell_late,
            rows=rows,
            address=plan_of_year,
            urgency=urgency,
        )
    )
register_line(
    Line(
        section=DUE,
        model="snb.meeting",
        plural="open meetings of which nothing is told",
        title="title",
        day=END_OF_MEETING,
        tell=tell_summary,
        question="record",
        urgency=Urgency.OVERDUE,
    )
)
register_line(
    Line(
        section=DUE,
        model="snb.meeting",
        plural="meetings that are public without a notice",
        title="title",
        day=END_OF_MEETING,
        tell=tell_notice,
        question="notice",
        address=notice_of,
        urgency=Urgency.OVERDUE,
    )
)
register_line(
    Line(
        section=DUE,
        model="snb.meeting",
        plural="meetings that are over but still “planned”",
        title="title",
        details={"date_text": "date_text"},
        day=END_OF_MEETING,
        tell=tell_outcome,
        question="outcome",
        urgency=Urgency.OVERDUE,
    )
)
ACTION: Any = {
    "section": DUE,
    "model": "snb.meetingaction",
    "title": "text",
    "details": {"meeting": "item__meeting__title"},
    "day": "due_on",
    "tell": tell_action,
}
register_line(
    Line(
        plural="overdue actions of meetings",
        question="overdue",
        urgency=Urgency.OVERDUE,
        **ACTION,
    )
)
register_line(
    Line(
        plural="actions of meetings due within 14 days",
        question="soon",
        urgency=Urgency.SOON,
        **ACTION,
    )
)
register_line(
    Line(
        section=GAPS,
        model="snb.meeting",
        plural="boards without a next open meeting",
        title="name",
        details={"promised": "open_meetings_per_year"},
        tell=tell_next_meeting,
        rows=boards_without_next_meeting,
        address=new_meeting,
    )
)
register_line(
    Line(
        section=GAPS,
        model="snb.meeting",
        plural="open meetings to come without a venue",
        title="title",
        day=END_OF_MEETING,
        tell=tell_venue,
        question="venue",
    )
)

register_reviews("snb.meeting", plural="meetings", title="title")

register_quick_action(QuickAction(10, "New meeting", "snb.meeting"))
register_quick_action(QuickAction(11, "Plan the year’s meetings", "snb.meeting", page="plan_year"))
register_panel(
    Panel(
        slug="promise",
        title="Meetings promised each year",
        model="snb.meeting",
        template="admin/snb/includes/promise.html",
        content=board_years,
    )
)
