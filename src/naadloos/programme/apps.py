from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammeConfig(AppConfig):
    name = "naadloos.programme"
    verbose_name = _("Onderwijsprogramma")

    def ready(self) -> None:
        from naadloos.programme import step  # noqa: F401 (registers this app's steps)
