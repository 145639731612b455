"""The words on a meeting's poster: what a notice tells, as a PosterText. No queries here."""

from datetime import date, datetime
from typing import Any

from csp_portal.dates.words import (
    day_in_words,
    moment_in_words,
    times_in_words,
    weekday_and_day,
    when_in_words,
)
from csp_portal.identity.colours import BRAND_COLOURS
from csp_portal.identity.models import Brand, Identity
from csp_portal.posters.text import Line, PosterText
from csp_portal.rich_text.words import paper_lines
from partnership.rules import known_parts
from snb.models import MeetingAccess
from snb.presenters.boards import Contact
from snb.presenters.meetings import ACCESS_TEXTS
from snb.rules.facts import CANCELLED, CLOSED, POSTPONED, MeetingFacts, VenueFacts

EXAMPLE = "This is an example. It is not a real meeting."
DRAFT = "Draft: this notice has not been issued."
NO_PLACE = "We do not know the place yet."
NO_CONTACT = "We do not have an email address or phone number to show you yet."
ASKING = "To ask a question, or if you need an interpreter or other help to take part:"
STATUS_TEXTS = {
    CANCELLED: "This meeting will not be held.",
    POSTPONED: "This meeting will not be held at this time. We do not know the new date yet.",
}
NO_BREAK = "\N{NO-BREAK SPACE}"


def poster_for(
    facts: MeetingFacts,
    *,
    identity: Identity | None,
    contact: Contact | None,
    url: str,
    number: int | None = None,
    issued_on: date | None = None,
    previous_start: datetime | None = None,
) -> PosterText:
    """Return the poster of what the notice ``number`` tells; without a number, of a draft.

    ``url`` is the full address of the meeting's page. ``previous_start`` is when residents were
    last told that it starts, in local time: a day or time that has changed is struck out. Of a
    meeting that was called off only that, its name, its old time and its place are told.
    Raises ValueError for a closed meeting: of that the public may read nothing but the date.
    """
    if facts.access == CLOSED:
        raise ValueError("A closed meeting has no poster.")
    told = told_of_status(facts) if facts.is_called_off else told_of_time(facts, previous_start)
    coming = {} if facts.is_called_off else told_to_come(facts)
    return PosterText(
        partnership=identity.name if identity else facts.board,
        colour=BRAND_COLOURS[Brand(identity.brand) if identity else Brand.TEAL],
        board=facts.board,
        heading=facts.title,
        page_words=url.partition("://")[2].rstrip("/"),
        page_url=url,
        example=EXAMPLE if facts.is_example else "",
        place_name=place_name(facts),
        place_lines=place_lines(facts.venue),
        contact=contact_lines(facts, contact),
        notice=notice_line(number, issued_on),
        issued_on=issued_on,
        **told,
        **coming,
    )


def told_of_status(facts: MeetingFacts) -> dict[str, Any]:
    """Return what the poster of a meeting that was called off says of that."""
    return {
        "is_called_off": True,
        "status_word": facts.status.capitalize(),
        "status_text": known_parts(
            STATUS_TEXTS[facts.status], facts.called_off_reason, between="\n"
        ),
        "old_when": when_in_words(facts.starts_at, facts.ends_at),
    }


def told_of_time(facts: MeetingFacts, previous_start: datetime | None) -> dict[str, Any]:
    """Return when the meeting is, and the time that residents must no longer rely on."""
    told = {
        "day": weekday_and_day(facts.starts_at),
        "times": times_in_words(facts.starts_at, facts.ends_at),
    }
    if previous_start in (None, facts.starts_at):
        return told
    is_same_day = previous_start.date() == facts.starts_at.date()
    word = "New time" if is_same_day else "New date"
    return told | {"status_word": word, "old_when": when_in_words(previous_start, None)}


def told_to_come(facts: MeetingFacts) -> dict[str, Any]:
    """Return what helps people to come and take part."""
    venue = facts.venue
    return {
        "who_may_come": ACCESS_TEXTS[MeetingAccess(facts.access)],
        "join_online": facts.online_link,
        "about": tuple(map(Line, lines(facts.summary))),
        "take_part": lines_of(facts.how_to_take_part),
        "access": tuple(pair for pair in venue.access if pair[1]) if venue else (),
        "getting_there": lines(f"{venue.transport}\n{venue.access_note}") if venue else (),
    }


def lines_of(text: str) -> tuple[Line, ...]:
    """Return a rich text as paragraphs and points."""
    return tuple(Line(words, is_point=tag == "li") for tag, words in paper_lines(text))


def lines(text: str) -> tuple[str, ...]:
    """Return the lines of plain text that hold words."""
    return tuple(line for raw in text.splitlines() if (line := raw.strip()))


def place_name(facts: MeetingFacts) -> str:
    """Return the place in one word or two; a poster says it when that is not known."""
    if facts.venue:
        return facts.venue.name
    if facts.is_called_off:
        return ""
    return "Online" if facts.online_link else NO_PLACE


def place_lines(venue: VenueFacts | None) -> tuple[str, ...]:
    """Return the lines of the address; a postcode stays on one line."""
    if venue is None:
        return ()
    return lines(f"{venue.address}\n{venue.postcode.replace(' ', NO_BREAK)}")


def contact_lines(facts: MeetingFacts, contact: Contact | None) -> tuple[str, ...]:
    """Return how to ask, and until when; says so when no way is known."""
    if contact is None:
        return (NO_CONTACT,)
    due = None if facts.is_called_off else facts.questions_due_at
    ways = (
        f"Send us your questions by {moment_in_words(due)}." if due else "",
        "" if facts.is_called_off else ASKING,
        contact.name,
        way("Email", contact.email),
        way("Phone", contact.phone),
        way("Online", contact.url.partition("://")[2].rstrip("/")),
    )
    return tuple(filter(None, ways))


def way(label: str, value: str) -> str:
    """Return a way of reaching somebody with its label; empty when it is not known."""
    return f"{label}: {value}" if value else ""


def notice_line(number: int | None, issued_on: date | None) -> str:
    """Return which notice the poster tells: "Notice 2, issued on 3 February 2027."."""
    if number is None:
        return DRAFT
    issued = f"issued on {day_in_words(issued_on)}" if issued_on else ""
    return f"{known_parts(f'Notice {number}', issued, between=', ')}."
