"""The pages that join all apps: what people said, the priority, the deed, the measure."""

from django.urls import path

from csp_portal.pages import thread

app_name = "thread"
urlpatterns = [
    path("priorities/<slug:plan>/<slug:priority>/", thread.priority_detail, name="priority_detail"),
    path("measures/<slug:measure>/", thread.measure_detail, name="measure_detail"),
]
