"""Every way in leads through the same gate; an upgrade changes no words."""

from datetime import datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Value
from django.test import Client

from csp_portal.content.ledger import Outcome
from csp_portal.content.models import LoadedSet
from csp_portal.content.shapes import shapes
from csp_portal.content.snapshots import fingerprint
from csp_portal.rich_text.migrating import back_to_plain, plain_text_to_paragraphs
from priorities.models import Plan
from snb.models import AgendaItem
from tests.back_office import open_form, read_form, save_form
from tests.factories.priorities import make_assessment, make_plan, make_report
from tests.factories.snb import make_agenda_item, make_meeting
from tests.portal.content_set import PLAN, THEME, load

pytestmark = pytest.mark.django_db
ATTACK = "<p>a<script>alert(1)</script></p>"
GAPS = 'gaps = """We do not know <5.\n\nNobody asked."""\n'
PARAGRAPHS = "<p>We do not know &lt;5.</p><p>Nobody asked.</p>"


def upgrade() -> None:
    """Do with the stored plain text what the migration does."""
    plain_text_to_paragraphs("priorities.Plan", "gaps").code(apps, None)


def as_before_the_upgrade(text: str) -> None:
    """Store plain text past the field, as the release before held it."""
    Plan.objects.update(gaps=Value(text))


def test_saving_cleans_and_tells_the_record() -> None:
    plan = make_plan(gaps=ATTACK)

    assert plan.gaps == "<p>a</p>"
    assert Plan.objects.get().gaps == "<p>a</p>"


def test_saving_many_cleans() -> None:
    item = make_agenda_item()
    AgendaItem.objects.bulk_create(
        [AgendaItem(meeting=item.meeting, order=90, title="b", notes=ATTACK)]
    )
    item.notes = ATTACK
    AgendaItem.objects.bulk_update([item], ["notes"])

    assert set(AgendaItem.objects.values_list("notes", flat=True)) == {"<p>a</p>"}


def test_updating_rows_cleans() -> None:
    make_plan()

    Plan.objects.update(gaps=ATTACK)

    assert Plan.objects.get().gaps == "<p>a</p>"


def test_content_set_may_hold_marks_but_nothing_unsafe(tmp_path: Path, now: datetime) -> None:
    load(tmp_path, PLAN + 'gaps = "<h2>Gaps</h2><script>x</script>"', at=now)

    assert Plan.objects.get().gaps == "<h2>Gaps</h2>"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<p>a\x08</p>", "cannot be shown"),
        ('<p><a href="http://vale.example">a</a></p>', "http://vale.example"),
        ('<p><a href="javascript:x">a</a></p>', "cannot be used"),
    ],
    ids=["control", "http", "script"],
)
def test_what_would_be_lost_is_refused_with_a_message(text: str, message: str) -> None:
    plan = make_plan()
    plan.gaps = text

    with pytest.raises(ValidationError, match=message):
        plan.clean_fields()


def test_row_that_was_changed_below_the_portal_is_shown_safe(
    client: Client, portal: object
) -> None:
    plan = make_plan()
    as_before_the_upgrade(ATTACK)

    page = client.get(plan.get_absolute_url()).content.decode()

    assert "<p>a</p>" in page
    assert "alert(1)" not in page


# --- On pages ----------------------------------------------------------------------------


def test_notes_are_shown_under_the_heading_of_their_point(client: Client, portal: object) -> None:
    meeting = make_meeting()
    make_agenda_item(meeting=meeting, notes="<h2>Said</h2><ul><li>One</li></ul>")

    page = client.get(meeting.get_absolute_url()).content.decode()

    assert '<h4 class="govuk-heading-s">Said</h4>' in page
    assert '<ul class="govuk-list govuk-list--bullet"><li>One</li></ul>' in page


def test_summary_leads_the_page_and_describes_it_in_words(client: Client, portal: object) -> None:
    assessment = make_assessment(summary="<p>We saw <strong>less</strong>.</p><ul><li>a</li></ul>")

    page = client.get(assessment.get_absolute_url()).content.decode()

    assert '<meta name="description" content="We saw less. a">' in page
    assert '<div class="portal-prose portal-prose--lead"><p>We saw <strong>less' in page


def test_card_of_a_report_holds_words_only(client: Client, portal: object) -> None:
    report = make_report(summary="<p>We <strong>did</strong> it.</p>")

    page = client.get("/reports/").content.decode()

    assert report.title in page
    assert "We did it." in page


# --- The upgrade, and content sets -------------------------------------------------------


def test_upgrade_makes_paragraphs_and_takes_nothing_for_a_mark() -> None:
    make_plan()
    as_before_the_upgrade("Use </b>.\r\n\r\n<i>Two</i>")

    upgrade()

    assert Plan.objects.get().gaps == "<p>Use &lt;/b&gt;.</p><p>&lt;i&gt;Two&lt;/i&gt;</p>"


def test_way_back_keeps_every_word() -> None:
    assert back_to_plain("<h2>Gaps</h2><ul><li>One</li></ul>") == "Gaps\n\n• One"
    assert back_to_plain(PARAGRAPHS) == "We do not know <5.\n\nNobody asked."


def test_untouched_record_is_unchanged_after_the_upgrade(tmp_path: Path, now: datetime) -> None:
    load(tmp_path, THEME + PLAN + GAPS, at=now)
    before = fingerprint(shapes()["plan"], Plan.objects.get())
    as_before_the_upgrade("We do not know <5.\n\nNobody asked.")
    upgrade()
    LoadedSet.objects.update(digest="")

    counts = load(tmp_path, THEME + PLAN + GAPS, at=now)

    assert counts == {Outcome.UNCHANGED: 2}
    assert Plan.objects.get().gaps == PARAGRAPHS
    assert fingerprint(shapes()["plan"], Plan.objects.get()) == before


def test_plain_text_and_its_paragraphs_have_one_fingerprint(tmp_path: Path, now: datetime) -> None:
    load(tmp_path, PLAN + GAPS, at=now)
    paragraphs = fingerprint(shapes()["plan"], Plan.objects.get())

    as_before_the_upgrade("We do not know <5.\r\n\r\nNobody asked.")

    assert fingerprint(shapes()["plan"], Plan.objects.get()) == paragraphs


@pytest.mark.parametrize("text", ["Somebody asked.", "<p><strong>We</strong> do not know.</p>"])
def test_officers_change_survives_the_upgrade(tmp_path: Path, now: datetime, text: str) -> None:
    load(tmp_path, PLAN + GAPS, at=now)
    Plan.objects.update(gaps=text)
    upgrade()

    counts = load(tmp_path, PLAN.replace('"Plan"', '"Our plan"') + GAPS, at=now)

    assert counts == {Outcome.CHANGED_HERE: 1}
    assert Plan.objects.get().title == "Plan"


# --- Forms of the back office ------------------------------------------------------------


def test_form_that_was_only_opened_changes_nothing(officer: Client) -> None:
    plan = make_plan(gaps="<ul><li>One</li></ul><p>Two.</p>")
    fields = open_form(officer, plan) | {"gaps": "<ul><li><p>One</p></li></ul><p>Two.</p><p></p>"}

    save_form(officer, plan, fields)

    assert Plan.objects.get().gaps == "<ul><li>One</li></ul><p>Two.</p>"
    assert (
        "No fields changed"
        in officer.get(f"/admin/priorities/plan/{plan.pk}/history/").content.decode()
    )


def test_text_typed_without_scripts_becomes_paragraphs(officer: Client) -> None:
    plan = make_plan()

    save_form(officer, plan, open_form(officer, plan) | {"gaps": "One.\r\n\r\nTwo."})

    assert open_form(officer, plan)["gaps"] == "<p>One.</p><p>Two.</p>"


def test_refused_link_is_told_beside_the_field_and_nothing_is_lost(officer: Client) -> None:
    plan = make_plan()
    typed = '<p><a href="http://vale.example">a</a></p>'

    response = save_form(officer, plan, open_form(officer, plan) | {"gaps": typed})

    assert "A link begins with https://" in str(response.context["adminform"].form.errors["gaps"])
    assert read_form(response.content.decode())["gaps"] == typed


def test_difference_is_shown_as_a_person_reads_it(officer: Client, approver: Client) -> None:
    plan = make_plan()
    typed = open_form(officer, plan) | {"gaps": "Mine."}
    Plan.objects.update(gaps="<ul><li>One</li><li>Two</li></ul>", edition=5)

    response = save_form(officer, plan, typed)

    assert response.context["differences"][0].stored == "• One\n• Two"


def test_text_that_cannot_be_changed_here_is_shown_with_its_marks(approver: Client) -> None:
    item = make_agenda_item(notes="<ul><li>One</li></ul>")

    page = approver.get(f"/admin/snb/agendaitem/{item.pk}/change/").content.decode()

    assert '<ul class="govuk-list govuk-list--bullet"><li>One</li></ul>' in page
