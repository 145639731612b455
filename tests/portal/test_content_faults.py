from datetime import datetime
from pathlib import Path

import pytest

from csp_portal.content.models import LoadedRecord, LoadedSet
from partnership.models import PartnerBody, Source
from priorities.models import Figure
from tests.portal.content_set import MEASURE, PLAN, PRIORITY, SOURCE, THEME, YEARLY, faults_of, load

pytestmark = pytest.mark.django_db


def test_an_error_names_file_record_and_field(tmp_path: Path, now: datetime) -> None:
    text = '[[partner_body]]\nslug = "police"\nname = "Police"\nlegal_status = "responsible"'

    faults = faults_of(tmp_path, text, at=now)

    assert faults == [
        (
            "01_records.toml: partner_body “police”: field “legal_status”: “responsible” is none "
            "of responsible_authority, former_kind, other, not_stated "
            "(did you mean “responsible_authority”?)"
        )
    ]


def test_an_error_in_a_child_names_the_child(tmp_path: Path, now: datetime) -> None:
    text = PLAN + '[[plan.milestones]]\nkind = "planned"\ntitle = "Cabinet"\n'

    faults = faults_of(tmp_path, text, at=now)

    assert faults == [
        (
            "01_records.toml: plan “2023-26”, milestones 1: field “date_text”: "
            "This field cannot be blank."
        )
    ]


def test_all_errors_are_told_together(tmp_path: Path, now: datetime) -> None:
    text = SOURCE.replace("Paper", "") + THEME.replace("name", "nmae") + PLAN.replace("three", "3")

    faults = faults_of(tmp_path, text, at=now)

    assert len(faults) == 4
    assert "theme “burglary”: field “nmae”: is no field" in faults[0]
    assert "plan “2023-26”: field “kind”: “3_year” is none of" in faults[1]
    assert "source “paper”: field “title”: This field cannot be blank" in faults[2]
    assert "theme “burglary”: field “name”: This field cannot be blank" in faults[3]


def test_nothing_is_loaded_when_one_record_has_an_error(tmp_path: Path, now: datetime) -> None:
    faults = faults_of(tmp_path, SOURCE + '[[partner_body]]\nslug = "police"', at=now)

    assert faults == [
        "01_records.toml: partner_body “police”: field “name”: This field cannot be blank."
    ]
    assert not Source.objects.exists()
    assert not LoadedSet.objects.exists()


def test_an_unknown_table_is_an_error_with_a_suggestion(tmp_path: Path, now: datetime) -> None:
    faults = faults_of(tmp_path, '[[partner_boddy]]\nslug = "police"', at=now)

    assert faults == [
        "01_records.toml: “partner_boddy” is no kind of record (did you mean “partner_body”?)"
    ]


def test_an_unknown_field_is_an_error_with_a_suggestion(tmp_path: Path, now: datetime) -> None:
    faults = faults_of(tmp_path, SOURCE + 'licens = "OGL"', at=now)

    assert faults == [
        (
            "01_records.toml: source “paper”: field “licens”: "
            "is no field of this kind of record (did you mean “licence”?)"
        )
    ]


def test_a_file_that_is_not_toml_is_an_error(tmp_path: Path, now: datetime) -> None:
    faults = faults_of(tmp_path, "[[source", at=now)

    assert faults[0].startswith("01_records.toml: is not a TOML file: ")


def test_a_single_table_for_many_records_is_an_error(tmp_path: Path, now: datetime) -> None:
    faults = faults_of(tmp_path, '[source]\nslug = "paper"', at=now)

    assert faults == ["01_records.toml: “source” must be written as [[source]]"]


def test_a_record_that_stands_twice_is_an_error(tmp_path: Path, now: datetime) -> None:
    faults = faults_of(tmp_path, SOURCE + SOURCE, at=now)

    assert faults == [
        "01_records.toml: source “paper”: stands twice, first in 01_records.toml",
    ]


def test_a_figure_that_stands_twice_is_an_error(tmp_path: Path, now: datetime) -> None:
    again = """
    [[measure.figures]]
    source = "paper"
    label = "2010-11"
    period_from = 2010-01-01
    period_until = 2010-02-01
    value = 1
    """

    faults = faults_of(tmp_path, SOURCE + THEME + MEASURE + again + YEARLY, at=now)

    assert faults == [
        (
            "01_records.toml: measure “burglary”, figures “burglary/paper/2010-11”: "
            "stands twice, first in 01_records.toml"
        )
    ]


def test_a_record_without_its_key_is_an_error(tmp_path: Path, now: datetime) -> None:
    faults = faults_of(tmp_path, SOURCE.replace('slug = "paper"', ""), at=now)

    assert faults == ["01_records.toml: source 1: field “slug”: is missing"]


def test_a_reference_to_nothing_is_an_error(tmp_path: Path, now: datetime) -> None:
    faults = faults_of(tmp_path, THEME + PRIORITY.replace("2023-26", "2023-27") + PLAN, at=now)

    assert faults == [
        (
            "01_records.toml: priority “2023-27/burglary”: field “plan”: "
            "there is no plan “2023-27” (did you mean “2023-26”?)"
        )
    ]


def test_a_reference_in_a_list_to_nothing_is_an_error(tmp_path: Path, now: datetime) -> None:
    faults = faults_of(tmp_path, SOURCE + MEASURE, at=now)

    assert faults == [
        "01_records.toml: measure “burglary”: field “themes”: there is no theme “burglary”"
    ]


def test_a_reference_to_a_higher_app_must_lead_to_a_record(tmp_path: Path, now: datetime) -> None:
    text = (
        PLAN
        + """
    [[plan.milestones]]
    kind = "planned"
    title = "Report"
    date_text = "2023"
    reference_kind = "plan"
    reference_key = "2019-22"
    """
    )

    faults = faults_of(tmp_path, text, at=now)

    assert faults == [
        (
            "01_records.toml: plan “2023-26”, milestones 1: field “reference_key”: "
            "there is no public plan “2019-22”"
        )
    ]


def test_records_that_name_each_other_in_a_circle_are_an_error(
    tmp_path: Path, now: datetime
) -> None:
    text = """
    [[partner_body]]
    slug = "old"
    name = "Old body"
    successor = "new"
    [[partner_body]]
    slug = "new"
    name = "New body"
    successor = "old"
    """

    faults = faults_of(tmp_path, text, at=now)

    assert len(faults) == 1
    assert "partner_body records name each other: " in faults[0]
    assert not PartnerBody.objects.exists()


def test_a_rule_of_the_database_is_told_in_words(tmp_path: Path, now: datetime) -> None:
    text = PLAN + "period_from = 2026-04-01\nperiod_until = 2023-04-01"

    faults = faults_of(tmp_path, text, at=now)

    assert faults == [
        "01_records.toml: plan “2023-26”: Constraint “plan_ends_after_it_began” is violated."
    ]


def test_text_where_a_number_belongs_is_an_error(tmp_path: Path, now: datetime) -> None:
    faults = faults_of(tmp_path, THEME + 'order = "1"', at=now)

    assert faults == [
        "01_records.toml: theme “burglary”: field “order”: must be a whole number, not '1'"
    ]


def test_a_date_with_a_time_where_a_day_belongs_is_an_error(tmp_path: Path, now: datetime) -> None:
    faults = faults_of(tmp_path, PLAN + "period_from = 2023-04-01T00:00:00", at=now)

    assert len(faults) == 1
    assert "plan “2023-26”: field “period_from”: must be a date, not " in faults[0]


def test_a_year_that_does_not_follow_is_an_error(tmp_path: Path, now: datetime) -> None:
    text = SOURCE + THEME + MEASURE + YEARLY.replace("2010-11", "2010-12")

    faults = faults_of(tmp_path, text, at=now)

    assert faults == [
        (
            "01_records.toml: measure “burglary”, yearly: field “values”: "
            "“2010-12” is not a year such as “2010-11”"
        )
    ]
    assert not Figure.objects.exists()


def test_an_error_on_a_later_run_leaves_what_was_loaded(tmp_path: Path, now: datetime) -> None:
    load(tmp_path, SOURCE, at=now)

    faults_of(tmp_path, SOURCE.replace("Paper", "New paper") + "colour = 1", at=now)

    assert Source.objects.get().title == "Paper"
    assert LoadedRecord.objects.count() == 1
