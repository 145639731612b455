"""Pages beside the list of meetings: plan a year, look at what is proposed, copy a meeting."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, Self

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from csp_portal.publishing.admin import PublishableAdmin
from csp_portal.publishing.admin.drafting import admin_url, signed_in
from csp_portal.publishing.models import State
from snb.admin.year_forms import (
    NO_MONTH,
    PROPOSALS,
    CopyForm,
    RuleForm,
    YearForm,
    next_year_to_plan,
)
from snb.lateness import boards_kept_by
from snb.models import Meeting, MeetingAccess, Venue
from snb.planning import TimeTakenError, add_drafts, copy_meeting
from snb.proposals import YearPlan, remark_on

COPIED = (
    "This is a copy. Check its texts: they were written for the earlier meeting. Papers, notes "
    "and links were not copied."
)
ONE_AT_A_TIME = "Choose one meeting to copy."
READ_REMARKS = "Nothing was added yet: there are new remarks below. Read them, then add."


@dataclass(frozen=True)
class YearForms:
    """Board and year, and a rule for each kind of meeting, on one page."""

    year: YearForm
    rules: list[RuleForm]
    venues: list[Venue]

    @classmethod
    def of(cls, request: HttpRequest, data: Any, *, at: datetime) -> Self:
        """Return the forms, filled in with ``data``; without it as one begins."""
        venues = list(Venue.objects.filter(is_example=False))
        begun = {"year": next_year_to_plan(at)} | request.GET.dict()
        year = YearForm(
            data,
            initial=begun,
            boards=boards_kept_by(request.user),
            venues=venues,
            this_year=timezone.localdate(at).year,
        )
        kinds = (MeetingAccess.OPEN, MeetingAccess.CLOSED)
        return cls(year, [RuleForm(data, access=access) for access in kinds], venues)

    def are_valid(self) -> bool:
        """Whether all is well; says beside the months when none is ticked anywhere."""
        if not self.has_errors and not any(form.rule for form in self.rules):
            for form in self.rules:
                form.add_error("months", NO_MONTH)
        return not self.has_errors

    @property
    def has_errors(self) -> bool:
        """Whether something that was typed must be corrected."""
        return any(form.errors for form in (self.year, *self.rules))


class YearPages(PublishableAdmin):
    """Adds these pages to the meetings, for whoever may add a meeting."""

    actions: Any = (*PublishableAdmin.actions, "copy_chosen")
    change_form_template = "admin/snb/meeting/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        """Return the addresses of these pages before Django's own."""
        return [
            self.year_path("plan-year/", self.plan_view, name="plan_year"),
            self.year_path("plan-year/proposal/", self.proposal_view, name="proposal"),
            self.year_path("<path:object_id>/copy/", self.copy_view, name="copy"),
            *super().get_urls(),
        ]

    def year_path(
        self, route: str, view: Callable[..., HttpResponseBase], *, name: str
    ) -> URLPattern:
        """Return the address of one of these pages, for who has signed in."""
        found: URLPattern = path(
            route, self.admin_site.admin_view(view), name=f"snb_meeting_{name}"
        )
        return found

    def refuse_who_may_not_add(self, request: HttpRequest) -> None:
        """Raise PermissionDenied for somebody whose role adds no meetings."""
        if not self.has_add_permission(request):
            raise PermissionDenied

    # --- Plan a year -----------------------------------------------------------------------

    def plan_view(self, request: HttpRequest) -> HttpResponse:
        """Ask for the board, the year and the rules."""
        self.refuse_who_may_not_add(request)
        data = request.GET if "open-months" in request.GET else None
        return self.plan_page(request, YearForms.of(request, data, at=timezone.now()))

    def proposal_view(self, request: HttpRequest) -> HttpResponse:
        """Show the meetings that the rules give and the board lacks; add those that are ticked."""
        self.refuse_who_may_not_add(request)
        at = timezone.now()
        forms = YearForms.of(request, request.GET, at=at)
        if not forms.are_valid():
            return self.plan_page(request, forms)
        plan = self.plan(forms, today=timezone.localdate(at))
        formset = self.formset(request, forms, plan)
        remark_on(formset.forms, plan, at=at)
        done = self.done(request, plan, formset, at=at)
        return done or self.proposal_page(request, plan, formset)

    def plan(self, forms: YearForms, *, today: date) -> YearPlan:
        """Return what the rules give."""
        board, year = forms.year.cleaned_data["board"], forms.year.cleaned_data["year"]
        return YearPlan.of(board, year, {one.access: one.rule for one in forms.rules}, today=today)

    def formset(self, request: HttpRequest, forms: YearForms, plan: YearPlan) -> Any:
        """Return the meetings as they were typed, or as they are proposed."""
        more = {"form_kwargs": {"venues": forms.venues}}
        if request.method == "POST":
            return PROPOSALS(request.POST, **more)
        venue = forms.year.cleaned_data["venue"]
        shared = {
            form.access: {
                "title": form.cleaned_data["title"],
                "minutes": form.cleaned_data["minutes"],
                "venue": venue and str(venue.pk),
            }
            for form in forms.rules
        }
        return PROPOSALS(initial=plan.typed(shared), **more)

    def done(
        self, request: HttpRequest, plan: YearPlan, formset: Any, *, at: datetime
    ) -> HttpResponse | None:
        """Add what was ticked and go to the list; None when there is something to look at."""
        if not formset.is_valid() or self.has_new_remarks(request, formset):
            return None
        wanted = [form for form in formset if form.is_wanted]
        meetings = [form.meeting() for form in wanted]
        try:
            add_drafts(meetings, board=plan.board, by=signed_in(request), at=at)
        except TimeTakenError as error:
            wanted[error.place].add_error("starts_at", str(error))
            return None
        self.log_added(request, meetings)
        drafts = f"board__id__exact={plan.board.pk}&state__exact={State.DRAFT.value}"
        list_url = reverse("admin:snb_meeting_changelist")
        return HttpResponseRedirect(f"{list_url}?{drafts}&starts_at__year={plan.year}")

    def has_new_remarks(self, request: HttpRequest, formset: Any) -> bool:
        """Whether something is remarked on that the person has not seen; say that it is."""
        is_new = any(form.has_new_remarks for form in formset)
        if is_new:
            self.message_user(request, READ_REMARKS, messages.WARNING)
        return is_new

    def log_added(self, request: HttpRequest, meetings: list[Meeting]) -> None:
        """Note the new meetings in the history, and say how many there are."""
        for meeting in meetings:
            self.log_addition(request, meeting, [{"added": {}}])
        number = len(meetings)
        added = "1 meeting was added as a draft" if number == 1 else f"{number} drafts were added"
        told = f"{added}. Residents see nothing of it until you publish."
        self.message_user(request, told, messages.SUCCESS)

    # --- Copy a meeting --------------------------------------------------------------------

    @admin.action(description="Copy the chosen meeting", permissions=["add"])
    def copy_chosen(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Go to the page that copies the one chosen meeting."""
        keys = list(queryset.values_list("pk", flat=True)[:2])
        if len(keys) == 1:
            return HttpResponseRedirect(admin_url(Meeting, "copy", keys[0]))
        self.message_user(request, ONE_AT_A_TIME, messages.WARNING)
        return None

    def copy_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask when the new meeting is; add it as a draft and open its form."""
        self.refuse_who_may_not_add(request)
        meeting: Any = self.record_of(request, object_id)
        form = CopyForm(request.POST if request.method == "POST" else None)
        copy = self.copied(request, meeting, form) if form.is_valid() else None
        if copy is not None:
            return HttpResponseRedirect(admin_url(Meeting, "change", copy.pk))
        title = f"Copy: {meeting}"
        return self.year_page(request, "copy", title=title, original=meeting, form=form)

    def copied(self, request: HttpRequest, meeting: Meeting, form: CopyForm) -> Meeting | None:
        """Return the new meeting; put the reason into the form if there is none."""
        starts_at = form.cleaned_data["starts_at"]
        add = partial(copy_meeting, by=signed_in(request), at=timezone.now())
        try:
            copy = add(meeting, starts_at=starts_at)
        except TimeTakenError as error:
            form.add_error("starts_at", str(error))
            return None
        self.log_addition(request, copy, [{"added": {}}])
        self.message_user(request, COPIED, messages.SUCCESS)
        return copy

    # --- Pages -----------------------------------------------------------------------------

    def plan_page(self, request: HttpRequest, forms: YearForms) -> HttpResponse:
        """Show the board, the year and the rules to fill in."""
        return self.year_page(request, "plan_year", title="Plan the year", forms=forms)

    def proposal_page(self, request: HttpRequest, plan: YearPlan, formset: Any) -> HttpResponse:
        """Show what is proposed, to be changed and ticked."""
        again = f"{reverse('admin:snb_meeting_plan_year')}?{request.GET.urlencode()}"
        return self.year_page(
            request,
            "proposal",
            title=f"Meetings to add in {plan.year}",
            plan=plan,
            formset=formset,
            again_url=again,
        )

    def year_page(self, request: HttpRequest, template: str, **more: Any) -> HttpResponse:
        """Return a page inside the admin's frame."""
        context = {**self.admin_site.each_context(request), "opts": self.opts, **more}
        return TemplateResponse(request, f"admin/snb/{template}.html", context)
