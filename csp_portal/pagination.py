"""A long list cut into pages, with the addresses of the other pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest


@dataclass(frozen=True)
class Pagination:
    """One page of a list and the links to the others; an empty address stands for a gap."""

    page: Page[Any]
    page_links: list[tuple[int | str, str]]
    previous_url: str
    next_url: str

    @property
    def is_needed(self) -> bool:
        """Whether there is more than one page."""
        return self.page.paginator.num_pages > 1


def page_url(request: HttpRequest, number: int) -> str:
    """Return the address of a page of this list; the other parts of the query stay."""
    query = request.GET.copy()
    query.pop("page", None)
    if number > 1:
        query["page"] = str(number)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def paginate(
    request: HttpRequest, records: QuerySet[Any] | Sequence[Any], *, per_page: int
) -> Pagination:
    """Return the page that ``?page=`` asks for; nonsense gives the nearest page there is."""
    page = Paginator(records, per_page).get_page(request.GET.get("page"))
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    urls: dict[int | str, str] = {
        number: page_url(request, number) for number in page.paginator.page_range
    }
    return Pagination(
        page=page,
        page_links=[(number, urls.get(number, "")) for number in numbers],
        previous_url=urls.get(page.number - 1, ""),
        next_url=urls.get(page.number + 1, ""),
    )
