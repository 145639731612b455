"""What the partnership's pages print: words and links, ready to show. No queries here."""

from partnership.presenters.records import NOT_STATED, Card, Fact, Foot, Section

__all__ = ["NOT_STATED", "Card", "Fact", "Foot", "Section"]
