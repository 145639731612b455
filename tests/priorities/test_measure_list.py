from decimal import Decimal

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories.partnership import make_source
from tests.factories.priorities import make_figure, make_measure, make_theme

pytestmark = pytest.mark.usefixtures("portal")


def make_several(*, count):
    for _ in range(count):
        make_figure(measure=make_measure(themes=[make_theme(), make_theme()]))


def test_list_groups_measures_by_theme_with_the_latest_value(client):
    theme = make_theme(name="Theft")
    measure = make_measure(name="Burglary", themes=[theme])
    make_figure(measure=measure, year=2024, value=950)
    make_figure(measure=measure, year=2025, value=916)

    response = client.get("/measures/")

    [section] = response.context["sections"]
    assert (section.title, section.cards[0].title) == ("Theft", "Burglary")
    assertContains(response, "916 offences in 2025-26, down 4% on the year before.")


def test_measure_without_a_theme_stands_under_other_measures(client):
    make_measure(name="Lost property")

    [section] = client.get("/measures/").context["sections"]

    assert (section.title, section.cards[0].text) == ("Other measures", "We have no figures yet.")


def test_measure_with_only_a_change_says_it(client):
    make_figure(value=None, change_percent=Decimal("-16.4"))

    response = client.get("/measures/")

    assertContains(response, "Fell by 16.4% in 2024-25.")


def test_reader_chooses_a_theme(client):
    make_measure(name="Burglary", themes=[make_theme(slug="theft")])
    make_measure(name="Drug offences", themes=[make_theme()])
    make_measure(name="Lost property")

    response = client.get("/measures/", {"theme": "theft"})

    assertContains(response, "Burglary")
    assertNotContains(response, "Drug offences")
    assertNotContains(response, "Lost property")
    assertContains(response, "Clear the filter")


def test_theme_that_is_not_there_shows_everything_and_the_error(client):
    make_measure(name="Burglary", themes=[make_theme()])

    response = client.get("/measures/", {"theme": "nothing"})

    assertContains(response, ">Burglary</a>")


def test_list_shows_no_draft_measure_and_no_theme_only_drafts_have(client):
    make_measure(name="Secret count", themes=[make_theme(name="Secret theme")], state="draft")

    response = client.get("/measures/")

    assertNotContains(response, "Secret")


def test_latest_value_is_never_another_sources(client):
    measure = make_measure()
    make_figure(measure=measure, value=4711, source=make_source())

    response = client.get("/measures/")

    assertNotContains(response, "4,711")


@pytest.mark.parametrize("count", [1, 3])
def test_list_needs_five_queries(client, django_assert_num_queries, count):
    make_several(count=count)

    with django_assert_num_queries(5):
        client.get("/measures/")


def test_see_also_leaves_out_the_page_one_is_on(client):
    figures = client.get("/measures/").text.partition('id="see-also"')[2].partition("</nav>")[0]
    plans = client.get("/plans/").text.partition('id="see-also"')[2].partition("</nav>")[0]

    assert "/measures/" not in figures
    assert "/measures/" in plans
    assert "/plans/" not in plans
