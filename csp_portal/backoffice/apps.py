from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    """Django's admin with the portal's own site."""

    default_site = "csp_portal.backoffice.site.PortalAdminSite"


class BackofficeConfig(AppConfig):
    """What the back office adds of its own: its command and its words."""

    name = "csp_portal.backoffice"
    verbose_name = "Back office"
