"""Without a mail server e-mails go to a folder, and administrators can read them there."""

import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import send_mail
from django.test import Client
from django.utils import timezone

from csp_portal.mail.checks import check_mail_server
from csp_portal.mail.folder import message_names, read_message, remove_old_messages
from csp_portal.mail.models import OutgoingMail
from csp_portal.mail.services import send_mail_later
from tests.back_office import address, list_address
from tests.background.in_process import work_off

pytestmark = pytest.mark.django_db
LIST = "/admin/mail/outgoingmail/folder/"
NOTHING_SENT = "Nothing is sent."


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    """The folder of a portal that has no mail server."""
    settings.MAIL_FOLDER = tmp_path / "mail"
    mailer = "csp_portal.mail.folder.FolderMailer"
    options = {"folder": settings.MAIL_FOLDER}
    settings.MAILERS = {"default": {"BACKEND": mailer, "OPTIONS": options}}
    return tmp_path / "mail"


def write(subject: str = "Hello", text: str = "Good day.") -> None:
    send_mail(subject, text, "portal@example.org", ["ann@example.org"])


def test_each_message_is_a_file_that_only_we_read(folder: Path) -> None:
    write()
    write()

    files = sorted(folder.iterdir())

    assert len(files) == 2
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_mail_that_goes_to_the_folder_is_not_called_sent(folder: Path) -> None:
    send_mail_later("Hello", text="Good day.", to="ann@example.org", at=timezone.now())

    work_off()

    assert OutgoingMail.objects.get().state == OutgoingMail.State.KEPT
    assert len(message_names()) == 1


def test_list_shows_the_newest_first_and_says_that_nothing_is_sent(
    folder: Path, portal: object, admin_client: Client
) -> None:
    write("First")
    write("Second")

    page = admin_client.get(LIST).content.decode()

    assert page.index("Second") < page.index("First")
    assert "To ann@example.org" in page
    assert NOTHING_SENT in page


def test_list_is_cut_into_pages(folder: Path, portal: object, admin_client: Client) -> None:
    list(map(write, map("Number {}.".format, range(26))))

    first = admin_client.get(LIST).content.decode()
    second = admin_client.get(f"{LIST}?page=2").content.decode()

    assert ("Number 25." in first, "Number 0." in first) == (True, False)
    assert ("Number 25." in second, "Number 0." in second) == (False, True)


def test_message_shows_its_headers_and_text_as_text(
    folder: Path, portal: object, admin_client: Client
) -> None:
    write("Fünf <b>", "See https://portal.example/x and <script>alert(1)</script>")

    page = admin_client.get(f"{LIST}{message_names()[0]}/").content.decode()

    assert "Fünf &lt;b&gt;" in page
    assert 'href="https://portal.example/x"' in page
    assert "<script>alert" not in page
    assert "portal@example.org" in page


@pytest.mark.parametrize("name", ["missing.eml", "..", "%2e%2e%2fsecret_key", "secret_key"])
def test_nothing_else_of_the_disk_can_be_read(
    folder: Path, portal: object, admin_client: Client, name: str
) -> None:
    write()
    (folder / "secret_key").write_text("hidden")
    (folder.parent / "secret_key").write_text("hidden")

    assert admin_client.get(f"{LIST}{name}/").status_code in {302, 404}
    assert read_message("../secret_key") is None


def test_empty_folder_is_no_error(folder: Path, portal: object, admin_client: Client) -> None:
    page = admin_client.get(LIST)

    assert page.status_code == 200
    assert "There is no e-mail in the folder." in page.content.decode()


def test_messages_of_before_are_shown_although_a_mail_server_is_set(
    folder: Path, portal: object, admin_client: Client, settings: Any
) -> None:
    write("From before")
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}

    page = admin_client.get(LIST).content.decode()

    assert "From before" in page
    assert NOTHING_SENT not in page
    assert "These were not sent." in page


@pytest.mark.parametrize("who", ["officer", "approver", "secretary"])
def test_e_mails_are_for_administrators_only(
    folder: Path, request: pytest.FixtureRequest, who: str
) -> None:
    write()
    client: Client = request.getfixturevalue(who)

    assert client.get(LIST).status_code == 403
    assert client.get(f"{LIST}{message_names()[0]}/").status_code == 403
    assert client.get(list_address(OutgoingMail)).status_code == 403


def test_visitor_is_asked_to_sign_in(folder: Path, client: Client) -> None:
    write()

    assert client.get(LIST).status_code == 302


def test_list_of_rows_leads_to_the_folder(
    folder: Path, portal: object, admin_client: Client
) -> None:
    row = send_mail_later("Hello", text="Good day.", to="ann@example.org", at=timezone.now())

    page = admin_client.get(list_address(OutgoingMail)).content.decode()

    assert NOTHING_SENT in page
    assert LIST in page
    assert "Good day." in admin_client.get(address(row)).content.decode()


def test_failed_rows_are_sent_again_from_the_list(
    folder: Path, portal: object, admin_client: Client
) -> None:
    row = send_mail_later("Hello", text="Good day.", to="ann@example.org", at=timezone.now())
    OutgoingMail.objects.update(state=OutgoingMail.State.FAILED)

    fields = {"action": "try_again", "_selected_action": [row.pk]}
    page = admin_client.post(list_address(OutgoingMail), fields, follow=True)

    assert "E-mails to send again: 1." in page.content.decode()
    assert OutgoingMail.objects.get().state == OutgoingMail.State.WAITING


def test_old_files_are_removed(folder: Path) -> None:
    write("Old")
    old = message_names()[0]
    (folder / old).rename(folder / f"2020{old[4:]}")
    write("New")

    remove_old_messages(at=timezone.now(), keep=timedelta(days=30))

    assert [str(read.subject) for read in map(read_message, message_names()) if read] == ["New"]


def test_deployment_is_told_that_nothing_is_sent(folder: Path) -> None:
    (told,) = check_mail_server()

    assert "e-mails are written to" in told.msg
    assert not told.is_serious()


def test_deployment_with_a_mail_server_is_told_nothing() -> None:
    assert check_mail_server() == []
