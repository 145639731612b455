from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.module_loading import autodiscover_modules

from csp_portal.publishing.triggers import install_triggers, remove_triggers


class PublishingConfig(AppConfig):
    name = "csp_portal.publishing"
    verbose_name = "Publishing"

    def ready(self) -> None:
        """Load what each app registers: its system checks, references and moments."""
        autodiscover_modules("checks", "registrations")
        pre_migrate.connect(remove_triggers, sender=self)
        post_migrate.connect(install_triggers, dispatch_uid="content-version-triggers")
