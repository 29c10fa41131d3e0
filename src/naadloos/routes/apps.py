from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoutesConfig(AppConfig):
    name = "naadloos.routes"
    verbose_name = _("Routes")

    def ready(self) -> None:
        from naadloos.routes import receivers, step  # noqa: F401 (registers this app's steps)
