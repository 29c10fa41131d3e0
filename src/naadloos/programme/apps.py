from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammeConfig(AppConfig):
    name = "naadloos.programme"
    verbose_name = _("Onderwijsprogramma")

    def ready(self) -> None:
        from naadloos.programme import background
        from naadloos.programme import step as step  # registers this app's steps

        background.register_kinds()
