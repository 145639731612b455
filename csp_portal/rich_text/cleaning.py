"""Bring whatever is given as a rich text into the one form in which it is stored.

The same words with the same marks always give the same text: a form that was opened and sent
again changes nothing, and what an officer did not touch is not taken for a change.
"""

import html
import re
from collections.abc import Callable, Iterable
from itertools import groupby

from csp_portal.fields import no_control_characters
from csp_portal.rich_text.allowed import sanitise
from csp_portal.rich_text.tree import Element, Node, Text, leaves, parse, render, text_of

# A text that closes a mark, or holds one that needs no end, was written with marks.
MARKED = re.compile(r"</[a-z][a-z0-9]*\s*>|<br\b[^>]*>", re.IGNORECASE)
EMPTY_LINE = re.compile(r"\n[ \t]*\n[ \t\n]*")
SPACES = re.compile(r"[ \t\n\r\f]+")
UNSEEN = re.compile(no_control_characters.regex)
INLINE = {"strong", "a", "br"}
HEADINGS = ("h2", "h3")
LISTS = ("ul", "ol")
IN_A_TEXT = {"p", *HEADINGS, *LISTS, "table"}
IN_AN_ITEM = {"p", *LISTS}


def clean(text: str) -> str:
    """Return ``text``, plain or with marks, safe and in the form in which it is stored.

    Plain text becomes paragraphs, parted where an empty line stands. Never raises.
    """
    return render(tree_of(text))


def tree_of(text: str) -> list[Node]:
    """Return the tree of a text, safe and in order."""
    lines = _visible(text.replace("\r\n", "\n").replace("\r", "\n"))
    marked = lines if MARKED.search(lines) else paragraphs(lines)
    return _blocks(parse(sanitise(marked)), IN_A_TEXT)


def _visible(text: str) -> str:
    return UNSEEN.sub("", text)


def paragraphs(text: str) -> str:
    """Return plain text as paragraphs with nothing in it taken for a mark."""
    blocks = EMPTY_LINE.split(html.escape(text, quote=False).replace("\r\n", "\n"))
    lines = ["<br>".join(block.strip(" \t\n").split("\n")) for block in blocks]
    return "".join(f"<p>{line}</p>" for line in lines if line)


# --- Blocks ------------------------------------------------------------------------------


def _blocks(nodes: Iterable[Node], allowed: set[str]) -> list[Node]:
    """Return blocks in order; words that stand in no block get a paragraph of their own."""
    found: list[Node] = []
    for is_inline, group in groupby(nodes, key=_is_inline):
        if is_inline:
            found += _paragraphs_of(list(group))
        else:
            for node in group:
                found += _block(node, allowed)  # type: ignore[arg-type]
    return found


def _is_inline(node: Node) -> bool:
    return isinstance(node, Text) or node.tag in INLINE


def _block(element: Element, allowed: set[str]) -> list[Node]:
    make = MAKERS.get(element.tag)
    if make is None or element.tag not in allowed:
        return _blocks(element.children, allowed)
    return make(element)


def _line(element: Element) -> list[Node]:
    children = _inline(element.children)
    return [Element(element.tag, {}, children)] if children else []


def _list(element: Element) -> list[Node]:
    items = [item for child in element.children if (item := _item(child))]
    return [Element(element.tag, element.attributes, list(items))] if items else []


def _item(node: Node) -> Element | None:
    is_item = isinstance(node, Element) and node.tag == "li"
    children = node.children if is_item and isinstance(node, Element) else [node]
    content = _without_single_paragraph(_blocks(children, IN_AN_ITEM))
    return Element("li", {}, content) if content else None


def _table(element: Element) -> list[Node]:
    rows = [row for row in map(_row, _rows(element)) if row.children]
    return [Element("table", {}, [Element("tbody", {}, list(rows))])] if rows else []


def _rows(element: Element) -> list[Element]:
    """Return the rows of a table, but not those of a table inside it."""
    inner = [child for child in element.children if isinstance(child, Element)]
    found = [[child] if child.tag == "tr" else _rows(child) for child in inner]
    return [row for rows in found for row in rows]


def _row(row: Element) -> Element:
    cells = [child for child in row.children if isinstance(child, Element)]
    return Element("tr", {}, [_cell(cell) for cell in cells if cell.tag in {"td", "th"}])


def _cell(cell: Element) -> Element:
    content = _without_single_paragraph(_blocks(cell.children, IN_AN_ITEM))
    return Element(cell.tag, dict(sorted(cell.attributes.items())), content)


def _without_single_paragraph(blocks: list[Node]) -> list[Node]:
    """Return the content of an item or cell; one paragraph alone needs no mark of its own."""
    lines = [block for block in blocks if isinstance(block, Element) and block.tag == "p"]
    if len(lines) != 1 or blocks[0] is not lines[0]:
        return blocks
    return [*lines[0].children, *blocks[1:]]


MAKERS: dict[str, Callable[[Element], list[Node]]] = {
    "p": _line,
    "h2": _line,
    "h3": _line,
    "ul": _list,
    "ol": _list,
    "table": _table,
}


# --- Words and the marks inside a line ---------------------------------------------------


def _paragraphs_of(nodes: list[Node]) -> list[Node]:
    """Return loose words as paragraphs, parted where an empty line stands."""
    lines: list[list[Node]] = [[]]
    for node in nodes:
        first, *more = EMPTY_LINE.split(node.value) if isinstance(node, Text) else [node]
        lines[-1].append(_as_node(first))
        lines += [[_as_node(one)] for one in more]
    return [Element("p", {}, content) for line in lines if (content := _inline(line))]


def _as_node(part: str | Node) -> Node:
    return Text(part) if isinstance(part, str) else part


def _inline(nodes: Iterable[Node]) -> list[Node]:
    """Return words with bold and links only; spaces are levelled as a browser levels them."""
    flat = _flat(nodes)
    _level_spaces(flat)
    return _without_empty(flat)


def _flat(nodes: Iterable[Node]) -> list[Node]:
    found: list[Node] = []
    for node in nodes:
        found += _flat_node(node)
    return found


def _flat_node(node: Node) -> list[Node]:
    if isinstance(node, Text):
        return [Text(_visible(node.value))]  # a character may have come as &#8;
    children = _flat(node.children)
    is_dead_link = node.tag == "a" and not node.attributes
    if node.tag not in INLINE or is_dead_link:
        return children
    return [Element(node.tag, node.attributes, children)]


def _level_spaces(nodes: list[Node]) -> None:
    line = list(leaves(nodes))
    for backwards in (False, True):
        is_after_space = True
        for leaf in reversed(line) if backwards else line:
            is_after_space = _level(leaf, is_after_space, backwards)


def _level(leaf: Node, is_after_space: bool, backwards: bool) -> bool:
    """Level one leaf; return whether a space next to it would be one too many."""
    if isinstance(leaf, Element):
        return True
    value = SPACES.sub(" ", leaf.value)
    if is_after_space:
        value = value.rstrip(" ") if backwards else value.lstrip(" ")
    leaf.value = value
    if backwards:
        return is_after_space and not value
    return value.endswith(" ") or (is_after_space and not value)


def _without_empty(nodes: list[Node]) -> list[Node]:
    """Return the line without marks around nothing; nothing at all when it has no words."""
    if not text_of(nodes).strip():
        return []
    kept = [node for node in map(_pruned, nodes) if node is not None]
    while kept and _is_line_end(kept[0]):
        del kept[0]
    while kept and _is_line_end(kept[-1]):
        del kept[-1]
    return kept


def _is_line_end(node: Node) -> bool:
    return isinstance(node, Element) and node.tag == "br"


def _pruned(node: Node) -> Node | None:
    if isinstance(node, Text):
        return node if node.value else None
    if node.tag == "br":
        return node
    children = [child for child in map(_pruned, node.children) if child is not None]
    return Element(node.tag, node.attributes, children) if children else None
