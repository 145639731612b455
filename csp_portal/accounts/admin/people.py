"""The page of an account: who it is, what they may do, and how they get in."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from csp_portal.accounts import services
from csp_portal.accounts.admin.verbs import Verb, has_open_link, may_touch, offered
from csp_portal.accounts.forms import InvitationForm, PersonForm
from csp_portal.accounts.links import link_for
from csp_portal.accounts.mail import mail_link
from csp_portal.accounts.models import Invitation, User
from csp_portal.dates.columns import WordedMoments
from csp_portal.dates.words import day_in_words
from csp_portal.editing.lookups import PossibleLookups

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[User]
else:
    ModelAdmin = admin.ModelAdmin

WHO = ("Who it is", {"fields": ["first_name", "last_name", "email"]})
MAY = (
    "What they may do",
    {"fields": ["groups"], "description": "Whoever has two roles may do what either may."},
)
STATE = ("The account", {"fields": ["access", "last_login", "date_joined"]})
FOR_SUPERUSERS = (
    "For superusers only",
    {"fields": ["username", "is_superuser"], "classes": ["collapse"]},
)


@admin.register(User)
class PersonAdmin(PossibleLookups, WordedMoments, ModelAdmin):
    """An account. What somebody may do comes from roles only, never from single permissions.

    Nobody but a superuser changes their own rights, or changes and makes superusers. Nobody is
    deleted: whoever leaves has their account closed, and the history keeps the name.
    """

    change_form_template = "admin/accounts/user/change_form.html"
    list_display = ["__str__", "email", "role_names", "access", "last_login"]
    list_filter = ["groups", "is_active", "is_superuser"]
    search_fields = ["username", "first_name", "last_name", "email"]
    ordering = ["first_name", "last_name", "username"]
    show_full_result_count = False
    readonly_fields = ["access", "last_login", "date_joined"]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Load the roles and the link of each person with the list."""
        people = super().get_queryset(request)
        return people.select_related("invitation").prefetch_related("groups")

    @admin.display(description="roles")
    def role_names(self, person: User) -> str:
        """Return the names of the roles."""
        names = ["Superuser"] if person.is_superuser else []
        return ", ".join(names + sorted(group.name for group in person.groups.all())) or "–"

    @admin.display(description="access")
    def access(self, person: User) -> str:
        """Return in words whether the person can get in."""
        if person.disabled_at:
            return f"Closed since {day_in_words(timezone.localtime(person.disabled_at))}"
        if person.is_active:
            return "Open"
        if has_open_link(person, timezone.now()):
            expires_at = timezone.localtime(person.invitation.expires_at)
            return f"Invited until {day_in_words(expires_at)}"
        return "Not open: no link works"

    # --- Who may touch whom --------------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Refuse oneself and superusers, unless a superuser asks."""
        is_allowed = super().has_change_permission(request, obj)
        return is_allowed and (obj is None or may_touch(obj, acting(request)))

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Refuse: accounts are closed, and forgotten when their time is over."""
        return False

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Return what the form asks; only a superuser is asked about superusers."""
        if obj is None:
            return [WHO, MAY]
        is_for_superuser = acting(request).is_superuser
        return [WHO, MAY, STATE, *([FOR_SUPERUSERS] if is_for_superuser else [])]

    def get_form(
        self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Return the form of an invitation, or of an account that is there."""
        kwargs["form"] = PersonForm if change else InvitationForm
        return super().get_form(request, obj, change, **kwargs)

    # --- Inviting and changing -----------------------------------------------------------

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Invite whoever is new; keep which roles an account had before it is changed."""
        if change:
            form.roles_before = {group.name for group in obj.groups.all()}
            super().save_model(request, obj, form, change)
            return
        roles = form.cleaned_data["groups"]
        services.invite(obj, roles=roles, by=acting(request), at=timezone.now())

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Store the roles, and write into the log what was changed."""
        super().save_related(request, form, formsets, change)
        if change:
            services.record_changes(
                form.instance,
                roles_before=form.roles_before,
                fields=[name for name in form.changed_data if name != "groups"],
                by=acting(request),
                at=timezone.now(),
            )

    def response_add(
        self, request: HttpRequest, obj: User, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Send the link, and show it this once."""
        return self.hand_over(request, obj.invitation)

    def hand_over(self, request: HttpRequest, invitation: Invitation) -> HttpResponse:
        """Mail the link to the person, and show it to the administrator, who may pass it on."""
        context = {
            **self.admin_site.each_context(request),
            "title": f"Link for {invitation.person}",
            "invitation": invitation,
            "link": link_for(invitation),
            "is_mailed": mail_link(invitation),
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/accounts/user/link.html", context)

    # --- Buttons -------------------------------------------------------------------------

    def get_urls(self) -> list[Any]:
        """Add the address that the buttons of an account send to."""
        act = self.admin_site.admin_view(require_POST(self.act))
        return [
            path("<path:object_id>/do/<slug:verb>/", act, name="accounts_user_do"),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show the buttons that this person gets."""
        person = context.get("original")
        if person is not None and self.has_change_permission(request, person):
            context["verbs"] = offered(person, by=acting(request), at=timezone.now())
        return super().render_change_form(request, context, *args, **kwargs)

    def act(self, request: HttpRequest, object_id: str, verb: str) -> HttpResponse:
        """Do what a button says."""
        person = self.get_object(request, unquote(object_id))
        if person is None:
            raise Http404("There is no such account.")
        if not self.has_change_permission(request, person):
            raise PermissionDenied
        now = timezone.now()
        buttons = {one.slug: one for one in offered(person, by=acting(request), at=now)}
        page = HttpResponseRedirect(reverse("admin:accounts_user_change", args=[person.pk]))
        if verb not in buttons:
            self.message_user(request, "This cannot be done now.", messages.WARNING)
            return page
        return self.do(request, person, buttons[verb], at=now) or page

    def do(
        self, request: HttpRequest, person: User, verb: Verb, *, at: datetime
    ) -> HttpResponse | None:
        """Call the service behind a button; return its page if it has one."""
        result = verb.call(person, by=acting(request), at=at)
        self.log_change(request, person, verb.label)
        if verb.makes_link:
            return self.hand_over(request, result)
        self.message_user(request, verb.done, messages.SUCCESS)
        return None


def acting(request: HttpRequest) -> User:
    """Return who makes this request; the back office lets nobody in who has not signed in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
