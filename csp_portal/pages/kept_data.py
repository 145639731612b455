"""What the privacy page tells from the table of retention: what is kept, why and how long."""

from collections.abc import Iterator

from csp_portal.retention.table import RULES, Rule

# A summary list's rows: label, text, and no link.
Row = tuple[str, str, str]


def kept_data() -> list[tuple[str, list[Row]]]:
    """Return, for each group of people, what is kept of them, in the order of the table."""
    groups: dict[str, list[Row]] = {}
    for whose, row in rows():
        groups.setdefault(whose, []).append(row)
    return list(groups.items())


def rows() -> Iterator[tuple[str, Row]]:
    """Yield whose data it is and what is told, leaving out what no resident can be part of."""
    for rule in RULES:
        if rule.whose:
            yield rule.whose, (rule.title, in_sentences(rule), "")


def in_sentences(rule: Rule) -> str:
    """Return what, why and until when, a line each."""
    return "\n".join((rule.what, rule.why, rule.until))
