from django.apps import AppConfig


class WorkerConfig(AppConfig):
    name = "csp_portal.worker"
    verbose_name = "Work in the background"
