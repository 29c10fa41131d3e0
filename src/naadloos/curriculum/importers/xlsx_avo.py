"""The rows of the spreadsheet about general subjects (avo): which thing a row is about, and what it says of it.

An eindterm is known by the id of SLO, else by its code within the domain, else by its exact text; one without an id
gets one that follows from its place.
"""

import re
import uuid
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_noop as _

from naadloos.curriculum.importers.edition import Edition, Thing
from naadloos.curriculum.importers.texts import line_of
from naadloos.curriculum.importers.xlsx_file import RefusedError, SheetRow
from naadloos.curriculum.models import AvoDomain, AvoEindterm, AvoSubject

LEVELS = ("bb", "kb", "gl", "tl")
_NAMESPACE = uuid.UUID("0b8f0d4c-6c55-4c8e-9a3c-2f7d4c1f5e22")


@dataclass(frozen=True, slots=True)
class AvoRow:
    """What one row is about. ``key``: what may stand in the file once."""

    instance: AvoSubject | AvoDomain | AvoEindterm
    values: dict[str, Any]
    what: Thing
    key: str


class AvoRows:
    """What there is of avo, kept up to date while rows are taken."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.subjects = {item.code: item for item in AvoSubject.objects.all()}
        self.domains = {
            (item.subject.code, item.code): item for item in AvoDomain.objects.select_related("subject", "parent")
        }
        self.eindtermen: dict[int, list[AvoEindterm]] = {}
        for item in AvoEindterm.objects.all():
            self.eindtermen.setdefault(item.domain_id, []).append(item)

    def keep(self, instance: AvoSubject | AvoDomain | AvoEindterm) -> None:
        """A row was taken: the rows below it may be about it."""
        if isinstance(instance, AvoSubject):
            self.subjects[instance.code] = instance
        elif isinstance(instance, AvoDomain):
            self.domains[instance.subject.code, instance.code] = instance
        else:
            listed = self.eindtermen.setdefault(instance.domain_id, [])
            if instance not in listed:
                listed.append(instance)

    def subject(self, row: SheetRow) -> AvoRow:
        code = _code(row, 10).upper()
        found = self.subjects.get(code)
        slo_id = _slo_id(row) or uuid.uuid5(_NAMESPACE, code)
        if any(item.slo_id == slo_id and item.code != code for item in self.subjects.values()):
            raise RefusedError(_("een ander vak heeft al dit slo-id"))
        values = {"title": _text(row, "titel", 200, needed=found is None), "edition": _text(row, "uitgave", 20)}
        instance = found or AvoSubject(code=code, slo_id=slo_id)
        return AvoRow(instance, values, Thing("avo-vak", code, code, ("title",), False), code)

    def domain(self, row: SheetRow) -> AvoRow:
        subject, code = self._subject(row), _code(row, 24)
        found = self.domains.get((subject.code, code))
        values: dict[str, Any] = {"title": _text(row, "titel", None, needed=found is None), "withdrawn": False}
        if above := line_of(row.cells.get("domein", "")):
            parent = self.domains.get((subject.code, above))
            if parent is None or parent.code == code or parent.parent_id is not None:
                raise RefusedError(
                    _("het domein %(code)s erboven is niet bekend, of is zelf een subdomein"), code=above
                )
            if found is not None and found.subdomains.exists():
                raise RefusedError(_("dit domein heeft zelf subdomeinen"))
            values["parent"] = parent
        position = 1 + max((item.position for item in self._domains_of(subject)), default=0)
        instance = found or AvoDomain(subject=subject, code=code, position=position)
        return AvoRow(
            instance, values, Thing("domein", code, subject.code, ("title",), False), f"{subject.code} {code}"
        )

    def eindterm(self, row: SheetRow) -> AvoRow:
        subject = self._subject(row)
        domain = self.domains.get((subject.code, line_of(row.cells.get("domein", ""))))
        if domain is None:
            raise RefusedError(_("het domein van deze eindterm is niet bekend"))
        code = line_of(row.cells.get("code", ""))
        text = line_of(row.cells.get("tekst", ""))
        if len(code) > 24:
            raise RefusedError(_("de code is te lang"))
        listed = self.eindtermen.get(domain.pk, [])
        slo_id = _slo_id(row)
        found = self._stored(listed, slo_id, code, text)
        levels = set(re.findall(r"[a-z]+", row.cells.get("leerwegen", "").lower()))
        if levels - set(LEVELS):
            raise RefusedError(_("de leerwegen zijn bb, kb, gl en tl"))
        if found is None and not text:
            raise RefusedError(_("de tekst ontbreekt"))
        values: dict[str, Any] = {"code": code, "text": text, "ce": _yes_no(row, "ce"), "se": _yes_no(row, "se")}
        if levels:
            values |= {name: name in levels for name in LEVELS}
        made = slo_id or uuid.uuid5(_NAMESPACE, f"{subject.code} {domain.code} {code or text}")
        position = 1 + max((item.position for item in listed), default=0)
        instance = found or AvoEindterm(domain=domain, slo_id=made, position=position)
        what = Thing("avo-eindterm", code or domain.code, subject.code, ("text",), False)
        return AvoRow(instance, values, what, f"{subject.code} {domain.code} {instance.slo_id}")

    @staticmethod
    def _stored(listed: list[AvoEindterm], slo_id: uuid.UUID | None, code: str, text: str) -> AvoEindterm | None:
        if slo_id is not None:
            return next((item for item in listed if item.slo_id == slo_id), None)
        alike = [item for item in listed if (item.code == code if code else item.text == text)]
        if len(alike) > 1:
            raise RefusedError(_("deze code hebben meer eindtermen; vul ook het slo-id in"))
        return alike[0] if alike else None

    def _subject(self, row: SheetRow) -> AvoSubject:
        code = line_of(row.cells.get("vak", "")).upper()
        if code not in self.subjects:
            raise RefusedError(_("het vak %(code)s is niet bekend"), code=code[:20] or "?")
        return self.subjects[code]

    def _domains_of(self, subject: AvoSubject) -> list[AvoDomain]:
        return [item for (code, _name), item in self.domains.items() if code == subject.code]


def _code(row: SheetRow, longest: int) -> str:
    code = line_of(row.cells.get("code", ""))
    if not code or len(code) > longest:
        raise RefusedError(_("de code ontbreekt of is te lang"))
    return code


def _text(row: SheetRow, head: str, longest: int | None, *, needed: bool = False) -> str:
    text = line_of(row.cells.get(head, ""))
    if needed and not text:
        raise RefusedError(_("de titel ontbreekt"))
    if longest is not None and len(text) > longest:
        raise RefusedError(_("de tekst bij “%(head)s” is te lang"), head=head)
    return text


def _yes_no(row: SheetRow, head: str) -> bool | None:
    word = row.cells.get(head, "").lower()
    if word not in {"", "ja", "nee"}:
        raise RefusedError(_("bij “%(head)s” staat ja, nee of niets"), head=head)
    return {"ja": True, "nee": False}.get(word)


def _slo_id(row: SheetRow) -> uuid.UUID | None:
    text = row.cells.get("slo-id", "")
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        raise RefusedError(_("het slo-id is geen kenmerk van SLO")) from None
