from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "csp_portal.identity"
    verbose_name = "This partnership"
