"""What a notice says in an e-mail: the same facts as the page, with date, time and place."""

from dataclasses import dataclass, replace

from csp_portal.dates.words import moment_in_words, when_in_words
from csp_portal.rich_text.words import readable_text
from snb.rules.facts import MeetingFacts
from snb.rules.notices import NoticeKind, heading

LONGEST_SUBJECT = 200


@dataclass(frozen=True)
class Message:
    """One e-mail in plain text."""

    subject: str
    text: str


def message_of(
    kind: NoticeKind, facts: MeetingFacts, told: list[str], *, url: str, short_notice: str = ""
) -> Message:
    """Return the e-mail of a notice. Its text is complete: nobody must follow a link to know."""
    is_marked = not facts.is_example or facts.title.startswith("Example")
    example = "" if is_marked else "Example: "
    short = f"Why we tell you so late: {short_notice}" if short_notice else ""
    paragraphs = ["\n".join(told), short, _facts(facts), _ways(facts), f"Read more: {url}"]
    text = "\n\n".join([f"{example}{heading(kind, facts)}", *filter(None, paragraphs)]) + "\n"
    return Message(_subject(kind, facts, example=example), text)


def _subject(kind: NoticeKind, facts: MeetingFacts, *, example: str) -> str:
    """Return the heading; of a very long title the end is left out, and never the day."""
    whole = f"{example}{heading(kind, facts)}"
    excess = len(whole) - LONGEST_SUBJECT
    if excess <= 0:
        return whole
    short = replace(facts, title=f"{facts.title[: -excess - 1]}…")
    return f"{example}{heading(kind, short)}"


def _facts(facts: MeetingFacts) -> str:
    """Return when and where, one line each; of a meeting called off only what it was."""
    when = when_in_words(facts.starts_at, facts.ends_at)
    if facts.is_called_off:
        return f"{facts.board}\nIt was to be: {when}"
    access = [f"{label}: {answer}" for label, answer in _venue_lines(facts)]
    lines = [facts.board, f"When: {when}", f"Where: {facts.place or 'not known yet'}", *access]
    if facts.online_link:
        lines.append(f"Join online: {facts.online_link}")
    return "\n".join(lines)


def _venue_lines(facts: MeetingFacts) -> list[tuple[str, str]]:
    venue = facts.venue
    if venue is None:
        return []
    rows = [*venue.access, ("Getting there", venue.transport), ("Good to know", venue.access_note)]
    return [(label, answer) for label, answer in rows if answer]


def _ways(facts: MeetingFacts) -> str:
    """Return how to take part and until when to send questions."""
    if facts.is_called_off:
        return ""
    due = facts.questions_due_at
    questions = f"Send questions until {moment_in_words(due)}." if due else ""
    return "\n\n".join(filter(None, [readable_text(facts.how_to_take_part), questions]))
