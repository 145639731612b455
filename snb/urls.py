from django.urls import URLPattern

app_name = "snb"
urlpatterns: list[URLPattern] = []
