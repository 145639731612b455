from django.urls import path

from csp_portal.publishing import preview

app_name = "preview"
urlpatterns = [
    path("<str:token>/", preview.page, name="home"),
    path("<str:token>/<path:path>", preview.page, name="page"),
]
