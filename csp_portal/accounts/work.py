"""What whoever keeps the accounts can begin from the desk, and who has not come yet."""

from typing import Any

from django.db.models import QuerySet

from csp_portal.accounts.models import User
from csp_portal.dates.words import day_in_words
from csp_portal.work.lines import DUE, Asker, Line, QuickAction, Row, Words
from csp_portal.work.registry import register_line, register_quick_action


def never_came(asker: Asker) -> QuerySet[Any]:
    """Return the people whose link ran out before they used it."""
    return User.objects.filter(
        invitation__accepted_at=None,
        invitation__withdrawn_at=None,
        invitation__expires_at__lte=asker.at,
    )


def tell_never_came(row: Row, asker: Asker) -> Words:
    """Say who was invited and since when the link is dead."""
    day = day_in_words(row.known_day)
    return Words(row.title, f"was invited and has not come. The link ended on {day}.")


register_quick_action(QuickAction(50, "Ask somebody in", "accounts.user"))
register_line(
    Line(
        section=DUE,
        model="accounts.user",
        plural="people who were invited and have not come",
        title="email",
        day="invitation__expires_at",
        tell=tell_never_came,
        rows=never_came,
    )
)
