"""The people who sign in, their roles and their invitations, in the back office."""

from csp_portal.accounts.admin.people import PersonAdmin
from csp_portal.accounts.admin.roles import RoleAdmin

__all__ = ["PersonAdmin", "RoleAdmin"]
