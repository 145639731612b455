from typing import Any

from consultations.models import Consultation, DraftProposal, Finding, Turnout, Voice
from tests.factories import number, place, published


def make_consultation(**fields: Any) -> Consultation:
    n = number()
    defaults = {
        "slug": f"consultation-{n}",
        "title": f"Consultation {n}",
        "summary": "We asked what you think.",
        "period_text": "February 2023",
    }
    return Consultation.objects.create(**published(defaults | fields))


def make_voice(**fields: Any) -> Voice:
    n = number()
    fields["consultation"] = fields.get("consultation") or make_consultation()
    defaults = {
        "slug": f"voice-{n}",
        "name": f"Voice {n}",
        "kind": "residents",
        "how": "Online.",
        "date_text": "February 2023",
        "order": place(),
    }
    return Voice.objects.create(**defaults | fields)


def make_turnout(**fields: Any) -> Turnout:
    fields["voice"] = fields.get("voice") or make_voice()
    return Turnout.objects.create(**{"count": 231, "counted": f"visits {number()}"} | fields)


def make_proposal(**fields: Any) -> DraftProposal:
    n = number()
    themes = fields.pop("themes", [])
    fields["consultation"] = fields.get("consultation") or make_consultation()
    proposal = DraftProposal.objects.create(
        **{"slug": f"proposal-{n}", "title": f"Proposal {n}"} | fields
    )
    proposal.themes.set(themes)
    return proposal


def make_finding(**fields: Any) -> Finding:
    n = number()
    themes, priorities = fields.pop("themes", []), fields.pop("priorities", [])
    fields["voice"] = fields.get("voice") or make_voice()
    defaults = {"slug": f"finding-{n}", "kind": "finding", "text": f"Finding {n}", "order": place()}
    finding = Finding.objects.create(**defaults | fields)
    finding.themes.set(themes)
    finding.priorities.set(priorities)
    return finding
