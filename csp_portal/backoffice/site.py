"""The back office as a whole: named after the partnership, arranged by task."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.http import HttpRequest, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from csp_portal.backoffice.desk import desk_of
from csp_portal.backoffice.tasks import TASKS, Task
from csp_portal.identity.models import Identity
from csp_portal.plain_english.views import advise_on_typed
from csp_portal.worker.heartbeat import is_quiet

# What the admin's own templates read about a model: its name, its links, what one may do.
Entry = dict[str, Any]


class PortalAdminSite(admin.AdminSite):
    """The admin site of one partnership."""

    index_title = "Your desk"
    site_title = "Back office"

    def get_urls(self) -> list[Any]:
        """Add the advice on plain English, for those who may sign in."""
        advice = path("plain-english/", self.admin_view(advise_on_typed), name="plain_english")
        return [advice, *super().get_urls()]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Name the partnership at the top of every page, the sign-in page included."""
        name = Identity.objects.values_list("name", flat=True).first()
        header = f"{name}: back office" if name else "Back office"
        return {**super().each_context(request), "site_header": header}

    @method_decorator([never_cache, secure_admin_login])
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Send whoever has not signed in to the one page where that is done."""
        return super().login(request, extra_context)

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Send to the one page where one signs out."""
        return HttpResponseRedirect(reverse("account_logout"))

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Send to the one page where a password is changed."""
        return HttpResponseRedirect(reverse("account_change_password"))

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Show what there is to do, and below it the back office by task.

        It says so as well when nothing is done in the background.
        """
        desk = {
            "desk": desk_of(request, site=self),
            "worker_is_quiet": is_quiet(at=timezone.now()),
        }
        return super().index(request, desk | (extra_context or {}))

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Return the tasks this person has something to do in; for ``app_label``, that app."""
        if app_label:
            return super().get_app_list(request, app_label)
        entries = {
            entry["model"]._meta.label_lower: entry
            for app in super().get_app_list(request)
            for entry in app["models"]
        }
        return [group for task in TASKS if (group := _group(task, entries))]


def _group(task: Task, entries: dict[str, Entry]) -> Entry | None:
    """Return the task as the index page shows it; None when this person may do nothing there."""
    models = [entries[label] for label in task.models if label in entries]
    if not models:
        return None
    questions = [
        {"label": label, "url": f"{entries[model]['admin_url']}?missing={answer}"}
        for label, model, answer in task.questions
        if model in entries
    ]
    return {
        "name": task.title,
        "app_label": task.slug,
        "app_url": f"{reverse('admin:index')}#task-{task.slug}",
        "has_module_perms": True,
        "purpose": task.purpose,
        "models": models,
        "questions": questions,
    }
