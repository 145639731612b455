from django.apps import AppConfig


class RichTextConfig(AppConfig):
    name = "csp_portal.rich_text"
    label = "rich_text"
    verbose_name = "rich text"
