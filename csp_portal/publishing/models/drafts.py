"""Work in progress: changes the public does not see yet, and what is set to happen later."""

from datetime import timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q

from csp_portal.fields import LineField, ProseField
from csp_portal.publishing.models.records import Publishable, publishable_models
from csp_portal.publishing.states import OF_A_DRAFT, State


def kind_of(record: Publishable | type[Publishable]) -> str:
    """Return the word under which drafts and history know the record's model."""
    return record._meta.label_lower


class AboutRecord(models.Model):
    """A row about a public record, by kind and number: it outlives the record."""

    kind = LineField("kind of record", max_length=80)
    record_id = models.BigIntegerField()
    title = LineField(help_text="The record's own name at that moment.")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def model(self) -> type[Publishable]:
        """The model of the record."""
        model: type[Publishable] = apps.get_model(self.kind)
        return model

    def record(self) -> Publishable | None:
        """Return the record as the public tables hold it; None when it was deleted."""
        return self.model._default_manager.filter(pk=self.record_id).first()


class Draft(AboutRecord):
    """What is being prepared of one record: its state, and its text if the record is public.

    ``data`` is empty for a record that is not public: its own rows are the draft then.
    """

    state = models.CharField(
        max_length=20,
        choices=[(state.value, state.label) for state in OF_A_DRAFT],
        default=State.DRAFT,
    )
    data = models.JSONField(null=True)
    edition = models.PositiveIntegerField(default=0)
    # The edition of the public record that the draft was made from.
    base_edition = models.PositiveIntegerField(default=0)
    note = ProseField(blank=True)
    comment = ProseField(blank=True)
    commented_by_name = LineField(blank=True)
    authors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["changed_at", "pk"]
        default_permissions = ("view",)
        permissions = [("approve_draft", "Can approve what others have written")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "record_id"], name="draft_is_one_per_record"),
            models.CheckConstraint(
                condition=Q(state__in=OF_A_DRAFT), name="draft_is_not_public_itself"
            ),
        ]


class PlannedMove(AboutRecord):
    """A publication or withdrawal that the portal carries out by itself at a set time."""

    move = models.CharField(
        max_length=20, choices=[("fall_due", "Publish"), ("expire", "Withdraw")]
    )
    due_at = models.DateTimeField()
    note = ProseField(blank=True)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    done_at = models.DateTimeField(null=True)
    # Why it could not be carried out; an officer must look at it.
    failure = ProseField(blank=True)

    class Meta:
        ordering = ["due_at", "pk"]
        verbose_name = "thing set for later"
        verbose_name_plural = "things set for later"
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record_id", "move"],
                condition=Q(done_at__isnull=True),
                name="planned_move_is_one_of_its_sort",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(done_at__isnull=True), name="planned_move_to_come"
            ),
        ]


# How long somebody counts as working on a record after opening its form.
EDITING_TIME = timedelta(minutes=30)


class EditingVisit(models.Model):
    """Who has a record's form open, as far as the portal can know."""

    kind = LineField(max_length=80)
    record_id = models.BigIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record_id", "person"], name="editing_visit_is_one_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.kind} {self.record_id}"


class ApprovalRule(models.Model):
    """Whether a second person must approve before a kind of record goes public."""

    kind = LineField("kind of record", max_length=80, unique=True)
    is_required = models.BooleanField(
        "a second person must approve",
        help_text="Ticked: nobody publishes such a record alone.",
    )

    class Meta:
        ordering = ["kind"]
        verbose_name = "rule of two people"
        verbose_name_plural = "rules of two people"
        default_permissions = ("view", "change")

    def __str__(self) -> str:
        return str(apps.get_model(self.kind)._meta.verbose_name).capitalize()


def needs_approval(model: type[Publishable]) -> bool:
    """Whether this partnership asks for a second person before such a record goes public."""
    rules: Any = ApprovalRule.objects.filter(kind=kind_of(model)).values_list("is_required")
    rule = rules.first()
    return rule[0] if rule else model.is_approved_by_default


def add_missing_rules() -> None:
    """Add the rule of each kind of record that has none yet, as the kind itself suggests."""
    rules = [
        ApprovalRule(kind=kind_of(model), is_required=model.is_approved_by_default)
        for model in publishable_models()
    ]
    ApprovalRule.objects.bulk_create(rules, ignore_conflicts=True)
