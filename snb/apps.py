from django.apps import AppConfig


class SnbConfig(AppConfig):
    name = "snb"
    verbose_name = "Meetings of the boards"
