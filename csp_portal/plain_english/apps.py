from django.apps import AppConfig


class PlainEnglishConfig(AppConfig):
    name = "csp_portal.plain_english"
    label = "plain_english"
    verbose_name = "plain English"
