"""The register's questions, answered by the database, agree with the rule at every edge."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from csp_portal.content.ledger import Outcome
from csp_portal.content.loading import load_set
from csp_portal.content.models import LoadedSet
from csp_portal.content.reading import SETS
from csp_portal.publishing import services
from partnership.models import Duty, DutyEvidence, HowOften
from partnership.rules.due import PERIODS, Standing, earliest_in_time, soon_days, standing
from tests.back_office import add_row, open_form, save_form
from tests.factories.partnership import make_duty, make_duty_done, make_evidence

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
BEFORE = TODAY - timedelta(days=3 * 366)
STATED = {"stated_due_on": BEFORE, "stated_due_reason": "The law says so."}
ON_DAYS = [TODAY, date(2028, 2, 29), date(2027, 3, 31)]


def fill_with_every_edge(how_often, *, on):
    """Make a duty for each sort of evidence and stated date around the day ``on``."""
    soon = on + timedelta(days=soon_days(how_often))
    months = PERIODS[how_often].months if how_often in PERIODS else 12
    edges = [earliest_in_time(day, months) for day in (on, soon, soon + timedelta(days=1))]
    beside = [edge + timedelta(days=days) for edge in edges for days in (-1, 0, 1)]
    done = [(), (None,), *((day,) for day in beside), *((day, None) for day in beside)]
    stated = [None, on - timedelta(days=1), on, soon, soon + timedelta(days=1)]
    for days, day in product(done, stated):
        reason = "So." if day else ""
        make_duty_done(*days, how_often=how_often, stated_due_on=day, stated_due_reason=reason)


def standing_in(wanted, *, on):
    duties = Duty.objects.with_last_evidence(on=on)
    return {duty for duty in duties if standing(duty.facts, on=on) == wanted}


@pytest.mark.parametrize("on", ON_DAYS, ids=str)
@pytest.mark.parametrize("how_often", HowOften.values)
def test_database_finds_the_same_duties_as_the_rule(how_often, on):
    fill_with_every_edge(how_often, on=on)

    overdue, due_soon = Duty.objects.overdue(on=on), Duty.objects.due_soon(on=on)

    assert set(overdue) == standing_in(Standing.OVERDUE, on=on)
    assert set(due_soon) == standing_in(Standing.DUE_SOON, on=on)
    assert overdue.exists()
    assert due_soon.exists()


def test_each_question_is_one_query_however_long_the_register(django_assert_num_queries):
    fill_with_every_edge("yearly", on=TODAY)

    with django_assert_num_queries(3):
        assert list(Duty.objects.overdue(on=TODAY).by_law())
        assert list(Duty.objects.due_soon(on=TODAY))
        assert list(Duty.objects.without_known_due_date(on=TODAY))


def test_overdue_duties_that_the_law_requires_can_be_told_from_the_rest():
    by_law = make_duty_done(BEFORE)
    make_duty_done(BEFORE, basis="commitment", citation="")

    assert list(Duty.objects.overdue(on=TODAY).by_law()) == [by_law]
    assert Duty.objects.overdue(on=TODAY).count() == 2


def test_latest_of_several_days_counts():
    duty = make_duty_done(date(2026, 2, 1), date(2026, 10, 1), date(2024, 5, 1))

    assert Duty.objects.with_last_evidence(on=TODAY).get().facts.last_on == date(2026, 10, 1)
    assert duty not in Duty.objects.overdue(on=TODAY)


def test_evidence_counts_from_its_day_on():
    make_duty_done(BEFORE, date(2026, 12, 10))

    assert Duty.objects.overdue(on=TODAY).exists()
    assert not Duty.objects.overdue(on=date(2026, 12, 10)).exists()


def test_duty_without_a_date_is_found_as_not_known():
    nothing = make_duty()
    only_words = make_duty_done(None)
    make_duty_done(date(2026, 10, 1))
    make_duty(**STATED)
    make_duty(how_often="standing")

    assert set(Duty.objects.without_known_due_date(on=TODAY)) == {nothing, only_words}


# --- Every way in which evidence comes ---------------------------------------------------


def is_overdue(duty):
    return Duty.objects.overdue(on=TODAY).filter(pk=duty.pk).exists()


def test_due_date_follows_evidence_added_in_the_back_office(officer):
    duty = make_duty_done(BEFORE)
    row = {"label": "Report", "order": "2", "happened_on": "2026-11-01"}

    save_form(officer, duty, add_row(open_form(officer, duty), "evidence", **row))

    assert not is_overdue(duty)


def test_due_date_follows_evidence_removed_in_the_back_office(officer):
    duty = make_duty_done(BEFORE)
    make_evidence(duty=duty, happened_on=date(2026, 11, 1), order=2)

    save_form(officer, duty, open_form(officer, duty) | {"evidence-1-DELETE": "on"})

    assert is_overdue(duty)


def test_due_date_follows_a_change_of_how_often_it_is_due(officer):
    duty = make_duty_done(date(2025, 1, 1), how_often="three_yearly")

    save_form(officer, duty, open_form(officer, duty) | {"how_often": "yearly"})

    assert is_overdue(duty)


def test_due_date_follows_evidence_that_a_content_set_brings():
    load_set(SETS / "barking_and_dagenham", at=datetime(2026, 11, 22, 12, 0, tzinfo=UTC))

    duty = Duty.objects.with_last_evidence(on=TODAY).get(slug="accessibility-statement")

    assert duty.facts.due_on == date(2027, 11, 22)


def test_due_date_follows_evidence_of_a_duty_that_is_published_later(now):
    duty = make_duty(state="draft", published_at=None)
    make_evidence(duty=duty, happened_on=BEFORE)

    services.publish(duty, by=None, at=now)

    assert list(Duty.objects.public(at=now).overdue(on=TODAY)) == [duty]


def test_due_date_follows_evidence_repaired_below_the_services():
    duty = make_duty_done(BEFORE)

    DutyEvidence.objects.filter(duty=duty).update(happened_on=TODAY)

    assert not is_overdue(duty)


def test_stated_date_survives_the_next_loading_of_the_content(officer, now):
    load_set(SETS / "example_vale", at=now)
    duty = Duty.objects.get(slug="yearly-report")
    typed = {"stated_due_on": "2027-01-31", "stated_due_reason": "The board agreed it."}
    save_form(officer, duty, open_form(officer, duty) | typed)
    LoadedSet.objects.update(digest="of older files")

    counts = load_set(SETS / "example_vale", at=now)

    duty.refresh_from_db()
    assert counts[Outcome.CHANGED_HERE] == 1
    assert (duty.stated_due_on, duty.stated_due_reason) == (
        date(2027, 1, 31),
        "The board agreed it.",
    )


# --- What officers are told --------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "name", "message"),
    [
        ({"stated_due_on": "2027-01-31"}, "stated_due_reason", "Say why it is this date."),
        (
            {"stated_due_reason": "The law says so."},
            "stated_due_on",
            "Write the date that this is the reason for.",
        ),
    ],
    ids=["no reason", "no date"],
)
def test_stated_date_and_its_reason_are_given_together(officer, typed, name, message):
    duty = make_duty()

    response = save_form(officer, duty, open_form(officer, duty) | typed)

    assert response.context["adminform"].form.errors[name] == [message]


def test_officer_reads_how_the_due_date_was_worked_out(officer):
    duty = make_duty_done(date(2023, 3, 21))

    page = officer.get(f"/admin/partnership/duty/{duty.pk}/change/").text

    assert "21 March 2024. The last one was on 21 March 2023. It is due every year." in page


def test_officer_is_told_when_the_stated_date_is_not_used(officer):
    duty = make_duty_done(date(2026, 3, 21), **STATED)

    page = officer.get(f"/admin/partnership/duty/{duty.pk}/change/").text

    assert "The date stated here is not used" in page


def test_officer_who_adds_a_duty_is_told_to_save_it_first(officer):
    page = officer.get("/admin/partnership/duty/add/").text

    assert "Save the duty with its evidence first." in page
