from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client

from priorities.models import (
    AnnualReport,
    Figure,
    Measure,
    Plan,
    PlannedAction,
    Priority,
    StrategicAssessment,
    Subgroup,
    Theme,
)
from tests.back_office import (
    add_row,
    found,
    move,
    open_form,
    publish,
    queries_of_list,
    save_form,
)
from tests.factories.partnership import make_body, make_helpline
from tests.factories.priorities import (
    make_action,
    make_assessment,
    make_figure,
    make_measure,
    make_milestone,
    make_outcome,
    make_plan,
    make_priority,
    make_subgroup,
    make_theme,
    make_update,
)


def approve(officer: Client, approver: Client, record: Model, note: str = "") -> None:
    """Let the officer send what was written, and the approver publish it."""
    assert move(officer, record, "send", note=note).status_code == 302
    assert move(approver, record, "approve").status_code == 302


def test_officer_adds_a_plan_without_a_developer(officer: Client, approver: Client) -> None:
    typed = {
        "title": "Community safety plan 2026 to 2029",
        "slug": "2026-29",
        "kind": "three_year",
        "period_text": "2026 to 2029",
        "summary": "What we will work on.",
        "status": "agreed",
        "order": "9",
    }
    step = {"title": "Agreed by the board", "kind": "reported", "order": "1", "date_text": "May"}
    fields = add_row(open_form(officer, Plan) | typed, "milestones", **step)

    save_form(officer, Plan, fields)
    approve(officer, approver, Plan.objects.get(), note="We published a new plan.")

    page = officer.get("/plans/2026-29/").content.decode()
    assert "Agreed by the board" in page
    assert "We published a new plan." in officer.get("/changes/").content.decode()


def test_officer_adds_a_priority_with_its_focus_points(officer: Client) -> None:
    plan, theme = make_plan(slug="2026-29"), make_theme()
    typed = {"title": "Burglary", "slug": "burglary", "plan": plan.pk, "theme": theme.pk}
    fields = open_form(officer, Priority) | typed
    fields = add_row(fields, "focus_points", title="Homes", order="1")

    save_form(officer, Priority, fields)
    publish(officer, Priority.objects.get())

    page = officer.get("/priorities/2026-29/burglary/").content.decode()
    assert "Homes" in page


def test_officer_adds_the_new_year_of_a_measure_without_a_developer(
    officer: Client, approver: Client
) -> None:
    measure = make_measure(slug="burglary", name="Burglary")
    make_figure(measure=measure, year=2024, value=916)
    year = {
        "source": measure.source_id,
        "label": "2025-26",
        "period_from": "2025-04-01",
        "period_until": "2026-04-01",
        "value": "885",
    }
    fields = add_row(open_form(officer, measure), "figures", **year)

    save_form(officer, measure, fields)
    approve(officer, approver, measure)

    page = officer.get("/measures/burglary/").content.decode()
    assert "885" in page


def test_officer_says_how_an_action_is_going(officer: Client) -> None:
    action = make_action()
    fields = open_form(officer, action) | {"status": "under_way"}
    fields = add_row(fields, "updates", happened_on="2026-11-01", text="We began.")

    save_form(officer, action, fields)
    publish(officer, action.priority)

    action.refresh_from_db()
    assert action.status == "under_way"
    assert action.updates.get().text == "We began."


def test_approver_publishes_a_plan(officer: Client, approver: Client) -> None:
    plan = make_plan(state="draft", published_at=None)

    approve(officer, approver, plan)

    plan.refresh_from_db()
    assert plan.state == "published"


def test_officer_does_not_publish_a_plan_alone(officer: Client) -> None:
    plan = make_plan(state="draft", published_at=None)

    response = move(officer, plan, "publish")

    plan.refresh_from_db()
    assert response.context["form"].non_field_errors()
    assert plan.state == "draft"


def test_approver_adds_no_plan(approver: Client) -> None:
    response = approver.get("/admin/priorities/plan/add/")

    assert response.status_code == 403


def test_second_latest_plan_is_refused_in_words(officer: Client) -> None:
    make_plan(is_latest=True)
    plan = make_plan()

    response = save_form(officer, plan, open_form(officer, plan) | {"is_latest": "on"})

    assert response.status_code == 200
    assert response.context["errors"]


def test_figures_are_edited_with_their_measure_only(officer: Client) -> None:
    figure = make_figure()

    page = officer.get(f"/admin/priorities/figure/{figure.pk}/change/").content.decode()

    assert 'name="_save"' not in page


# --- Lists -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "make", "queries"),
    [
        (Plan, make_milestone, 8),
        (Priority, make_priority, 10),
        (Subgroup, make_subgroup, 8),
        (Theme, lambda: make_theme(helpline=make_helpline()), 8),
        (PlannedAction, lambda: make_update(action=make_action(lead=make_body())), 12),
        (Measure, make_figure, 9),
        (Figure, make_figure, 12),
        (StrategicAssessment, make_assessment, 8),
        (AnnualReport, make_outcome, 8),
    ],
    ids=[
        "plan",
        "priority",
        "subgroup",
        "theme",
        "action",
        "measure",
        "figure",
        "assessment",
        "report",
    ],
)
def test_list_costs_the_same_with_one_row_and_with_three(
    officer: Client, model: type[Model], make: Callable[[], Any], queries: int
) -> None:
    assert queries_of_list(officer, model, make, rows=1) == queries
    assert queries_of_list(officer, model, make, rows=2) == queries


@pytest.mark.parametrize(
    ("question", "make", "lacking", "complete"),
    [
        ("overdue", make_action, {"due_on": date(2020, 1, 1)}, {"status": "done"}),
        ("date", make_action, {}, {"due_on": date(2020, 1, 1)}),
        ("helpline", make_theme, {"is_sensitive": True}, {}),
        ("summary", make_priority, {}, {"summary": "What it means."}),
        (
            "ended",
            make_plan,
            {"period_until": date(2020, 1, 1)},
            {"period_until": date(2020, 1, 1), "status": "ended"},
        ),
    ],
    ids=["overdue", "date", "helpline", "summary", "ended"],
)
def test_list_answers_what_is_missing(
    officer: Client,
    question: str,
    make: Callable[..., Any],
    lacking: dict[str, Any],
    complete: dict[str, Any],
) -> None:
    wanted = make(**lacking)
    make(**complete)

    assert found(officer, type(wanted), question) == [wanted]


def test_measure_without_the_last_full_year_is_found(officer: Client, time_machine: Any) -> None:
    time_machine.move_to(date(2026, 11, 22))
    old = make_figure(year=2024).measure
    make_figure(year=2025)

    assert found(officer, Measure, "year") == [old]


def test_plan_without_priorities_is_found(officer: Client) -> None:
    make_priority()
    plan = make_plan()

    assert found(officer, Plan, "priorities") == [plan]
