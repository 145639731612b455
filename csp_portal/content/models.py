"""What was loaded from content sets: the ledger that protects what officers changed since."""

from django.db import models


class LoadedSet(models.Model):
    """One content set, and the state of its files when they were last loaded."""

    name = models.CharField(max_length=80, unique=True)
    digest = models.CharField(max_length=64, blank=True)
    loaded_at = models.DateTimeField(null=True, blank=True)
    examples_dated_on = models.DateField(
        null=True, blank=True, help_text="The day from which example meetings count their days."
    )
    examples_until = models.DateTimeField(
        null=True, blank=True, help_text="When the first example meeting to come is over."
    )

    def __str__(self) -> str:
        return self.name


class LoadedRecord(models.Model):
    """One record that was loaded, as the file told it and as the database then held it.

    The row stays when an officer deletes the record: that is how it is not made again.
    """

    content_set = models.ForeignKey(LoadedSet, on_delete=models.CASCADE, related_name="records")
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=400)
    file_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["content_set", "kind", "key"], name="record_is_loaded_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
