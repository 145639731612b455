"""What consultations and findings ask of the people who keep them."""

from csp_portal.publishing.review_lines import register_reviews
from csp_portal.work.lines import DUE, Asker, Line, QuickAction, Row, Words
from csp_portal.work.registry import register_line, register_quick_action
from csp_portal.work.words import no_longer_than


def tell_finding(row: Row, asker: Asker) -> Words:
    """Say what was said, by whom, and that there is no answer."""
    return Words(f"“{no_longer_than(row.title)}”", f"has no answer yet ({row.details['voice']}).")


register_line(
    Line(
        section=DUE,
        model="consultations.finding",
        plural="findings without an answer",
        title="text",
        details={"voice": "voice__name"},
        day="voice__consultation__closes_on",
        tell=tell_finding,
        question="answer",
    )
)

register_reviews("consultations.consultation", plural="consultations", title="title")

register_quick_action(QuickAction(40, "New consultation", "consultations.consultation"))
