"""The back office of rows that belong to a public record and have a form of their own."""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html

from csp_portal.publishing import services
from csp_portal.publishing.admin.drafting import DraftingAdmin, admin_url, as_key, key_in, link
from csp_portal.publishing.drafts import draft_with_key
from csp_portal.publishing.models import Publishable, kind_of


class PartAdmin(DraftingAdmin):
    """Edits one row of a record, in the record's draft if the record is public.

    ``owner_path`` is the way from the row to its record: ``"meeting"``, or
    ``"voice__consultation"`` where another row lies in between.
    """

    owner_path: ClassVar[str]
    # Deleting from the list would delete what the public sees, at once.
    actions = None

    def owner_of(self, request: HttpRequest, object_id: str | None) -> Publishable | None:
        """Return the record the row belongs to: by the row, its draft, or what the form says."""
        key = key_in(object_id)
        if key is None:
            return self.owner_chosen(request)
        if key < 0:
            draft = draft_with_key(key)
            is_ours = draft is not None and draft.kind == kind_of(self.owner_model)
            return draft.record() if draft and is_ours else None
        row = self.model._default_manager.select_related(self.owner_path).filter(pk=key).first()
        return None if row is None else self.owner_from(row)

    @property
    def owner_model(self) -> type[Publishable]:
        """The kind of record that the rows belong to."""
        model: Any = self.model
        for name in self.owner_path.split("__"):
            model = model._meta.get_field(name).related_model
        found: type[Publishable] = model
        return found

    def owner_from(self, row: Any) -> Publishable:
        """Follow ``owner_path`` from a row."""
        for name in self.owner_path.split("__"):
            row = getattr(row, name)
        owner: Publishable = row
        return owner

    def owner_chosen(self, request: HttpRequest) -> Publishable | None:
        """Return the record that the form for a new row names."""
        name = self.owner_path.split("__")[0]
        key = as_key(request.POST.get(name) or request.GET.get(name))
        field: Any = self.model._meta.get_field(name)
        found: Publishable | None = (
            None if key is None else field.related_model._default_manager.filter(pk=key).first()
        )
        return found

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Keep a row with its record for good."""
        fields = super().get_readonly_fields(request, obj)
        return fields if obj is None else [*fields, self.owner_path.split("__")[0]]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Store the row, and count it as a save of its record.

        Raises PermissionDenied when the row would belong to another record than the one whose
        draft is open.
        """
        if self.owner_from(obj) != request.owner:  # type: ignore[attr-defined]
            raise PermissionDenied
        self.note_saved(request)
        super().save_model(request, obj, form, change)
        services.count_save(self.owner_from(obj))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete the row, and count it as a save of its record."""
        owner = self.owner_from(obj)
        self.note_saved(request)
        super().delete_model(request, obj)
        services.count_save(owner)

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: Any) -> HttpResponse:
        """Go back to the record that the row belonged to."""
        super().response_delete(request, obj_display, obj_id)
        owner: Publishable = request.owner  # type: ignore[attr-defined]
        return HttpResponseRedirect(admin_url(owner, "change", owner.pk))

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        """Go back to the record that the new row belongs to."""
        return self.back_to_owner(request, obj)

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        """Go back to the record that the row belongs to."""
        return self.back_to_owner(request, obj)

    def back_to_owner(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        """Return the way to the record's form, and say that its draft must be published."""
        owner = self.owner_from(obj)
        if self.session_of(request):
            publish = link(admin_url(owner, "publish", owner.pk), "Publish the draft")
            told = "Saved in the draft. Residents see it once the draft is published. "
            self.message_user(request, format_html("{}{}", told, publish), messages.WARNING)
        return HttpResponseRedirect(admin_url(owner, "change", owner.pk))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Offer no button that would open the row again: in a draft it gets its key later."""
        context["is_part"] = True
        context["show_save_and_continue"] = context.get("original") is not None
        return super().render_change_form(request, context, *args, **kwargs)
