from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MonitoringConfig(AppConfig):
    name = "naadloos.monitoring"
    verbose_name = _("Monitoring")

    def ready(self) -> None:
        from naadloos.monitoring import background
        from naadloos.monitoring import step as step  # registers this app's steps

        background.register_kinds()
