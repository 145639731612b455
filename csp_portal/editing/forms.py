"""The form that knows which edition of a record its reader has seen."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from csp_portal.dates.words import moment_in_words

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Any]
    InlineFormSet = forms.BaseInlineFormSet[Any, Any, Any]
else:
    ModelForm, InlineFormSet = forms.ModelForm, forms.BaseInlineFormSet


class EditionForm(ModelForm):
    """A form that refuses to save over an edition its reader has not seen.

    After a refusal it holds everything that was typed and the edition that is stored now, so
    that a second save, made after reading what the other person wrote, goes through.
    """

    edition_of: ClassVar[Callable[[Any], str]]

    seen_edition = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_conflict = False
        self.stored_edition = ""
        if "slug" in self.fields:
            self.fields["slug"].label = "Words in the web address"
        if not self.instance._state.adding:
            self.stored_edition = type(self).edition_of(self.instance)
            self.initial["seen_edition"] = self.stored_edition

    def clean(self) -> dict[str, Any]:
        """Refuse when the stored edition is not the one this person has read."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("seen_edition", "") != self.stored_edition:
            self.is_conflict = True
            type_again(self, "seen_edition", self.stored_edition)
            raise ValidationError(told(self.instance), code="conflict")
        return cleaned


class RowFormSet(InlineFormSet):
    """Rows of a record that can be shown again as one person typed them.

    The admin pairs the typed rows with the stored ones by their place. When somebody else has
    added or removed a row meanwhile, that pairs the wrong ones and leaves the last out.
    """

    # Told where more rows are added than one form can send: see MOST_ROWS in admin.py.
    default_error_messages: ClassVar[dict[str, Any]] = {
        "too_many_forms": "There can be at most %(num)d rows here. Remove some, then save again."
    }
    error_messages: dict[str, Any]
    typed_rows: list[Any] | None = None

    def clean(self) -> None:
        """Refuse more rows than fit; those that are stored already may stay."""
        super().clean()
        most = max(self.max_num or 0, self.initial_form_count())
        if self.total_form_count() - len(self.deleted_forms) > most:
            message = self.error_messages["too_many_forms"] % {"num": most}
            raise ValidationError(message, code="too_many_forms")

    def pair_with_typed_rows(self) -> None:
        """Pair each typed row with itself from now on."""
        self.typed_rows = [form.instance for form in self.initial_forms]

    def get_queryset(self) -> Any:
        """Return the stored rows, or the typed ones once they are to be shown again."""
        return super().get_queryset() if self.typed_rows is None else self.typed_rows


def type_again(form: Any, name: str, value: str) -> None:
    """Make ``form`` show ``value`` in its field ``name`` as if it had been typed."""
    data = form.data.copy()
    data[form.add_prefix(name)] = value
    form.data = data


def told(record: models.Model) -> str:
    """Return what the second person must know: who saved, when, and that nothing is lost."""
    entry = (
        LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(record), object_id=str(record.pk)
        )
        .select_related("user")
        .order_by("-action_time")
        .first()
    )
    who, when = "Somebody", ""
    if entry:
        moment = timezone.localtime(entry.action_time)
        who, when = str(entry.user), f" at {moment_in_words(moment)}"
    return (
        f"{who} saved this record{when}, after you opened it. Nothing was overwritten and what "
        "you typed is still here. Read the differences below, then save again."
    )
