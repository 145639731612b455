"""What the page of one priority prints from this app; the thread adds what people said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from partnership.presenters import Card
from partnership.rules import day_in_words
from priorities.models import ActionStatus, PlannedAction, Priority, Subgroup, Theme
from priorities.presenters.plans import Step
from priorities.presenters.records import Around, Care, around, link_to

STATUS_COLOURS = {
    ActionStatus.NOT_STARTED.value: "grey",
    ActionStatus.UNDER_WAY.value: "blue",
    ActionStatus.DONE.value: "green",
    ActionStatus.STOPPED.value: "yellow",
}


@dataclass(frozen=True)
class PriorityRows:
    """A priority among those of its plan and those on its themes in other plans.

    ``focus`` holds the points each priority names: their words and their theme.
    """

    current: Priority
    siblings: list[Priority]
    elsewhere: list[Priority]
    focus: dict[int, list[tuple[str, int | None]]]
    is_sensitive: bool

    @property
    def focus_titles(self) -> list[str]:
        """The points that the priority names."""
        return [title for title, _theme in self.focus.get(self.current.pk, [])]

    @property
    def theme_ids(self) -> set[int]:
        """The priority's theme and those of its focus points."""
        points = self.focus.get(self.current.pk, [])
        return {self.current.theme_id} | {theme for _title, theme in points if theme}

    @property
    def themes(self) -> list[Theme]:
        """Those of its themes that are in hand because some priority has them."""
        found = {one.theme_id: one.theme for one in (*self.siblings, *self.elsewhere)}
        return [found[theme_id] for theme_id in sorted(self.theme_ids) if theme_id in found]

    @property
    def around(self) -> Around:
        """The priorities before and after it in its plan."""
        return around(self.siblings, self.current, label="Priorities of this plan")

    def care(self, *, at: datetime) -> Care:
        """Return whether the page needs the way out, and who can help."""
        care = Care.of(self.themes, at=at)
        return Care(care.is_exit_page or self.is_sensitive, care.helplines)

    def subgroup(self, *, at: datetime) -> Subgroup | None:
        """Return the subgroup formed from it, if that is public."""
        subgroup: Subgroup | None = getattr(self.current, "subgroup", None)
        return subgroup if subgroup and subgroup.is_public(at=at) else None

    def before_and_after(self) -> list[Step]:
        """Return the same theme in each plan that names it, the oldest plan first."""
        named = sorted((self.current, *self.elsewhere), key=lambda one: one.plan.order)
        return [self._step(priority) for priority in named] if self.elsewhere else []

    def _step(self, priority: Priority) -> Step:
        is_this = priority == self.current
        # Of a priority on another theme, the points within it that are on these themes.
        points = [] if priority.theme_id in self.theme_ids else self.focus.get(priority.pk, [])
        shared = [title for title, theme in points if theme in self.theme_ids]
        return Step(
            date_text=priority.plan.title,
            title=f"{priority.title} ({'this page' if is_this else priority.plan.period_text})",
            text=f"It names: {'; '.join(shared)}." if shared else "",
            url="" if is_this else priority.get_absolute_url(),
            is_done=is_this,
        )


def gather(rows: Iterable[Priority], *, plan: str, priority: str) -> PriorityRows | None:
    """Return the rows of ``on_themes_of()`` as one page needs them, or None if it is not there."""
    rows = list(rows)
    unique = dict.fromkeys(rows)
    siblings = [row for row in unique if row.plan.slug == plan]
    current = next((row for row in siblings if row.slug == priority), None)
    if current is None:
        return None
    return PriorityRows(
        current=current,
        siblings=siblings,
        elsewhere=[row for row in unique if row.plan.slug != plan],
        focus=focus_points(rows),
        is_sensitive=any(row.focus_is_sensitive for row in rows if row == current),
    )


def focus_points(rows: Iterable[Priority]) -> dict[int, list[tuple[str, int | None]]]:
    """Return the points each priority names, with their themes, from ``with_focus_rows()``."""
    focus: dict[int, list[tuple[str, int | None]]] = {}
    for row in rows:
        if row.focus_title:
            focus.setdefault(row.pk, []).append((row.focus_title, row.focus_theme_id))
    return focus


@dataclass(frozen=True)
class ActionLine:
    """A planned action with its lead, due date, status and what was said since."""

    title: str
    text: str
    lead_name: str
    lead_url: str
    due_text: str
    status: str
    colour: str
    is_overdue: bool
    updates: list[tuple[str, str]]


def action_lines(
    actions: Iterable[PlannedAction], *, today: date, at: datetime
) -> list[ActionLine]:
    """Return the planned actions; a lead that is not public is not named."""
    return [_action_line(action, today=today, at=at) for action in actions]


def _action_line(action: PlannedAction, *, today: date, at: datetime) -> ActionLine:
    is_named = action.lead is not None and action.lead.is_public(at=at)
    lead_name, lead_url = link_to(action.lead if is_named else None)
    return ActionLine(
        title=action.title,
        text=action.description,
        lead_name=lead_name,
        lead_url=lead_url,
        due_text=day_in_words(action.due_on) if action.due_on else "",
        status=action.get_status_display(),
        colour=STATUS_COLOURS[action.status],
        is_overdue=action.is_overdue(on=today),
        updates=[(day_in_words(one.happened_on), one.text) for one in action.updates.all()],
    )


def lead_cards(subgroup: Subgroup | None, actions: Sequence[ActionLine]) -> list[Card]:
    """Return who leads: the subgroup, then the bodies that lead on actions, each once."""
    cards = [Card(subgroup.name, subgroup.get_absolute_url(), "Subgroup")] if subgroup else []
    bodies = {action.lead_name: action.lead_url for action in actions if action.lead_name}
    return cards + [Card(name, url, "Leads on an action") for name, url in bodies.items()]
