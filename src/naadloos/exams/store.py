"""Writing an assessment of the portable document into the database: references by code or key, many at once."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from naadloos.engines.route import document as doc
from naadloos.exams.models import Assessment
from naadloos.routes.models import Route

MANY = ("deeltaken", "werkprocessen", "kerntaken", "generic", "keuzedelen", "variants")


class References:
    """What codes and keys stand for, read once for a whole list."""

    def __init__(self, route: Route) -> None:
        self.route = route
        self._found: dict[str, dict[str, Any]] = {}

    def rows(self, name: str) -> dict[str, Any]:
        """What one field may point to, by code or key."""
        if name not in self._found:
            related: Any = Assessment._meta.get_field(name).related_model
            rows = related._default_manager.all()
            if name in ("keuzedelen", "variants"):
                self._found[name] = {row.key: row for row in rows.filter(route=self.route)}
            else:
                self._found[name] = {row.portable_code: row for row in rows}
        return self._found[name]

    def find(self, name: str, codes: list[str]) -> list[Any]:
        """The rows behind these codes of one field. Raises ValidationError."""
        rows = self.rows(name)
        strange = [code for code in codes if code not in rows]
        if strange:
            raise ValidationError(
                _("Dit staat niet in de catalogus of in de route: %(codes)s.") % {"codes": ", ".join(strange)}
            )
        return [rows[code] for code in codes]

    def werkprocessen_of(self, kerntaken: list[str]) -> list[str]:
        """The codes of all werkprocessen of whole kerntaken."""
        wanted = tuple(f"{code}-W" for code in kerntaken)
        return [
            code for code, row in self.rows("werkprocessen").items() if code.startswith(wanted) and not row.withdrawn
        ]


def write(references: References, item: doc.Assessment, instance: Assessment | None = None) -> Assessment:
    """Make an assessment, or give one that exists the values of ``item``; its key stays.

    Raises ValidationError, StaleError.
    """
    many = {name: references.find(name, list(getattr(item, name))) for name in MANY}
    row = instance or Assessment(route=references.route)
    for name in type(item).model_fields:
        if name not in (*MANY, "key"):
            setattr(row, name, getattr(item, name))
    row.full_clean()
    if instance:
        row.save_version(row.version)
    else:
        row.save()
    for name, found in many.items():
        getattr(row, name).set(found)
    return row
