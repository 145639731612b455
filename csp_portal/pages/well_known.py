"""Files for machines: what to crawl, all addresses, and where to report a security hole."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from csp_portal.addresses import absolute_url
from csp_portal.pages.sitemaps import PARTS, public_addresses
from csp_portal.publishing.requests import PortalRequest

PLAIN = "text/plain; charset=utf-8"
# RFC 9116 advises less than a year.
SECURITY_LIFETIME = timedelta(days=334)


def robots_txt(_request: PortalRequest) -> HttpResponse:
    """Tell search engines to leave the back office alone, and where all pages are listed."""
    sitemap = absolute_url(reverse("pages:sitemap_index"))
    private = ["Disallow: /admin/", "Disallow: /accounts/"]
    lines = ["User-agent: *", *private, "", f"Sitemap: {sitemap}", ""]
    return HttpResponse("\n".join(lines), content_type=PLAIN)


def sitemap_index(request: PortalRequest) -> HttpResponse:
    """List the parts of the sitemap, for search engines."""
    addresses = [absolute_url(reverse("pages:sitemap_part", args=[part])) for part in PARTS]
    context = {"addresses": addresses}
    return render(request, "pages/sitemap_index.xml", context, content_type="application/xml")


def sitemap_part(request: PortalRequest, part: str) -> HttpResponse:
    """List the addresses of the public pages of one part of the portal."""
    if part not in PARTS:
        raise Http404("The sitemap has no such part.")
    context = {"addresses": public_addresses(part, at=request.moment)}
    return render(request, "pages/sitemap_part.xml", context, content_type="application/xml")


def security_contact() -> str:
    """Return where to report a security hole, as an address with its scheme."""
    contact: str = settings.SECURITY_CONTACT
    if not contact:
        return absolute_url(reverse("pages:help"))
    is_bare_email = "@" in contact and not contact.startswith(("mailto:", "https:"))
    return f"mailto:{contact}" if is_bare_email else contact


def security_txt(request: PortalRequest) -> HttpResponse:
    """Say where to report a security hole (RFC 9116); the same text all day long."""
    expires_at = datetime.combine(request.today + SECURITY_LIFETIME, time(), tzinfo=UTC)
    lines = [
        f"Contact: {security_contact()}",
        f"Expires: {expires_at:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {absolute_url(reverse('pages:security_txt'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type=PLAIN)
