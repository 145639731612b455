from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    default_site = "csp_portal.backoffice.site.PortalAdminSite"
