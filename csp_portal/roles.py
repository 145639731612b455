"""Who may do what in the back office: one table, applied by ``manage.py sync_roles``.

The table is the truth; groups are made from it and are not edited in the database. A role may
be held to some rows of a model: the pages then show and change no other row.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

OFFICER = "Officer"
SECRETARY = "SNB secretary"
APPROVER = "Approver"
ADMINISTRATOR = "Administrator"

VIEW = ("view",)
CHANGE = ("view", "add", "change")
KEEP = ("view", "add", "change", "delete")

# Per model label, what a row's fields must be, as Django's querysets read it.
Rows = dict[str, dict[str, Any]]
SNB_ONLY: Rows = {
    "partnership.board": {"kind": "neighbourhood"},
    "partnership.boardaim": {"board__kind": "neighbourhood"},
    "partnership.seat": {"board__kind": "neighbourhood"},
    "partnership.officeholder": {"board__kind": "neighbourhood"},
    "snb.meeting": {"board__kind": "neighbourhood"},
    "snb.agendaitem": {"meeting__board__kind": "neighbourhood"},
    "snb.agendalink": {"item__meeting__board__kind": "neighbourhood"},
    "snb.meetingaction": {"item__meeting__board__kind": "neighbourhood"},
    "snb.attendance": {"meeting__board__kind": "neighbourhood"},
    "snb.minutecorrection": {"meeting__board__kind": "neighbourhood"},
    "snb.notice": {"meeting__board__kind": "neighbourhood"},
}

# The papers of a plan, an assessment or a report are the officers' to replace.
PAPERS_OF_MEETINGS: Rows = {
    "documents.document": {"kind__in": ("agenda", "minutes", "paper", "letter", "data")},
}

# What everybody who works here may look back on; approving is the approver's alone.
LOOK_BACK = {
    "publishing.draft": VIEW,
    "publishing.plannedmove": VIEW,
    "publishing.publicationevent": VIEW,
    "publishing.version": VIEW,
}


@dataclass(frozen=True)
class Role:
    """A group of people and, per model label (``app.model`` or ``app.*``), what they may do.

    ``only`` are the rows they see and change; ``changes_only`` those they change of what they see.
    """

    name: str
    purpose: str
    may: dict[str, tuple[str, ...]] = field(default_factory=dict)
    only: Rows = field(default_factory=dict)
    changes_only: Rows = field(default_factory=dict)

    def rows_to(self, verb: str) -> Rows:
        """Return the rows that the role is held to when it does ``verb``."""
        return self.only if verb == "view" else {**self.only, **self.changes_only}

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
            "snb.notice": VIEW,
            "consultations.*": KEEP,
            "documents.*": KEEP,
            "publishing.changenote": KEEP,
            "publishing.movedpath": KEEP,
            **LOOK_BACK,
        },
    ),
    Role(
        SECRETARY,
        "Publishes the meetings of the Safer Neighbourhood Board and keeps its pages right.",
        {
            "snb.*": KEEP,
            "snb.notice": VIEW,
            "documents.*": KEEP,
            "partnership.board": ("view", "change"),
            "partnership.boardaim": KEEP,
            "partnership.seat": CHANGE,
            "partnership.officeholder": CHANGE,
            "partnership.partnerbody": VIEW,
            "partnership.source": ("view", "add"),
            "priorities.plan": VIEW,
            "priorities.priority": VIEW,
            "priorities.plannedaction": VIEW,
            **LOOK_BACK,
        },
        SNB_ONLY,
        PAPERS_OF_MEETINGS,
    ),
    Role(
        APPROVER,
        "Reads everything and decides what goes public; edits nothing.",
        {
            "identity.identity": VIEW,
            "partnership.*": VIEW,
            "priorities.*": VIEW,
            "snb.*": VIEW,
            "consultations.*": VIEW,
            "documents.*": VIEW,
            "publishing.changenote": VIEW,
            "publishing.movedpath": VIEW,
            **LOOK_BACK,
            "publishing.draft": ("view", "approve"),
        },
    ),
    Role(
        ADMINISTRATOR,
        "Invites people, gives roles, closes accounts and reads the audit log.",
        {
            "accounts.user": CHANGE,
            "auth.group": VIEW,
            "audit.entry": VIEW,
        },
    ),
)


def rows_for(names: Iterable[str], label: str, *, verb: str) -> list[dict[str, Any]] | None:
    """Return the rows of ``label`` that people with these roles may ``verb``; None for all.

    Whoever has two roles may do what either of them may.
    """
    held = [role for role in ROLES if role.name in set(names) and verb in role.verbs_for(label)]
    if any(label not in role.rows_to(verb) for role in held):
        return None
    return [role.rows_to(verb)[label] for role in held]


# Models that no role may touch, each with the reason. A superuser may touch those that say so.
NOT_IN_THE_TABLE = {
    "account.emailaddress": "Not used: the address stands with the account.",
    "account.emailconfirmation": "Not used: a link confirms the address.",
    "accounts.cacheentry": "Written by the cache, for minutes.",
    "accounts.invitation": "Kept on the page of the person it is for.",
    "admin.logentry": "Django writes it; the history of each record shows it.",
    "auth.permission": "Made by Django from the models.",
    "content.loadedrecord": "Written by load_content, so that it knows its own records again.",
    "content.loadedset": "Written by load_content.",
    "contenttypes.contenttype": "Made by Django from the models.",
    "django_tasks_database.dbtaskresult": "The table behind worker.backgroundtask.",
    "mail.outgoingmail": "It names people and may hold secret links: superusers only.",
    "mfa.authenticator": "A passkey or app is its owner's own; nobody else looks at it.",
    "publishing.approvalrule": "Whoever may switch approval off needs none: only a superuser does.",
    "publishing.contentversion": "Written by the database at each change of content.",
    "publishing.editingvisit": "Written when a form is opened; the form tells of it.",
    "sheets.upload": "Whoever sends a file sees it on the pages that store it, and nobody else.",
    "sessions.session": "Who is signed in now; Django writes it.",
    "worker.backgroundtask": "Whoever runs the portal looks after the worker: a superuser.",
    "worker.tick": "As above.",
    "worker.workerprocess": "As above.",
}
