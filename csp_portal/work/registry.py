"""What every app has said; the modules called ``work`` say it when the portal starts."""

from csp_portal.work.lines import Line, QuickAction
from csp_portal.work.panels import Panel

_lines: list[Line] = []
_panels: list[Panel] = []
_quick_actions: list[QuickAction] = []


def register_line(line: Line) -> None:
    """Show ``line`` on the desk; raises ValueError when it leads to no records."""
    if not line.question and line.rows is None:
        raise ValueError(f"The line of {line.plural} has neither a question nor rows")
    _lines.append(line)


def register_panel(panel: Panel) -> None:
    """Show ``panel`` on the desk to whoever may change its records."""
    _panels.append(panel)


def register_quick_action(action: QuickAction) -> None:
    """Offer ``action`` on the desk to whoever may do it."""
    _quick_actions.append(action)


def lines() -> list[Line]:
    """Return all lines, in the order in which they were registered."""
    return list(_lines)


def panels() -> list[Panel]:
    """Return all panels, in the order in which they were registered."""
    return list(_panels)


def quick_actions() -> list[QuickAction]:
    """Return all quick actions in their order."""
    return sorted(_quick_actions, key=lambda action: action.order)
