from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from consultations.models import Consultation
from consultations.sitemaps import sitemaps
from csp_portal.publishing.references import resolve
from tests.factories.consultations import (
    make_consultation,
    make_finding,
    make_proposal,
    make_turnout,
    make_voice,
)
from tests.factories.partnership import make_helpline
from tests.factories.priorities import make_plan, make_priority, make_theme

pytestmark = pytest.mark.usefixtures("portal")
AT = datetime(2026, 11, 22, tzinfo=UTC)
WEEK = timedelta(days=7)


def today():
    return timezone.localdate()


def make_open(**fields):
    return make_consultation(**{"opens_on": today() - WEEK, "closes_on": today() + WEEK} | fields)


def page_of(client, record):
    """Return the page of the consultation that ``record`` belongs to."""
    return client.get(record.voice.consultation.get_absolute_url())


def fill(consultation, *, count):
    """Give the consultation ``count`` of everything it can have."""
    for _ in range(count):
        voice = make_voice(consultation=consultation)
        make_turnout(voice=voice)
        theme = make_theme(helpline=make_helpline())
        proposal = make_proposal(consultation=consultation, themes=[theme])
        make_finding(voice=voice, proposal=proposal, themes=[theme], priorities=[make_priority()])


def make_several(*, count):
    return [make_consultation() for _ in range(count)]


def group_titles(voice):
    return [title for title, _lines in voice.groups]


def titles(cards):
    return [card.title for card in cards]


def test_list_parts_open_coming_and_closed(client):
    make_open(title="Open now")
    make_consultation(title="Next month", opens_on=today() + WEEK)
    make_consultation(title="Long ago")

    lists = client.get("/consultations/").context["lists"]

    assert titles(lists.open) == ["Open now"]
    assert titles(lists.coming) == ["Next month"]
    assert titles(lists.closed) == ["Long ago"]


def test_list_tells_what_came_of_a_closed_one(client):
    make_consultation(outcome="The plan names five priorities.")

    response = client.get("/consultations/")

    assertContains(response, "What came of it: The plan names five priorities.")


def test_list_says_when_nothing_is_open(client):
    assertContains(client.get("/consultations/"), "We are not asking anything at the moment.")


def test_open_consultation_leads_to_where_to_answer(client):
    consultation = make_open(take_part_url="https://survey.example/")

    response = client.get(consultation.get_absolute_url())

    assertContains(response, 'href="https://survey.example/"')
    assertContains(response, "Last day to answer")


def test_closed_consultation_leads_nowhere_to_answer(client):
    consultation = make_consultation(
        take_part_url="https://survey.example/",
        opens_on=date(2023, 2, 1),
        closes_on=date(2023, 2, 28),
    )

    response = client.get(consultation.get_absolute_url())

    assertNotContains(response, "https://survey.example/")


def test_each_voice_says_how_it_was_asked_and_how_many_took_part(client):
    voice = make_voice(name="Residents, online", how="On a website.")
    make_turnout(voice=voice, count=1231, counted="visits", order=1)
    make_turnout(voice=voice, count=37, counted="engagements", order=2)

    [shown] = client.get(voice.consultation.get_absolute_url()).context["page"].voices

    assert (shown.name, shown.how) == ("Residents, online", "On a website.")
    assert shown.turnout == [("1,231", "visits"), ("37", "engagements")]


def test_voice_without_turnout_says_that_it_is_not_known(client):
    voice = make_voice()

    response = client.get(voice.consultation.get_absolute_url())

    assertContains(response, "Our sources do not say how many took part.")


def test_findings_stand_under_their_voice_and_their_sort(client):
    voice = make_voice(name="Residents")
    make_finding(voice=voice, kind="support", text="We back this.")
    make_finding(voice=voice, kind="issue", text="Fly-tipping.")
    make_finding(voice=make_voice(consultation=voice.consultation), kind="comment")

    first, second = client.get(voice.consultation.get_absolute_url()).context["page"].voices

    assert group_titles(first) == ["The proposals with most support", "What affects people most"]
    assert group_titles(second) == ["What they said"]


def test_finding_that_is_not_answered_says_so(client):
    finding = make_finding(text="More police, please.")

    response = page_of(client, finding)

    assertContains(response, "More police, please.")
    assertContains(response, '<strong class="govuk-tag govuk-tag--grey">Not answered yet</strong>')


def test_finding_that_is_answered_tells_what_we_did_and_when(client):
    finding = make_finding(
        response_kind="we_did_not",
        response="There is no money for it.",
        responded_on=date(2023, 5, 9),
    )

    response = page_of(client, finding)

    assertContains(response, "<strong>We did not, because:</strong>")
    assertContains(response, "There is no money for it. (9 May 2023)")


def test_finding_has_the_address_that_links_lead_to(client):
    finding = make_finding()

    _path, _, anchor = finding.get_absolute_url().partition("#")

    assertContains(page_of(client, finding), f'id="{anchor}"')


def test_finding_names_the_themes_and_public_priorities_it_touches(client):
    themes = [make_theme(name="Theft"), make_theme(name="Burglary")]
    finding = make_finding(themes=themes, priorities=[make_priority(title="Homes")])

    response = page_of(client, finding)

    assertContains(response, "About: Burglary and Theft.")
    assertContains(response, ">Homes</a>")


def test_draft_proposals_are_marked_and_never_shown_as_priorities(client):
    consultation = make_consultation()
    make_proposal(consultation=consultation, title="Connected community")

    response = client.get(consultation.get_absolute_url())

    assertContains(response, "“Connected community”")
    assertContains(response, '<strong class="govuk-tag govuk-tag--yellow">Draft</strong>')
    assertContains(response, "They are not priorities of the plan as published.")
    assert response.context["page"].priorities == []


def test_consultation_on_a_sensitive_theme_has_the_way_out_and_the_helpline(client):
    theme = make_theme(is_sensitive=True, helpline=make_helpline(name="Abuse line"))
    finding = make_finding(themes=[theme])

    response = page_of(client, finding)

    assert response.context["is_exit_page"]
    assertContains(response, "Who can help")


def test_draft_consultation_is_in_no_list_and_not_found(client):
    hidden = make_open(title="Secret question", state="draft")
    before = make_consultation(opens_on=today() - WEEK - WEEK)

    assertNotContains(client.get("/consultations/"), "Secret question")
    assertNotContains(client.get(before.get_absolute_url()), "Secret question")
    assert client.get(hidden.get_absolute_url()).status_code == 404


def test_consultation_names_no_draft_plan_and_no_priority_of_one(client):
    hidden = make_plan(title="Secret plan", state="draft")
    consultation = make_consultation(plan=hidden)
    priorities = [
        make_priority(plan=hidden, title="Secret by its plan"),
        make_priority(title="Secret priority", state="draft"),
    ]
    make_finding(voice=make_voice(consultation=consultation), priorities=priorities)

    response = client.get(consultation.get_absolute_url())

    assertNotContains(response, "Secret")


def test_reference_and_sitemap_know_public_consultations_only():
    public = make_consultation()
    hidden = make_consultation(state="draft")

    found = resolve([("consultation", public.slug), ("consultation", hidden.slug)], at=AT)

    assert list(found) == [("consultation", public.slug)]
    assert list(sitemaps(at=AT)["consultations"].items()) == [public]


def test_open_consultations_are_public_and_within_their_days():
    opened = make_open()
    make_open(state="draft")
    make_consultation()

    assert list(Consultation.objects.public(at=timezone.now()).open(on=today())) == [opened]


@pytest.mark.parametrize("count", [1, 3])
def test_list_needs_three_queries(client, django_assert_num_queries, count):
    make_several(count=count)

    with django_assert_num_queries(3):
        client.get("/consultations/")


@pytest.mark.parametrize("count", [1, 3])
def test_consultation_needs_eight_queries(client, django_assert_num_queries, count):
    consultation = make_consultation(plan=make_plan())
    fill(consultation, count=count)

    with django_assert_num_queries(8):
        client.get(consultation.get_absolute_url())
