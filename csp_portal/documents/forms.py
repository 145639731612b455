"""The form with which a document is described and its next file chosen."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from csp_portal.documents.models import DocumentFile, Variant
from csp_portal.documents.rules.formats import ALLOWED_IN_WORDS, FORMATS, size_in_words
from csp_portal.documents.rules.gate import examine
from csp_portal.documents.rules.reports import FINDINGS, RefusedFileError, Report
from csp_portal.editing.forms import EditionForm

NOT_STORED = "The file was not stored. Choose it again when you save."


def newest_files(files: list[DocumentFile]) -> dict[str, DocumentFile]:
    """Return the file with the highest number of each form of a document."""
    return {file.variant: file for file in sorted(files, key=lambda file: file.number)}


class DocumentForm(EditionForm):
    """A document's words, and a file that is stored only after it was checked."""

    upload = forms.FileField(
        label="File",
        required=False,
        # The gate says in its own words what is wrong with an empty one.
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in FORMATS)}),
    )
    variant = forms.ChoiceField(
        label="What the file is",
        choices=Variant.choices,
        initial=Variant.ORIGINAL,
        required=False,
        help_text="The same text made for screen readers or in Easy Read is listed beside it.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report: Report | None = None
        self.newest: dict[str, DocumentFile] = {}
        if self.instance.pk:
            self.newest = newest_files(list(self.instance.files.all()))
        if "upload" in self.fields:
            self.fields["upload"].help_text = self.words_on_files()

    def words_on_files(self) -> str:
        """Say what may be chosen, and what happens to the file that is there."""
        limit = size_in_words(settings.DOCUMENT_SIZE_LIMIT)
        words = f"{ALLOWED_IN_WORDS}, at most {limit}. We check it before it is stored."
        if self.newest:
            words += " A new file takes the place of the newest one; the old one stays on the list."
        return words

    def clean_upload(self) -> Any:
        """Check the file, and refuse it beside the field."""
        upload = self.cleaned_data["upload"]
        if upload is None:
            if not self.newest:
                raise ValidationError("Choose a file.", code="required")
            return None
        limit = settings.DOCUMENT_SIZE_LIMIT
        try:
            self.report = examine(upload, name=upload.name, size=upload.size, limit=limit)
        except RefusedFileError as error:
            raise ValidationError(str(error), code="refused") from error
        return upload

    def clean_variant(self) -> str:
        """Begin with the document itself, and take no file that is stored already."""
        variant = self.cleaned_data["variant"] or Variant.ORIGINAL
        if self.report is None:
            return str(variant)
        if variant != Variant.ORIGINAL and Variant.ORIGINAL not in self.newest:
            raise ValidationError("Add the document itself first, then its other forms.")
        stored = self.newest.get(variant)
        if stored and stored.sha256 == self.report.sha256:
            raise ValidationError("This very file is stored already as the newest of its kind.")
        return str(variant)

    def clean(self) -> dict[str, Any]:
        """Ask for the reason when a file shuts some people out."""
        cleaned = super().clean()
        if self.has_barrier(cleaned.get("variant", "")):
            for name, words in self.reasons().items():
                if name in self.fields and not cleaned.get(name):
                    self.add_error(name, words)
        if self.report and self.errors and "upload" not in self.errors:
            self.add_error("upload", NOT_STORED)
        return cleaned

    def has_barrier(self, variant: str) -> bool:
        """Whether a newest file has a barrier, once the chosen one has taken its place."""
        newest: dict[str, Any] = dict(self.newest)
        if self.report:
            newest[variant] = self.report
        return any(one.has_barrier for one in newest.values())

    def reasons(self) -> dict[str, str]:
        """Return what must be said of a file with a barrier, and the words that ask for it."""
        codes = self.report.findings if self.report else ()
        found = " ".join(FINDINGS[code].words for code in codes if FINDINGS[code].is_barrier)
        return {
            "why_inaccessible": f"{found} Say why it is published all the same.".strip(),
            "ask_for_format": "Say who to ask for another format.",
        }
