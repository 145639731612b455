"""Pages that join what people said to a priority, its actions and its figures."""

from django.http import HttpResponse
from django.shortcuts import render

from csp_portal.publishing.requests import PortalRequest


def priority_detail(request: PortalRequest, plan: str, priority: str) -> HttpResponse:
    return render(request, "base.html", {})


def measure_detail(request: PortalRequest, measure: str) -> HttpResponse:
    return render(request, "base.html", {})
