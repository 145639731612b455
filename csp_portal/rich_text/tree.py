"""A text with marks as a tree that can be put in order and written down again."""

import html
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

# How often a mark may stand inside another of its kind. No officer nests lists deeper; what is
# deeper keeps its words and loses its marks, so that no text can exhaust the machine.
ONCE = dict.fromkeys(("p", "h2", "h3", "strong", "a", "table", "tr", "td", "th"), 1)
DEEPEST = {"li": 8, **ONCE}
USUAL_DEPTH = 4
# What pages elsewhere use for what has a name of its own here.
RENAMED = {"b": "strong", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}
LINE_END = "br"


@dataclass
class Node:
    """A mark with what stands in it; without a tag, a run of words."""

    tag: str = ""
    words: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)


class TreeBuilder(HTMLParser):
    """Builds the tree of a fragment whose marks are known to be closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Node("root")
        self._open = [self.root]
        self._ignored: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = RENAMED.get(tag, tag)
        if tag == LINE_END:
            self._add(Node(tag, "\n"))
        elif [node.tag for node in self._open].count(tag) >= DEEPEST.get(tag, USUAL_DEPTH):
            self._ignored[tag] += 1
            self._add(Node(words=" "))
        else:
            node = Node(tag, attributes={name: value or "" for name, value in attrs})
            self._add(node)
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        tag = RENAMED.get(tag, tag)
        if self._ignored[tag]:
            self._ignored[tag] -= 1
        elif self._open[-1].tag == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._add(Node(words=data))

    def _add(self, node: Node) -> None:
        self._open[-1].children.append(node)


def parse(fragment: str) -> list[Node]:
    """Return the tree of a sanitised fragment."""
    builder = TreeBuilder()
    builder.feed(fragment)
    builder.close()
    return builder.root.children


def render(nodes: Iterable[Node]) -> str:
    """Return the tree written as HTML."""
    return "".join(map(_render, nodes))


def _render(node: Node) -> str:
    if not node.tag:
        return html.escape(node.words, quote=False)
    named = "".join(f' {name}="{html.escape(value)}"' for name, value in node.attributes.items())
    if node.tag == LINE_END:
        return f"<{node.tag}{named}>"
    return f"<{node.tag}{named}>{render(node.children)}</{node.tag}>"


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield every node, however deep, in the order of reading."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def elements(nodes: Iterable[Node], *tags: str) -> list[Node]:
    """Return every node with one of ``tags``, however deep, in the order of reading."""
    return [node for node in walk(nodes) if node.tag in tags]


def text_of(*nodes: Node) -> str:
    """Return the words of the nodes; a forced line end is a line end."""
    return "".join(node.words for node in walk(nodes))
