"""The back office by task, as the people who use it think of it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """A group of models that serve one task, and questions to look at now and then."""

    slug: str
    title: str
    purpose: str
    models: tuple[str, ...]
    # Per question: its words, the model whose list answers it, and that list's filter.
    questions: tuple[tuple[str, str, str], ...] = ()


TASKS = (
    Task(
        "drafts",
        "Drafts and approval",
        "Approve what others wrote, and see what is being prepared or set for later.",
        ("publishing.draft", "publishing.plannedmove"),
    ),
    Task(
        "meetings",
        "Meetings",
        "Announce a meeting, add its agenda and papers, say what was held.",
        (
            "snb.meeting",
            "snb.venue",
            "snb.agendaitem",
            "snb.meetingaction",
            "snb.notice",
        ),
        (
            ("Over, but still “planned”", "snb.meeting", "outcome"),
            ("To come, without a venue", "snb.meeting", "venue"),
            ("Actions that are overdue", "snb.meetingaction", "overdue"),
            ("Venues whose access is not known", "snb.venue", "access"),
        ),
    ),
    Task(
        "members",
        "Members and boards",
        "Keep the organisations, the boards and who sits on them up to date.",
        ("partnership.partnerbody", "partnership.board"),
        (("Members whose successor is not known", "partnership.partnerbody", "successor"),),
    ),
    Task(
        "duties",
        "Duties and law",
        "Show what the law asks, who leads, and what was done.",
        ("partnership.duty", "partnership.legislation", "partnership.source"),
        (
            ("Duties that are overdue", "partnership.duty", "due"),
            ("Duties without evidence", "partnership.duty", "evidence"),
        ),
    ),
    Task(
        "plans",
        "Plans and priorities",
        "Add a plan, its priorities, and what we promised to do.",
        (
            "priorities.plan",
            "priorities.priority",
            "priorities.plannedaction",
            "priorities.subgroup",
            "priorities.theme",
        ),
        (
            ("Actions that are overdue", "priorities.plannedaction", "overdue"),
            ("Priorities without words for residents", "priorities.priority", "summary"),
        ),
    ),
    Task(
        "measures",
        "Measures and figures",
        "Say what we count, and add each new year.",
        ("priorities.measure", "priorities.figure"),
        (("Measures without the last full year", "priorities.measure", "year"),),
    ),
    Task(
        "reports",
        "Reports and assessments",
        "Publish the yearly look at crime and the annual report.",
        ("priorities.strategicassessment", "priorities.annualreport"),
    ),
    Task(
        "documents",
        "Documents",
        "Add a file, see whether everybody can read it, and replace it with a newer one.",
        ("documents.document",),
        (
            ("May not work with a screen reader", "documents.document", "barrier"),
            ("Used nowhere", "documents.document", "use"),
        ),
    ),
    Task(
        "consultations",
        "Consultations and findings",
        "Say who was asked, what they said and what came of it.",
        ("consultations.consultation", "consultations.voice", "consultations.finding"),
        (("Findings not answered", "consultations.finding", "answer"),),
    ),
    Task(
        "help",
        "Who to call and words",
        "Keep telephone numbers checked and our words explained.",
        ("partnership.helpline", "partnership.glossaryentry"),
        (("Numbers due for a check", "partnership.helpline", "check"),),
    ),
    Task(
        "portal",
        "The portal itself",
        "Say who we are, tell what changed, and keep old addresses working.",
        (
            "identity.identity",
            "publishing.changenote",
            "publishing.movedpath",
            "publishing.publicationevent",
            "publishing.approvalrule",
        ),
    ),
    Task(
        "people",
        "People who sign in",
        "Give somebody a way in, or close it when they leave.",
        ("accounts.user", "auth.group", "audit.entry"),
    ),
    Task(
        "background",
        "Work in the background",
        "See whether e-mails go out and regular jobs run.",
        (
            "mail.outgoingmail",
            "worker.backgroundtask",
            "worker.tick",
            "worker.workerprocess",
        ),
        (
            ("E-mails that failed", "mail.outgoingmail", "failed"),
            ("Tasks that failed", "worker.backgroundtask", "failed"),
        ),
    ),
)
