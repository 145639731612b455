"""Every address of the portal, in named groups: public pages and the back office."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

handler400 = "csp_portal.errors.bad_request"
handler403 = "csp_portal.errors.permission_denied"
handler404 = "csp_portal.pages.not_found.page_not_found"
handler500 = "csp_portal.errors.server_error"

urlpatterns = [
    path("", include("csp_portal.pages.urls")),
    path("", include("csp_portal.pages.thread_urls")),
    path("", include("csp_portal.documents.urls")),
    path("", include("partnership.urls")),
    path("", include("priorities.urls")),
    path("", include("snb.urls")),
    path("", include("consultations.urls")),
    path("-/", include("csp_portal.health")),
    path("accounts/", include("csp_portal.accounts.urls")),
    path("preview/", include("csp_portal.publishing.urls")),
    path("admin/", admin.site.urls),
]

if settings.PROFILE in {"development", "test"}:
    urlpatterns += [path("-/components/", include("csp_portal.pages.gallery"))]
if "debug_toolbar" in settings.INSTALLED_APPS:
    urlpatterns += [path("__debug__/", include("debug_toolbar.urls"))]
