"""The home page, the statements, and the pages that list other pages."""

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Lower
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy

from consultations.models import Consultation
from csp_portal.pages.kept_data import kept_data
from csp_portal.pages.presenters import HomePriorities, home_consultations, home_meetings
from csp_portal.pages.sitemaps import page_groups
from csp_portal.pagination import paginate
from csp_portal.publishing.models import ChangeNote
from csp_portal.publishing.requests import PortalRequest
from partnership.models import Board, BoardKind, GlossaryEntry
from priorities.models import Figure, Priority
from priorities.presenters import priority_trends
from snb.models import Meeting
from snb.presenters.boards import Contact

HOME = ("Home", reverse_lazy("pages:home"))
CHANGES_ON_HOME = 3
CHANGES_PER_PAGE = 20


def home(request: PortalRequest) -> HttpResponse:
    """Show the next open meeting, the priorities, what people are asked and what changed."""
    at, today = request.moment, request.today
    board = Board.objects.public(at=at).filter(kind=BoardKind.NEIGHBOURHOOD).first()
    meetings = Meeting.objects.public(at=at).open_to_public().with_place()
    listed = list(meetings.in_year_or_coming(today.year, at=at))
    context = {
        "meetings": home_meetings(board, listed, at=at, today=today),
        "contact": Contact.of(board, identity=request.identity),
        "priorities": home_priorities(request),
        "consultations": home_consultations(recent_consultations(request), today=today),
        "changes": changes(request)[:CHANGES_ON_HOME],
        "has_notice_feed": board is not None,
    }
    return render(request, "pages/home.html", context)


def home_priorities(request: PortalRequest) -> HomePriorities | None:
    """Return the latest plan's own priorities with their trends; None while there is no plan."""
    public = Priority.objects.public(at=request.moment).of_latest_plan().local()
    priorities = list(public.select_related("plan"))
    if not priorities:
        return None
    figures = Figure.objects.public(at=request.moment).of_main_source().with_latest_break()
    figures = figures.on_themes({priority.theme_id for priority in priorities})
    return HomePriorities(priorities[0].plan, priority_trends(priorities, figures))


def recent_consultations(request: PortalRequest) -> QuerySet[Consultation]:
    """Return those that have begun: the open ones first, then the latest."""
    begun = Q(opens_on__isnull=True) | Q(opens_on__lte=request.today)
    is_open = Q(opens_on__isnull=False) & (
        Q(closes_on__isnull=True) | Q(closes_on__gte=request.today)
    )
    consultations = Consultation.objects.public(at=request.moment).filter(begun)
    return consultations.annotate(is_open_now=is_open).order_by(
        "-is_open_now", F("opens_on").desc(nulls_last=True), "-pk"
    )[:10]


def changes(request: PortalRequest) -> QuerySet[ChangeNote]:
    """Return what has changed on the portal until now, the latest first."""
    return ChangeNote.objects.filter(noted_at__lte=request.moment)


def change_list(request: PortalRequest) -> HttpResponse:
    """List what changed on the portal, by date."""
    context = {
        "breadcrumbs": [HOME],
        "pagination": paginate(request, changes(request), per_page=CHANGES_PER_PAGE),
    }
    return render(request, "pages/change_list.html", context)


def help_page(request: PortalRequest) -> HttpResponse:
    """Show who to call for what, and how to report. Somebody may be watching the reader."""
    context = {
        "breadcrumbs": [HOME],
        "contact": Contact.of(None, identity=request.identity),
        "is_exit_page": True,
    }
    return render(request, "pages/help.html", context)


def glossary(request: PortalRequest) -> HttpResponse:
    """Explain our words."""
    entries = GlossaryEntry.objects.public(at=request.moment).order_by(Lower("term"))
    context = {"breadcrumbs": [HOME], "entries": entries}
    return render(request, "pages/glossary.html", context)


def accessibility(request: PortalRequest) -> HttpResponse:
    """Show the accessibility statement, whose sections and sentences the law fixes."""
    context = {
        "breadcrumbs": [HOME],
        "base_url": settings.BASE_URL,
        "contact": Contact.of(None, identity=request.identity),
    }
    return render(request, "pages/accessibility.html", context)


def privacy(request: PortalRequest) -> HttpResponse:
    """Say what we hold about visitors and staff."""
    context = {
        "breadcrumbs": [HOME],
        "contact": Contact.of(None, identity=request.identity),
        "kept": kept_data(),
    }
    return render(request, "pages/privacy.html", context)


def cookies(request: PortalRequest) -> HttpResponse:
    """Name every cookie this website can set."""
    context = {
        "breadcrumbs": [HOME],
        "columns": [("Name", False), ("What it does", False), ("How long it lasts", False)],
        "rows": [
            (
                settings.SESSION_COOKIE_NAME,
                "Keeps a member of staff signed in",
                f"{settings.SESSION_COOKIE_AGE // 3600} hours, or until the browser is closed",
            ),
            (
                settings.CSRF_COOKIE_NAME,
                "Stops other websites from sending forms in their name",
                "1 year" if settings.CSRF_COOKIE_AGE else "Until the browser is closed",
            ),
            ("messages", "Shows a note after something was saved", "Until the note was shown"),
        ],
    }
    return render(request, "pages/cookies.html", context)


def sitemap_page(request: PortalRequest) -> HttpResponse:
    """List the pages of this website, for people."""
    context = {"breadcrumbs": [HOME], "groups": page_groups(at=request.moment)}
    return render(request, "pages/sitemap.html", context)
