"""What lower apps may refer to in this one, by kind and natural key."""

from datetime import datetime

from consultations.models import Consultation
from csp_portal.plain_english.registry import register_quoted
from csp_portal.publishing.references import Reference, register_reference


def public_consultations(keys: set[str], at: datetime) -> dict[str, Reference]:
    """Resolve the slugs of consultations."""
    return {
        one.slug: Reference(one.title, one.get_absolute_url())
        for one in Consultation.objects.public(at=at).filter(slug__in=keys)
    }


register_reference("consultation", public_consultations)
register_quoted("consultations.Finding.text")
