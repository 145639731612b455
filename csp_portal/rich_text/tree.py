"""A text with marks as a tree that can be put in order and written down again."""

import html
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

# How often a mark may stand inside another of its kind. No officer nests lists deeper; what is
# deeper keeps its words and loses its marks, so that no text can exhaust the machine.
DEEPEST = {"li": 8, "p": 1, "h2": 1, "h3": 1, "strong": 1, "a": 1, "table": 1}
USUAL_DEPTH = 4
# What pages elsewhere use for what has a name of its own here.
RENAMED = {"b": "strong", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}
WITHOUT_END = {"br"}


@dataclass
class Text:
    """A run of characters."""

    value: str


@dataclass
class Element:
    """A mark with what stands in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)


Node = Text | Element


class TreeBuilder(HTMLParser):
    """Builds the tree of a fragment whose marks are known to be closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Element("")
        self._open = [self.root]
        self._ignored: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = RENAMED.get(tag, tag)
        if sum(one.tag == tag for one in self._open) >= DEEPEST.get(tag, USUAL_DEPTH):
            self._ignored[tag] += 1
            return
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in WITHOUT_END:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        tag = RENAMED.get(tag, tag)
        if self._ignored[tag]:
            self._ignored[tag] -= 1
        elif self._open[-1].tag == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(Text(data))


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
    if isinstance(node, Text):
        return html.escape(node.value, quote=False)
    named = "".join(f' {name}="{html.escape(node.attributes[name])}"' for name in node.attributes)
    if node.tag in WITHOUT_END:
        return f"<{node.tag}{named}>"
    return f"<{node.tag}{named}>{render(node.children)}</{node.tag}>"


def leaves(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield every text and every mark that holds nothing, in the order of reading."""
    for node in nodes:
        if isinstance(node, Element) and node.tag not in WITHOUT_END:
            yield from leaves(node.children)
        else:
            yield node


def elements(nodes: Iterable[Node], *tags: str) -> Iterator[Element]:
    """Yield every element with one of ``tags``, however deep, in the order of reading."""
    for node in nodes:
        if isinstance(node, Element):
            if node.tag in tags:
                yield node
            yield from elements(node.children, *tags)


def text_of(nodes: Iterable[Node]) -> str:
    """Return the words of the nodes; a forced line end is a line end."""
    return "".join(leaf.value if isinstance(leaf, Text) else "\n" for leaf in leaves(nodes))
