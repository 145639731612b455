from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.module_loading import autodiscover_modules


class PortalAdminConfig(AdminConfig):
    """Django's admin with the portal's own site."""

    default_site = "csp_portal.backoffice.site.PortalAdminSite"


class BackofficeConfig(AppConfig):
    """What the back office adds of its own: its command, its desk and its words."""

    name = "csp_portal.backoffice"
    verbose_name = "Back office"

    def ready(self) -> None:
        """Load what each app says about the work that its records ask for."""
        autodiscover_modules("work")
