from django.urls import path

from csp_portal.pages import feeds, views, well_known

app_name = "pages"
urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.help_page, name="help"),
    path("glossary/", views.glossary, name="glossary"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("cookies/", views.cookies, name="cookies"),
    path("changes/", views.change_list, name="changes"),
    path("changes.atom", feeds.change_feed, name="change_feed"),
    path("sitemap/", views.sitemap_page, name="sitemap_page"),
    path("sitemap.xml", well_known.sitemap_index, name="sitemap_index"),
    path("sitemap-<slug:part>.xml", well_known.sitemap_part, name="sitemap_part"),
    path("robots.txt", well_known.robots_txt, name="robots_txt"),
    path(".well-known/security.txt", well_known.security_txt, name="security_txt"),
]
