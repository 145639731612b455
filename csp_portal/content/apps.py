from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "csp_portal.content"
    verbose_name = "Content sets"
