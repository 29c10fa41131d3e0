"""What the two sides of a pair can be, found by code.

The vmbo brings a deeltaak, a part of the kern of a profile, or a domain of an avo-vak; the mbo a werkproces, or a part
that every opleiding of a level has. Their codes differ in form, so a code alone says what it is.
"""

import re
from typing import Any

from django.db.models import Q

from naadloos.curriculum.models import AvoDomain, Deeltaak, GenericPart, Kerndeel, Werkproces

Part = Deeltaak | Kerndeel | AvoDomain | Werkproces | GenericPart
_GENERIC = re.compile(r"^MBO([1-4])/([A-Z]{1,4})$")


def is_general(left: str, right: str) -> bool:
    """Is this another pair than a deeltaak with a werkproces?"""
    return not left.startswith(("P/", "K/")) or bool(_GENERIC.match(right))


def vmbo_part(code: str) -> tuple[str, Part] | None:
    """(name of the field, the thing itself); None when the catalogue does not have it."""
    if code.startswith("PK/"):
        kern = Kerndeel.objects.filter(code=code).order_by("withdrawn", "pk").first()
        return ("kerndeel", kern) if kern else None
    if found := Deeltaak.objects.filter(code=code).first():
        return "deeltaak", found
    subject, _slash, rest = code.partition("/")
    domains = AvoDomain.objects.filter(subject__code=subject, code__in=[code, rest])
    return next((("avo", item) for item in domains if item.portable_code == code), None)


def mbo_part(code: str) -> tuple[str, Part] | None:
    """(name of the field, the thing itself); None when the catalogue does not have it."""
    if match := _GENERIC.match(code):
        part = GenericPart.objects.filter(level=int(match[1]), code=match[2]).first()
        return ("generic", part) if part else None
    found = Werkproces.objects.filter(full_code=code).first()
    return ("werkproces", found) if found else None


def about(left: str, right: str) -> dict[str, Any] | None:
    """The fields of a verdict about this pair; None when the catalogue does not have one of both."""
    vmbo, mbo = vmbo_part(left), mbo_part(right)
    return dict([vmbo, mbo]) if vmbo and mbo else None


def about_any(left: list[str]) -> Q:
    """Verdicts about any of these things of the vmbo."""
    wanted = Q(deeltaak__code__in=left) | Q(kerndeel__code__in=left)
    subjects = {code.partition("/")[0] for code in left}
    domains = AvoDomain.objects.filter(subject__code__in=subjects)
    return wanted | Q(avo__in=[item.pk for item in domains if item.portable_code in set(left)])
