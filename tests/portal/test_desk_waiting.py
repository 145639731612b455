"""What waits for one person: drafts sent back, drafts to approve, drafts of one's own."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from csp_portal.accounts.models import User
from csp_portal.dates.words import day_in_words
from csp_portal.publishing.models import Draft, kind_of
from csp_portal.roles import APPROVER
from tests.back_office import address, move
from tests.desk import days_ago, lines, moment_days_ago, section
from tests.factories.priorities import make_plan


def make_draft(by: User, **fields: Any) -> Draft:
    """Make a draft that ``by`` worked on, three days ago."""
    plan = fields.pop("of", None) or make_plan(title="Safe Vale")
    defaults = {
        "kind": kind_of(plan),
        "record_id": plan.pk,
        "title": plan.title,
        "changed_at": moment_days_ago(3),
        "changed_by": by,
    }
    draft = Draft.objects.create(**defaults | fields)
    draft.authors.add(by)
    return draft


def person(username: str) -> User:
    return User.objects.get(username=username)


@pytest.fixture
def chief(approver: Client) -> Client:
    """An approver whose role lets them approve drafts."""
    names = ("approve_draft", "view_draft")
    group = Group.objects.get(name=APPROVER)
    group.permissions.add(*Permission.objects.filter(codename__in=names))
    return approver


def test_returned_draft_says_by_whom_and_why(officer: Client, secretary: Client) -> None:
    plan = make_plan(title="Safe Vale")
    words = {"comment": "Shorter, please.", "commented_by_name": "Ann Lee"}
    make_draft(person("officer"), of=plan, **words)

    assert lines(secretary, "waiting") == []
    assert lines(officer, "waiting") == [
        f"Plan: Safe Vale was returned by Ann Lee: “Shorter, please.” {address(plan)}"
    ]


def test_draft_that_one_took_back_was_returned_by_nobody(officer: Client) -> None:
    plan = make_plan(title="Safe Vale", state="draft", published_at=None)
    move(officer, plan, "send", comment="Please look.")
    move(officer, plan, "take_back", comment="I forgot the dates.")

    [line] = lines(officer, "waiting")

    assert line.startswith("Plan: Safe Vale is a draft that you changed on")


def test_draft_of_ones_own_says_when_it_was_changed(officer: Client, chief: Client) -> None:
    make_draft(person("officer"))

    [line] = lines(officer, "waiting")

    day = day_in_words(days_ago(3))
    assert line.startswith(f"Plan: Safe Vale is a draft that you changed on {day}")
    assert lines(chief, "waiting") == []


def test_approver_is_led_to_the_page_that_approves(officer: Client, chief: Client) -> None:
    plan = make_plan(title="Safe Vale")
    state = {"state": "awaiting_approval", "sent_at": moment_days_ago(2)}
    make_draft(person("officer"), of=plan, **state)

    [line] = lines(chief, "waiting")

    assert line.startswith(f"Plan: Safe Vale awaits approval since {day_in_words(days_ago(2))}.")
    assert line.endswith(f"/admin/priorities/plan/{plan.pk}/publish/")
    assert lines(officer, "waiting") == []


def test_nobody_approves_what_they_wrote(chief: Client) -> None:
    state = {"state": "awaiting_approval", "sent_at": moment_days_ago(2)}
    make_draft(person("approver"), **state)

    assert lines(chief, "waiting") == []


def test_long_queue_leads_to_the_list_of_what_awaits(officer: Client, chief: Client) -> None:
    state = {"state": "awaiting_approval", "sent_at": moment_days_ago(2)}
    made = [make_draft(person("officer"), **state) for _ in range(6)]

    [sort] = section(chief, "waiting").sorts
    page = chief.get(sort.all_of_them[0].url)

    assert sort.all_of_them[0].label == "All 6 drafts that await approval"
    assert set(page.context["cl"].result_list) == set(made)


def test_own_drafts_lead_to_a_list_of_them(chief: Client) -> None:
    made = [make_draft(person("approver")) for _ in range(6)]
    make_draft(User.objects.create_user(username="ben"))

    [sort] = section(chief, "waiting").sorts
    page = chief.get(sort.all_of_them[0].url)

    assert set(page.context["cl"].result_list) == set(made)
