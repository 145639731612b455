"""Settings of the portal; they vary only by the environment, never by file.

PORTAL_PROFILE is one of: local (one machine, no TLS, DEBUG off), production (behind a TLS
proxy), development (DEBUG on, debug toolbar), test. The order is that of Django's own page.
"""

import importlib.util
from pathlib import Path
from typing import Any

from django.utils.csp import CSP

from csp_portal import environment

BASE_DIR = Path(__file__).resolve().parent.parent
PROFILE = environment.choice(
    "PORTAL_PROFILE", options=("local", "production", "development", "test"), default="local"
)
IS_PRODUCTION = PROFILE == "production"
STATE_DIR = Path(environment.text("STATE_DIR", str(BASE_DIR / "var")))

# Core
DEBUG = PROFILE == "development"
if PROFILE in {"development", "test"}:
    SECRET_KEY = environment.text("SECRET_KEY", "insecure-key-for-development-and-tests-only")
else:
    # "make serve" makes this file on first use; production names its own.
    SECRET_KEY = environment.secret(
        "SECRET_KEY", default_file=None if IS_PRODUCTION else STATE_DIR / "secret_key"
    )
BASE_URL = environment.text("BASE_URL", None if IS_PRODUCTION else "http://localhost:8000")
ALLOWED_HOSTS = environment.words(
    "ALLOWED_HOSTS", None if IS_PRODUCTION else "localhost,127.0.0.1,[::1],testserver"
)
ROOT_URLCONF = "csp_portal.urls"
WSGI_APPLICATION = "csp_portal.wsgi.application"
INSTALLED_APPS = [
    "csp_portal.backoffice.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "crispy_forms",
    "csp_portal.backoffice.apps.BackofficeConfig",
    "csp_portal.accounts",
    "csp_portal.identity",
    "csp_portal.publishing",
    "csp_portal.sheets",
    "csp_portal.form_pack",
    "csp_portal.content",
    "partnership",
    "priorities",
    "snb",
    "consultations",
    "csp_portal.pages",
]
MIDDLEWARE = [
    # The headers come first, so that files and error pages carry them as well.
    "csp_portal.headers.CrossOriginHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp_portal.errors.RefuseForeignCharsetMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp_portal.publishing.validators.PublicPageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "csp_portal.publishing.moved.MovedPathMiddleware",
]
# A release changes every page's validator; the start script sets it from the source files.
RELEASE = environment.text("RELEASE", "unreleased")

# Databases
DATABASES = {
    "default": environment.database(
        "DATABASE_URL", default=f"sqlite:///{STATE_DIR / 'portal.sqlite3'}"
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Email: nothing is sent yet but Django's own messages, through the mail server of the host.
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", "portal@localhost")
MAILERS: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
}
if IS_PRODUCTION:
    MAILERS["default"] = {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {"host": environment.text("EMAIL_HOST", "localhost"), "timeout": 10},
    }

# Forms
FORMS_URLFIELD_ASSUME_HTTPS = True
CRISPY_ALLOWED_TEMPLATE_PACKS = ["portal"]
CRISPY_TEMPLATE_PACK = "portal"
CRISPY_FAIL_SILENTLY = PROFILE in {"local", "production"}

# Globalisation
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

# HTTP and security
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "object-src": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = IS_PRODUCTION
# The service manager asks whether the portal is alive without TLS, from the same machine.
SECURE_REDIRECT_EXEMPT = [r"^-/(live|ready)$"]
SECURE_HSTS_SECONDS = 63_072_000 if IS_PRODUCTION else 0  # two years, as preload lists ask
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_PRODUCTION
SECURE_HSTS_PRELOAD = IS_PRODUCTION
if IS_PRODUCTION:
    # The proxy in front must set this header itself and drop what the visitor sent.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_PRODUCTION
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_NAME = "__Host-session" if IS_PRODUCTION else "portal_session"
CSRF_COOKIE_NAME = "__Host-csrf" if IS_PRODUCTION else "portal_csrf"
SESSION_COOKIE_AGE = 12 * 60 * 60  # one working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_FAILURE_VIEW = "csp_portal.errors.csrf_failure"
# Where to report a security hole (RFC 9116); empty links to the help page instead.
SECURITY_CONTACT = environment.text("SECURITY_CONTACT", None if IS_PRODUCTION else " ").strip()

# Authentication
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "admin:login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 12}  # type: ignore[assignment]

# Logging: to standard error, where the service manager keeps it.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}

# Templates
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp_portal.pages.context.frame",
            ],
        },
    }
]

# Static files
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT: Path | None = STATE_DIR / "static"
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "csp_portal.static_files.HashedStaticFilesStorage"},
}

if PROFILE in {"development", "test"}:
    # Files are served from their sources: nothing has to be collected first.
    STATIC_ROOT = None
    WHITENOISE_USE_FINDERS = True
    STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
if PROFILE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    MAILERS["default"]["BACKEND"] = "django.core.mail.backends.locmem.EmailBackend"
if DEBUG and importlib.util.find_spec("debug_toolbar"):
    INSTALLED_APPS.append("debug_toolbar")
    MIDDLEWARE.insert(0, "debug_toolbar.middleware.DebugToolbarMiddleware")
    INTERNAL_IPS = ["127.0.0.1", "::1"]
