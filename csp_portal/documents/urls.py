"""The addresses of documents and their files."""

from django.urls import path

from csp_portal.documents import views

app_name = "documents"
urlpatterns = [
    path("documents/<slug:slug>/", views.document_detail, name="document_detail"),
    path("documents/<slug:slug>/<slug:key>/<str:name>", views.document_file, name="document_file"),
]
