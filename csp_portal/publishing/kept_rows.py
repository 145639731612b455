"""Rows that a draft may add to, and may not alter or drop, in the data of a record.

What is stored of them stays whatever a text of the record says: a row that a text leaves out,
because it is older than the row, is hidden instead. A new row takes the next free number.
"""

from collections import Counter
from typing import Any

from csp_portal.content_kinds import Kept
from csp_portal.publishing.aggregates import Part

Rows = list[dict[str, Any]]


def keeps_rows(part: Part) -> bool:
    """Whether rows of the record are kept as they were stored."""
    return any(child.kept for child in part.children)


def with_kept_rows(part: Part, data: dict[str, Any], stored: dict[str, Any]) -> dict[str, Any]:
    """Return ``data`` with every kept row of ``stored`` in it, as it is stored."""
    rows: dict[str, Rows] = data["children"]
    kept = {
        child.name: _merged(child.kept, rows[child.name], stored["children"][child.name])
        for child in part.children
        if child.kept and child.name in rows
    }
    return data | {"children": rows | kept}


def _merged(kept: Kept, wanted: Rows, stored: Rows) -> Rows:
    by_key = {row["fields"][kept.key]: row["fields"] for row in wanted}
    known = {row["fields"][kept.key] for row in stored}
    stay = [_with(row, kept.hidden, _is_hidden(kept, row, by_key)) for row in stored]
    new = [row for row in wanted if row["fields"][kept.key] not in known]
    return _numbered(kept, new, stay) + stay


def _is_hidden(kept: Kept, row: dict[str, Any], by_key: dict[str, Any]) -> bool:
    """Whether a text hides a stored row: by saying so, or by leaving it out."""
    fields = by_key.get(row["fields"][kept.key], {})
    return bool(fields.get(kept.hidden, True))


def _numbered(kept: Kept, new: Rows, stay: Rows) -> Rows:
    """Return the new rows under the numbers that follow those which are taken."""
    taken: Counter[str] = Counter()
    for row in stay:
        fields = row["fields"]
        taken[fields[kept.among]] = max(taken[fields[kept.among]], fields[kept.number])
    numbered = {}
    for row in sorted(new, key=lambda row: row["fields"][kept.number]):
        taken[row["fields"][kept.among]] += 1
        numbered[row["fields"][kept.key]] = taken[row["fields"][kept.among]]
    return [_with(row, kept.number, numbered[row["fields"][kept.key]]) for row in new]


def _with(row: dict[str, Any], name: str, value: object) -> dict[str, Any]:
    return row | {"fields": row["fields"] | {name: value}}
