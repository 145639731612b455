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
# Keys used before, so that nothing sealed or signed with one of them is lost.
SECRET_KEY_FALLBACKS = environment.words("SECRET_KEY_FALLBACKS", "")
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
    "django_tasks_db",
    "csp_portal.backoffice.apps.BackofficeConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp_portal.audit",
    "csp_portal.accounts",
    "csp_portal.dates",
    "csp_portal.retention",
    "csp_portal.identity",
    "csp_portal.worker",
    "csp_portal.mail",
    "csp_portal.publishing",
    "csp_portal.sheets",
    "csp_portal.form_pack",
    "csp_portal.rich_text",
    "csp_portal.plain_english",
    "csp_portal.personal_data",
    "django_prose_editor",
    "csp_portal.content",
    "csp_portal.documents",
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
    "allauth.account.middleware.AccountMiddleware",
    "csp_portal.accounts.middleware.StaffSessionMiddleware",
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

# Cache: shared by all workers, because the limits on tries to sign in are counted in it.
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

# Email: without a mail server nothing is sent, and the back office shows what would have been.
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", "portal@localhost")
MAIL_FOLDER = STATE_DIR / "mail"
MAILERS: dict[str, dict[str, Any]] = {
    "default": environment.mailer("EMAIL")
    or {"BACKEND": "csp_portal.mail.folder.FolderMailer", "OPTIONS": {"folder": MAIL_FOLDER}}
}

# Forms
FORMS_URLFIELD_ASSUME_HTTPS = True
CRISPY_ALLOWED_TEMPLATE_PACKS = ["portal"]
CRISPY_TEMPLATE_PACK = "portal"
CRISPY_FAIL_SILENTLY = PROFILE in {"local", "production"}

# Globalisation
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
BANK_HOLIDAYS_OF = "ENG"  # Wales has the same
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["csp_portal.dates.formats"]

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
# A measure's page sends 12 fields for each of its figures, of which there may be hundreds.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 12_000
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
AUTHENTICATION_BACKENDS = ["csp_portal.accounts.backends.StaffBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "csp_portal.accounts.adapters.AccountAdapter"
# One way to name oneself, so that a known and an unknown name take the same time.
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # nobody signs up; the checks want a list
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "20/m/ip,5/15m/key"}
ACCOUNT_FORMS = {
    "login": "csp_portal.accounts.forms.SignInForm",
    "reauthenticate": "csp_portal.accounts.forms.PasswordAgainForm",
    "change_password": "csp_portal.accounts.forms.NewPasswordForm",
}
# The proxy in front tells the visitor's address; without one, nobody is believed.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if IS_PRODUCTION else 0
MFA_ADAPTER = "csp_portal.accounts.adapters.SecondStepAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # accounts come by invitation only
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_PRODUCTION
MFA_TOTP_TOLERANCE = 1  # clocks of phones differ by seconds
MFA_FORMS = {
    "authenticate": "csp_portal.accounts.forms.CodeForm",
    "reauthenticate": "csp_portal.accounts.forms.ConfirmCodeForm",
    "activate_totp": "csp_portal.accounts.forms.NewAppForm",
    "add_webauthn": "csp_portal.accounts.forms.NewPasskeyForm",
}
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
    # Each task's beginning and end are rows; only a failure is worth a line. pypdf remarks on
    # each fault of each file; who chose the file is told what matters.
    "loggers": {"django.tasks": {"level": "WARNING"}, "pypdf": {"level": "CRITICAL"}},
}

# Tasks: rows of the same database, so that work and its cause are stored together or not at all.
TASKS: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail"]}
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
                "csp_portal.accounts.context.staff_frame",
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
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "csp_portal.static_files.HashedStaticFilesStorage"},
    # Outside the static files: only the portal's own view gives these out.
    "documents": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": STATE_DIR / "documents"},
    },
}
# Bytes; the proxy in front must let as many through (deploy/nginx.conf).
DOCUMENT_SIZE_LIMIT = 20_000_000
FILE_UPLOAD_HANDLERS = [
    "csp_portal.documents.uploads.SizeLimitHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FILES = 4

if PROFILE in {"development", "test"}:
    # Files are served from their sources: nothing has to be collected first.
    STATIC_ROOT = None
    WHITENOISE_USE_FINDERS = True
    WHITENOISE_AUTOREFRESH = True  # each is looked for when it is asked for, not all at the start
    STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
if PROFILE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    MAILERS["default"] = {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}
    STORAGES["documents"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
if DEBUG and importlib.util.find_spec("debug_toolbar"):
    INSTALLED_APPS.append("debug_toolbar")
    MIDDLEWARE.insert(0, "debug_toolbar.middleware.DebugToolbarMiddleware")
    INTERNAL_IPS = ["127.0.0.1", "::1"]
