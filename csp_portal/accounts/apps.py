from django.apps import AppConfig
from django.utils.module_loading import import_string


class AccountsConfig(AppConfig):
    name = "csp_portal.accounts"
    verbose_name = "People who sign in"

    def ready(self) -> None:
        """Keep what happens to accounts in the audit log."""
        import_string("csp_portal.accounts.events.connect")()
