"""A record of each kind with a word of its own, and public records all round that name it."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.test import RequestFactory
from django.urls import resolve
from django.utils import timezone
from pypdf import PdfReader

from csp_portal.documents.models import Document, DocumentFile
from csp_portal.pages.sitemaps import PARTS
from csp_portal.publishing.drafts import open_draft
from csp_portal.publishing.models import Publishable, State, kind_of
from partnership.models import Board
from snb.models import Meeting
from tests.factories import LONG_AGO
from tests.factories.consultations import make_consultation, make_finding, make_voice
from tests.factories.documents import make_document, make_file, plain_pdf
from tests.factories.identity import make_identity
from tests.factories.partnership import (
    make_board,
    make_body,
    make_duty,
    make_evidence,
    make_glossary_entry,
    make_helpline,
    make_legislation,
    make_office_holder,
    make_seat,
    make_snb,
    make_source,
)
from tests.factories.priorities import (
    make_action,
    make_assessment,
    make_figure,
    make_focus_point,
    make_measure,
    make_milestone,
    make_outcome,
    make_plan,
    make_priority,
    make_report,
    make_subgroup,
    make_theme,
    make_update,
)
from tests.factories.snb import (
    make_agenda_item,
    make_agenda_link,
    make_attendance,
    make_correction,
    make_meeting,
    make_meeting_action,
    make_notice,
    make_venue,
)
from tests.project.crawl import EXTRA_PATHS, Page, internal_links

# Never on any page, whatever is public.
SECRET = "numbat"
FAR = datetime(2099, 6, 10, 17, 30, tzinfo=UTC)
LATER = FAR + timedelta(days=1)
# Records whose address is made of years: what stands in it, and nowhere else.
YEARS = {"priorities.annualreport": "2032-33", "priorities.strategicassessment": "nt-2031"}
# Outlets by kind of record: where its word, or its address, can be read.
Found = dict[str, set[str]]
Records = dict[str, Publishable]
CHANGED = "with a draft of changes"
SHOWN = ("published", CHANGED)
NEVER_PUBLIC = (State.DRAFT, State.AWAITING_APPROVAL, State.SCHEDULED)
SITUATIONS = (
    *NEVER_PUBLIC,
    *SHOWN,
    "withdrawn",
    "published in the future",
    "inside an unpublished parent",
)


def word(kind: str) -> str:
    """A word that stands on no page but for the record of this kind."""
    return "quokka" + kind.partition(".")[2]


def is_named(kind: str, text: str) -> bool:
    """Whether the text holds the record's word, or its address."""
    return word(kind) in text or YEARS.get(kind, word(kind)) in text


def is_named_by_draft(kind: str, text: str) -> bool:
    """Whether the text holds the word that only the draft has."""
    return draft_word(kind) in text


def draft_word(kind: str) -> str:
    """The word that only the draft of the record has."""
    return "wombat" + kind.partition(".")[2]


def named(label: str, *fields: str) -> dict[str, str]:
    """The record's word, in each of these fields."""
    return {name: word(label) for name in fields}


# --- The world -----------------------------------------------------------------------------


def make_world() -> Records:
    """Make everything and return the records with a word of their own, by kind."""
    make_identity()
    theme = make_theme(name="Theme of all")
    records = {kind_of(record): record for record in make_records(theme)}
    make_witnesses(records, theme)
    supporting = {kind_of(record): record for record in make_supporting()}
    support(records, supporting)
    meeting: Any = records["snb.meeting"]
    meeting.refresh_from_db()
    make_notice(meeting)
    return records | supporting


def make_supporting() -> Iterator[Publishable]:
    """Yield a record of each kind that residents meet only where another names it."""
    yield make_source(**named("a.source", "slug", "title", "publisher", "note"))
    yield make_legislation(**named("a.legislation", "slug", "title", "summary"))
    yield make_theme(**named("a.theme", "slug", "name", "summary"))
    yield make_venue(**named("a.venue", "slug", "name", "address", "access_note"))


def support(records: Records, supporting: Records) -> None:
    """Let ``records``, and no others, name the supporting ones in every way there is."""
    of: Any = {kind.partition(".")[2]: record for kind, record in records.items()}
    source, law, theme, venue = supporting.values()
    for record in (one for one in records.values() if hasattr(one, "source")):
        rows(record).update(source=source)
    for parts in (of["board"].office_holders, of["plan"].milestones, of["measure"].figures):
        parts.update(source=source)
    of["duty"].legislation.add(law)
    rows(of["meeting"]).update(venue=venue)
    make_focus_point(priority=of["priority"], theme=theme)
    of["measure"].themes.add(theme)
    of["strategicassessment"].findings.get().themes.add(theme)
    of["consultation"].voices.get().findings.get().themes.add(theme)


def make_records(theme: Any) -> Iterator[Publishable]:
    """Yield a record of each kind; what it is visible through is another, public record."""
    yield from make_partnership()
    document = make_document(**named("a.document", "slug", "title", "description"))
    name = word("a.document")
    make_file(document, content=plain_pdf(words=name), name=f"{name}.pdf")
    yield document
    parent, snb = make_plan(is_latest=True), make_snb()
    plan = make_plan(**named("a.plan", "slug", "title", "summary", "aim"))
    make_milestone(plan=plan, **named("a.plan", "title", "note"))
    priority = make_priority(
        plan=parent, theme=theme, **named("a.priority", "slug", "title", "summary")
    )
    action = make_action(priority=priority, **named("a.priority", "slug", "title", "description"))
    make_update(action=action, text=word("a.priority"))
    measure = make_measure(
        themes=[theme], is_headline=True, **named("a.measure", "slug", "name", "definition")
    )
    make_figure(measure=measure, year=2023)
    make_figure(measure=measure, year=2024)
    assessment = make_assessment(
        years="2031", **named("a.strategicassessment", "title", "summary", "gaps")
    )
    assessment.findings.create(text=word("a.strategicassessment")).themes.set([theme])
    report = make_report(
        plan=parent, years="2032-33", **named("a.annualreport", "title", "summary", "asked")
    )
    make_outcome(report=report, text=word("a.annualreport"))
    subgroup = make_subgroup(
        formed_from=make_priority(scope="regional", theme=theme),
        **named("a.subgroup", "slug", "name", "summary"),
    )
    meeting = make_meeting(
        board=snb,
        starts_at=FAR,
        minutes_state="draft",
        **named("a.meeting", "slug", "title", "summary", "discussed"),
    )
    fill_agenda(meeting, word("a.meeting"))
    hide_minutes(meeting, snb)
    for record in (plan, assessment, report):
        add_document(record)
    yield from (plan, priority, measure, assessment, report, subgroup, meeting)
    consultation = make_consultation(**named("a.consultation", "slug", "title", "summary"))
    voice = make_voice(consultation=consultation, **named("a.consultation", "slug", "name", "how"))
    make_finding(voice=voice, text=word("a.consultation"), themes=[theme])
    yield consultation


def add_document(record: Any) -> None:
    """Give a record a document, with its file, that bears the record's word."""
    record.documents.add(named_document(word(kind_of(record))))


def named_document(name: str) -> Document:
    """Make a document that bears a word, in its address, its title and its file."""
    document = make_document(slug=name, title=name)
    make_file(document, content=plain_pdf(words=name), name=f"{name}.pdf")
    return document


def fill_agenda(meeting: Any, text: str, **item: Any) -> Any:
    """Give a meeting a point with all that belongs to one, each with this text."""
    point = make_agenda_item(
        meeting=meeting, **{"title": text, "notes": text, "minutes": text} | item
    )
    make_agenda_link(item=point, label=text)
    make_meeting_action(item=point, text=text)
    make_correction(meeting=meeting, item=point, right=text)
    point.papers.add(named_document(text))
    return point


def hide_minutes(meeting: Any, board: Any) -> None:
    """Put the secret wherever residents must never find it, though the meeting is public."""
    shown = {"title": "Staff", "is_restricted": True, "restricted_reason": "It names a person."}
    fill_agenda(meeting, f"{SECRET}restricted", **shown)
    unpublished = make_meeting(board=board, starts_at=LATER, minutes_state="none")
    hidden = make_agenda_item(meeting=unpublished, minutes=SECRET)
    make_meeting_action(item=hidden, text=SECRET)
    make_correction(meeting=unpublished, right=SECRET)


def make_partnership() -> Iterator[Publishable]:
    """Yield the records of the partnership, each with its word."""
    board = make_board(**named("a.board", "slug", "name", "summary", "history"))
    make_seat(board=board, description=word("a.board"))
    make_office_holder(board=board, name=word("a.board"))
    duty = make_duty(**named("a.duty", "slug", "title", "summary"))
    make_evidence(duty=duty, label=word("a.duty"))
    yield from (board, duty)
    yield make_body(**named("a.partnerbody", "slug", "name", "summary"))
    yield make_helpline(
        is_on_every_page=True, **named("a.helpline", "slug", "need", "name", "note")
    )
    yield make_glossary_entry(**named("a.glossaryentry", "slug", "term", "meaning"))


def make_witnesses(records: Records, theme: Any) -> None:
    """Make public records that name each of ``records`` in every way there is."""
    of: Any = {kind.partition(".")[2]: record for kind, record in records.items()}
    theme.helpline, theme.is_sensitive = of["helpline"], True
    theme.save()
    plan = make_plan()
    duty = make_duty(
        lead_board=of["board"], lead_body=None, helpline=of["helpline"], is_sensitive=True
    )
    make_duty(lead_body=of["partnerbody"])
    for kind, key in references(of):
        make_evidence(duty=duty, reference_kind=kind, reference_key=key)
        make_milestone(plan=plan, reference_kind=kind, reference_key=key)
    make_body(successor=of["partnerbody"], existed_until=date(2020, 1, 1))
    make_seat(board=of["meeting"].board, body=of["partnerbody"])
    priority = make_priority(plan=plan, theme=theme)
    make_action(priority=priority, lead=of["partnerbody"])
    make_subgroup(formed_from=of["priority"])
    make_witnessing_meeting(of)
    make_notice(make_meeting(board=of["board"], starts_at=LATER))
    make_measure(part_of=of["measure"], themes=[theme])
    report = make_report(plan=plan, next_plan=of["plan"], years="2034-35")
    make_outcome(report=report, figure=of["measure"].figures.first())
    assessment = make_assessment()
    assessment.findings.create(text="Seen.", figure=of["measure"].figures.last())
    for record in (plan, report, assessment):
        record.documents.add(of["document"])
    make_finding(
        voice=make_voice(consultation=make_consultation(plan=of["plan"])),
        themes=[theme],
        priorities=[of["priority"], priority],
    )


def make_witnessing_meeting(of: Any) -> None:
    """Make a meeting whose agenda and minutes name others."""
    meeting = make_meeting(starts_at=LATER, minutes_state="draft")
    item = make_agenda_item(
        meeting=meeting, plan=of["plan"], priority=of["priority"], presenter=of["partnerbody"]
    )
    item.papers.add(of["document"])
    make_agenda_item(meeting=meeting, planned_action=of["priority"].actions.first())
    make_meeting_action(item=item, body=of["partnerbody"])
    make_attendance(meeting=meeting, body=of["partnerbody"])


def references(of: dict[str, Any]) -> list[tuple[str, str]]:
    """Return each record as others refer to it: by kind and key."""
    return [
        ("board", of["board"].slug),
        ("duty", of["duty"].slug),
        ("plan", of["plan"].slug),
        ("priority", f"{of['priority'].plan.slug}/{of['priority'].slug}"),
        ("measure", of["measure"].slug),
        ("strategic_assessment", of["strategicassessment"].years),
        ("annual_report", of["annualreport"].years),
        ("meeting", f"{of['meeting'].board.slug}/{of['meeting'].slug}"),
        ("consultation", of["consultation"].slug),
        ("document", of["document"].slug),
    ]


# --- The situations --------------------------------------------------------------------------


def put_into(situation: str, records: Records) -> None:
    """Bring every one of ``records`` into the situation; supporting ones are always public."""
    free = {kind: one for kind, one in records.items() if not one.is_supporting}
    changed = records if situation in SHOWN else free
    CHANGES.get(situation, set_state)(changed, situation)


def name_elsewhere(records: Records, _situation: str = "published") -> None:
    """Let the records that are public in every situation name the source as well."""
    source = records["partnership.source"]
    Board.objects.filter(kind="neighbourhood").update(source=source)
    Meeting.objects.filter(board=records["partnership.board"].pk).update(source=source)


def set_state(records: Records, situation: str) -> None:
    moment = None if situation in NEVER_PUBLIC else LONG_AGO
    for record in records.values():
        rows(record).update(state=situation, published_at=moment)


def add_drafts(records: Records, _situation: str) -> None:
    """Give each record a draft in which its texts have another word."""
    name_elsewhere(records)
    for kind, record in records.items():
        with open_draft(record, by=None, at=timezone.now()) as session:
            rows(record).update(**changed_texts(record, kind))
            session.is_saved = True


def changed_texts(record: Publishable, kind: str) -> dict[str, str]:
    texts = {name: getattr(record, name) for name in TEXTS if hasattr(record, name)}
    return {name: draft_word(kind) for name, text in texts.items() if text == word(kind)}


def put_off(records: Records, _situation: str) -> None:
    for record in records.values():
        rows(record).update(published_at=timezone.now() + timedelta(days=1))


def hide_parents(records: Records, _situation: str) -> None:
    for record in records.values():
        for name in record.visible_through:
            rows(getattr(record, name)).update(state=State.WITHDRAWN)


CHANGES: dict[str, Callable[[Records, str], None]] = {
    "published": name_elsewhere,
    CHANGED: add_drafts,
    "published in the future": put_off,
    "inside an unpublished parent": hide_parents,
}
TEXTS = ("title", "name", "term", "summary", "meaning", "need", "note", "aim", "definition")


def rows(record: Publishable) -> Any:
    return type(record)._default_manager.filter(pk=record.pk)


# --- Reading ---------------------------------------------------------------------------------


def read_everything(records: Records) -> dict[str, tuple[str, str]]:
    """Return the outlet and the text of every page that can be reached or guessed, by path."""
    portal = WSGIHandler()
    pages: dict[str, tuple[str, str]] = {}
    waiting = deque(["/", *EXTRA_PATHS, *(f"/sitemap-{part}.xml" for part in PARTS)])
    waiting += [file.get_absolute_url() for file in DocumentFile.objects.select_related("document")]
    waiting += [document.get_absolute_url() for document in Document.objects.all()]
    waiting += [address for record in records.values() if (address := own_address(record))]
    while waiting:
        path = waiting.popleft().partition("?")[0]
        if path in pages or path.startswith(("/admin/", "/static/")):
            continue
        page = read(portal, path)
        name = resolve(path).view_name if page.status == 200 else ""
        pages[path] = (name, page.html.lower())
        waiting.extend(internal_links(page))
    return pages


def read(portal: WSGIHandler, path: str) -> Page:
    """Ask for a page or a file and read it."""
    response: Any = portal.get_response(RequestFactory().get(path))
    content = b"".join(response)
    text = content.decode(errors="replace") + words_of_pdf(content)
    # As Django's test client does: the connection holds the test's own transaction.
    request_finished.disconnect(close_old_connections)
    response.close()
    request_finished.connect(close_old_connections)
    return Page(path, response.status_code, text, 0, "", [], "")


def words_of_pdf(content: bytes) -> str:
    """The words in a PDF, which stand in it packed; nothing of any other file."""
    sheets = PdfReader(BytesIO(content)).pages if content.startswith(b"%PDF") else []
    return " ".join(sheet.extract_text() for sheet in sheets)


def own_address(record: Any) -> str:
    """The address of the record's page, as it would be guessed; empty when it has none."""
    address = record.get_absolute_url() if hasattr(record, "get_absolute_url") else ""
    return address.partition("#")[0]


@contextmanager
def world_in(situation: str) -> Iterator[dict[str, tuple[str, str]]]:
    """Read the whole portal with every record in the situation, and undo it all."""
    with transaction.atomic():
        records = make_world()
        put_into(situation, records)
        cache.clear()
        yield read_everything(records)
        transaction.set_rollback(True)


def places_of(pages: dict[str, tuple[str, str]], is_found: Callable[[str, str], bool]) -> Found:
    """Return for each word that is found the outlets on which it stands."""
    found: Found = defaultdict(set)
    for name, text in pages.values():
        for kind in KINDS:
            if is_found(kind, text) and (name or kind != IN_FRAME):
                found[kind].add(name)
    return found


# The page that says that nothing was found has the frame as well.
IN_FRAME = "partnership.helpline"


KINDS = (
    "consultations.consultation",
    "documents.document",
    "partnership.board",
    "partnership.duty",
    "partnership.glossaryentry",
    "partnership.helpline",
    "partnership.legislation",
    "partnership.partnerbody",
    "partnership.source",
    "priorities.annualreport",
    "priorities.measure",
    "priorities.plan",
    "priorities.priority",
    "priorities.strategicassessment",
    "priorities.subgroup",
    "priorities.theme",
    "snb.meeting",
    "snb.venue",
)
