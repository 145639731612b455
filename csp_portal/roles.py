"""Who may do what in the back office: one table, applied by ``manage.py sync_roles``.

The table is the truth; groups are made from it and are not edited in the database.
"""

from dataclasses import dataclass, field

OFFICER = "Officer"
SECRETARY = "SNB secretary"
APPROVER = "Approver"

CHANGE = ("view", "add", "change")
KEEP = ("view", "add", "change", "delete")


@dataclass(frozen=True)
class Role:
    """A group of people and, per model label (``app.model`` or ``app.*``), what they may do."""

    name: str
    purpose: str
    may: dict[str, tuple[str, ...]] = field(default_factory=dict)


ROLES = (
    Role(
        OFFICER,
        "Keeps the partnership's members, duties, plans, measures and consultations right.",
        {
            "identity.identity": ("view", "change"),
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
            "partnership.partnerbody": ("view",),
            "partnership.source": ("view", "add"),
            "priorities.priority": ("view",),
            "priorities.plan": ("view",),
        },
    ),
    Role(
        APPROVER,
        "Reads everything and decides whether plans, reports and figures go public.",
        {
            "identity.identity": ("view",),
            "partnership.*": ("view",),
            "priorities.*": ("view", "change"),
            "snb.*": ("view",),
            "consultations.*": ("view", "change"),
            "publishing.*": ("view",),
        },
    ),
)
