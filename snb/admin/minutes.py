"""What a meeting's page asks about its minutes: who was there, and what was corrected."""

from typing import Any

from csp_portal.editing.admin import BlockInline
from csp_portal.editing.ordering import OrderedFormSet, OrderedInline
from snb.models import AgendaItem, Attendance, MinuteCorrection

NO_MINUTES = "There are no minutes to correct. First set the minutes to “Draft” or “Agreed”."


class AttendanceInline(BlockInline):
    """Which bodies were there; no person is named."""

    model = Attendance
    verbose_name = "organisation"
    verbose_name_plural = "who was there"
    fields = [("body", "presence")]
    autocomplete_fields = ["body"]
    classes = ["collapse"]


class CorrectionFormSet(OrderedFormSet):
    """Corrections, of minutes only."""

    def clean(self) -> None:
        """Refuse corrections of minutes that residents have not read."""
        super().clean()
        kept = [] if any(self.errors) else self.in_order()
        for form in [] if self.instance.has_minutes else kept:
            form.add_error("wrong", NO_MINUTES)


class CorrectionInline(OrderedInline):
    """What the minutes said, and what they should have said; the minutes stay as they were."""

    model = MinuteCorrection
    formset = CorrectionFormSet
    fields = [("order", "corrected_on"), "item", "wrong", "right"]
    classes = ["collapse"]

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Offer only the points of the same meeting."""
        if db_field.name == "item":
            meeting = request.resolver_match.kwargs.get("object_id")
            kwargs["queryset"] = AgendaItem.objects.filter(meeting=meeting)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
