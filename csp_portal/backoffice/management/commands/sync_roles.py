"""Make the groups of the back office from the table of roles."""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand
from django.db import transaction

from csp_portal.publishing.models import add_missing_rules
from csp_portal.roles import ROLES, Role


class Command(BaseCommand):
    """Make the groups say what the table says, no more and no less; may be run at any time."""

    help = "Make the groups of the back office from the table in csp_portal/roles.py."

    @transaction.atomic
    def handle(self, *_args: Any, **options: Any) -> None:
        """Write every role, and remove groups and permissions that the table does not name."""
        removed = Group.objects.exclude(name__in=[role.name for role in ROLES])
        lines = [f"{group.name}: removed, not in the table" for group in removed]
        removed.delete()
        lines += [self.write_role(role) for role in ROLES]
        add_missing_rules()
        if options["verbosity"]:
            self.stdout.write("\n".join(lines))

    def write_role(self, role: Role) -> str:
        """Give the role's group exactly its permissions; return a line that says so."""
        labels = [model._meta.label_lower for model in apps.get_models()]
        wanted = set(role.permissions(labels))
        group, _is_new = Group.objects.get_or_create(name=role.name)
        codenames = [codename for _app, codename in wanted]
        candidates = Permission.objects.filter(codename__in=codenames)
        group.permissions.set(
            permission
            for permission in candidates.select_related("content_type")
            if (permission.content_type.app_label, permission.codename) in wanted
        )
        return f"{role.name}: {len(wanted)} permissions"
