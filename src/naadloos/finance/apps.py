from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FinanceConfig(AppConfig):
    name = "naadloos.finance"
    verbose_name = _("Financiën")

    def ready(self) -> None:
        from naadloos.finance import step  # noqa: F401 (registers this app's steps)
