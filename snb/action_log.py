"""The pages that follow up what was decided at a board's meetings."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from csp_portal.pagination import paginate
from csp_portal.publishing.requests import PortalRequest
from partnership.models import Board, BoardKind
from snb.forms import ActionFilterForm
from snb.models import MeetingAction
from snb.presenters.actions import ActionGroups, actions_url
from snb.presenters.boards import meetings_url
from snb.views import BOARDS, HOME, neighbourhood, public_boards

ACTIONS_PER_PAGE = 20


def action_list(request: PortalRequest) -> HttpResponse:
    """List what the Safer Neighbourhood Board decided; where there is none, the boards."""
    found = neighbourhood(request).first()
    return actions_page(request, found) if found else redirect("snb:board_list")


def board_action_list(request: PortalRequest, board: str) -> HttpResponse:
    """List what a board decided; the Safer Neighbourhood Board's has an address of its own."""
    found = get_object_or_404(public_boards(request), slug=board)
    if found.kind == BoardKind.NEIGHBOURHOOD:
        return redirect("snb:action_list", permanent=True)
    return actions_page(request, found)


def actions_page(request: PortalRequest, found: Board) -> HttpResponse:
    """Show what is to be done, the most pressing first, and what was done."""
    form = ActionFilterForm(request.GET or None)
    decided = MeetingAction.objects.public(at=request.moment).filter(item__meeting__board=found)
    chosen = decided.narrowed(form.chosen_standing, on=request.today).with_meeting().in_order()
    pagination = paginate(request, chosen, per_page=ACTIONS_PER_PAGE)
    context = {
        "breadcrumbs": [HOME, BOARDS, (found.name, found.get_absolute_url())],
        "board": found,
        "form": form,
        "clear_url": actions_url(found) if request.GET else "",
        "actions": ActionGroups.of(pagination.page, at=request.moment),
        "pagination": pagination,
        "meetings_url": meetings_url(found),
    }
    return render(request, "snb/action_list.html", context)
