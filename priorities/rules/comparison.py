"""What changed between two plans, by theme. Pure Python."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Mention:
    """A theme as a plan names it: as a priority, or as a point within one."""

    theme: str
    title: str
    url: str
    within: str = ""


@dataclass(frozen=True)
class ThemeChange:
    """What became of a theme between two plans, in words."""

    theme: str
    sentence: str
    url: str


@dataclass(frozen=True)
class Comparison:
    """What a later plan names anew, still names, and no longer names, by theme."""

    new: list[ThemeChange]
    kept: list[ThemeChange]
    no_longer_named: list[ThemeChange]


def compare_plans(earlier: Sequence[Mention], later: Sequence[Mention]) -> Comparison:
    """Return what changed from one plan's themes to another's, each theme once."""
    before, after = _by_theme(earlier), _by_theme(later)
    return Comparison(
        new=[
            ThemeChange(theme, f"Now we say {_named(mention)}.", mention.url)
            for theme, mention in after.items()
            if theme not in before
        ],
        kept=[
            ThemeChange(theme, _kept(before[theme], mention), mention.url)
            for theme, mention in after.items()
            if theme in before
        ],
        no_longer_named=[
            ThemeChange(theme, f"Before, we said {_named(mention)}.", mention.url)
            for theme, mention in before.items()
            if theme not in after
        ],
    )


def _by_theme(mentions: Sequence[Mention]) -> dict[str, Mention]:
    """Return the first mention of each theme; a priority comes before a point within one."""
    found: dict[str, Mention] = {}
    for mention in sorted(mentions, key=lambda one: bool(one.within)):
        found.setdefault(mention.theme, mention)
    return found


def _named(mention: Mention) -> str:
    part = f", as a part of “{mention.within}”" if mention.within else ""
    return f"“{mention.title}”{part}"


def _kept(before: Mention, after: Mention) -> str:
    """Return how a theme is named now, and how it was named before if that differs."""
    if before.title.casefold() == after.title.casefold() and before.within == after.within:
        return "We say it in the same words."
    return f"Before, we said {_named(before)}. Now we say {_named(after)}."
