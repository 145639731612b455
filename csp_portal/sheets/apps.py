from django.apps import AppConfig


class SheetsConfig(AppConfig):
    name = "csp_portal.sheets"
    verbose_name = "Files for spreadsheets"
