"""A rich text as a public page shows it, under the headings of that page."""

from collections.abc import Iterable

from csp_portal.rich_text.cleaning import HEADINGS, tree_of
from csp_portal.rich_text.tree import Element, Node, elements, render, text_of

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
LONGEST_LABEL = 80


def shown(text: str, *, level: int) -> str:
    """Return safe HTML whose highest headings are of ``level``; no level is left out.

    It is cleaned again, so that even a row that was changed below the portal is safe.
    """
    tree = tree_of(text)
    _set_headings(elements(tree, *HEADINGS), level)
    for element in elements(tree, *CLASSES):
        element.attributes["class"] = CLASSES[element.tag]
    for table in elements(tree, "table"):
        _set_scopes(table)
        _set_head(table)
    return render(map(_in_a_box, tree))


def _set_headings(headings: Iterable[Element], level: int) -> None:
    is_under_another = False
    for heading in headings:
        is_lower = heading.tag == "h3" and is_under_another
        is_under_another = is_under_another or heading.tag == "h2"
        heading.tag = f"h{min(level + is_lower, LOWEST)}"
        heading.attributes["class"] = HEADING_CLASSES[is_lower]


def _set_scopes(table: Element) -> None:
    """Say of each header cell whether it heads its column or its row."""
    for row in elements([table], "tr"):
        cells = [cell for cell in row.children if isinstance(cell, Element)]
        is_head = all(cell.tag == "th" for cell in cells)
        for cell in elements(cells, "th"):
            cell.attributes["scope"] = "col" if is_head else "row"
            _set_tag(cell)


def _set_head(table: Element) -> None:
    """Part the first row from the others when its cells head their columns."""
    first, *rest = elements([table], "tr")
    if any(cell.attributes.get("scope") == "col" for cell in elements([first], "th")):
        table.children = [Element("thead", {}, [first]), Element("tbody", {}, [*rest])]


def _set_tag(cell: Element) -> None:
    """Make an ordinary cell of one that is meant to head something but has no words."""
    if not text_of(cell.children).strip():
        cell.tag = "td"
        del cell.attributes["scope"]


def _in_a_box(node: Node) -> Node:
    """Put a table into a box of its own that scrolls sideways on a narrow screen."""
    if not isinstance(node, Element) or node.tag != "table":
        return node
    first_row = next(elements([node], "tr"))
    words = [text_of(cell.children).strip() for cell in elements([first_row], "th", "td")]
    label = f"Table: {', '.join(filter(None, words))}"[:LONGEST_LABEL].rstrip(" ,:")
    # A group: several boxes on a page need not differ in name, as landmarks must.
    box = {"class": "portal-table", "role": "group", "aria-label": label, "tabindex": "0"}
    return Element("div", box, [node])
