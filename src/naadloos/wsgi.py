"""The door for a WSGI server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naadloos.settings.base")
application = get_wsgi_application()

from naadloos.curriculum.warm import warm_up_beside  # noqa: E402 (needs the apps that are loaded above)

warm_up_beside()

# What is loaded by now stays: the collector need not walk through it again and again. A page makes tens of thousands
# of objects that mostly go by themselves, so it looks less often; a fifth of the time of a page was spent on looking.
gc.freeze()
gc.set_threshold(50_000, 20, 50)
