"""How the browser tests get into the back office: as people do, by a link and a passkey."""

import os
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "a long made-up sentence"
PASSKEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def run_in_portal(state: Path, code: str, *, address: str = "") -> list[str]:
    """Run Python beside the portal, on its database; return the lines it prints."""
    own = {"PATH": os.environ["PATH"], "STATE_DIR": str(state)}
    own |= {"BASE_URL": address} if address else {}
    command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", code]
    done = subprocess.run(command, cwd=ROOT, env=own, check=True, capture_output=True, text=True)
    return done.stdout.splitlines()


def make_links(state: Path, address: str, *emails: str, then: str = "") -> list[str]:
    """Make accounts with every right, as ``make officer`` does; return the links it prints.

    ``then`` is Python to be run in the same process, which takes its time to start.
    """
    code = "from django.core.management import call_command\n" + "".join(
        f"call_command('make_officer', email='{email}', first_name='Ann', last_name='Example')\n"
        for email in emails
    )
    lines = run_in_portal(state, code + then, address=address)
    return [line for line in lines if line.startswith("http")]


def give_passkey(context: BrowserContext, page: Page) -> None:
    """Build a passkey into the browser, which says yes whenever it is asked."""
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": PASSKEY})


def choose_password(page: Page, link: str) -> None:
    """Open the link of an invitation and choose a password."""
    page.goto(link)
    page.get_by_label("New password:").fill(PASSWORD)
    page.get_by_label("New password confirmation").fill(PASSWORD)
    page.get_by_role("button", name="Save and go on").click()


def add_passkey(page: Page) -> None:
    """Set up a passkey as the second step, and go on to the back office."""
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_role("button", name="Add the passkey").click()
    page.get_by_role("link", name="Go to the back office").click()
    page.wait_for_selector(".tasks")
