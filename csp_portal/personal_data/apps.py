from django.apps import AppConfig


class PersonalDataConfig(AppConfig):
    name = "csp_portal.personal_data"
    label = "personal_data"
    verbose_name = "personal data"
