"""The door for a WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naadloos.settings.base")
application = get_wsgi_application()

from naadloos.collector import let_it_rest  # noqa: E402
from naadloos.curriculum.warm import warm_up_beside  # noqa: E402 (needs the apps that are loaded above)

warm_up_beside()
let_it_rest()
