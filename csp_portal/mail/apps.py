from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "csp_portal.mail"
    verbose_name = "E-mail"
