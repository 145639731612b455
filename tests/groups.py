"""The groups of the back office, for the many tests that need somebody of a role."""

from functools import cache

from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from csp_portal.publishing.models import add_missing_rules

Held = dict[str, list[int]]


def make_groups() -> None:
    """Make what ``sync_roles`` makes. It is run once; other tests get a copy of its work."""
    held = written_by_sync_roles(Permission.objects.latest("pk").pk)
    if Group.objects.filter(name__in=held).count() == len(held):
        return
    Group.objects.filter(name__in=held).delete()
    groups = Group.objects.bulk_create(Group(name=name) for name in held)
    Group.permissions.through.objects.bulk_create(
        Group.permissions.through(group_id=group.pk, permission_id=permission)
        for group in groups
        for permission in held[group.name]
    )
    add_missing_rules()


@cache
def written_by_sync_roles(_latest_permission: int) -> Held:
    """Run ``sync_roles`` and return the permissions of each group; anew if these are new rows."""
    call_command("sync_roles", verbosity=0)
    return {
        group.name: list(group.permissions.values_list("pk", flat=True))
        for group in Group.objects.all()
    }
