"""Reading the catalogue: texts to compare, searching, and the pages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Count, Model, Prefetch, Q, QuerySet
from django.http import Http404

from naadloos.curriculum.codes import mbo_code, vmbo_code
from naadloos.curriculum.models import Deeltaak, Eindterm, Kerntaak, Module, Qualification, VmboProfile, Werkproces

Parts = tuple[str, str, tuple[str, ...]]
MOST = 60


def deeltaken_parts(codes: Iterable[str], leerwegen: Iterable[str]) -> Iterator[Parts]:
    """(code, title, texts) of the deeltaken of these modules; the texts are the eindtermen of these leerwegen."""
    wanted = Q()
    for leerweg in set(leerwegen) & {"bb", "kb", "gl"}:
        wanted |= Q(**{leerweg: True})
    eindtermen = Eindterm.objects.filter(wanted) if wanted else Eindterm.objects.all()
    for deeltaak in Deeltaak.objects.filter(module__code__in=list(codes)).prefetch_related(
        Prefetch("eindtermen", eindtermen.order_by("code", "pk"))
    ):
        yield deeltaak.code, deeltaak.title, tuple(item.text for item in deeltaak.eindtermen.all())


def werkprocessen_parts(crebos: Iterable[str]) -> Iterator[Parts]:
    """(code, title, texts) of the werkprocessen of these qualifications; texts only when they were imported."""
    for row in Werkproces.objects.filter(kerntaak__qualification__crebo__in=list(crebos)):
        yield row.full_code, row.title, tuple(text for text in (row.description, row.result, row.behaviour) if text)


def profiles() -> QuerySet[VmboProfile]:
    return VmboProfile.objects.annotate(count=Count("modules"))


def qualifications() -> QuerySet[Qualification]:
    return Qualification.objects.all()


def has_official_texts() -> bool:
    return Deeltaak.objects.filter(official=True).exists()


def get_profile(code: str) -> VmboProfile:
    """Raises Http404."""
    found = VmboProfile.objects.prefetch_related(
        Prefetch("modules", Module.objects.annotate(count=Count("deeltaken"))), "kern"
    ).filter(code=code)
    return _one(found)


def get_module(code: str) -> Module:
    """Raises Http404."""
    found = Module.objects.select_related("profile").prefetch_related(
        Prefetch("deeltaken", Deeltaak.objects.prefetch_related("eindtermen"))
    )
    return _one(found.filter(code=code))


def get_qualification(crebo: str) -> Qualification:
    """Raises Http404."""
    found = Qualification.objects.prefetch_related(
        Prefetch("kerntaken", Kerntaak.objects.prefetch_related("werkprocessen"))
    )
    return _one(found.filter(crebo=crebo))


Row = TypeVar("Row", bound=Model)


def _one(found: "QuerySet[Row]") -> Row:
    row = found.first()
    if row is None:
        raise Http404
    return row


@dataclass(frozen=True, slots=True)
class Found:
    modules: list[Module]
    deeltaken: list[Deeltaak]
    qualifications: list[Qualification]
    werkprocessen: list[Werkproces]

    @property
    def empty(self) -> bool:
        return not (self.modules or self.deeltaken or self.qualifications or self.werkprocessen)


def search(text: str) -> Found:
    """Look for a code in any spelling, or for words; at most ``MOST`` of each."""
    code, full = vmbo_code(text), mbo_code(text)
    if code:
        modules, deeltaken = Q(code=code[:8] if code.count("/") > 2 else code), Q(code__startswith=code)
    else:
        modules, deeltaken = Q(title__icontains=text), Q(title__icontains=text)
    werkprocessen = (
        Q(full_code__endswith=full) | Q(full_code__contains=f"{full}-") if full else Q(title__icontains=text)
    )
    if code:
        werkprocessen = Q(pk__in=[])
    return Found(
        list(Module.objects.filter(modules).select_related("profile")[:MOST]),
        list(Deeltaak.objects.filter(deeltaken).select_related("module")[:MOST]) if not full else [],
        list(Qualification.objects.filter(Q(name__icontains=text) | Q(crebo=text.strip()))[:MOST]),
        list(Werkproces.objects.filter(werkprocessen).select_related("kerntaak__qualification")[:MOST]),
    )
