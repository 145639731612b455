"""The security headers, exactly, wherever a response comes from."""

import pytest

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; object-src 'none'"
)
PLACES = ["/help/", "/no-such-page/", "/admin/login/", "/static/css/portal.css"]

pytestmark = pytest.mark.usefixtures("portal")


def headers(client, path):
    """Ask for ``path`` and let go of the file that may stand behind the answer."""
    response = client.get(path)
    response.close()
    return response.headers


@pytest.mark.parametrize("path", PLACES)
def test_content_security_policy_is_strict_everywhere(client, path):
    assert headers(client, path)["Content-Security-Policy"] == POLICY


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cross-Origin-Embedder-Policy", "require-corp"),
    ],
)
def test_protective_headers_are_sent_everywhere(client, path, header, value):
    assert headers(client, path)[header] == value


def test_permissions_policy_switches_every_feature_off(client):
    assert "camera=()" in client.get("/help/")["Permissions-Policy"]


def test_back_office_is_never_stored_by_a_proxy(client):
    response = client.get("/admin/login/")

    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
