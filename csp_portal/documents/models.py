"""Documents and the files that hold them: what was published once stays as it was."""

from collections.abc import Callable, Iterable
from datetime import datetime
from operator import attrgetter
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from csp_portal.documents.querysets import DocumentFileQuerySet, DocumentQuerySet
from csp_portal.documents.rules.formats import FORMATS, Format, size_in_words
from csp_portal.documents.rules.reports import FINDINGS, Finding, findings_in_words
from csp_portal.documents.storage import document_storage
from csp_portal.fields import LineField, ProseField
from csp_portal.publishing.models import Publishable, State, constraints


class DocumentKind(models.TextChoices):
    """What a document is."""

    PLAN = "plan", "Plan"
    ASSESSMENT = "assessment", "Assessment"
    REPORT = "report", "Report"
    AGENDA = "agenda", "Agenda"
    MINUTES = "minutes", "Minutes"
    PAPER = "paper", "Paper"
    LETTER = "letter", "Letter"
    DATA = "data", "Data"


class Language(models.TextChoices):
    """The language a document is written in, by the code that browsers know."""

    ENGLISH = "en", "English"
    ALBANIAN = "sq", "Albanian"
    ARABIC = "ar", "Arabic"
    BENGALI = "bn", "Bengali"
    BULGARIAN = "bg", "Bulgarian"
    CHINESE = "zh", "Chinese"
    FRENCH = "fr", "French"
    GUJARATI = "gu", "Gujarati"
    HINDI = "hi", "Hindi"
    ITALIAN = "it", "Italian"
    LITHUANIAN = "lt", "Lithuanian"
    NEPALI = "ne", "Nepali"
    PASHTO = "ps", "Pashto"
    PERSIAN = "fa", "Persian"
    POLISH = "pl", "Polish"
    PORTUGUESE = "pt", "Portuguese"
    PUNJABI = "pa", "Punjabi"
    ROMANIAN = "ro", "Romanian"
    RUSSIAN = "ru", "Russian"
    SOMALI = "so", "Somali"
    SPANISH = "es", "Spanish"
    TAMIL = "ta", "Tamil"
    TURKISH = "tr", "Turkish"
    UKRAINIAN = "uk", "Ukrainian"
    URDU = "ur", "Urdu"
    VIETNAMESE = "vi", "Vietnamese"
    WELSH = "cy", "Welsh"
    YORUBA = "yo", "Yoruba"


class Document(Publishable):
    """Something to read that exists as a file: what it is, and how to get it in another form.

    Residents see it while it is published and they see a record that names it. What changes
    in a published one, files included, is its draft until that is published.
    """

    slug = models.SlugField("words in the web address", max_length=80, unique=True)
    title = LineField(help_text="Its name, in the language it is written in.")
    description = ProseField(help_text="What is in it and who it is for, in a sentence or two.")
    kind = models.CharField(max_length=20, choices=DocumentKind)
    language = models.CharField(max_length=10, choices=Language, default=Language.ENGLISH)
    why_inaccessible = ProseField(
        "why it is published although it may not work with a screen reader",
        blank=True,
        help_text="Shown to residents. Needed only if the check finds a barrier in a file.",
    )
    ask_for_format = ProseField(
        "where to ask for another format",
        blank=True,
        help_text="Who to ask, by e-mail and telephone. Needed together with the reason above.",
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = constraints()

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("documents:document_detail", args=[self.slug])

    def is_public(self, *, at: datetime) -> bool:
        """Whether it is published, and a record that names it is public at the moment ``at``."""
        named = Document.objects.public(at=at).filter(pk=self.pk)
        return super().is_public(at=at) and named.exists()

    @property
    def other_language(self) -> str:
        """The code of its language; empty for English, which is the portal's own."""
        return {str(Language.ENGLISH): ""}.get(self.language, self.language)

    @property
    def language_in_words(self) -> str:
        """The words that tell its language, unless it is English."""
        return f"in {self.get_language_display()}" if self.other_language else ""


class Variant(models.TextChoices):
    """Which form of a document a file holds."""

    ORIGINAL = "original", "The document itself"
    ACCESSIBLE = "accessible", "The same, made for screen readers"
    EASY_READ = "easy_read", "The same in Easy Read"
    LARGE_PRINT = "large_print", "The same in large print"
    TABLES = "tables", "The tables in it, as data"


class DocumentFile(models.Model):
    """A stored file of a document. It is never changed: a new file is the next number.

    Only whether residents may still have it can change.
    """

    # How the history tells these fields; where a file lies is told nobody.
    told_as: ClassVar[dict[str, Callable[[Any], str]]] = {
        "key": lambda _key: "",
        "stored": lambda _name: "",
        "size": size_in_words,
        "findings": findings_in_words,
    }

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="files")
    variant = models.CharField(
        "what the file is", max_length=20, choices=Variant, default=Variant.ORIGINAL
    )
    number = models.PositiveIntegerField(
        "version", help_text="1, 2, 3 … of this form of the document."
    )
    key = models.SlugField(max_length=20, unique=True)
    stored = models.FileField(storage=document_storage)
    name = LineField(max_length=100, help_text="The name it is served under.")
    format = models.CharField(
        max_length=10, choices=[(ending, one.label) for ending, one in FORMATS.items()]
    )
    size = models.PositiveBigIntegerField(help_text="In bytes.")
    sha256 = LineField("checksum (SHA-256)", max_length=64)
    page_count = models.PositiveIntegerField("pages", null=True, blank=True)
    findings = LineField(
        "what the check found",
        blank=True,
        help_text="What the check found: codes between spaces.",
    )
    has_barrier = models.BooleanField("shuts some people out", default=False)
    is_withdrawn = models.BooleanField(
        "taken down", default=False, help_text="Tick it, and residents can no longer get this file."
    )
    uploaded_at = models.DateTimeField("added")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="added by",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = DocumentFileQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name = "file"
        constraints = [
            models.UniqueConstraint(
                fields=["document", "variant", "number"], name="document_file_number_is_unique"
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="document_file_is_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.get_variant_display()}, version {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("documents:document_file", args=[self.document.slug, self.key, self.name])

    @property
    def is_shown(self) -> bool:
        """Whether residents may have it wherever they may have its document."""
        return not self.is_withdrawn and self.document.state == State.PUBLISHED

    @property
    def found(self) -> list[Finding]:
        """What the check found, in words."""
        return [FINDINGS[code] for code in self.findings.split()]

    @property
    def kind_of_file(self) -> Format:
        """Its format: the word for it, and how it is announced."""
        return FORMATS[self.format]


def newest_files(files: Iterable[DocumentFile]) -> dict[str, DocumentFile]:
    """Return the file with the highest number of each form, in the order of the forms."""
    newest = {file.variant: file for file in sorted(files, key=attrgetter("number"))}
    return dict(sorted(newest.items(), key=lambda form: list(Variant.values).index(form[0])))


class Documented(models.Model):
    """A record that names documents; while residents see it, they see them."""

    documents = models.ManyToManyField(
        Document, blank=True, help_text="Files to read. Add them under Documents first."
    )
    # Told by ``with_document_marks()``; without it, whether there are any must be asked.
    has_documents: bool = True

    class Meta:
        abstract = True
