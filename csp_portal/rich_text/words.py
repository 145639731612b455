"""The words of a rich text where its marks have no place: cards, titles, feeds, comparisons."""

import re
from collections.abc import Callable, Iterable

from csp_portal.rich_text.cleaning import clean, tree_of
from csp_portal.rich_text.tree import Element, Node, Text, elements, text_of

SPACES = re.compile(r"\s+")
PLAIN = {"p", "br"}
LINES = ("p", "h2", "h3", "li", "td", "th")


def plain_text(text: str) -> str:
    """Return the words on one line, for a card, a title, a description or a feed."""
    return SPACES.sub(" ", readable(text, has_marks=False)).strip()


def readable_text(text: str) -> str:
    """Return the text as a person reads it in a mail: lists with points, addresses of links."""
    return readable(text, has_marks=True)


def as_written(text: str) -> str:
    """Return the plain text that paragraphs were made of; a text with other marks as stored."""
    tree = tree_of(text)
    blocks = [text_of([block]) for block in tree]
    is_plain = all(element.tag in PLAIN for element in _all(tree))
    if is_plain and not any("\n\n" in block for block in blocks):
        return "\n\n".join(blocks)
    return clean(text)


def sentences_text(text: str) -> str:
    """Return the words with a line for each paragraph, heading, list item and cell."""
    tree = tree_of(text)
    return "\n".join(line for line in map(_own_words, elements(tree, *LINES)) if line)


def _own_words(element: Element) -> str:
    """Return the words of a line without those of a list inside it."""
    own = [
        child
        for child in element.children
        if isinstance(child, Text) or child.tag in {"strong", "a", "br"}
    ]
    return text_of(own).replace("\n", " ").strip()


def _all(nodes: Iterable[Node]) -> Iterable[Element]:
    for node in nodes:
        if isinstance(node, Element):
            yield node
            yield from _all(node.children)


# --- As a mail would show it -------------------------------------------------------------


def readable(text: str, *, has_marks: bool) -> str:
    """Return the text block by block, an empty line between two."""
    return "\n\n".join(_block(block, has_marks) for block in tree_of(text))


def _block(node: Node, has_marks: bool) -> str:
    write = WRITERS.get(node.tag) if isinstance(node, Element) else None
    if write is None or isinstance(node, Text):
        return _line([node], has_marks)
    return write(node, has_marks)


def _line(nodes: Iterable[Node], has_marks: bool) -> str:
    return "".join(_mark(node, has_marks) for node in nodes)


def _mark(node: Node, has_marks: bool) -> str:
    words = text_of([node])
    if isinstance(node, Text) or not has_marks:
        return words
    if node.tag == "strong":
        return f"*{_line(node.children, has_marks)}*"
    return f"{words} ({node.attributes['href']})" if node.tag == "a" else words


def _paragraph(element: Element, has_marks: bool) -> str:
    return _line(element.children, has_marks)


def _list(element: Element, has_marks: bool) -> str:
    items = [_content(item.children, has_marks) for item in _inner(element)]
    if not has_marks:
        return "\n".join(items)
    first = int(element.attributes.get("start", 1))
    is_numbered = element.tag == "ol"
    points = [f"{number}." if is_numbered else "•" for number in range(first, first + len(items))]
    return "\n".join(f"{point} {item}" for point, item in zip(points, items, strict=True))


def _content(nodes: list[Node], has_marks: bool) -> str:
    """Return what an item or a cell holds: its words, and each block on a new line."""
    inner = [child for child in nodes if isinstance(child, Element) and child.tag in WRITERS]
    words = _line([node for node in nodes if not any(node is one for one in inner)], has_marks)
    return "\n".join([words, *(_block(one, has_marks) for one in inner)]).strip()


def _table(element: Element, has_marks: bool) -> str:
    between = " | " if has_marks else " "
    rows = elements([element], "tr")
    return "\n".join(
        between.join(_content(cell.children, has_marks) for cell in _inner(row)) for row in rows
    )


def _inner(element: Element) -> list[Element]:
    return [child for child in element.children if isinstance(child, Element)]


WRITERS: dict[str, Callable[[Element, bool], str]] = {
    "p": _paragraph,
    "h2": _paragraph,
    "h3": _paragraph,
    "ul": _list,
    "ol": _list,
    "table": _table,
}


def is_same(one: str, other: str) -> bool:
    """Whether two texts say the same with the same marks."""
    return clean(one) == clean(other)
