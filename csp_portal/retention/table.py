"""Every personal field the portal holds: what, why, by what right, how long, and what then.

The public privacy page shows this table, ``apply_rules`` applies it every day, and a system
check refuses a personal field that has no line here. Models are named by label.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum

PUBLIC_TASK = "public task"
STAFF, NAMED = "People who work on this website", "People in public office"
YEAR = timedelta(days=365)
MONTH = timedelta(days=30)
DAY = timedelta(days=1)
AT_ONCE = timedelta()


class Then(Enum):
    """What happens when the time is over."""

    DELETE = "deleted"
    BLANK = "blanked"
    KEEP = "kept"


@dataclass(frozen=True)
class Rule:
    """What is done with some fields of a model.

    The time runs from ``since``, a field or a path to one; ``where`` narrows the rows. ``title``,
    ``what``, ``why`` and ``until`` are read by residents; without ``whose`` there is nothing
    to tell.
    """

    model: str
    fields: tuple[str, ...]
    whose: str
    title: str
    what: str
    why: str
    until: str
    then: Then
    since: str = ""
    keep_for: timedelta = AT_ONCE
    where: dict[str, object] = field(default_factory=dict)
    ground: str = PUBLIC_TASK


RULES = (
    Rule(
        model="accounts.user",
        fields=("username", "first_name", "last_name", "email", "last_login"),
        whose=STAFF,
        title="Accounts nobody opened",
        what="The name and email address of somebody we invited.",
        why="To let them in.",
        until="Deleted 30 days after the invitation has run out.",
        then=Then.DELETE,
        since="invitation__expires_at",
        keep_for=MONTH,
        where={"last_login": None, "is_active": False, "invitation__accepted_at": None},
    ),
    Rule(
        model="accounts.user",
        fields=("username", "first_name", "last_name", "email", "password", "last_login"),
        whose=STAFF,
        title="Accounts",
        what="Name, email address, sign-in name, a scrambled password and the time of "
        "the last sign-in.",
        why="So that staff can sign in, and we know who changed what.",
        until="Removed 2 years after the account is closed.",
        then=Then.BLANK,
        since="disabled_at",
        keep_for=2 * YEAR,
    ),
    Rule(
        model="accounts.invitation",
        fields=("person", "sent_by", "nonce"),
        whose=STAFF,
        title="Invitations",
        what="Who was sent a link, by whom and when.",
        why="So that a link works once, and only for a week.",
        until="Deleted 30 days after the link has run out.",
        then=Then.DELETE,
        since="expires_at",
        keep_for=MONTH,
    ),
    Rule(
        model="mfa.authenticator",
        fields=("user", "data"),
        whose=STAFF,
        title="Second steps",
        what="The public part of a passkey, or the sealed key of an app.",
        why="So that a stolen password alone opens nothing.",
        until="Deleted 30 days after the account is closed.",
        then=Then.DELETE,
        since="user__disabled_at",
        keep_for=MONTH,
    ),
    Rule(
        model="sessions.session",
        fields=("session_key", "session_data"),
        whose=STAFF,
        title="Sessions",
        what="That a member of staff is signed in.",
        why="So that they need not sign in on every page.",
        until="Ends after 12 hours at most, and is deleted within a day.",
        then=Then.DELETE,
        since="expire_date",
    ),
    Rule(
        model="accounts.cacheentry",
        fields=("cache_key", "value"),
        whose=STAFF,
        title="Tries to sign in",
        what="The internet (IP) address and a scrambled form of the name.",
        why="To stop people who guess passwords.",
        until="Counts for 15 minutes at most, and is deleted within a day.",
        then=Then.DELETE,
        since="expires",
    ),
    Rule(
        model="sheets.upload",
        fields=("file_name", "text", "uploaded_by"),
        whose=STAFF,
        title="Files of figures that staff send",
        what="Who sent the file, its name, and its text until it is stored.",
        why="So that they can look at what it would change first.",
        until="Deleted 7 days after it was sent.",
        then=Then.DELETE,
        since="uploaded_at",
        keep_for=7 * DAY,
    ),
    Rule(
        model="audit.entry",
        fields=("by_key", "by_name", "about_key", "about_name", "address", "browser", "details"),
        whose=STAFF,
        title="Audit log",
        what="Who signed in, changed an account or took data along. It holds a part of "
        "the internet (IP) address, and the kind of browser.",
        why="To find out what went wrong, and to see misuse.",
        until="Deleted after 2 years.",
        then=Then.DELETE,
        since="happened_at",
        keep_for=2 * YEAR,
    ),
    Rule(
        model="admin.logentry",
        fields=("user", "object_repr", "change_message"),
        whose=STAFF,
        title="History",
        what="Which member of staff changed which page, and when.",
        why="So that we can answer for what we publish.",
        until="Deleted after 6 years.",
        then=Then.DELETE,
        since="action_time",
        keep_for=6 * YEAR,
    ),
    Rule(
        model="publishing.changenote",
        fields=("noted_by",),
        whose=STAFF,
        title="Change notes",
        what="Which member of staff wrote a note. The public does not see this.",
        why="So that we can answer for what we publish.",
        until="Kept with the note. The name goes when the account does.",
        then=Then.KEEP,
    ),
    Rule(
        model="publishing.draft",
        fields=("changed_by", "commented_by_name"),
        whose=STAFF,
        title="Drafts",
        what="Which member of staff changed a draft, and who wrote a comment on it.",
        why="So that nobody approves their own work.",
        until="Kept with the draft, and gone when it is published or thrown away.",
        then=Then.KEEP,
    ),
    Rule(
        model="publishing.plannedmove",
        fields=("set_by",),
        whose="",
        title="",
        what="Who planned that a page is published later.",
        why="So that we can answer for what we publish.",
        until="Kept with the plan. The name goes when the account does.",
        then=Then.KEEP,
    ),
    Rule(
        model="publishing.editingvisit",
        fields=("person",),
        whose=STAFF,
        title="Open forms",
        what="Which member of staff has a form open.",
        why="So that two people do not change one page at once.",
        until="Deleted within a day.",
        then=Then.DELETE,
        since="opened_at",
        keep_for=DAY,
    ),
    Rule(
        model="publishing.publicationevent",
        fields=("by", "by_name"),
        whose=STAFF,
        title="Publishing log",
        what="Which member of staff published, approved or withdrew a page, and when.",
        why="So that we can answer for what we publish.",
        until="Kept as long as the website, as part of its record.",
        then=Then.KEEP,
    ),
    Rule(
        model="snb.notice",
        fields=("issued_by", "issued_by_name"),
        whose=STAFF,
        title="Notices of meetings",
        what="Which member of staff issued a notice of a meeting. The page does not show it.",
        why="So that we can answer for what we announced.",
        until="Kept as long as the notice, as part of what the meeting was.",
        then=Then.KEEP,
    ),
    Rule(
        model="publishing.version",
        fields=("by_name",),
        whose=STAFF,
        title="Earlier versions",
        what="Which member of staff wrote an earlier version of a page.",
        why="So that a page can be put back as it was.",
        until="Kept as long as the page.",
        then=Then.KEEP,
    ),
    Rule(
        model="documents.documentfile",
        fields=("uploaded_by",),
        whose=STAFF,
        title="Documents",
        what="Which member of staff put a file on the website.",
        why="So that we can answer for what we publish.",
        until="Kept with the file. The name goes when the account does.",
        then=Then.KEEP,
    ),
    Rule(
        model="mail.outgoingmail",
        fields=("to", "subject", "text", "html"),
        whose=STAFF,
        title="Emails we sent",
        what="The address, the words, and whether it was sent.",
        why="So that no email is lost.",
        until="Deleted after 30 days.",
        then=Then.DELETE,
        since="written_at",
        keep_for=MONTH,
        where={"state__in": ("sent", "kept", "failed")},
    ),
    Rule(
        model="account.emailaddress",
        fields=("user", "email"),
        whose="",
        title="",
        what="A table of the sign-in library that the portal does not use.",
        why="It comes with the library.",
        until="Deleted every day, if there is anything.",
        then=Then.DELETE,
    ),
    Rule(
        model="partnership.officeholder",
        fields=("name",),
        whose=NAMED,
        title="Members of boards, such as councillors and chairs",
        what="Name, office and term.",
        why="Residents have a right to know who decides. The names are public already.",
        until="Kept as part of the record of the board.",
        then=Then.KEEP,
    ),
)

# Fields that look personal and are not, by the reason.
NOT_PERSONAL: dict[str, tuple[str, ...]] = {
    "The name of a role, a right, a set of files, a job or a queue.": (
        "django_tasks_database.dbtaskresult.backend_name",
        "django_tasks_database.dbtaskresult.queue_name",
        "worker.backgroundtask.backend_name",
        "worker.backgroundtask.queue_name",
        "worker.tick.name",
        "auth.permission.name",
        "auth.group.name",
        "content.loadedset.name",
    ),
    "The name or the contact of an organisation, never of a person.": (
        "identity.identity.name",
        "identity.identity.short_name",
        "identity.identity.area_name",
        "identity.identity.council_name",
        "identity.identity.police_name",
        "identity.identity.policing_body_name",
        "identity.identity.contact_email",
        "identity.identity.contact_phone",
        "identity.identity.contact_url",
        "partnership.partnerbody.name",
        "partnership.board.name",
        "partnership.board.contact_name",
        "partnership.board.contact_email",
        "partnership.board.contact_phone",
        "partnership.helpline.name",
        "priorities.subgroup.name",
        "priorities.annualreport.agreed_by",
    ),
    "The name of a thing: a licence, a theme, a measure, a file.": (
        "documents.documentfile.name",
        "identity.identity.licence_name",
        "priorities.theme.name",
        "priorities.measure.name",
    ),
    "A public hall, not a home.": ("snb.venue.name", "snb.venue.address", "snb.venue.postcode"),
    "A group of people who answered, such as “Residents, online”.": ("consultations.voice.name",),
}


def covered() -> set[str]:
    """Return every field that has a rule or a reason, as ``app.model.field``."""
    ruled = {f"{rule.model}.{name}" for rule in RULES for name in rule.fields}
    return ruled.union(*NOT_PERSONAL.values())
