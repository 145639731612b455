"""Check the references that are stored as a kind and a key, because they lead to a higher app."""

from collections.abc import Iterable
from datetime import datetime

from csp_portal.content.faults import Faults, suggestion
from csp_portal.content.records import Record
from csp_portal.publishing.references import reference_kinds, resolve

KIND, KEY = "reference_kind", "reference_key"


def check_cross_references(records: Iterable[Record], *, faults: Faults, at: datetime) -> None:
    """Note every such reference that leads to no public record at the moment ``at``."""
    members = [member for record in records for member in record.family()]
    pairs = [
        (member, member.values.get(KIND, ""), member.values.get(KEY, "")) for member in members
    ]
    found = resolve([(kind, key) for _, kind, key in pairs], at=at)
    for member, kind, key in pairs:
        if kind and kind not in reference_kinds():
            words = suggestion(kind, reference_kinds())
            faults.add(member.place, f"“{kind}” cannot be referred to{words}", name=KIND)
        elif kind and (kind, key) not in found:
            faults.add(member.place, f"there is no public {kind} “{key}”", name=KEY)
