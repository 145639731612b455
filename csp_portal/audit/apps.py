from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "csp_portal.audit"
    verbose_name = "Audit log"
