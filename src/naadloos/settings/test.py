"""Settings for the tests: nothing outside a folder of their own, quick passwords, demo people available."""

import os
import tempfile

os.environ.setdefault("NAADLOOS_DATA", tempfile.mkdtemp(prefix="naadloos-test-"))
os.environ.setdefault("NAADLOOS_DEMO", "1")

from naadloos.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = ["*"]
