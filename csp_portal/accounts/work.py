"""What whoever keeps the accounts can begin from the desk."""

from csp_portal.work.lines import QuickAction
from csp_portal.work.registry import register_quick_action

register_quick_action(QuickAction(50, "Ask somebody in", "accounts.user"))
