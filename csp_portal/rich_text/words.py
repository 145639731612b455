"""The words of a rich text where its marks have no place: cards, titles, feeds, comparisons."""

import re
from collections.abc import Callable, Iterable
from itertools import count

from csp_portal.rich_text.cleaning import CELLS, HEADINGS, INLINE, clean, paragraphs, tree_of
from csp_portal.rich_text.tree import Node, elements, text_of

SPACES = re.compile(r"\s+")
SCHEME = re.compile("^(https://|mailto:|tel:)")
LINES = ("p", *HEADINGS, "li", *CELLS)


def plain_text(text: str) -> str:
    """Return the words on one line, for a card, a title, a description or a feed."""
    return SPACES.sub(" ", sentences_text(text)).strip()


def sentences_text(text: str) -> str:
    """Return the words with a line for each paragraph, heading, list item and cell."""
    return "\n".join(filter(None, map(_own_words, elements(tree_of(text), *LINES))))


def _own_words(line: Node) -> str:
    """Return the words of a line without those of a block inside it."""
    own = [child for child in line.children if child.tag in INLINE]
    return text_of(*own).replace("\n", " ").strip()


def paper_lines(text: str) -> list[tuple[str, str]]:
    """Return each paragraph, heading, list item and cell as its tag and its words.

    Paper cannot be clicked, so the address of a link to elsewhere stands behind its words.
    """
    found = [(line.tag, _words_on_paper(line)) for line in elements(tree_of(text), *LINES)]
    return [(tag, words) for tag, words in found if words]


def _words_on_paper(line: Node) -> str:
    own = [child for child in line.children if child.tag in INLINE]
    return SPACES.sub(" ", "".join(map(_on_paper, own))).strip()


def _on_paper(node: Node) -> str:
    words = node.words + "".join(map(_on_paper, node.children))
    address = SCHEME.sub("", node.attributes.get("href", "/"))
    return words if address.startswith("/") or address in words else f"{words} ({address})"


def as_written(text: str) -> str:
    """Return the plain text that paragraphs were made of; a text with other marks as stored."""
    stored = clean(text)
    written = "\n\n".join(map(text_of, tree_of(stored)))
    return written if clean(paragraphs(written)) == stored else stored


# --- As a mail would show it -------------------------------------------------------------


def readable_text(text: str) -> str:
    """Return the text as a person reads it in a mail: lists with points, addresses of links."""
    return "\n\n".join(_write(block).strip() for block in tree_of(text))


def _write(node: Node) -> str:
    return WRITERS[node.tag](node)


def _inside(node: Node) -> str:
    return "".join(map(_write, node.children))


def _new_line(node: Node) -> str:
    return f"\n{_inside(node)}"


def _points(node: Node) -> str:
    return "".join(f"\n• {item}" for item in _parts(node.children))


def _numbers(node: Node) -> str:
    numbers = count(int(node.attributes.get("start", 1)))
    items = zip(numbers, _parts(node.children), strict=False)
    return "".join(f"\n{number}. {item}" for number, item in items)


def _table(node: Node) -> str:
    rows = elements([node], "tr")
    return "".join(f"\n{' | '.join(_parts(row.children))}" for row in rows)


def _parts(nodes: Iterable[Node]) -> Iterable[str]:
    return (_inside(node).strip() for node in nodes)


WRITERS: dict[str, Callable[[Node], str]] = {
    "": lambda node: node.words,
    "br": lambda node: node.words,
    "strong": lambda node: f"*{_inside(node)}*",
    "a": lambda node: f"{_inside(node)} ({node.attributes['href']})",
    **dict.fromkeys(("p", *HEADINGS), _new_line),
    "ul": _points,
    "ol": _numbers,
    "table": _table,
}
