"""Moments in the lists of the back office, in the portal's words."""

from dataclasses import dataclass
from typing import Any

from django.db.models import DateTimeField
from django.http import HttpRequest
from django.utils import timezone

from csp_portal.dates.words import day_and_time


@dataclass(frozen=True)
class MomentColumn:
    """A column that tells a moment of a record in words, and sorts by the moment itself.

    Two for the same field are equal: Django asks for the columns of a list more than once.
    """

    admin_order_field: str
    short_description: str

    @property
    def __name__(self) -> str:
        return self.admin_order_field

    def __call__(self, record: Any) -> str:
        """Return the words; empty for a moment that is not known."""
        return moment_of(record, self.admin_order_field)


def moment_of(record: Any, name: str) -> str:
    """Return a field of a record as "9 March 2027, 6:30pm", in local time; empty if not known."""
    moment = getattr(record, name)
    return day_and_time(timezone.localtime(moment)) if moment else ""


class WordedMoments:
    """Tells the moments of a list in words. Django's formats know "6:30 p.m." only."""

    model: Any

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        """Return the columns, each that is a field with a moment told in words."""
        moments = {
            field.name: MomentColumn(field.name, str(field.verbose_name))
            for field in self.model._meta.fields
            if isinstance(field, DateTimeField)
        }
        shown: Any = super().get_list_display(request)  # type: ignore[misc]
        return [moments.get(column, column) for column in shown]
