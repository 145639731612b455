"""What the identity gives to the check for personal data: the portal's own contacts."""

from collections.abc import Iterable

from csp_portal.identity.models import Identity
from csp_portal.personal_data.contacts import register_public_contacts


def own_contacts() -> Iterable[str]:
    """Return how residents reach the partnership."""
    rows = Identity.objects.values_list("contact_email", "contact_phone")
    return [contact for row in rows for contact in row]


register_public_contacts(own_contacts)
