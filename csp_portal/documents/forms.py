"""The form with which a document is described and its next file chosen."""

from collections.abc import Iterator
from operator import attrgetter
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from csp_portal.documents.models import Variant, newest_files
from csp_portal.documents.rules.formats import ALLOWED_IN_WORDS, FORMATS, size_in_words
from csp_portal.documents.rules.gate import examine
from csp_portal.documents.rules.reports import RefusedFileError, Report, refuse_if
from csp_portal.editing.forms import EditionForm, RowFormSet

NOT_STORED = "The file was not stored. Choose it again when you save."
OTHER_FORM_FIRST = "Add the document itself first, then its other forms."
STORED_ALREADY = "This very file is stored already as the newest of its kind."
NONE_LEFT = (
    "Residents would not have the document itself. Leave one of its files, or add a new one at the "
    "same time. To hide all of it, withdraw the document."
)
REPLACES = " A new file takes the place of the newest one; the old one stays on the list."


class DocumentForm(EditionForm):
    """A document's words, and a file that is stored only after it was checked."""

    variant = forms.ChoiceField(
        label="What the file is",
        choices=Variant.choices,
        initial=Variant.ORIGINAL,
        help_text="The same text made for screen readers or in Easy Read is listed beside it.",
    )
    upload = forms.FileField(
        label="File",
        required=False,
        # The gate says in its own words what is wrong with an empty one.
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ",".join(map(".{}".format, FORMATS))}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report: Report | None = None
        self.newest: dict[str, Any] = {}
        if self.instance.pk:
            self.newest = newest_files(self.instance.files.filter(is_withdrawn=False))
        limit = size_in_words(settings.DOCUMENT_SIZE_LIMIT)
        allowed = f"{ALLOWED_IN_WORDS}, at most {limit}. We check it before it is stored."
        self.fields["upload"].help_text = allowed + REPLACES * bool(self.newest)

    def clean_upload(self) -> Any:
        """Check the file, and refuse it beside the field."""
        upload = self.cleaned_data["upload"]
        if upload is None and self.newest:
            return None
        try:
            refuse_if(upload is None, "Choose a file.")
            self.report = self.check(upload)
        except RefusedFileError as error:
            raise ValidationError(str(error), code="refused") from error
        return upload

    def check(self, upload: Any) -> Report:
        """Return what the gate found; raise RefusedFileError also for a file out of place."""
        limit = settings.DOCUMENT_SIZE_LIMIT
        report = examine(upload, name=upload.name, size=upload.size, limit=limit)
        variant = self.cleaned_data.get("variant", Variant.ORIGINAL)
        refuse_if({variant, *self.newest}.isdisjoint({Variant.ORIGINAL}), OTHER_FORM_FIRST)
        stored = getattr(self.newest.get(variant), "sha256", "")
        refuse_if(stored == report.sha256, STORED_ALREADY)
        return report

    def clean(self) -> dict[str, Any]:
        """Ask for the reason when a file shuts some people out."""
        cleaned = super().clean()
        for name, words in self.reasons(cleaned):
            if not cleaned.get(name):
                self.add_error(name, words)
        if self.report and self.errors:
            self.add_error("upload", NOT_STORED)
        return cleaned

    def reasons(self, cleaned: dict[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield what must be said while a newest file has a barrier, and words that ask for it."""
        chosen = {cleaned.get("variant", ""): self.report} if self.report else {}
        newest: dict[str, Any] = {**self.newest, **chosen}
        barriers = [file for file in newest.values() if file.has_barrier]
        if barriers:
            found = filter(attrgetter("is_barrier"), barriers[0].found)
            words = " ".join(map(attrgetter("words"), found))
            yield "why_inaccessible", f"{words} Say why it is published all the same."
            yield "ask_for_format", "Say who to ask for another format."


class FilesFormSet(RowFormSet):
    """The files of a document, each of which can be taken down."""

    def total_form_count(self) -> int:
        """Return how many files there are: none is added here, where no check would see it."""
        return self.initial_form_count()

    def clean(self) -> None:
        """Refuse to take down the last file of the document itself."""
        super().clean()
        originals = [form for form in self.initial_forms if is_original(form.instance.variant)]
        is_left = any(not form.cleaned_data.get("is_withdrawn") for form in originals)
        is_added = "upload" in self.files and is_original(self.data.get("variant", ""))
        if originals and not is_left and not is_added:
            raise ValidationError(NONE_LEFT, code="none_left")


def is_original(variant: str) -> bool:
    """Whether a file of this form is the document itself."""
    return variant == Variant.ORIGINAL
