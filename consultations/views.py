"""What people were asked, what they said, and what came of it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy

from consultations.models import Consultation, Finding
from consultations.presenters import ConsultationPage, consultation_lists, consultation_page
from csp_portal.publishing.requests import PortalRequest
from partnership.presenters import Foot
from priorities.models import Theme
from priorities.presenters.records import Care, around, find

HOME = ("Home", reverse_lazy("pages:home"))
CONSULTATIONS = ("What people told us", reverse_lazy("consultations:consultation_list"))


def consultation_list(request: PortalRequest) -> HttpResponse:
    """List what people can answer now, what is to come and what is closed."""
    consultations = Consultation.objects.public(at=request.moment)
    context = {
        "breadcrumbs": [HOME],
        "lists": consultation_lists(consultations, today=request.today),
    }
    return render(request, "consultations/consultation_list.html", context)


def consultation_detail(request: PortalRequest, slug: str) -> HttpResponse:
    """Show who was asked and how, what each voice said, and what came of it."""
    consultations = Consultation.objects.public(at=request.moment).select_related("source", "plan")
    ordered = list(consultations)[::-1]
    consultation = find(ordered, slug=slug)
    themes = Theme.objects.filter(findings__voice__consultation=consultation).distinct()
    context = {
        "breadcrumbs": [HOME, CONSULTATIONS],
        "page": page_of(request, consultation),
        "foot": Foot.of(consultation),
        "around": around(ordered, consultation, label="Consultations"),
        **Care.of(themes.select_related("helpline"), at=request.moment).context,
    }
    return render(request, "consultations/consultation_detail.html", context)


def page_of(request: PortalRequest, consultation: Consultation) -> ConsultationPage:
    """Gather what the page of one consultation prints."""
    findings = Finding.objects.public(at=request.moment).filter(voice__consultation=consultation)
    return consultation_page(
        consultation,
        voices=consultation.voices.with_turnout().select_related("consultation"),
        findings=list(
            findings.with_theme_names()
            .with_priorities(at=request.moment)
            .select_related("voice__consultation", "proposal")
        ),
        proposals=consultation.proposals.with_theme_names(),
        today=request.today,
        at=request.moment,
    )
