"""What a list of the back office may be narrowed to, when somebody types it into its address."""

import re
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = object

# Whoever types another year has mistyped it, and no page could calculate with 1 or 9999.
POSSIBLE_YEARS = range(1700, 2200)
# What the last word of a lookup asks for, and what it can be.
PARTS_OF_A_DAY = {"year": POSSIBLE_YEARS, "month": range(1, 13), "day": range(1, 32)}
# No column holds a number of so many digits, and a database fails over it.
TOO_LONG_A_NUMBER = re.compile(r"[0-9]{19}")


class PossibleLookups(ModelAdmin):
    """Refuses to narrow a list to a day or a number that cannot be: the answer is 400."""

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """Whether the list may be narrowed so, and to this."""
        values = {str(one) for one in (value if isinstance(value, list) else [value])}
        possible = PARTS_OF_A_DAY.get(lookup.rpartition("__")[2])
        if any(map(TOO_LONG_A_NUMBER.search, values)):
            return False
        if possible and not values <= set(map(str, possible)):
            return False
        return super().lookup_allowed(lookup, value, request)
