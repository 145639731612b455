from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "csp_portal.pages"
    verbose_name = "Pages"
