"""Settings of Naadloos. Safe by default: what makes it less safe is asked for by name (docs/settings.md)."""

import os
from pathlib import Path

from naadloos.settings import environment as env

PROJECT = Path(__file__).resolve().parents[3]
DATA = env.folder("NAADLOOS_DATA", PROJECT / "var")

# Demo mode shows fictional people on the log-in page who can be entered with one click.
DEMO = env.flag("NAADLOOS_DEMO")
# Likeness in meaning, when the extra is installed.
MEANING = env.flag("NAADLOOS_MEANING", default=True)
DEBUG = env.flag("NAADLOOS_DEBUG")
SECRET_KEY = env.secret_key(DATA)
ALLOWED_HOSTS = env.text_list("NAADLOOS_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.text_list("NAADLOOS_ORIGINS", [])

INSTALLED_APPS = [
    "naadloos.web",
    "naadloos.jobs",
    "naadloos.organisations",
    "naadloos.curriculum",
    "naadloos.routes",
    "naadloos.programme",
    "naadloos.exams",
    "naadloos.monitoring",
    "naadloos.finance",
    "naadloos.agreements",
    "naadloos.execution",
    "allauth",
    "allauth.account",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "rules.apps.AutodiscoverRulesConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "naadloos.web.middleware.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "naadloos.web.middleware.content_security",
]

ROOT_URLCONF = "naadloos.web.urls"
WSGI_APPLICATION = "naadloos.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "naadloos.web.context.shell",
            ],
            "builtins": ["naadloos.web.templatetags.naadloos"],
        },
    }
]

DATABASES = {"default": env.database(DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Work in the background; the queue is a table of the same database (docs/decisions/0009-jobs.md).
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# -- accounts: by invitation only ------------------------------------------------------------------
AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "naadloos.organisations.adapter.InvitationOnlyAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "route_list"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"

globals().update(env.email("NAADLOOS_EMAIL"))
DEFAULT_FROM_EMAIL = os.environ.get("NAADLOOS_EMAIL_FROM") or "Naadloos <naadloos@localhost>"

# -- language and place ----------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [PROJECT / "src" / "naadloos" / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

# -- static files: ours, and the packages that set-up installed ------------------------------------
NODE = PROJECT / "node_modules"
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [
    (f"lib/{name.rsplit('/', 1)[-1]}", NODE / name / folder)
    for name, folder in [
        ("@fontsource-variable/atkinson-hyperlegible-next", "files"),
        ("htmx.org", "dist"),
        ("@utrecht/alert-css", "dist"),
        ("@utrecht/button-css", "dist"),
        ("@utrecht/form-field-css", "dist"),
        ("@utrecht/form-field-description-css", "dist"),
        ("@utrecht/form-field-error-message-css", "dist"),
        ("@utrecht/form-label-css", "dist"),
        ("@utrecht/link-css", "dist"),
        ("@utrecht/select-css", "dist"),
        ("@utrecht/skip-link-css", "dist"),
        ("@utrecht/table-css", "dist"),
        ("@utrecht/textarea-css", "dist"),
        ("@utrecht/textbox-css", "dist"),
    ]
    if (NODE / name / folder).is_dir()
]
ICONS = NODE / "heroicons" / "24"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "naadloos.web.storage.HashedStaticFiles"},
}
WHITENOISE_MANIFEST_STRICT = False

# -- safety ----------------------------------------------------------------------------------------
HTTPS = env.flag("NAADLOOS_HTTPS")
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("NAADLOOS_BEHIND_PROXY") else None
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
