from django.contrib import admin


class PortalAdminSite(admin.AdminSite):
    site_header = "Back office"
