from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExamsConfig(AppConfig):
    name = "naadloos.exams"
    verbose_name = _("Examenregeling")

    def ready(self) -> None:
        from naadloos.exams import step  # noqa: F401 (registers this app's steps)
