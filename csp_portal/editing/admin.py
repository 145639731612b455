"""The base of every record's page in the back office."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import Textarea
from django.forms.models import _get_foreign_key
from django.http import HttpRequest, HttpResponse

from csp_portal.dates.columns import WordedMoments
from csp_portal.editing.conflicts import differences
from csp_portal.editing.fingerprints import fingerprint
from csp_portal.editing.forms import EditionForm, RowFormSet
from csp_portal.editing.lookups import POSSIBLE_YEARS, PossibleLookups
from csp_portal.editing.widgets import RecordCheckboxes, RecordSelect, RecordSelectMultiple

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
    StackedInline = admin.StackedInline[Any, Any]
else:
    ModelAdmin, StackedInline = admin.ModelAdmin, admin.StackedInline


def is_in_a_possible_year(day: date) -> None:
    """Raise ValidationError for a day, or a moment, that cannot be meant."""
    if day.year not in POSSIBLE_YEARS:
        message = f"Write a year from {POSSIBLE_YEARS[0]} to {POSSIBLE_YEARS[-1]}."
        raise ValidationError(message, code="impossible_year")


FORM_FIELDS: dict[type[Any], dict[str, Any]] = {
    models.DateField: {"validators": [is_in_a_possible_year]},
    models.DateTimeField: {"validators": [is_in_a_possible_year]},
    models.ManyToManyField: {"widget": RecordCheckboxes},
}


# No record is known to need a third of it. All rows of a page together must stay within the
# setting DATA_UPLOAD_MAX_NUMBER_FIELDS, beyond which a form is refused unread.
MOST_ROWS = 150


class RecordChoice:
    """Gives the fields in ``autocomplete_fields`` the portal's own list to choose from."""

    admin_site: Any

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Return the form field of a foreign key."""
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            kwargs.setdefault("widget", RecordSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Return the form field of links to several records: boxes to tick unless it searches."""
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            kwargs["widget"] = RecordSelectMultiple(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]


class BlockInline(RecordChoice, StackedInline):
    """Rows of a record, one block each, in which every field has its label.

    Django's tables of rows name their fields only by the head of a column, which a screen
    reader does not tie to them, and are wider than a phone.
    """

    extra = 0
    max_num = MOST_ROWS
    formset = RowFormSet
    formfield_overrides = FORM_FIELDS | {
        models.TextField: {"widget": Textarea(attrs={"rows": 3, "cols": 80})},
    }


class RecordAdmin(PossibleLookups, WordedMoments, RecordChoice, ModelAdmin):
    """A record that two people may edit at the same time; its rows are part of it.

    Whoever saves second is shown what the first has stored, and overwrites nothing unseen.
    """

    form = EditionForm
    formfield_overrides = FORM_FIELDS
    list_per_page = 50
    show_full_result_count = False

    def edition_of(self, record: Any) -> str:
        """Return a text that is another after each change of the record or its rows."""
        return fingerprint([record, *self.rows_of(record)])

    def rows_of(self, record: Any) -> Iterator[models.Model]:
        """Yield the stored rows that the record's page edits together with it."""
        for inline in self.inlines:
            key = _get_foreign_key(self.model, inline.model, fk_name=inline.fk_name)
            links = [field.name for field in inline.model._meta.many_to_many]
            rows = inline.model._default_manager.filter(**{key.name: record.pk})
            yield from rows.prefetch_related(*links).order_by("pk")

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """Return the record; before a change, hold it until the change is stored."""
        record = super().get_object(request, object_id, from_field)
        if record is None or request.method != "POST":
            return record
        held = self.model._default_manager.select_for_update(of=("self",))
        return held.filter(pk=record.pk).first()

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Return the form class, told how to read this kind of record's edition."""
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.edition_of = staticmethod(self.edition_of)
        return form

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show what differs when somebody else saved in between."""
        form = context["adminform"].form
        if form.is_conflict:
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            context["differences"] = differences(form, formsets)
        return super().render_change_form(request, context, *args, **kwargs)


class ReadOnlyAdmin(PossibleLookups, WordedMoments, ModelAdmin):
    """Records to look through and to choose from, which are edited elsewhere."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: these are added elsewhere."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: these are changed elsewhere."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: these are removed elsewhere."""
        return False
