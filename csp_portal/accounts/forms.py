"""The forms of signing in, with plain words; and those with which administrators keep accounts."""

from typing import TYPE_CHECKING, Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models import Model

from csp_portal.accounts.models import User
from csp_portal.roles import ROLES

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[User]
    GroupsField = forms.ModelMultipleChoiceField[Group]
else:
    ModelForm, GroupsField = forms.ModelForm, forms.ModelMultipleChoiceField

PURPOSES = {role.name: role.purpose for role in ROLES}
FORGOTTEN = "Forgotten? Ask an administrator to send you a new link."


class PlainFields:
    """Says what a field is for beside it, not inside it; leaves the focus at the page's start."""

    labels: dict[str, str] = {}
    help_texts: dict[str, str] = {}
    fields: dict[str, forms.Field]
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs.pop("autofocus", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.help_texts.get(name, field.help_text)


class SignInForm(PlainFields, LoginForm):
    """Name and password."""

    labels = {"login": "Email address or sign-in name"}
    help_texts = {"password": FORGOTTEN}


class PasswordAgainForm(PlainFields, ReauthenticateForm):
    """The password once more, before something that matters."""

    help_texts = {"password": FORGOTTEN}


class CodeForm(PlainFields, AuthenticateForm):
    """The second step by code."""

    help_texts = {"code": "From your authenticator app, or one of your recovery codes."}


class ConfirmCodeForm(PlainFields, CodeAgainForm):
    """A code once more, before something that matters."""

    help_texts = CodeForm.help_texts


class NewAppForm(PlainFields, ActivateTOTPForm):
    """The first code of a new authenticator app."""

    labels = {"code": "Code that the app shows"}


class NewPasskeyForm(PlainFields, AddWebAuthnForm):
    """A new passkey."""

    labels = {"name": "Name of this passkey", "passwordless": "Sign in with this passkey alone"}
    help_texts = {
        "name": "So that you can tell your passkeys apart, such as “Work phone”.",
        "passwordless": "Leave it ticked, unless it is an old security key without a PIN.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class NewPasswordForm(PlainFields, ChangePasswordForm):
    """Another password in place of the present one."""

    labels = {
        "oldpassword": "Present password",
        "password1": "New password",
        "password2": "New password again",
    }
    help_texts = {"oldpassword": FORGOTTEN}


class RoleChoice(GroupsField):
    """The roles, each with what it is for."""

    def label_from_instance(self, obj: Model) -> str:
        """Return the name of the role and its purpose."""
        return ": ".join(filter(None, [str(obj), PURPOSES.get(str(obj), "")]))


class InvitationForm(ModelForm):
    """Whom to invite, and what they may do."""

    first_name = forms.CharField(label="First name", max_length=150)
    last_name = forms.CharField(label="Last name", max_length=150)
    email = forms.EmailField(
        label="Email address",
        max_length=150,
        help_text="The work address. The link goes there, and it is the name to sign in with.",
    )
    groups = RoleChoice(
        Group.objects.order_by("name"),
        label="Roles",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = User
        fields = ["first_name", "last_name", "email", "groups"]

    def clean_email(self) -> str:
        """Refuse an address that an account has already."""
        email: str = self.cleaned_data["email"].lower()
        taken = User.objects.filter(username__iexact=email) | User.objects.filter(
            email__iexact=email
        )
        if taken.exclude(pk=self.instance.pk).exists():
            raise ValidationError("Somebody has an account with this address already.")
        return email


class PersonForm(InvitationForm):
    """An account that is there; a superuser may also give every right."""

    class Meta(InvitationForm.Meta):
        fields = ["first_name", "last_name", "email", "groups", "username", "is_superuser"]

    def clean_username(self) -> str:
        """Refuse a name that differs from another one only by capitals."""
        name: str = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=name).exclude(pk=self.instance.pk).exists():
            raise ValidationError("Somebody else signs in with this name.")
        return name
