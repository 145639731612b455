"""The texts of one record that can be compared: what is public, the draft, each version."""

from django.utils import timezone

from csp_portal.dates.words import day_in_words
from csp_portal.publishing import snapshots
from csp_portal.publishing.aggregates import aggregate
from csp_portal.publishing.comparison import Change, Comparison
from csp_portal.publishing.drafts import draft_of
from csp_portal.publishing.models import Publishable, State, Version, kind_of
from csp_portal.publishing.snapshots import Data

CURRENT, DRAFT = "current", "draft"


class Texts:
    """The texts of a record, each under the word that stands for it in an address."""

    def __init__(self, record: Publishable) -> None:
        self._record = record
        self._draft = draft_of(record)
        self._versions = Version.objects.filter(kind=kind_of(record), record_id=record.pk)

    @property
    def newest(self) -> str:
        """The text somebody would look at first: the draft where there is one."""
        return DRAFT if self._draft and self._draft.data else CURRENT

    def choices(self) -> list[tuple[str, str]]:
        """Return the texts there are, the newest first."""
        is_public = self._record.state == State.PUBLISHED
        now = [(CURRENT, "What is public now" if is_public else "What is stored now")]
        draft = [(DRAFT, "The draft")] if self.newest == DRAFT else []
        versions = [
            (str(one.number), name_of_version(one)) for one in self._versions.defer("data")[:200]
        ]
        return [*draft, *now, *versions]

    def known(self, word: str | None, otherwise: str) -> str:
        """Return the word if it stands for a text of this record, else ``otherwise``."""
        return word if word in dict(self.choices()) and word else otherwise

    def changes(self, before: str, after: str) -> list[Change]:
        """Return what differs between two of the texts."""
        part = aggregate(type(self._record))
        return Comparison(part, self._data(before), self._data(after)).changes()

    def _data(self, word: str) -> Data:
        if word == DRAFT and self._draft and self._draft.data:
            draft: Data = self._draft.data
            return draft
        if word in {CURRENT, DRAFT}:
            return snapshots.read(self._record)
        data: Data = self._versions.get(number=int(word)).data
        return data


def name_of_version(version: Version) -> str:
    """Return a version's number, what it was, and its day."""
    day = day_in_words(timezone.localtime(version.made_at))
    sort = "draft, discarded" if version.is_discarded else "published"
    return f"Version {version.number}, {sort} {day}"
