"""What other parts of the portal learn from this app: references, sitemaps."""

from datetime import UTC, datetime

import pytest

from csp_portal.publishing.references import reference_kinds, resolve
from priorities.sitemaps import sitemaps
from tests.factories.priorities import (
    make_assessment,
    make_measure,
    make_plan,
    make_priority,
    make_report,
    make_subgroup,
)

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, tzinfo=UTC)
KINDS = ("annual_report", "measure", "plan", "priority", "strategic_assessment")


def key_of(priority):
    return f"{priority.plan.slug}/{priority.slug}"


def test_every_kind_of_record_can_be_referred_to():
    assert set(KINDS) <= set(reference_kinds())


@pytest.mark.parametrize(
    ("kind", "make", "field"),
    [
        ("plan", make_plan, "slug"),
        ("measure", make_measure, "slug"),
        ("strategic_assessment", make_assessment, "years"),
        ("annual_report", make_report, "years"),
    ],
    ids=["plan", "measure", "assessment", "report"],
)
def test_reference_leads_to_a_public_record_and_never_to_a_draft(kind, make, field):
    public = make(**{field: "2021-22"})
    make(**{field: "2022-23"}, state="draft")

    found = resolve([(kind, "2021-22"), (kind, "2022-23")], at=AT)

    assert list(found) == [(kind, "2021-22")]
    assert found[kind, "2021-22"].url == public.get_absolute_url()


def test_reference_to_a_priority_names_its_plan():
    priority = make_priority(title="Burglary")
    make_priority(plan=make_plan(), slug=priority.slug)

    found = resolve([("priority", key_of(priority))], at=AT)

    assert found["priority", key_of(priority)].title == "Burglary"
    assert found["priority", key_of(priority)].url == priority.get_absolute_url()


def test_reference_never_leads_to_a_priority_of_a_draft_plan():
    hidden = make_priority(plan=make_plan(state="draft"))
    draft = make_priority(state="draft")

    keys = [("priority", key_of(hidden)), ("priority", key_of(draft)), ("priority", "no-slash")]

    assert resolve(keys, at=AT) == {}


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("priorities", make_priority),
        ("plans", make_plan),
        ("assessments", make_assessment),
        ("reports", make_report),
        ("subgroups", make_subgroup),
        ("measures", make_measure),
    ],
    ids=["priorities", "plans", "assessments", "reports", "subgroups", "measures"],
)
def test_sitemap_lists_what_is_public_and_no_draft(name, make):
    public = make()
    hidden = make(state="draft")

    listed = list(sitemaps(at=AT)[name].items())

    assert public in listed
    assert hidden not in listed


def test_sitemap_lists_no_priority_of_a_draft_plan():
    hidden = make_priority(plan=make_plan(state="draft"))

    assert hidden not in sitemaps(at=AT)["priorities"].items()
