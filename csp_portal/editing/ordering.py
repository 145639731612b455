"""Rows with places 1, 2, 3 …: a typed number moves a row, and no two rows ever share a place.

Without scripts a number is typed; ``ordering.js`` adds buttons and dragging, which type it. What
must be unique may not be broken even for a moment: while rows change places, the stored ones
wait at numbers that nobody uses.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db.models import Case, PositiveSmallIntegerField, Value, When

from csp_portal.editing.admin import BlockInline
from csp_portal.editing.forms import RowFormSet

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Any]
else:
    ModelForm = forms.ModelForm

# After all numbers that are typed.
AT_THE_END = 10**6
LARGEST = 32_767


class OrderedRowForm(ModelForm):
    """A row whose number may be left empty: it then comes last."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "order" in self.fields:
            self.fields["order"] = forms.IntegerField(
                label="Number",
                required=False,
                min_value=1,
                max_value=LARGEST,
                widget=forms.NumberInput(attrs={"class": "vIntegerField row-number"}),
            )
            self.initial["order"] = None

    def has_changed(self) -> bool:
        """Whether anything was typed; the number that a script gives a new row does not count."""
        typed = set(self.changed_data)
        return bool(typed - {"order"} if self.instance.pk is None else typed)

    def _get_validation_exclusions(self) -> set[str]:
        """Leave out the number: the rows' numbers are settled together, when they are stored."""
        exclusions: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return exclusions | {"order"}


class OrderedFormSet(RowFormSet):
    """Rows that are stored in the order of the numbers typed."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Show a stored row's place among the rows, whatever number it is stored under."""
        super().add_fields(form, index)
        if index is not None and index < self.initial_form_count():
            form.initial["order"] = index + 1

    def in_order(self) -> list[Any]:
        """Return the forms of the rows to be kept, by the numbers typed.

        A row that was given the number of another takes its place, and that one moves aside.
        """
        kept = [form for form in self.forms if self._is_kept(form)]
        return sorted(kept, key=_place_typed)

    def _is_kept(self, form: Any) -> bool:
        is_row = form in self.initial_forms or form.has_changed()
        return is_row and not self._should_delete_form(form)  # type: ignore[attr-defined]

    def save(self, commit: bool = True) -> Any:
        """Store the rows, and give them their places if any of them has another now."""
        kept = self.in_order()
        stored = [form.instance.pk for form in self.initial_forms]
        is_as_stored = [form.instance.pk for form in kept] == [
            form.instance.pk for form in self.initial_forms if form in kept
        ]
        if not commit or is_as_stored:
            self._keep_numbers(kept)
            return super().save(commit)
        self._park(stored)
        for place, form in enumerate(kept, start=1):
            form.instance.order = place
        saved = super().save(commit)
        self._number([form.instance.pk for form in kept])
        return saved

    def _keep_numbers(self, kept: Iterable[Any]) -> None:
        """Leave the numbers as they are stored: a place that was shown is no change."""
        numbers = dict(self._rows().values_list("pk", "order"))
        for form in kept:
            form.instance.order = numbers.get(form.instance.pk, form.instance.order)

    def _rows(self) -> Any:
        model: Any = self.model
        return model._default_manager.filter(**{self.fk.name: self.instance})

    def _park(self, keys: list[Any]) -> None:
        """Move the stored rows to numbers that are neither in use nor wanted."""
        used = set(self._rows().values_list("order", flat=True))
        most = len(self.forms)
        free = (n for n in range(LARGEST, most, -1) if n not in used)
        self._set(dict(zip(keys, free, strict=False)))

    def _number(self, keys: list[Any]) -> None:
        self._set({key: place for place, key in enumerate(keys, start=1)})

    def _set(self, numbers: dict[Any, int]) -> None:
        """Give rows their numbers in one statement."""
        cases = [When(pk=key, then=Value(number)) for key, number in numbers.items()]
        if cases:
            number = Case(*cases, output_field=PositiveSmallIntegerField())
            self._rows().filter(pk__in=numbers).update(order=number)


def _place_typed(form: Any) -> tuple[int, int]:
    """Return the number typed, and on which side of the row that has it already this one goes."""
    typed, shown = form.cleaned_data.get("order"), form.initial.get("order")
    if typed is None:
        return AT_THE_END, 0
    is_from_above = shown is not None and shown < typed
    return typed, (1 if is_from_above else -1) * (typed != shown)


class OrderedInline(BlockInline):
    """Rows of a record in an order of their own; ``order`` must be among their fields."""

    form = OrderedRowForm
    formset = OrderedFormSet
    ordering: ClassVar[Any] = ["order"]

    class Media:
        js = ("backoffice/ordering.js",)
