"""Who may do what in the back office: one table, applied by ``manage.py sync_roles``.

The table is the truth; groups are made from it and are not edited in the database.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

OFFICER = "Officer"
SECRETARY = "SNB secretary"
APPROVER = "Approver"

VIEW = ("view",)
CHANGE = ("view", "add", "change")
KEEP = ("view", "add", "change", "delete")


@dataclass(frozen=True)
class Role:
    """A group of people and, per model label (``app.model`` or ``app.*``), what they may do."""

    name: str
    purpose: str
    may: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def verbs_for(self, label: str) -> tuple[str, ...]:
        """Return what this role may do with the model ``label``; its own line beats ``app.*``."""
        app = label.split(".", maxsplit=1)[0]
        return self.may.get(label, self.may.get(f"{app}.*", ()))

    def permissions(self, labels: list[str]) -> Iterator[tuple[str, str]]:
        """Yield (app, codename) for every verb this role has on the models ``labels``."""
        for label in labels:
            app, model = label.split(".")
            for verb in self.verbs_for(label):
                yield app, f"{verb}_{model}"


ROLES = (
    Role(
        OFFICER,
        "Keeps the partnership's members, duties, plans, measures and consultations right.",
        {
            "identity.identity": CHANGE,
            "partnership.*": KEEP,
            "priorities.*": KEEP,
            "snb.*": KEEP,
            "consultations.*": KEEP,
            "publishing.changenote": KEEP,
            "publishing.movedpath": KEEP,
        },
    ),
    Role(
        SECRETARY,
        "Publishes the meetings of the boards and keeps the boards' own pages right.",
        {
            "snb.*": KEEP,
            "partnership.board": ("view", "change"),
            "partnership.boardaim": KEEP,
            "partnership.seat": CHANGE,
            "partnership.officeholder": CHANGE,
            "partnership.partnerbody": VIEW,
            "partnership.source": ("view", "add"),
            "priorities.plan": VIEW,
            "priorities.priority": VIEW,
        },
    ),
    Role(
        APPROVER,
        "Reads everything and decides whether plans, reports and figures go public.",
        {
            "identity.identity": VIEW,
            "partnership.*": VIEW,
            "priorities.*": ("view", "change"),
            "snb.*": VIEW,
            "consultations.*": ("view", "change"),
            "publishing.changenote": VIEW,
            "publishing.movedpath": VIEW,
        },
    ),
)

# Models that no role may touch, each with the reason. A superuser may touch the first.
NOT_IN_THE_TABLE = {
    "accounts.user": "Whoever may edit accounts may become anybody, so only a superuser does.",
    "admin.logentry": "Django writes it; the history of each record shows it.",
    "auth.group": "Made from the table above by sync_roles.",
    "auth.permission": "Made by Django from the models.",
    "content.loadedrecord": "Written by load_content, so that it knows its own records again.",
    "content.loadedset": "Written by load_content.",
    "contenttypes.contenttype": "Made by Django from the models.",
    "publishing.contentversion": "Written by the database at each change of content.",
    "sheets.upload": "Whoever sends a file sees it on the pages that store it, and nobody else.",
    "sessions.session": "Who is signed in now; Django writes it.",
}
