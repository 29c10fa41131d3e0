from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExecutionConfig(AppConfig):
    name = "naadloos.execution"
    verbose_name = _("Uitvoering")

    def ready(self) -> None:
        from naadloos.execution import bpv_background, group_background
        from naadloos.execution import step as step  # registers this app's steps

        group_background.register()
        bpv_background.register_kinds()
