"""What the pages of the member bodies print."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.utils.text import capfirst

from csp_portal.publishing.models import if_public
from partnership.models import BoardKind, LegalStatus, PartnerBody, Seat
from partnership.presenters.records import Card, Fact, Section
from partnership.rules import known_parts, period_in_words

NO_BOARD = "others"
MEMBER_TITLES: dict[str, str] = {
    BoardKind.PARTNERSHIP: "On the partnership board",
    BoardKind.NEIGHBOURHOOD: "Only on the Safer Neighbourhood Board",
    NO_BOARD: "Not on a board",
}


def member_sections(bodies: Iterable[PartnerBody], *, today: date) -> list[Section]:
    """Return the bodies by board: the partnership board's first, each body only once."""
    cards = defaultdict(list)
    for body in bodies:
        cards[first_board(body)].append(member_card(body, today=today))
    return [
        Section(f"{title} ({len(cards[kind])})", kind, cards[kind])
        for kind, title in MEMBER_TITLES.items()
        if kind in cards
    ]


def first_board(body: PartnerBody) -> str:
    """Return the kind of board under which a body is listed, or that it sits on none."""
    kinds = board_kinds(body)
    return next((kind for kind in MEMBER_TITLES if kind in kinds), NO_BOARD)


def board_kinds(body: PartnerBody) -> set[str]:
    """Return the kinds of board on which a body has a seat."""
    return {seat.board.kind for seat in body.seats.all()}


def bodies_on(bodies: Iterable[PartnerBody], kind: str) -> list[PartnerBody]:
    """Return the bodies with a seat on the board of this ``kind``."""
    return [body for body in bodies if kind in board_kinds(body)]


# What stands beside the name; bodies of any other standing show their abbreviation there.
LEGAL_STATUS_TEXTS: dict[str, str] = {LegalStatus.RESPONSIBLE: "Must take part by law"}


def member_card(body: PartnerBody, *, today: date) -> Card:
    """Return a body's entry in the list of members."""
    return Card(
        title=body.name,
        url=body.get_absolute_url(),
        meta=LEGAL_STATUS_TEXTS.get(body.legal_status, body.abbreviation),
        text=known_parts(body.summary, law_now_sentence(body), between=" "),
        tag_text=member_tag(body, today=today),
        tag_colour="yellow",
    )


def member_tag(body: PartnerBody, *, today: date) -> str:
    """Return the words that mark a body which left, or of whose kind the law names another now."""
    if body.legal_status == LegalStatus.FORMER_KIND:
        return "The law names another kind"
    return "Former member" if has_left(body, on=today) else ""


def has_left(body: PartnerBody, *, on: date) -> bool:
    """Whether a body had seats, and holds none of them any more on the day ``on``."""
    ends = [seat.held_until or date.max for seat in body.seats.all()]
    return max(ends, default=date.max) <= on


def law_now_sentence(body: PartnerBody) -> str:
    """Say which kind of body the law names now, and whether we know who took over."""
    if not body.law_now_names:
        return ""
    sentence = f"The law now names: {body.law_now_names}."
    if body.has_unknown_successor:
        return f"{sentence} We do not know which body took over."
    return sentence


def member_facts(
    body: PartnerBody, *, predecessors: Iterable[PartnerBody], at: datetime
) -> list[Fact]:
    """Return what is known of a body, one line each; nothing that is not public at ``at``."""
    existed = period_in_words(body.existed_from, body.existed_until)
    facts = [
        ("Short name", body.abbreviation, ""),
        ("Place in the law", law_now_sentence(body) or body.get_legal_status_display(), ""),
        ("Existed", capfirst(existed), ""),
    ]
    if successor := if_public(body.successor, at=at):
        facts.append(("Followed by", successor.name, successor.get_absolute_url()))
    facts += [("Took over from", old.name, old.get_absolute_url()) for old in predecessors]
    if body.website:
        facts.append(("Website", "Visit its website", body.website))
    return facts


def seat_cards(seats: Iterable[Seat]) -> list[Card]:
    """Return the boards a body sits on, with the seat's name and dates."""
    return [
        Card(
            title=seat.board.name,
            url=seat.board.get_absolute_url(),
            meta=f"Seat: {seat.description}. {seat_period(seat)}",
        )
        for seat in seats
    ]


def seat_period(seat: Seat) -> str:
    """Say from when until when a seat was held, or that the dates are not given."""
    period = period_in_words(seat.held_from, seat.held_until)
    return f"{capfirst(period)}." if period else "Dates not given."
