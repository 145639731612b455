"""What the pages about consultations print: who was asked, what they said, what came of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain

from consultations.models import (
    Consultation,
    DraftProposal,
    Finding,
    FindingKind,
    ResponseKind,
    Voice,
)
from consultations.rules import Answers, count_answers
from csp_portal.rich_text.words import plain_text
from partnership.presenters import Card, Fact
from partnership.rules import day_in_words, list_in_words
from priorities.models import Priority
from priorities.presenters.records import grouped

GROUP_TITLES = {
    FindingKind.FINDING.value: "What they found",
    FindingKind.SUPPORT.value: "The proposals with most support",
    FindingKind.ISSUE.value: "What affects people most",
    FindingKind.COMMENT.value: "What they said",
}
RESPONSE_COLOURS = {ResponseKind.WE_DID.value: "green", ResponseKind.WE_DID_NOT.value: "yellow"}
Count = tuple[str, str]


@dataclass(frozen=True)
class FindingLine:
    """One thing that was said, with what it touches and what came of it."""

    anchor: str
    url: str
    text: str
    kind: str
    rank_text: str
    proposal: str
    themes: str
    priorities: list[Card]
    response_label: str
    response_colour: str
    response_text: str

    @property
    def answer(self) -> str:
        """What came of it in one line, or that it is not answered yet."""
        if not self.response_text:
            return f"{self.response_label}."
        return f"{self.response_label}: {self.response_text}"


@dataclass(frozen=True)
class VoiceLines:
    """One voice: who, how, when, how many, and what they said."""

    slug: str
    name: str
    how: str
    date_text: str
    consultation: str
    url: str
    turnout: list[Count] = field(default_factory=list)
    groups: list[tuple[str, list[FindingLine]]] = field(default_factory=list)

    @property
    def turnout_text(self) -> str:
        """How many took part, in the source's own words, in one line."""
        return list_in_words([f"{count} {counted}" for count, counted in self.turnout])

    @property
    def points_text(self) -> str:
        """How many things it said."""
        count = sum(len(lines) for _, lines in self.groups)
        return "1 point" if count == 1 else f"{count} points"


@dataclass(frozen=True)
class Proposal:
    """Something the draft proposed; never a priority of the plan as published."""

    title: str
    note: str
    themes: str


@dataclass(frozen=True)
class ConsultationPage:
    """One consultation as its page prints it."""

    consultation: Consultation
    tag_text: str
    tag_colour: str
    facts: list[Fact]
    voices: list[VoiceLines]
    proposals: list[Proposal]
    priorities: list[Card]
    answers: Answers
    is_open: bool

    @property
    def take_part_url(self) -> str:
        """Where to answer; empty as soon as it is closed."""
        return self.consultation.take_part_url if self.is_open else ""

    @property
    def sections(self) -> list[tuple[str, str]]:
        """The headings that follow what came of it, and their anchors."""
        voices = [(f"{one.name}: {one.points_text}", one.slug) for one in self.voices]
        draft = [("What the draft proposed", "draft")] if self.proposals else []
        touched = [("Priorities that this touches", "priorities")] if self.priorities else []
        return [*touched, *voices, *draft]


def names_in_words(lines: str | None) -> str:
    """Return names that stand one a line as "a, b and c"."""
    return list_in_words(sorted((lines or "").splitlines()))


def priority_card(priority: Priority) -> Card:
    """Return a priority as a link that names its plan."""
    return Card(priority.title, priority.get_absolute_url(), meta=priority.plan.title)


def finding_line(finding: Finding, *, priorities: Iterable[Priority] = ()) -> FindingLine:
    """Return a finding; ``priorities`` are those it touches and the public may see."""
    answered_on = f" ({day_in_words(finding.responded_on)})" if finding.responded_on else ""
    return FindingLine(
        anchor=finding.anchor,
        url=finding.get_absolute_url(),
        text=finding.text,
        kind=finding.get_kind_display(),
        rank_text=f"Number {finding.rank} of those named" if finding.rank else "",
        proposal=finding.proposal.title if finding.proposal else "",
        themes=names_in_words(getattr(finding, "theme_names", "")),
        priorities=[priority_card(priority) for priority in priorities],
        response_label=finding.get_response_kind_display(),
        response_colour=RESPONSE_COLOURS.get(finding.response_kind, "grey"),
        response_text=f"{finding.response}{answered_on}" if finding.response else "",
    )


def turnout_of(rows: Iterable[Voice | Finding]) -> list[Count]:
    """Return each count of the rows of ``with_turnout()`` or ``touching()`` once, in order."""
    counts = {row.counted: row.turnout_count for row in rows if row.counted}
    return [(f"{count:,}", counted) for counted, count in counts.items()]


def voice_lines(
    voice: Voice, *, turnout: list[Count], findings: Iterable[FindingLine], url: str
) -> VoiceLines:
    """Return a voice with what it said, grouped by the sort of thing."""
    by_kind = grouped(findings, lambda line: line.kind)
    titles = {kind.label: GROUP_TITLES[kind.value] for kind in FindingKind}
    return VoiceLines(
        slug=voice.slug,
        name=voice.name,
        how=voice.how,
        date_text=voice.date_text,
        consultation=voice.consultation.title,
        url=url,
        turnout=turnout,
        groups=[(titles[kind], lines) for kind, lines in by_kind.items()],
    )


def voices_of(rows: Iterable[Voice], findings: Sequence[Finding]) -> list[VoiceLines]:
    """Return every voice of a consultation; ``rows`` come from ``with_turnout()``."""
    by_voice = grouped(findings, lambda finding: finding.voice_id)
    return [
        voice_lines(
            voice,
            turnout=turnout_of(same),
            findings=[
                finding_line(one, priorities=one.priorities.all())
                for one in by_voice.get(voice.pk, [])
            ],
            url="",
        )
        for voice, same in grouped(rows, lambda row: row).items()
    ]


def voices_heard(rows: Iterable[Finding]) -> list[VoiceLines]:
    """Return what each voice said, from the rows of ``touching()``."""
    return [
        voice_lines(
            same[0].voice,
            turnout=turnout_of(same),
            findings=map(finding_line, dict.fromkeys(same)),
            url=f"{same[0].voice.consultation.get_absolute_url()}#{same[0].voice.slug}",
        )
        for same in grouped(rows, lambda row: row.voice_id).values()
    ]


def consultation_page(
    consultation: Consultation,
    *,
    voices: Iterable[Voice],
    findings: Sequence[Finding],
    proposals: Iterable[DraftProposal],
    today: date,
    at: datetime,
) -> ConsultationPage:
    """Return the page of ``consultation``; findings come with what the public may see."""
    touched = dict.fromkeys(chain.from_iterable(one.priorities.all() for one in findings))
    tag_text, tag_colour = standing(consultation, on=today)
    return ConsultationPage(
        consultation=consultation,
        tag_text=tag_text,
        tag_colour=tag_colour,
        facts=consultation_facts(consultation, at=at),
        voices=voices_of(voices, findings),
        proposals=[
            Proposal(one.title, one.note, names_in_words(one.theme_names)) for one in proposals
        ],
        priorities=list(map(priority_card, touched)),
        answers=count_answers(finding.response_kind for finding in findings),
        is_open=consultation.is_open(on=today),
    )


def consultation_facts(consultation: Consultation, *, at: datetime) -> list[Fact]:
    """Return when people were asked and about what; a plan that is not public is not named."""
    facts = [("When", consultation.period_text, "")]
    if consultation.closes_on:
        facts.append(("Last day to answer", day_in_words(consultation.closes_on), ""))
    plan = consultation.plan
    if plan and plan.is_public(at=at):
        facts.append(("About the draft of", plan.title, plan.get_absolute_url()))
    return facts


def standing(consultation: Consultation, *, on: date) -> tuple[str, str]:
    """Return whether it is open, still to open, or closed, and the colour that goes with it."""
    if consultation.is_open(on=on):
        return "Open", "green"
    if consultation.opens_on and consultation.opens_on > on:
        return "Not open yet", "blue"
    return "Closed", "grey"


@dataclass(frozen=True)
class ConsultationLists:
    """Consultations people can answer, those still to open, and those that closed."""

    open: list[Card]
    coming: list[Card]
    closed: list[Card]


def consultation_lists(consultations: Iterable[Consultation], *, today: date) -> ConsultationLists:
    """Return the consultations in three lists."""
    cards: dict[str, list[Card]] = {"Open": [], "Not open yet": [], "Closed": []}
    for one in consultations:
        tag_text, tag_colour = standing(one, on=today)
        text = f"What came of it: {plain_text(one.outcome)}" if one.outcome else one.summary
        card = Card(one.title, one.get_absolute_url(), one.period_text, text, tag_text, tag_colour)
        cards[tag_text].append(card)
    return ConsultationLists(*cards.values())
