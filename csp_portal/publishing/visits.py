"""Who has a record's form open."""

from datetime import datetime

from csp_portal.accounts.models import User
from csp_portal.publishing.models import EDITING_TIME, EditingVisit, Publishable, kind_of


def note_visit(record: Publishable, *, by: User, at: datetime) -> None:
    """Remember that the person opened the record's form at the moment ``at``."""
    EditingVisit.objects.update_or_create(
        kind=kind_of(record), record_id=record.pk, person=by, defaults={"opened_at": at}
    )


def end_visit(record: Publishable, *, by: User) -> None:
    """Forget the visit: the person has saved and gone on."""
    EditingVisit.objects.filter(kind=kind_of(record), record_id=record.pk, person=by).delete()


def others_editing(record: Publishable, *, besides: User, at: datetime) -> list[EditingVisit]:
    """Return who else opened the form in the last half hour and has not saved since."""
    visits = EditingVisit.objects.filter(
        kind=kind_of(record), record_id=record.pk, opened_at__gt=at - EDITING_TIME
    )
    return list(visits.exclude(person=besides).select_related("person").order_by("-opened_at"))
