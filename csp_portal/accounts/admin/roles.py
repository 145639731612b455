"""The roles, to look at; and the library's own pages, which nobody needs, put away."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group

from csp_portal.accounts.forms import PURPOSES
from csp_portal.editing.admin import ReadOnlyAdmin

# Addresses are kept with the person, and nobody looks at another's passkeys.
admin.site.unregister([Group, EmailAddress, Authenticator])


@admin.register(Group)
class RoleAdmin(ReadOnlyAdmin):
    """The roles, to look at: ``sync_roles`` makes them from the table in ``roles.py``."""

    list_display = ["name", "purpose"]
    search_fields = ["name"]
    fields = ["name", "purpose", "allowed"]
    readonly_fields = ["purpose", "allowed"]

    @admin.display(description="what they do")
    def purpose(self, group: Group) -> str:
        """Return what the role is for."""
        return PURPOSES.get(group.name, "Not in the table of roles")

    @admin.display(description="may")
    def allowed(self, group: Group) -> str:
        """Return the permissions in words, one a line."""
        return "\n".join(sorted(str(row.name) for row in group.permissions.all()))
