"""What drafts ask of the people who write and approve them."""

from typing import Any

from django.apps import apps
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.text import capfirst

from csp_portal.dates.words import day_in_words
from csp_portal.publishing.models import Draft, PlannedMove, State
from csp_portal.publishing.rights import about_what_one_may_read
from csp_portal.publishing.workflow import APPROVE
from csp_portal.work.lines import DUE, WAITING, Asker, Line, Row, Words
from csp_portal.work.registry import register_line
from csp_portal.work.words import no_longer_than


def returned(asker: Asker) -> QuerySet[Any]:
    """Return the drafts this person worked on that an approver has sent back."""
    sent_back = Draft.objects.filter(state=State.DRAFT, authors=asker.user.pk)
    return sent_back.exclude(comment="")


def to_approve(asker: Asker) -> QuerySet[Any]:
    """Return the drafts that this person may approve, having written nothing of them."""
    waiting = Draft.objects.filter(state=State.AWAITING_APPROVAL).exclude(authors=asker.user.pk)
    return about_what_one_may_read(waiting, asker.user)


def not_sent(asker: Asker) -> QuerySet[Any]:
    """Return the drafts that this person changed last and has not sent or published."""
    return Draft.objects.filter(state=State.DRAFT, comment="", changed_by=asker.user.pk)


def named(row: Row) -> str:
    """Return the kind of record and its title: "Plan: Safe Vale"."""
    return f"{capfirst(str(apps.get_model(row.label)._meta.verbose_name))}: {row.title}"


def tell_returned(row: Row, asker: Asker) -> Words:
    """Say who sent a draft back and why."""
    comment = no_longer_than(row.details["comment"])
    return Words(named(row), f"was returned by {row.details['by']}: “{comment}”")


def tell_sent(row: Row, asker: Asker) -> Words:
    """Say since when a draft waits for an approver."""
    return Words(named(row), f"awaits approval since {day_in_words(row.known_day)}.")


def tell_not_sent(row: Row, asker: Asker) -> Words:
    """Say when a draft was changed last."""
    return Words(
        named(row), f"is a draft that you changed on {day_in_words(row.known_day)}, not public yet."
    )


def page_to_approve(row: Row) -> str:
    """Return the page on which a draft is compared and approved."""
    return reverse(f"admin:{row.label.replace('.', '_')}_publish", args=[row.pk])


def drafts_to_approve(asker: Asker) -> str:
    """Return how the list of drafts is narrowed to those that await approval."""
    return f"state__exact={State.AWAITING_APPROVAL}"


def drafts_not_sent(asker: Asker) -> str:
    """Return how the list of drafts is narrowed to those the person changed last."""
    return f"state__exact={State.DRAFT}&changed_by__id__exact={asker.user.pk}"


def anybody(asker: Asker) -> bool:
    """Whoever signs in may have drafts of their own."""
    return True


def approver(asker: Asker) -> bool:
    """Whether the person approves what others have written."""
    return asker.user.has_perm(APPROVE)


register_line(
    Line(
        section=WAITING,
        model="publishing.draft",
        plural="drafts returned to you",
        title="title",
        details={"comment": "comment", "by": "commented_by_name"},
        day="changed_at",
        tell=tell_returned,
        rows=returned,
        may=anybody,
        form_of=(F("kind"), F("record_id")),
    )
)
register_line(
    Line(
        section=WAITING,
        model="publishing.draft",
        plural="drafts that await approval",
        title="title",
        day="sent_at",
        tell=tell_sent,
        rows=to_approve,
        narrowed=drafts_to_approve,
        may=approver,
        form_of=(F("kind"), F("record_id")),
        address=page_to_approve,
    )
)
register_line(
    Line(
        section=WAITING,
        model="publishing.draft",
        plural="drafts of yours that are not public",
        title="title",
        day="changed_at",
        tell=tell_not_sent,
        rows=not_sent,
        narrowed=drafts_not_sent,
        may=anybody,
        form_of=(F("kind"), F("record_id")),
    )
)


def failed(asker: Asker) -> QuerySet[Any]:
    """Return what should have been published or withdrawn by itself, and could not be."""
    open_plans = PlannedMove.objects.filter(done_at=None).exclude(failure="")
    return about_what_one_may_read(open_plans, asker.user)


def tell_failed(row: Row, asker: Asker) -> Words:
    """Say what did not happen, and when it should have."""
    day = day_in_words(row.known_day)
    return Words(named(row), f"could not be changed by itself on {day}. {row.details['failure']}")


register_line(
    Line(
        section=DUE,
        model="publishing.plannedmove",
        plural="things that could not be done by themselves",
        title="title",
        details={"failure": "failure"},
        day="due_at",
        tell=tell_failed,
        rows=failed,
        may=anybody,
        form_of=(F("kind"), F("record_id")),
        address=page_to_approve,
    )
)
