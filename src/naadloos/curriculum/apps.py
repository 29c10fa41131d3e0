from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def ensure_catalogue(**_: Any) -> None:
    """A fresh database has the shipped catalogue at once."""
    from naadloos.curriculum.shipped import load_shipped

    load_shipped()


class CurriculumConfig(AppConfig):
    name = "naadloos.curriculum"

    def ready(self) -> None:
        from naadloos.curriculum.background import register_kinds

        register_kinds()
        post_migrate.connect(ensure_catalogue, sender=self)
