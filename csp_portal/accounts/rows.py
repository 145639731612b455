"""The rows of a model that a person's roles let them see and change, in the back office."""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse

from csp_portal.accounts.models import User
from csp_portal.roles import rows_for

# Kept on the person for the length of one request.
ROLE_NAMES = "_role_names"


def role_names(person: User) -> set[str]:
    """Return the names of the person's roles; asked of the database once."""
    if not hasattr(person, ROLE_NAMES):
        setattr(person, ROLE_NAMES, set(person.groups.values_list("name", flat=True)))
    names: set[str] = getattr(person, ROLE_NAMES)
    return names


def limit_for(person: Any, model: type[Model], *, verb: str) -> Q | None:
    """Return what rows of ``model`` must be for the person to ``verb`` them; None for all."""
    if not isinstance(person, User) or person.is_superuser:
        return None
    rows = rows_for(role_names(person), model._meta.label_lower, verb=verb)
    if rows is None:
        return None
    nothing = Q(pk__in=[])
    return reduce(or_, [Q(**one) for one in rows], nothing)


class RowsOfRole:
    """Holds a model's pages to the rows of the person's roles: lists, choices and each record."""

    model: type[Model]

    def may(self, request: HttpRequest, obj: Any, *, verb: str) -> bool:
        """Whether the record is one of those that the person may ``verb``."""
        limit = None if obj is None else limit_for(request.user, self.model, verb=verb)
        if limit is None:
            return True
        return self.model._default_manager.filter(limit, pk=obj.pk).exists()

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the rows to show."""
        rows = super().get_queryset(request)  # type: ignore[misc]
        limit = limit_for(request.user, self.model, verb="view")
        return rows if limit is None else rows.filter(limit)

    def response_action(
        self, request: HttpRequest, queryset: QuerySet[Any], *args: Any, **kwargs: Any
    ) -> HttpResponse | None:
        """Do what was chosen from the list, to the rows that are the person's to change."""
        is_change = self.has_change_permission(request)
        limit = limit_for(request.user, self.model, verb="change") if is_change else None
        rows = queryset if limit is None else queryset.filter(limit)
        response: HttpResponse | None = super().response_action(  # type: ignore[misc]
            request, rows, *args, **kwargs
        )
        return response

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse a record that is none of the person's."""
        is_allowed: bool = super().has_view_permission(request, obj)  # type: ignore[misc]
        return is_allowed and self.may(request, obj, verb="view")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse a record that is none of the person's."""
        is_allowed: bool = super().has_change_permission(request, obj)  # type: ignore[misc]
        return is_allowed and self.may(request, obj, verb="change")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse a record that is none of the person's."""
        is_allowed: bool = super().has_delete_permission(request, obj)  # type: ignore[misc]
        return is_allowed and self.may(request, obj, verb="delete")

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Offer, and accept, only records that the person may see."""
        model = db_field.remote_field.model
        limit = limit_for(request.user, model, verb="view")
        if limit is not None:
            kwargs.setdefault("queryset", model._default_manager.filter(limit))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]
