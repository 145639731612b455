"""What plans, priorities, actions and measures ask of the people who keep them."""

from csp_portal.publishing.review_lines import register_reviews
from csp_portal.work.lines import DUE, GAPS, Asker, Line, QuickAction, Row, Urgency, Words
from csp_portal.work.registry import register_line, register_quick_action
from csp_portal.work.words import due_on_in_words
from priorities.rules.figures import last_full_year_from
from priorities.rules.years import last_year_named, name_of_year


def tell_action(row: Row, asker: Asker) -> Words:
    """Say when a promised deed was due."""
    return Words(f"Action: {row.title}", f"{due_on_in_words(row.known_day, today=asker.today)}.")


def tell_measure(row: Row, asker: Asker) -> Words:
    """Say which year a measure lacks."""
    year = last_full_year_from(asker.today)
    return Words(
        f"Measure: {row.title}",
        f"has no figure for {name_of_year(year)}: that year ended on 31 March {year.year + 1}.",
    )


def tell_plan(row: Row, asker: Asker) -> Words:
    """Say after which year there is no plan."""
    year = last_year_named(row.details["period"])
    record = f"No plan after {year}." if year else "No plan after the latest one."
    return Words(record, f"The latest published plan is “{row.title}”.")


def tell_priority(row: Row, asker: Asker) -> Words:
    """Say that a priority has no words for residents."""
    return Words(f"Priority: {row.title}", f"has no words for residents ({row.details['plan']}).")


def tell_theme(row: Row, asker: Asker) -> Words:
    """Say that a sensitive theme names no number to call."""
    return Words(f"Theme: {row.title}", "is sensitive and names no number to call.")


register_line(
    Line(
        section=DUE,
        model="priorities.plannedaction",
        plural="overdue actions",
        title="title",
        day="due_on",
        tell=tell_action,
        question="overdue",
        urgency=Urgency.OVERDUE,
    )
)
register_line(
    Line(
        section=DUE,
        model="priorities.measure",
        plural="measures whose new year is missing",
        title="name",
        tell=tell_measure,
        question="new-year",
    )
)
register_line(
    Line(
        section=GAPS,
        model="priorities.plan",
        plural="plans without one after them",
        title="title",
        details={"period": "period_text"},
        tell=tell_plan,
        question="next",
    )
)
register_line(
    Line(
        section=GAPS,
        model="priorities.priority",
        plural="priorities without words for residents",
        title="title",
        details={"plan": "plan__title"},
        tell=tell_priority,
        question="summary",
    )
)
register_line(
    Line(
        section=GAPS,
        model="priorities.theme",
        plural="sensitive themes without a number to call",
        title="name",
        tell=tell_theme,
        question="helpline",
    )
)

register_reviews("priorities.plan", plural="plans", title="title")
register_reviews("priorities.priority", plural="priorities", title="title")
register_reviews("priorities.theme", plural="themes", title="name")
register_reviews("priorities.subgroup", plural="subgroups", title="name")
register_reviews("priorities.measure", plural="measures", title="name")
register_reviews("priorities.strategicassessment", plural="assessments", title="title")
register_reviews("priorities.annualreport", plural="annual reports", title="title")

register_quick_action(QuickAction(20, "Add a new year of figures", "priorities.measure", "year"))
register_quick_action(QuickAction(30, "New plan", "priorities.plan"))
