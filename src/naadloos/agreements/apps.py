from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgreementsConfig(AppConfig):
    name = "naadloos.agreements"
    verbose_name = _("Overeenkomst")

    def ready(self) -> None:
        from naadloos.agreements import step  # noqa: F401 (registers this app's steps)
