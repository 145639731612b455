"""Ten thousand figures are looked at and stored within what a person waits for."""

import time
from datetime import date, timedelta

import pytest
from django.test import Client

from csp_portal.publishing.models import Draft
from priorities.models import Figure
from tests.factories.partnership import make_source
from tests.factories.priorities import make_measure
from tests.files import counts_of, press, upload

HEAD = "Measure,Source,Period,First day,First day after,Value,Change in per cent,Note\n"
# Both steps together take five to six seconds of one core. What others do on it is not counted.
SECONDS = 20


def weeks(measure: str, *, count: int) -> str:
    """Return a row for each of so many weeks of a measure."""
    days = [date(1990, 1, 1) + timedelta(weeks=number) for number in range(count)]
    return "".join(
        f"{measure},police,Week of {day},{day},{day + timedelta(weeks=1):%d/%m/%Y},{n}.5,-7.2,x\n"
        for n, day in enumerate(days)
    )


@pytest.mark.python_only
@pytest.mark.parametrize("measures", [1, 20], ids=["one-measure", "twenty-measures"])
def test_ten_thousand_figures_are_stored_in_time(officer: Client, measures: int) -> None:
    make_source(slug="police")
    slugs = [make_measure(slug=f"measure-{number}").slug for number in range(measures)]
    raw = HEAD + "".join(weeks(slug, count=10_000 // measures) for slug in slugs)
    start = time.process_time()

    page = upload(officer, Figure, raw.encode())
    press(officer, page)
    taken = time.process_time() - start

    assert counts_of(page)["added"] == 10_000
    assert Draft.objects.count() == measures
    assert taken < SECONDS, f"{taken:.1f} seconds"
