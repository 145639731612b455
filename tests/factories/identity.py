from typing import Any

from csp_portal.identity.models import Identity


def make_identity(**fields: Any) -> Identity:
    defaults = {
        "name": "Example Vale Community Safety Partnership",
        "short_name": "Community Safety Partnership",
        "area_name": "Example Vale",
        "council_name": "Example Vale Council",
        "police_name": "Vale Police",
        "policing_body_name": "Vale Police and Crime Commissioner",
        "summary": "We work together to keep Example Vale safe.",
        "about": "We are a group of public bodies.",
        "law": "The law set us up in 1998.",
        "how_it_decides": "We look at what happened in the last year.",
    }
    return Identity.objects.create(**defaults | fields)
