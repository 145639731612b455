"""What lower apps may refer to in this one, by kind and natural key."""

from datetime import datetime

from consultations.models import Consultation
from csp_portal.plain_english.registry import register_quoted
from csp_portal.publishing.outlets import register_outlet
from csp_portal.publishing.references import Reference, register_reference


def public_consultations(keys: set[str], at: datetime) -> dict[str, Reference]:
    """Resolve the slugs of consultations."""
    return {
        one.slug: Reference(one.title, one.get_absolute_url())
        for one in Consultation.objects.public(at=at).filter(slug__in=keys)
    }


register_reference("consultation", public_consultations)

# Where public records come out; the kinds of other apps as well.
register_outlet(
    "consultations:consultation_detail",
    shows=[
        "consultations.consultation",
        "partnership.source",
        "priorities.plan",
        "priorities.priority",
        "priorities.theme",
    ],
)
register_outlet("consultations:consultation_list", shows=["consultations.consultation"])
register_quoted("consultations.Finding.text")
