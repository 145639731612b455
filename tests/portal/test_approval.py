"""For which kinds of record a second person must approve, and who decides that."""

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from consultations.models import Consultation
from csp_portal.accounts.models import User
from csp_portal.documents.models import Document
from csp_portal.publishing.models import (
    ApprovalRule,
    Draft,
    Publishable,
    needs_approval,
)
from csp_portal.publishing.workflow import moves_open_to
from csp_portal.roles import OFFICER
from partnership.models import (
    Board,
    Duty,
    GlossaryEntry,
    Helpline,
    Legislation,
    PartnerBody,
    Source,
)
from priorities.models import (
    AnnualReport,
    Measure,
    Plan,
    Priority,
    StrategicAssessment,
    Subgroup,
    Theme,
)
from snb.models import Meeting
from tests.back_office import list_address, open_form, page_of, save_form
from tests.factories.partnership import make_board
from tests.factories.priorities import make_plan
from tests.factories.publishing import in_state, person

pytestmark = pytest.mark.django_db

WITHOUT_A_SECOND = {"publish", "schedule", "send"}


@pytest.fixture(autouse=True)
def _roles(db: None) -> None:
    call_command("sync_roles", verbosity=0)


def names_open_to(who: User, record: Publishable) -> set[str]:
    return {one.name for one in moves_open_to(who, record)}


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        (Plan, True),
        (AnnualReport, True),
        (StrategicAssessment, True),
        (Measure, True),
        (Priority, False),
        (Subgroup, False),
        (Board, False),
        (Duty, False),
        (PartnerBody, False),
        (Helpline, False),
        (GlossaryEntry, False),
        (Consultation, False),
        (Meeting, False),
        (Source, False),
        (Legislation, False),
        (Theme, False),
        (Document, False),
    ],
)
def test_second_person_is_asked_for_by_default(model: type[Publishable], expected: bool) -> None:
    assert needs_approval(model) is expected


def test_administrator_switches_the_rule_of_two_people(
    admin_client: Client, portal: object
) -> None:
    rule = ApprovalRule.objects.get(kind="partnership.glossaryentry")
    save_form(admin_client, rule, open_form(admin_client, rule) | {"is_required": "on"})

    entry = in_state("draft")

    assert names_open_to(person(OFFICER), entry) == {"send"}


def test_rule_that_is_switched_off_lets_an_officer_publish_a_plan() -> None:
    ApprovalRule.objects.filter(kind="priorities.plan").update(is_required=False)

    plan = in_state("draft", make_plan)

    assert names_open_to(person(OFFICER), plan) == WITHOUT_A_SECOND


def test_officer_does_not_switch_the_rule(officer: Client) -> None:
    rule = ApprovalRule.objects.get(kind="priorities.plan")

    response = save_form(officer, rule, {"seen_edition": ""})

    rule.refresh_from_db()
    assert response.status_code == 403
    assert rule.is_required


def test_list_publishes_no_plan_alone(officer: Client) -> None:
    plan = in_state("draft", make_plan)
    chosen = {"_selected_action": [plan.pk], "action": "publish_chosen"}

    page = officer.post(list_address(Plan), chosen, follow=True).content.decode()

    assert "Left as they are: 1." in page
    assert Plan.objects.get().state == "draft"


def test_approver_finds_what_waits(approver: Client) -> None:
    plan = in_state("awaiting_approval", make_plan)

    page = approver.get(f"{reverse('admin:publishing_draft_changelist')}?state=awaiting_approval")

    assert page_of(plan, "publish") in page.content.decode()


def test_what_waits_is_narrowed_by_kind_in_words(approver: Client) -> None:
    plan, board = (
        in_state("awaiting_approval", make_plan),
        in_state("awaiting_approval", make_board),
    )

    page = approver.get(f"{list_address(Draft)}?kind=priorities.plan").content.decode()

    assert '<a href="?kind=partnership.board">board</a>' in page
    assert page_of(plan, "publish") in page
    assert page_of(board, "publish") not in page
