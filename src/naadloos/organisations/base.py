"""What every editable thing shares: a stable key and a version that guards against overwriting."""

import secrets
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


def new_key() -> str:
    """A short key that stays with a fact through export and import."""
    return secrets.token_hex(8)


class StaleError(Exception):
    """Somebody else saved this object first. ``current`` is the object as it stands now."""

    def __init__(self, current: "Versioned") -> None:
        self.current = current
        super().__init__(f"{current} was changed by somebody else")


class Versioned(models.Model):
    """An object with an optimistic version.

    On SQLite a row lock does nothing, so the version carries the guard on every database: ``save_version`` writes only
    if the row still has the version that the person saw.
    """

    version = models.PositiveIntegerField(_("versie"), default=1, editable=False)
    changed_at = models.DateTimeField(_("gewijzigd op"), auto_now=True)

    class Meta:
        abstract = True

    def save_version(self, expected: int) -> None:
        """Save when the stored version is still ``expected``. Raises StaleError with the current object."""
        manager: models.Manager[Any] = type(self)._default_manager
        if not manager.filter(pk=self.pk, version=expected).update(version=expected + 1):
            raise StaleError(manager.get(pk=self.pk))
        self.version = expected + 1
        self.save()
