from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "csp_portal.retention"
    verbose_name = "Keeping and forgetting"
