"""The pages of accounts that are our own: the invitation, the QR picture, "Your account"."""

from allauth.account.decorators import reauthentication_required
from allauth.account.utils import perform_login
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import get_totp_secret
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import SetPasswordForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from csp_portal.accounts import services
from csp_portal.accounts.adapters import origin_of
from csp_portal.accounts.models import User
from csp_portal.audit.models import Entry
from csp_portal.audit.services import key_of

SIGN_INS_SHOWN = 20


@sensitive_post_parameters()
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Let the person who holds the link choose a password, once."""
    now = timezone.now()
    found = services.open_invitation(token, at=now)
    if found is None:
        return render(request, "account/invitation_over.html", status=410)
    form = SetPasswordForm(found.person, request.POST or None)
    form.fields["new_password1"].widget.attrs.pop("autofocus", None)
    if not form.is_valid():
        context = {"form": form, "person": found.person}
        return render(request, "account/invitation.html", context)
    return accept(request, token, password=form.cleaned_data["new_password1"])


def accept(request: HttpRequest, token: str, *, password: str) -> HttpResponse:
    """Use the link, and sign the person in as far as a password goes."""
    origin = origin_of(request)
    person = services.accept_invitation(token, password=password, at=timezone.now(), origin=origin)
    if person is None:
        return render(request, "account/invitation_over.html", status=410)
    # Somebody else may be signed in at this machine.
    logout(request)
    response: HttpResponse = perform_login(request, person, redirect_url=reverse("admin:index"))
    return response


@login_required
@reauthentication_required(app="allauth.mfa")
def totp_picture(request: HttpRequest) -> HttpResponse:
    """Return the QR code of the authenticator app that is being set up."""
    adapter = get_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(request.user, get_totp_secret()))
    return HttpResponse(picture, content_type="image/svg+xml")


@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """Show who one is here, what one may do, and when somebody signed in under this name."""
    person = request.user
    if not isinstance(person, User):
        raise Http404("There is no account.")
    context = {
        "title": "Your account",
        "person": person,
        "roles": person.groups.order_by("name"),
        "sign_ins": Entry.objects.sign_ins_of(key_of(person))[:SIGN_INS_SHOWN],
    }
    return render(request, "account/overview.html", context)
