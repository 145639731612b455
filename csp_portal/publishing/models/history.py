"""What was public when, and who did what: rows that are only ever added."""

from django.conf import settings
from django.db import models

from csp_portal.fields import LineField, ProseField
from csp_portal.publishing.models.drafts import AboutRecord
from csp_portal.publishing.states import BY_NAME, State


class Version(AboutRecord):
    """A record with its rows as it once was public, or as a draft that was discarded."""

    number = models.PositiveIntegerField()
    data = models.JSONField()
    made_at = models.DateTimeField()
    by_name = LineField(blank=True)
    is_discarded = models.BooleanField(default=False)
    # Who wrote a draft that was set aside: they must not approve it when it is brought back.
    author_ids = models.JSONField(default=list)

    class Meta:
        ordering = ["-number", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record_id", "number"], name="version_number_is_one_per_record"
            ),
        ]


# What is written down besides the moves of the table, in words.
BESIDES = {
    "add": "Added, for public records to name",
    "discard": "Set a draft aside",
    "bring_back": "Brought an earlier version back as a draft",
    "plan_withdrawal": "Set the time of a withdrawal",
    "stop_withdrawal": "Took a planned withdrawal back",
    "delete": "Deleted",
}


class PublicationEvent(AboutRecord):
    """One move of one record: who, when, from, to, and what was said about it."""

    move = LineField(max_length=40)
    before = models.CharField(max_length=20, choices=State)
    after = models.CharField(max_length=20, choices=State)
    happened_at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The name stays when the account goes.
    by_name = LineField(blank=True)
    note = ProseField("for the public", blank=True)
    comment = ProseField("between colleagues", blank=True)
    version = models.PositiveIntegerField(null=True)
    # The moment that was set, of a move that sets one.
    due_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-happened_at", "-id"]
        default_permissions = ("view",)
        verbose_name = "move in the history"
        verbose_name_plural = "history of publishing"
        indexes = [
            models.Index(fields=["kind", "record_id"], name="event_of_record"),
        ]

    @property
    def told(self) -> str:
        """The move in words."""
        known = BY_NAME.get(self.move)
        return known.label if known else BESIDES.get(self.move, self.move)
