from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MonitoringConfig(AppConfig):
    name = "naadloos.monitoring"
    verbose_name = _("Monitoring")

    def ready(self) -> None:
        from naadloos.monitoring import step  # noqa: F401 (registers this app's steps)
