"""Bring whatever is given as a rich text into the one form in which it is stored.

The same words with the same marks always give the same text: a form that was opened and sent
again changes nothing, and what an officer did not touch is not taken for a change.
"""

import html
import re
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from operator import attrgetter

from csp_portal.characters import UNSEEN, without_unseen
from csp_portal.rich_text.allowed import sanitise
from csp_portal.rich_text.tree import LINE_END, Node, elements, parse, render, text_of, walk

# A text that closes a mark, or holds one that needs no end, was written with marks.
MARKED = re.compile(r"</[a-z][a-z0-9]*\s*>|<br\b[^>]*>", re.IGNORECASE)
EMPTY_LINE = re.compile(r"\n[ \t]*\n[ \t\n]*")
INLINE = {"", "strong", "a", LINE_END}
HEADINGS = ("h2", "h3")
CELLS = ("td", "th")


def clean(text: str) -> str:
    """Return ``text``, plain or with marks, safe and in the form in which it is stored.

    Plain text becomes paragraphs, parted where an empty line stands. Never raises.
    """
    return render(tree_of(text))


def tree_of(text: str) -> list[Node]:
    """Return the tree of a text, safe and in order."""
    lines = without_unseen(text)
    tree = parse(sanitise(lines if MARKED.search(lines) else paragraphs(lines)))
    for node in walk(tree):
        # A character that cannot be shown may have come as &#8;
        node.words = UNSEEN.sub("", node.words)
    return _blocks(tree, IN_A_TEXT)


def paragraphs(text: str) -> str:
    """Return plain text as paragraphs with nothing in it taken for a mark."""
    blocks = EMPTY_LINE.split(html.escape(text, quote=False).replace("\r\n", "\n"))
    lines = ["<br>".join(block.strip(" \t\n").split("\n")) for block in blocks]
    return "".join(f"<p>{line}</p>" for line in lines if line)


# --- Blocks ------------------------------------------------------------------------------

# Given a block and the makers of what may stand in it, returns it in order, or nothing.
Makers = Mapping[str, Callable[[Node], list[Node]]]


def _blocks(nodes: Iterable[Node], makers: Makers) -> list[Node]:
    """Return blocks in order; words that stand in no block get a paragraph of their own."""
    found: list[Node] = []
    for is_inline, group in groupby(nodes, key=lambda node: node.tag in INLINE):
        members = list(group)
        found += _loose(members) if is_inline else _made(members, makers)
    return found


def _made(nodes: Iterable[Node], makers: Makers) -> list[Node]:
    """Return what the makers make; of a block that may not stand here, what stands in it."""
    found: list[Node] = []
    for node in nodes:
        make = makers.get(node.tag)
        found += make(node) if make else _blocks(node.children, makers)
    return found


def _loose(nodes: Iterable[Node]) -> list[Node]:
    """Return loose words as paragraphs, parted where an empty line stands."""
    lines: list[list[Node]] = [[]]
    for node in nodes:
        first, *more = EMPTY_LINE.split(node.words)
        node.words = first
        lines[-1].append(node)
        lines += [[Node(words=words)] for words in more]
    return [Node("p", children=content) for line in lines if (content := _line(line))]


def _text_block(block: Node) -> list[Node]:
    content = _line(block.children)
    return [Node(block.tag, children=content)] if content else []


def _list(block: Node) -> list[Node]:
    items = [Node("li", children=content) for node in block.children if (content := _item(node))]
    return [Node(block.tag, attributes=block.attributes, children=items)] if items else []


def _item(node: Node) -> list[Node]:
    return _content(node.children if node.tag == "li" else [node])


def _table(block: Node) -> list[Node]:
    rows = [Node("tr", children=cells) for row in elements([block], "tr") if (cells := _cells(row))]
    return [Node("table", children=[Node("tbody", children=rows)])] if rows else []


def _cells(row: Node) -> list[Node]:
    return [
        Node(
            cell.tag,
            attributes=dict(sorted(cell.attributes.items())),
            children=_content(cell.children),
        )
        for cell in elements(row.children, *CELLS)
    ]


def _content(nodes: Iterable[Node]) -> list[Node]:
    """Return what an item or a cell holds; one paragraph alone needs no mark of its own."""
    blocks = _blocks(nodes, IN_AN_ITEM)
    tags = list(map(attrgetter("tag"), blocks))
    if tags[:1] != ["p"] or "p" in tags[1:]:
        return blocks
    return [*blocks[0].children, *blocks[1:]]


IN_AN_ITEM: Makers = {"p": _text_block, "ul": _list, "ol": _list}
IN_A_TEXT: Makers = {**IN_AN_ITEM, "h2": _text_block, "h3": _text_block, "table": _table}


# --- Words and the marks inside a line ---------------------------------------------------

SPACES = re.compile(r"[ \t\r\f\v]+")
# Between two runs of words stands BOUND while spaces are levelled; a forced line end is BREAK.
BOUND, BREAK = "\x00", "\x01"
AFTER_SPACE = re.compile(f"(^|[ {BREAK}])([ {BOUND}]+)")
BEFORE_BREAK = re.compile(f"[ {BOUND}]+(?={BREAK}|$)")
OUTER_BREAKS = re.compile(f"^[{BOUND}{BREAK}]+|[{BOUND}{BREAK}]+$")


def _line(nodes: Iterable[Node]) -> list[Node]:
    """Return words with bold and links only, spaces as a browser shows them.

    Returns nothing when there are no words.
    """
    flat = _flat(nodes)
    _level_spaces(list(walk(flat)))
    return _without_empty(flat) if text_of(*flat).strip() else []


def _flat(nodes: Iterable[Node]) -> list[Node]:
    """Return the nodes without blocks and without links that lead nowhere."""
    found: list[Node] = []
    for node in nodes:
        children = _flat(node.children)
        is_kept = node.tag in INLINE and (node.tag != "a" or node.attributes)
        copy = Node(node.tag, node.words, node.attributes, children)
        found += [copy] if is_kept else children
    return found


def _level_spaces(nodes: list[Node]) -> None:
    """Level the spaces of a line, across its marks, and drop line ends at its ends."""
    words = (BREAK if node.tag == LINE_END else node.words.replace("\n", " ") for node in nodes)
    line = SPACES.sub(" ", BOUND.join(words))
    line = AFTER_SPACE.sub(lambda found: found[1] + found[2].replace(" ", ""), line)
    line = BEFORE_BREAK.sub(lambda found: found[0].replace(" ", ""), line)
    line = OUTER_BREAKS.sub(lambda found: found[0].replace(BREAK, ""), line)
    for node, levelled in zip(nodes, line.split(BOUND), strict=bool(nodes)):
        node.words = levelled.replace(BREAK, "\n")


def _without_empty(nodes: Iterable[Node]) -> list[Node]:
    return [
        Node(node.tag, node.words, node.attributes, _without_empty(node.children))
        for node in nodes
        if text_of(node)
    ]
