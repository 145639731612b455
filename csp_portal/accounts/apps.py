from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "csp_portal.accounts"
    verbose_name = "People who sign in"
