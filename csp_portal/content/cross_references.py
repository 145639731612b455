"""Check the references that are stored as a kind and a key, because they lead to a higher app."""

from collections.abc import Iterable
from datetime import datetime

from csp_portal.content.faults import Faults
from csp_portal.content.records import Record, members
from csp_portal.publishing.references import reference_kinds, resolve
from csp_portal.suggestions import suggestion

KIND, KEY = "reference_kind", "reference_key"


def check_cross_references(records: Iterable[Record], *, faults: Faults, at: datetime) -> None:
    """Note every such reference that leads to no public record at the moment ``at``."""
    referring = [member for member in members(records) if KIND in member.values]
    found = resolve([_reference(member) for member in referring], at=at)
    for member in referring:
        kind, key = _reference(member)
        if kind not in reference_kinds():
            words = suggestion(kind, reference_kinds())
            member.refuse(KIND, f"“{kind}” cannot be referred to{words}", faults=faults)
        elif (kind, key) not in found:
            member.refuse(KEY, f"there is no public {kind} “{key}”", faults=faults)


def _reference(member: Record) -> tuple[str, str]:
    """Return the kind and the key that a record names."""
    return member.values[KIND], member.values.get(KEY, "")
