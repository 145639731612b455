"""The public pages about priorities, plans, reports and measures.

The pages of one priority and of one measure join all apps: ``csp_portal.pages.thread_urls``.
"""

from django.urls import path, register_converter

from priorities import views
from priorities.converters import Years

register_converter(Years, "years")

app_name = "priorities"
urlpatterns = [
    path("priorities/", views.priority_list, name="priority_list"),
    path("priorities/<slug:plan>/", views.plan_priorities, name="plan_priorities"),
    path("plans/", views.plan_list, name="plan_list"),
    path(
        "plans/strategic-assessment-<years:years>/",
        views.assessment_detail,
        name="assessment_detail",
    ),
    path("plans/<slug:slug>/", views.plan_detail, name="plan_detail"),
    path("reports/", views.report_list, name="report_list"),
    path("reports/<years:years>/", views.report_detail, name="report_detail"),
    path("subgroups/", views.subgroup_list, name="subgroup_list"),
    path("subgroups/<slug:slug>/", views.subgroup_detail, name="subgroup_detail"),
    path("measures/", views.measure_list, name="measure_list"),
]
