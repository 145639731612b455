from django.apps import AppConfig


class DatesConfig(AppConfig):
    name = "csp_portal.dates"
    label = "dates"
    verbose_name = "dates"
