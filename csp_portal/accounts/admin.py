"""The people who sign in, and the roles they have."""

from typing import TYPE_CHECKING

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db import models
from django.forms import CheckboxSelectMultiple

from csp_portal.accounts.models import User
from csp_portal.editing.admin import ReadOnlyAdmin
from csp_portal.roles import ROLES

if TYPE_CHECKING:
    BaseUserAdmin = UserAdmin[User]
else:
    BaseUserAdmin = UserAdmin

PURPOSES = {role.name: role.purpose for role in ROLES}
admin.site.unregister(Group)


@admin.register(User)
class PersonAdmin(BaseUserAdmin):
    """An account. What somebody may do comes from roles only, never from single permissions."""

    list_display = ["username", "first_name", "last_name", "email", "is_active", "last_login"]
    list_filter = ["groups", "is_active", "is_superuser"]
    show_full_result_count = False
    filter_horizontal = ()
    formfield_overrides = {models.ManyToManyField: {"widget": CheckboxSelectMultiple}}
    fieldsets = (
        ("Who it is", {"fields": ["username", "password", "first_name", "last_name", "email"]}),
        (
            "What they may do",
            {
                "fields": ["is_active", "is_staff", "groups", "is_superuser"],
                "description": "Tick “Active” and “Staff status”, and one or more groups. "
                "Whoever leaves is made inactive, not deleted: the history keeps the name.",
            },
        ),
        ("Dates", {"fields": ["last_login", "date_joined"]}),
    )
    readonly_fields = ["last_login", "date_joined"]


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
