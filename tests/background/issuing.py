"""Two people who have read the same page and press its button at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import setup_test_environment

from csp_portal.publishing.models import State
from csp_portal.roles import OFFICER, SECRETARY
from snb.models import Meeting, Notice
from tests.back_office import page_of
from tests.background.tasks import write_down
from tests.conftest import enter, make_person
from tests.factories.identity import make_identity
from tests.factories.snb import make_meeting, make_venue

PATIENCE = 60
STARTS = datetime(2099, 6, 10, 17, 30, tzinfo=UTC)


def two_at_once() -> None:
    """Let both issue the notice of one meeting; write down what each was told, and the count."""
    setup_test_environment()
    make_identity()
    meeting = make_meeting(
        state=State.DRAFT, published_at=None, starts_at=STARTS, venue=make_venue()
    )
    clients = [enter(make_person(role)) for role in (SECRETARY, OFFICER)]
    orders = [order_seen_by(client, meeting) for client in clients]
    together = Barrier(len(clients), timeout=PATIENCE)

    def press(client: Client, fields: dict[str, Any]) -> None:
        together.wait()
        answer = client.post(page_of(meeting, "notice"), fields)
        write_down(str(answer.status_code))
        write_down(f"first: {'issued notice 1' in answer.content.decode()}")
        connection.close()

    with ThreadPoolExecutor() as pool:
        list(pool.map(press, clients, orders))
    write_down(f"notices: {Notice.objects.count()}")


def order_seen_by(client: Client, meeting: Meeting) -> dict[str, Any]:
    """Return what the page sends when everything on it is ticked."""
    form = client.get(page_of(meeting, "notice")).context["form"]
    fields = {name: form[name].value() for name in ("kind", "seen_edition", "seen_number")}
    return fields | dict.fromkeys(form.codes, "on")
