"""Make the first account of the back office, or let its owner in again."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from csp_portal.accounts import services
from csp_portal.accounts.links import LIFETIME, link_for
from csp_portal.accounts.models import Invitation, User

WHAT_NEXT = (
    "Open this link in a browser within {days} days. It works once: choose a password there, "
    "then set up a passkey or an app.\n\n{link}\n"
)


class Command(BaseCommand):
    """Print a link with which somebody with every right chooses a password.

    Everybody after the first is invited in the back office. For an address that has an account
    the link replaces a lost password, and with ``--without-second-step`` a lost phone as well.
    """

    help = "Make an account with every right for the back office; prints a link to open."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what is not to be asked for."""
        parser.add_argument("--email", default="", help="the address to sign in with")
        parser.add_argument("--first-name", default="")
        parser.add_argument("--last-name", default="")
        parser.add_argument(
            "--without-second-step",
            action="store_true",
            help="remove the passkeys, app and codes of an account that is there",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make the account, or a new link for the one that is there."""
        email = self.asked(options["email"], "Email address: ").lower()
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email!r} is not an email address.") from error
        invitation = self.let_in(email, options)
        self.stdout.write(WHAT_NEXT.format(days=LIFETIME.days, link=link_for(invitation)))

    @transaction.atomic
    def let_in(self, email: str, options: dict[str, Any]) -> Invitation:
        """Return a link for the account with this address, made if it is missing."""
        now = timezone.now()
        person = User.objects.filter(username__iexact=email).first()
        if person is None:
            person = User(email=email, is_superuser=True)
            person.first_name = self.asked(options["first_name"], "First name: ")
            person.last_name = self.asked(options["last_name"], "Last name: ")
            return services.invite(person, roles=[], by=None, at=now)
        if options["without_second_step"]:
            services.remove_second_steps(person, by=None, at=now)
        try:
            return services.send_link_again(person, by=None, at=now)
        except services.NotAllowedError as problem:
            raise CommandError(str(problem)) from problem

    def asked(self, given: str, question: str) -> str:
        """Return what was given, or ask for it."""
        try:
            answer = given or input(question).strip()
        except EOFError as error:
            raise CommandError("Give --email, --first-name and --last-name.") from error
        if not answer:
            raise CommandError("Nothing was typed.")
        return answer
