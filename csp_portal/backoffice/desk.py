"""The desk: what waits, what is due, what is missing, what was changed, what can be begun."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from csp_portal.backoffice.asking import SHOWN, Answer, Asked, admin_of, answers, ask, list_url
from csp_portal.backoffice.lately import Change, lately_changed
from csp_portal.work import registry
from csp_portal.work.lines import SECTIONS, Asker, Line, Row, Section, Urgency
from csp_portal.work.panels import Panel


@dataclass(frozen=True)
class ShownLine:
    """A line as the page prints it."""

    url: str
    record: str
    says: str
    tag: str
    tag_class: str


@dataclass(frozen=True)
class Link:
    """A link in words."""

    url: str
    label: str


@dataclass(frozen=True)
class Sort:
    """The most pressing lines of one sort, and where the rest of them is listed."""

    urgency: Urgency
    lines: list[ShownLine]
    total: int
    all_of_them: list[Link]


@dataclass(frozen=True)
class ShownSection:
    """A section of the desk as the page prints it."""

    section: Section
    sorts: list[Sort]

    @property
    def total(self) -> int:
        """All that is left to do in it."""
        return sum(sort.total for sort in self.sorts)


@dataclass(frozen=True)
class ShownPanel:
    """A panel with what it prints."""

    panel: Panel
    content: Any


@dataclass(frozen=True)
class Desk:
    """All that one person finds on the first page of the back office."""

    sections: list[ShownSection]
    panels: list[ShownPanel]
    changes: list[Change]
    quick_actions: list[Link]


URGENCIES = list(Urgency)
# A line with what was found for it.
Found = tuple[Asked, Answer]


def desk_of(request: HttpRequest, *, site: AdminSite) -> Desk:
    """Return the desk of the person who asks, in two queries and those of the panels."""
    at = timezone.now()
    # The site lets nobody in who has not signed in.
    user: Any = request.user
    asker = Asker(user, at, timezone.localdate(at))
    asked = ask(registry.lines(), site=site, request=request, asker=asker)
    found = list(zip(asked, answers(asked), strict=True))
    return Desk(
        sections=[ShownSection(section, _sorts(section, found, asker)) for section in SECTIONS],
        panels=list(_panels(request, site, asker)),
        changes=lately_changed(request, site=site),
        quick_actions=list(_quick_actions(request, site)),
    )


def _sorts(section: Section, found: list[Found], asker: Asker) -> list[Sort]:
    """Return the sorts that have lines: by how pressing they are, then the short ones first."""
    groups: dict[object, list[Found]] = defaultdict(list)
    for one in found:
        line = one[0].line
        if line.section is section and one[1].total:
            groups[line.urgency, line.group or line.plural].append(one)
    sorts = [_sort(group, asker) for group in groups.values()]
    return sorted(sorts, key=lambda sort: (URGENCIES.index(sort.urgency), sort.total))


def _sort(found: list[Found], asker: Asker) -> Sort:
    rows = [(asked, row) for asked, answer in found for row in answer.rows]
    shown = sorted(rows, key=lambda one: (one[1].day or date.min, one[1].title))[:SHOWN]
    shown_of = Counter(asked.line for asked, _row in shown)
    return Sort(
        urgency=found[0][0].line.urgency,
        lines=[_shown(asked, row, asker) for asked, row in shown],
        total=sum(answer.total for _asked, answer in found),
        all_of_them=[
            Link(asked.list_url, _all(asked.line, answer.total))
            for asked, answer in found
            if asked.list_url and answer.total > shown_of[asked.line]
        ],
    )


def _shown(asked: Asked, row: Row, asker: Asker) -> ShownLine:
    urgency = asked.line.urgency
    words = asked.line.tell(row, asker)
    return ShownLine(
        url=_address(asked, row),
        record=words.record,
        says=words.says,
        tag=urgency.value,
        tag_class=urgency.name.lower(),
    )


def _address(asked: Asked, row: Row) -> str:
    line = asked.line
    if line.for_everyone and not asked.is_opened:
        return line.for_everyone.address(row)
    if line.address:
        return line.address(row)
    return reverse(f"admin:{row.label.replace('.', '_')}_change", args=[row.pk])


def _all(line: Line, total: int) -> str:
    return f"All {total} {line.plural}" if total > 1 else f"{capfirst(line.plural)} (1)"


def _panels(request: HttpRequest, site: AdminSite, asker: Asker) -> Iterator[ShownPanel]:
    for panel in registry.panels():
        may_change = admin_of(site, panel.model).has_change_permission(request)
        if may_change and (content := panel.content(asker)):
            yield ShownPanel(panel, content)


def _quick_actions(request: HttpRequest, site: AdminSite) -> Iterator[Link]:
    for action in registry.quick_actions():
        model_admin = admin_of(site, action.model)
        if action.question and model_admin.has_change_permission(request):
            yield Link(list_url(action.model, f"missing={action.question}"), action.label)
        elif not action.question and model_admin.has_add_permission(request):
            name = f"admin:{action.model.replace('.', '_')}_{action.page}"
            yield Link(reverse(name), action.label)
