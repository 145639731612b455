"""What the partnership is, who belongs to it, and what it must do."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy

from csp_portal.publishing.references import resolve
from csp_portal.publishing.requests import PortalRequest
from partnership.forms import DutyFilterForm
from partnership.models import Board, BoardKind, Duty, Legislation, PartnerBody
from partnership.presenters import Foot
from partnership.presenters.duties import (
    MEANINGS,
    Due,
    DutyPage,
    Lead,
    duty_sections,
    evidence_lines,
    neighbours,
    register,
    standing_choices,
)
from partnership.presenters.members import bodies_on, member_facts, member_sections, seat_cards

HOME = ("Home", reverse_lazy("pages:home"))
PARTNERSHIP = ("Partnership", reverse_lazy("partnership:overview"))
MEMBERS = ("Members", reverse_lazy("partnership:member_list"))
DUTIES = ("Our duties", reverse_lazy("partnership:duty_list"))


def overview(request: PortalRequest) -> HttpResponse:
    """Show what the partnership is, its law, how it decides, its members and its boards."""
    bodies = PartnerBody.objects.public(at=request.moment).with_seats(at=request.moment)
    context = {
        "breadcrumbs": [HOME],
        "boards": Board.objects.public(at=request.moment).order_by("-is_statutory", "name"),
        "legislation": Legislation.objects.named_by_duties(at=request.moment),
        "members": bodies_on(bodies, BoardKind.PARTNERSHIP),
        "duty_count": Duty.objects.public(at=request.moment).count(),
    }
    return render(request, "partnership/overview.html", context)


def member_list(request: PortalRequest) -> HttpResponse:
    """List the member bodies, the partnership board's first."""
    bodies = PartnerBody.objects.public(at=request.moment).with_seats(at=request.moment)
    context = {
        "breadcrumbs": [HOME, PARTNERSHIP],
        "sections": member_sections(bodies, today=request.today),
    }
    return render(request, "partnership/member_list.html", context)


def member_detail(request: PortalRequest, slug: str) -> HttpResponse:
    """Show one body: its place in the law, its seats, and the duties it leads on."""
    bodies = PartnerBody.objects.public(at=request.moment).with_seats(at=request.moment)
    body = get_object_or_404(bodies.select_related("source", "successor"), slug=slug)
    predecessors = body.predecessors.public(at=request.moment)
    context = {
        "breadcrumbs": [HOME, PARTNERSHIP, MEMBERS],
        "body": body,
        "facts": member_facts(body, predecessors=predecessors, at=request.moment),
        "seats": seat_cards(body.seats.all()),
        "duties": body.duties_led.public(at=request.moment),
        "foot": Foot.of(body),
    }
    return render(request, "partnership/member_detail.html", context)


def duty_list(request: PortalRequest) -> HttpResponse:
    """List the duties, with law, commitment and good practice told apart."""
    entries = register(public_duties(request), today=request.today)
    form = DutyFilterForm(request.GET or None, standings=standing_choices(entries))
    chosen = [entry for entry in entries if form.chosen_standing in {"", entry.due.standing}]
    context = {
        "breadcrumbs": [HOME, PARTNERSHIP],
        "form": form,
        "clear_url": reverse("partnership:duty_list") if request.GET else "",
        "has_duties": bool(entries),
        "meanings": MEANINGS,
        "sections": duty_sections(chosen, at=request.moment),
    }
    return render(request, "partnership/duty_list.html", context)


def public_duties(request: PortalRequest) -> list[Duty]:
    """Return the whole register, which is short, with what each due date is worked out from."""
    duties = Duty.objects.public(at=request.moment).with_leads()
    return list(duties.with_last_evidence(on=request.today))


def duty_detail(request: PortalRequest, slug: str) -> HttpResponse:
    """Show one duty: its reference, who leads, what shows that it is met, and when it is due."""
    # One query brings the duty and the ones before and after it.
    duties = public_duties(request)
    duty = next((duty for duty in duties if duty.slug == slug), None)
    if duty is None:
        raise Http404("There is no such duty.")
    context = {
        "breadcrumbs": [HOME, PARTNERSHIP, DUTIES],
        "page": duty_page(request, duty, duties=duties),
        "is_exit_page": duty.is_sensitive,
        "foot": Foot.of(duty),
    }
    return render(request, "partnership/duty_detail.html", context)


def duty_page(request: PortalRequest, duty: Duty, *, duties: list[Duty]) -> DutyPage:
    """Gather what the page of one duty prints."""
    evidence = list(duty.evidence.all())
    pairs = [(item.reference_kind, item.reference_key) for item in evidence]
    shown = evidence_lines(evidence, references=resolve(pairs, at=request.moment))
    before, after = neighbours(duties, duty)
    helpline = duty.helpline
    return DutyPage(
        duty=duty,
        lead=Lead.of(duty, at=request.moment),
        due=Due.of(duty, today=request.today),
        evidence=shown,
        hidden_count=len(evidence) - len(shown),
        legislation=list(duty.legislation.all()),
        previous=before,
        next=after,
        helplines=[helpline] if helpline and helpline.is_public(at=request.moment) else [],
    )
