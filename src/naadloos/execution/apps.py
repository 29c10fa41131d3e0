from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExecutionConfig(AppConfig):
    name = "naadloos.execution"
    verbose_name = _("Uitvoering")

    def ready(self) -> None:
        from naadloos.execution import step  # noqa: F401 (registers this app's steps)
