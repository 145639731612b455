"""A file out, edited and in again: drafts for what is public, all or nothing, nothing unseen."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.db.models import Model
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from csp_portal.fields import no_control_characters
from csp_portal.publishing.models import Draft
from csp_portal.publishing.services import publish
from csp_portal.sheets.models import Upload
from partnership.models import PartnerBody
from priorities.models import ActionUpdate, Figure, Measure, PlannedAction
from tests.factories.partnership import make_body, make_source
from tests.factories.priorities import (
    make_action,
    make_figure,
    make_measure,
    make_outcome,
    make_plan,
    make_priority,
    make_update,
)
from tests.files import (
    counts_of,
    download,
    edited,
    faults_of,
    file_of,
    page_of,
    press,
    rows_of,
    upload,
)

ALL_SAME = {"refused": 0, "added": 0, "changed": 0}


def make_burglary(**fields: Any) -> Figure:
    measure = fields.pop("measure", None) or make_measure(slug="burglary", name="Burglary")
    return make_figure(measure=measure, **fields)


def values(raw: bytes, heading: str) -> list[str]:
    return [row[heading] for row in rows_of(raw)]


# --- Out ---------------------------------------------------------------------------------


def test_download_holds_what_is_stored_and_says_where_it_stands(officer: Client) -> None:
    make_burglary(value=None, change_percent=Decimal("-7.20"), note="-see note")

    (row,) = rows_of(download(officer, Figure))

    assert (row["Measure"], row["Change in per cent"]) == ("burglary", "-7.2")
    assert (row["Note"], row["State"]) == ("'-see note", "Published")


def test_download_keeps_to_the_filters_of_the_list(officer: Client) -> None:
    make_burglary()
    other = make_figure()

    raw = download(officer, Figure, f"measure__id__exact={other.measure_id}")

    assert values(raw, "Measure") == [other.measure.slug]
    assert officer.get(page_of(Figure, "download") + "?nonsense=1").status_code == 302


def test_download_does_not_hold_the_draft_and_says_so(officer: Client) -> None:
    make_burglary(value=5)
    raw = download(officer, Figure)
    press(officer, upload(officer, Figure, edited(raw, lambda row: {"Value": "6"})))

    (row,) = rows_of(download(officer, Figure))

    assert row["Value"] == "5"
    assert row["State"] == "Published; a draft of it is not in this file"


@pytest.mark.parametrize("rows", [1, 3])
def test_download_takes_the_same_queries_for_any_number_of_rows(
    officer: Client, rows: int, django_assert_num_queries: Any
) -> None:
    list(map(lambda _: make_burglary(measure=make_measure()), range(rows)))  # noqa: C417

    with django_assert_num_queries(11):
        download(officer, Figure)


def test_list_offers_both_ways(officer: Client) -> None:
    page = officer.get("/admin/priorities/figure/?is_provisional__exact=1").text

    assert "/admin/priorities/figure/download/?is_provisional__exact=1" in page
    assert 'href="/admin/priorities/figure/upload/"' in page


# --- Round trip --------------------------------------------------------------------------

TEXTS = st.text(max_size=40).filter(lambda text: is_allowed(text))
LINES = TEXTS.filter(lambda text: not set(text) & set("\t\r\n"))
NUMBERS = st.decimals(min_value=-99999, max_value=99999, places=2)


def is_allowed(text: str) -> bool:
    found = no_control_characters.regex.search(text)
    return not found and not any(map(lambda sign: 0xD800 <= ord(sign) < 0xE000, text))  # noqa: C417


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(label=LINES.filter(str.strip), note=LINES, value=NUMBERS, change=NUMBERS)
def test_round_trip_of_figures_is_exact(
    officer: Client, label: str, note: str, value: Decimal, change: Decimal
) -> None:
    Figure.objects.all().delete()
    make_figure(label=label, note=note, value=value, change_percent=change)

    page = upload(officer, Figure, download(officer, Figure))

    assert counts_of(page) == ALL_SAME | {"same": 1}


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(name=LINES.filter(str.strip), text=TEXTS, day=st.none() | st.dates(date(1700, 1, 1)))
def test_round_trip_of_members_is_exact(
    officer: Client, name: str, text: str, day: date | None
) -> None:
    PartnerBody.objects.all().delete()
    make_body(name=name, summary=text, law_note=text, reviewed_on=possible(day))

    page = upload(officer, PartnerBody, download(officer, PartnerBody))

    assert counts_of(page) == ALL_SAME | {"same": 1}


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(title=LINES.filter(str.strip), text=TEXTS, day=st.none() | st.dates(date(1700, 1, 1)))
def test_round_trip_of_planned_actions_is_exact(
    officer: Client, title: str, text: str, day: date | None
) -> None:
    PlannedAction.objects.all().delete()
    make_action(title=title, description=text, due_on=possible(day), lead=make_body())

    page = upload(officer, PlannedAction, download(officer, PlannedAction))

    assert counts_of(page) == ALL_SAME | {"same": 1}


def possible(day: date | None) -> date | None:
    return day and day.replace(year=min(day.year, 2199), day=min(day.day, 28))


def test_file_builds_the_same_rows_anew(officer: Client) -> None:
    figure = make_burglary(value=Decimal("-7.20"), note="=1+1", is_provisional=True)
    stored = Figure.objects.values().get()
    raw = download(officer, Figure)
    Figure.objects.all().delete()
    Measure.objects.update(state="draft", published_at=None)

    press(officer, upload(officer, Figure, raw))

    assert Figure.objects.values().get() | {"id": figure.pk} == stored


# --- Drafts ------------------------------------------------------------------------------


def test_change_of_a_public_measure_goes_into_its_draft(officer: Client) -> None:
    figure = make_burglary(value=5)
    raw = edited(download(officer, Figure), lambda row: {"Value": "6"})

    page = press(officer, upload(officer, Figure, raw))

    assert Figure.objects.get().value == 5
    (row,) = Draft.objects.get().data["children"]["figures"]
    assert Decimal(row["fields"]["value"]) == 6
    assert f"/admin/priorities/measure/{figure.measure_id}/publish/" in page.text


def test_draft_that_a_file_made_is_published_like_any_other(officer: Client, now: datetime) -> None:
    figure = make_burglary(value=5)
    rows = rows_of(download(officer, Figure))
    new = rows[0] | {"Period": "2025-26", "First day": "01/04/2025", "First day after": "1/4/2026"}
    press(officer, upload(officer, Figure, file_of([rows[0] | {"Value": "6"}, new])))

    publish(figure.measure, by=None, at=now)

    assert list(Figure.objects.values_list("label", "value")) == [("2024-25", 6), ("2025-26", 5)]
    assert Figure.objects.order_by("period_from")[0].pk == figure.pk
    assert not Draft.objects.exists()


def test_file_is_compared_with_the_draft(officer: Client) -> None:
    make_burglary(value=5)
    raw = edited(download(officer, Figure), lambda row: {"Value": "6"})
    press(officer, upload(officer, Figure, raw))

    page = upload(officer, Figure, raw)

    assert counts_of(page) == ALL_SAME | {"same": 1}


def test_file_that_takes_everything_back_drops_the_draft(officer: Client) -> None:
    make_burglary(value=5)
    raw = download(officer, Figure)
    press(officer, upload(officer, Figure, edited(raw, lambda row: {"Value": "6"})))

    press(officer, upload(officer, Figure, raw))

    assert not Draft.objects.exists()


def test_draft_that_an_approver_reads_is_not_changed(officer: Client) -> None:
    make_burglary(value=5)
    raw = download(officer, Figure)
    press(officer, upload(officer, Figure, edited(raw, lambda row: {"Value": "6"})))
    Draft.objects.update(state="awaiting_approval")

    page = upload(officer, Figure, edited(raw, lambda row: {"Value": "7"}))

    assert "Take it back first" in str(faults_of(page))


def test_new_member_is_a_draft(officer: Client) -> None:
    page = upload(officer, PartnerBody, b"Name,Words in the web address\nPolice,police\n")

    page = press(officer, page)

    body = PartnerBody.objects.get()
    assert (body.state, body.name, body.edition) == ("draft", "Police", 1)
    assert f"/admin/partnership/partnerbody/{body.pk}/publish/" in page.text


def test_public_member_is_changed_in_its_draft_and_another_in_its_row(officer: Client) -> None:
    make_body(slug="police", name="Police")
    make_body(slug="council", name="Council", state="draft", published_at=None)
    raw = download(officer, PartnerBody)

    press(officer, upload(officer, PartnerBody, edited(raw, lambda r: {"Website": "https://a.uk"})))

    assert list(PartnerBody.objects.values_list("website", flat=True)) == ["https://a.uk", ""]
    assert Draft.objects.get(title="Police").data["fields"]["website"] == "https://a.uk"


def test_planned_action_goes_with_its_priority_and_keeps_its_updates(officer: Client) -> None:
    priority = make_priority(plan=make_plan(slug="2023-26"), slug="burglary")
    make_update(action=make_action(priority=priority, slug="locks"), text="Under way.")
    raw = edited(download(officer, PlannedAction), lambda row: {"Due on": "31/12/2026"})

    press(officer, upload(officer, PlannedAction, raw))

    (action,) = Draft.objects.get().data["children"]["actions"]
    assert action["fields"]["due_on"] == "2026-12-31"
    assert action["children"]["updates"][0]["fields"]["text"] == "Under way."
    assert values(raw, "Priority") == ["2023-26/burglary"]


def test_row_keeps_its_key_where_another_record_points_to_it(officer: Client) -> None:
    measure = make_measure(slug="burglary", state="draft", published_at=None)
    figure = make_figure(measure=measure)
    make_outcome(figure=figure)

    press(
        officer,
        upload(officer, Figure, edited(download(officer, Figure), lambda r: {"Value": "6"})),
    )

    assert Figure.objects.get(pk=figure.pk).value == 6


def test_rows_that_are_not_in_the_file_stay(officer: Client) -> None:
    measure = make_measure(slug="burglary", state="draft", published_at=None)
    make_update()
    make_figure(measure=measure, year=2023)
    make_figure(measure=measure, year=2024)
    rows = rows_of(download(officer, Figure))

    press(officer, upload(officer, Figure, file_of([rows[0] | {"Value": "6"}])))

    assert list(Figure.objects.values_list("value", flat=True)) == [6, 100]
    assert ActionUpdate.objects.exists()


# --- All or nothing, and nothing unseen --------------------------------------------------


def test_looking_at_a_file_stores_nothing(officer: Client) -> None:
    make_burglary(value=5)

    page = upload(officer, Figure, edited(download(officer, Figure), lambda r: {"Value": "6"}))

    assert "from <del>5</del> to <ins>6</ins>" in page.text
    assert Figure.objects.get().value == 5
    assert not Draft.objects.exists()
    assert not LogEntry.objects.exists()


def test_one_refused_row_keeps_everything_out(officer: Client) -> None:
    raw = b"Words in the web address,Name\na,A\nb,\n"
    page = upload(officer, PartnerBody, raw)

    again = press(officer, page)

    assert counts_of(page) == {"refused": 1, "added": 1, "changed": 0, "same": 0}
    assert "Nothing was stored" in again.text
    assert not PartnerBody.objects.exists()


def test_rows_that_break_a_constraint_are_found_among_many(officer: Client) -> None:
    measure = make_measure(slug="burglary")
    days = [
        f"burglary,{measure.source.slug},P,{year}-04-01,{year + 1}-04-01"
        for year in range(1901, 1999)
    ]
    rows = "\n".join(map(lambda day: f"{day},{'' if '1950-04-01,' in day else 1}", days))  # noqa: C417
    head = "Measure,Source,Period,First day,First day after,Value\n"

    page = upload(officer, Figure, f"{head}{rows}\n".encode())

    assert counts_of(page) == {"refused": 1, "added": 97, "changed": 0, "same": 0}
    assert faults_of(page) == [["", "Give a value, or a change in per cent or in words."]]


def test_change_by_somebody_else_in_between_is_noticed(officer: Client) -> None:
    make_burglary(value=5)
    page = upload(officer, Figure, edited(download(officer, Figure), lambda r: {"Value": "6"}))
    Figure.objects.update(value=7)

    again = press(officer, page)

    assert "something has changed since you looked" in again.text
    assert "from <del>7</del> to <ins>6</ins>" in again.text
    assert not Draft.objects.exists()


def test_file_is_stored_once(officer: Client) -> None:
    page = upload(officer, PartnerBody, b"Words in the web address,Name\na,A\n")
    press(officer, page)
    PartnerBody.objects.all().delete()

    press(officer, page)

    assert not PartnerBody.objects.exists()
    assert Upload.objects.get().text == ""


def test_upload_stands_in_the_log_of_each_record(officer: Client) -> None:
    make_burglary(value=5)

    press(
        officer,
        upload(officer, Figure, edited(download(officer, Figure), lambda r: {"Value": "6"})),
    )

    entry = LogEntry.objects.get()
    assert entry.object_repr == "Burglary"
    assert entry.change_message == "By the file “rows.csv”: figures: 0 added, 1 changed."


def test_long_outcome_is_shown_in_pages(officer: Client) -> None:
    rows = "\n".join(map("body-{0},Body {0}".format, range(150)))

    page = upload(officer, PartnerBody, f"Words in the web address,Name\n{rows}\n".encode())
    second = officer.get(page.request["PATH_INFO"] + "?show=added&page=2")

    assert page.text.count('class="state sheet-added"') == 100
    assert second.text.count('class="state sheet-added"') == 50


# --- Who may -----------------------------------------------------------------------------

MODELS = [Figure, PartnerBody, PlannedAction]


@pytest.mark.parametrize("model", MODELS)
def test_who_may_only_look_downloads_and_does_not_upload(
    secretary: Client, model: type[Model]
) -> None:
    allowed = {Figure: 403, PartnerBody: 200, PlannedAction: 200}

    assert secretary.get(page_of(model, "download")).status_code == allowed[model]
    assert secretary.get(page_of(model, "upload")).status_code == 403
    assert upload(secretary, model, b"x").status_code == 403


def test_list_offers_no_upload_to_who_may_only_look(secretary: Client) -> None:
    page = secretary.get("/admin/partnership/partnerbody/").text

    assert "Download as CSV" in page
    assert "Upload CSV" not in page


def test_who_may_change_but_not_add_is_refused_new_rows(officer: Client) -> None:
    Permission.objects.get(codename="add_figure").group_set.clear()
    make_source(slug="police")
    make_measure(slug="burglary")
    head = "Measure,Source,Period,First day,First day after,Value\n"

    page = upload(officer, Figure, f"{head}burglary,police,P,2024-04-01,2025-04-01,1\n".encode())

    assert faults_of(page) == [["", "Your role may change figures, but not add any."]]


@pytest.mark.parametrize("page", ["download", "upload"])
@pytest.mark.parametrize("model", MODELS)
def test_stranger_is_sent_to_sign_in(
    client: Client, portal: Any, model: type[Model], page: str
) -> None:
    assert "/login/" in client.get(page_of(model, page)).headers["Location"]


def test_file_is_seen_by_nobody_but_who_sent_it(officer: Client, admin_client: Client) -> None:
    page = upload(officer, PartnerBody, b"Words in the web address,Name\na,A\n")
    path = page.request["PATH_INFO"]

    assert officer.get(path).status_code == 200
    assert admin_client.get(path).status_code == 404
    assert (
        officer.get(path.replace("partnership/partnerbody", "priorities/figure")).status_code == 404
    )


def test_address_of_no_file_is_not_found(officer: Client) -> None:
    assert officer.get(page_of(Figure, "uploaded", 10**30)).status_code == 404
