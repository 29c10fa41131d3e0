"""Settings for the tests: nothing outside a folder of their own, quick passwords, demo people available."""

import os
import tempfile

# Before the settings are read: they make the data folder and the secret key.
os.environ["NAADLOOS_DATA"] = tempfile.mkdtemp(prefix="naadloos-test-")
os.environ["NAADLOOS_DEMO"] = "1"
# Reading a file in would compute thousands of vectors; tests/apps/curriculum/test_curriculum_meaning.py has its own.
os.environ["NAADLOOS_MEANING"] = "0"

from naadloos.settings.base import *  # noqa: F403
from naadloos.settings.base import MIDDLEWARE as _MIDDLEWARE

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MIDDLEWARE = [name for name in _MIDDLEWARE if "whitenoise" not in name]
ALLOWED_HOSTS = ["*"]
