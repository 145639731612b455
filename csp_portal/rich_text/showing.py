"""A rich text as a public page shows it, under the headings of that page."""

from collections.abc import Iterable

from csp_portal.rich_text.cleaning import CELLS, HEADINGS, tree_of
from csp_portal.rich_text.tree import Node, elements, render, text_of

CLASSES = {
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "a": "govuk-link",
    "table": "govuk-table",
    "tr": "govuk-table__row",
    "th": "govuk-table__header",
    "td": "govuk-table__cell",
}
HEADING_CLASSES = ("govuk-heading-m", "govuk-heading-s")
LOWEST = 6
# Under a heading of this level, which is of medium size itself, every heading is small.
SMALL_BELOW = 3
LONGEST_LABEL = 80


def shown(text: str, *, level: int) -> str:
    """Return safe HTML whose highest headings are of ``level``; no level is left out.

    It is cleaned again, so that even a row that was changed below the portal is safe.
    """
    tree = tree_of(text)
    _set_headings(elements(tree, *HEADINGS), level)
    for node in elements(tree, *CLASSES):
        node.attributes["class"] = CLASSES[node.tag]
    for table in elements(tree, "table"):
        _set_head(table)
    return render(map(_in_a_box, tree))


def _set_headings(headings: Iterable[Node], level: int) -> None:
    is_under_another = False
    for heading in headings:
        is_lower = is_under_another and heading.tag == "h3"
        is_under_another |= heading.tag == "h2"
        heading.tag = f"h{min(level + is_lower, LOWEST)}"
        heading.attributes["class"] = HEADING_CLASSES[is_lower | (level > SMALL_BELOW)]


def _set_head(table: Node) -> None:
    """Say of each header cell what it heads; part the first row if its cells head columns."""
    first, *rest = elements([table], "tr")
    is_head = not elements([first], "td")
    _set_scopes(elements([first], "th"), "col" if is_head else "row")
    _set_scopes(elements(rest, "th"), "row")
    if is_head:
        table.children = [Node("thead", children=[first]), Node("tbody", children=rest)]


def _set_scopes(cells: Iterable[Node], scope: str) -> None:
    """Set the scope; a cell without words heads nothing and becomes an ordinary one."""
    for cell in cells:
        has_words = bool(text_of(cell).strip())
        cell.tag = "th" if has_words else "td"
        cell.attributes |= {"scope": scope} if has_words else {"class": CLASSES["td"]}


def _in_a_box(node: Node) -> Node:
    """Put a table into a box of its own that scrolls sideways on a narrow screen."""
    if node.tag != "table":
        return node
    first_row = elements([node], "tr")[0]
    words = filter(None, (text_of(cell).strip() for cell in elements([first_row], *CELLS)))
    label = f"Table: {', '.join(words)}"[:LONGEST_LABEL].rstrip(" ,:")
    # A group: several boxes on a page need not differ in name, as landmarks must.
    box = {"class": "portal-table", "role": "group", "aria-label": label, "tabindex": "0"}
    return Node("div", attributes=box, children=[node])
