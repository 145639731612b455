from django.apps import AppConfig


class FormPackConfig(AppConfig):
    name = "csp_portal.form_pack"
    label = "form_pack"
    verbose_name = "form templates"
