from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "csp_portal.documents"
    label = "documents"
    verbose_name = "Documents"
