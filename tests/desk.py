"""The first page of the back office as a person reads it, and work to fill it with."""

from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import Model
from django.test import Client
from django.utils import timezone

from consultations.models import Finding
from csp_portal.accounts.models import User
from csp_portal.publishing.models import Draft
from partnership.models import Duty, GlossaryEntry, Helpline, OfficeHolder, PartnerBody
from priorities.models import Measure, PlannedAction, Priority, Theme
from snb.models import Meeting
from tests.factories import LONG_AGO
from tests.factories.consultations import make_finding
from tests.factories.partnership import (
    make_body,
    make_duty,
    make_glossary_entry,
    make_helpline,
    make_office_holder,
)
from tests.factories.priorities import (
    make_action,
    make_figure,
    make_measure,
    make_plan,
    make_priority,
    make_theme,
)
from tests.factories.snb import make_meeting, the_snb
from tests.project.multiply import copies

MULTIPLIED = (
    PartnerBody, OfficeHolder, Helpline, GlossaryEntry, Measure, PlannedAction, Priority,
    Theme, Meeting, Finding, LogEntry,
)  # fmt: skip


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def moment_days_ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)


def desk(client: Client) -> Any:
    """Return what the page was made of."""
    return client.get("/admin/").context["desk"]


def section(client: Client, slug: str) -> Any:
    """Return one section of the desk."""
    sections = {shown.section.slug: shown for shown in desk(client).sections}
    return sections[slug]


def lines(client: Client, slug: str) -> list[str]:
    """Return the lines of a section as sentences, each with its tag and where it leads."""
    sorts = section(client, slug).sorts
    return [
        f"{line.tag} {line.record} {line.says} {line.url}".strip()
        for sort in sorts
        for line in sort.lines
    ]


def told(client: Client, slug: str, words: str) -> list[str]:
    """Return the lines of a section that hold ``words``."""
    return [line for line in lines(client, slug) if words in line]


def overdue_duty(*, days: int = 10, **fields: Any) -> Duty:
    stated = {"stated_due_on": days_ago(days), "stated_due_reason": "The law gives it."}
    return make_duty(**stated | fields)


def make_work(times: int) -> None:
    """Make so many records of every kind, each of which asks for something."""
    duties = [overdue_duty() for _ in range(times)]
    make_office_holder(board=the_snb(), held_until=days_ago(10))
    make_helpline(checked_on=days_ago(500))
    make_body(legal_status="former_kind", law_now_names="care board")
    make_glossary_entry()
    make_measure()
    make_action(priority=make_priority(plan=make_plan(is_latest=True)), due_on=days_ago(10))
    make_theme(is_sensitive=True)
    make_meeting(starts_at=moment_days_ago(30), summary="")
    make_finding()
    me = User.objects.get()
    log(me, duties[0])
    drafts = [
        Draft(kind="priorities.plan", record_id=n, title="Plan", changed_at=LONG_AGO, changed_by=me)
        for n in range(times)
    ]
    Draft.objects.bulk_create(drafts)
    for model in MULTIPLIED:
        model._default_manager.bulk_create(copies(list(model._default_manager.all()), times))
    for measure in Measure.objects.all():
        make_figure(measure=measure, year=days_ago(0).year - 3)


def log(user: User, record: Model, *, flag: int = CHANGE) -> LogEntry:
    """Note a change in the history as the back office does."""
    entry: Any = LogEntry.objects.log_actions(user.pk, [record], flag, change_message="")
    return entry
