"""What the portal publishes and withdraws by itself, once, at the time that was set.

Moments are kept in UTC, so a clock that is put forward or back changes nothing.
"""

import logging
from datetime import datetime

from django.db import transaction

from csp_portal.publishing import services
from csp_portal.publishing.checklist import obstacle_to
from csp_portal.publishing.drafts import draft_of, lock, standing
from csp_portal.publishing.models import PlannedMove, Publishable
from csp_portal.publishing.snapshots import StaleDraftError
from csp_portal.publishing.states import BY_NAME

logger = logging.getLogger(__name__)
DOERS = {"fall_due": services.publish, "expire": services.withdraw}


def carry_out_due(*, at: datetime) -> int:
    """Make every planned move whose moment has come; return how many were made.

    Each is made wholly or not at all, also when the process is killed in between.
    """
    due = PlannedMove.objects.filter(done_at=None, failure="", due_at__lte=at)
    return sum(_try(key, at=at) for key in list(due.values_list("pk", flat=True)))


def _try(key: int, *, at: datetime) -> bool:
    """Make one planned move; what goes wrong is logged, tried again, and stops no other."""
    try:
        return carry_out(key, at=at)
    except Exception:
        logger.exception("A planned move could not be made; it is tried again")
        return False


@transaction.atomic
def carry_out(key: int, *, at: datetime) -> bool:
    """Make one planned move unless somebody else has made it meanwhile; say whether it was.

    A plan that the record's state has overtaken is closed: what was withdrawn by hand does
    not come back by itself.
    """
    planned = PlannedMove.objects.filter(pk=key).first()
    record = planned.record() if planned else None
    stored = lock(record) if record else None
    held = PlannedMove.objects.select_for_update().filter(pk=key, done_at=None)
    planned = held.first()
    if planned is None:
        return False
    if stored and not _is_in_place(planned, stored):
        held.update(done_at=at)
        return False
    failure = _make(planned, stored, at=at) if stored else "The record was deleted."
    if failure:
        held.update(failure=failure)
    return not failure


def _is_in_place(planned: PlannedMove, record: Publishable) -> bool:
    """Whether the record still stands where the planned move begins."""
    is_publication = planned.move == "fall_due"
    state = standing(record, draft_of(record)) if is_publication else record.state
    return state in BY_NAME[planned.move].before


def _make(planned: PlannedMove, record: Publishable, *, at: datetime) -> str:
    """Make the move; return why it could not be made, or nothing."""
    refused = obstacle_to(record, planned.move, at=at, note=planned.note)
    if refused:
        return refused[:1000]
    try:
        with transaction.atomic():
            DOERS[planned.move](
                record, by=planned.set_by, at=at, note=planned.note, move=planned.move
            )
    except StaleDraftError as error:
        logger.exception("%s could not be made of %s", planned.move, planned.title)
        return f"It no longer fits what is stored around it: {error}"[:1000]
    return ""
