"""Reading the catalogue: texts to compare, searching, and the pages."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.db.models import Count, Model, Prefetch, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.text import slugify

from naadloos.curriculum.codes import mbo_code, read_list, vmbo_code
from naadloos.curriculum.models import (
    AvoDomain,
    AvoEindterm,
    AvoSubject,
    CatalogueImport,
    CatalogueManager,
    Deeltaak,
    Eindterm,
    GenericPart,
    Kerndeel,
    Kerntaak,
    Keuzedeel,
    KeuzedeelLink,
    Module,
    Qualification,
    TextChange,
    VmboProfile,
    Werkproces,
)
from naadloos.curriculum.verdicts import WithQualification

Parts = tuple[str, str, tuple[str, ...]]
MOST = 60
PREAMBLE = "PREAMBULE"


def _leerwegen(eindtermen: Iterable[Eindterm]) -> tuple[str, ...]:
    """In which leerwegen at least one of these eindtermen is taught."""
    rows = list(eindtermen)
    return tuple(name for name in ("bb", "kb", "gl") if any(getattr(row, name) for row in rows))


def levels_of(crebos: Iterable[str]) -> dict[str, int]:
    """Crebo -> mbo level."""
    return dict(Qualification.objects.filter(crebo__in=list(crebos)).values_list("crebo", "level"))


def kern_parts(profiles: Iterable[str]) -> Iterator[Parts]:
    """(code, title, texts) of the kern of these profiles."""
    for row in Kerndeel.objects.filter(profile__code__in=list(profiles), withdrawn=False).order_by("code"):
        yield row.code, row.title, ()


@dataclass(frozen=True, slots=True)
class DeeltaakParts:
    """``texts``: the eindtermen of the leerwegen asked for; ``leerwegen``: all in which it is taught, empty when its
    eindtermen were not read in."""

    code: str
    title: str
    texts: tuple[str, ...]
    leerwegen: tuple[str, ...]


def deeltaken_parts(codes: Iterable[str], leerwegen: Iterable[str]) -> Iterator[DeeltaakParts]:
    """The deeltaken of these modules with their texts; three queries, each eindterm is read once."""
    wanted = set(leerwegen) & {"bb", "kb", "gl"}
    eindtermen = Prefetch("eindtermen", Eindterm.objects.order_by("code", "pk"))
    for deeltaak in Deeltaak.objects.filter(module__code__in=list(codes)).prefetch_related(eindtermen):
        rows = list(deeltaak.eindtermen.all())
        texts = tuple(row.text for row in rows if not wanted or any(getattr(row, name) for name in wanted))
        yield DeeltaakParts(deeltaak.code, deeltaak.title, texts, _leerwegen(rows))


def avo_parts(subjects: Iterable[str], leerwegen: Iterable[str]) -> Iterator[Parts]:
    """(code, title, texts) of the domains of these avo-vakken that have eindtermen in these leerwegen.

    What every subject has in common (the preamble) tells nothing about one subject and stays out.
    """
    wanted = set(leerwegen) & {"bb", "kb", "gl", "tl"}
    domains = AvoDomain.objects.filter(subject__code__in=list(subjects), withdrawn=False)
    for domain in domains.exclude(code__startswith=PREAMBLE).order_by("position").prefetch_related("eindtermen"):
        rows = [row for row in domain.eindtermen.all() if any(getattr(row, name) for name in wanted)]
        if rows:
            yield domain.portable_code, domain.title, tuple(row.text for row in rows)


def werkprocessen_parts(crebos: Iterable[str]) -> Iterator[Parts]:
    """(code, title, texts) of the werkprocessen of these qualifications; texts only when they were imported."""
    for row in Werkproces.objects.filter(kerntaak__qualification__crebo__in=list(crebos)):
        yield row.full_code, row.title, tuple(text for text in (row.description, row.result, row.behaviour) if text)


def count_avo_eindtermen(subjects: Iterable[str]) -> dict[str, int]:
    """Per leerweg how many eindtermen these avo-vakken have, without what every subject has in common."""
    found = AvoEindterm.objects.filter(domain__subject__code__in=list(subjects), domain__withdrawn=False)
    found = found.exclude(domain__code__startswith=PREAMBLE)
    return found.aggregate(**{name: Count("pk", filter=Q(**{name: True})) for name in ("bb", "kb", "gl", "tl")})


def profiles() -> QuerySet[VmboProfile]:
    return VmboProfile.objects.annotate(count=Count("modules")).order_by("title")


def qualifications() -> QuerySet[Qualification]:
    return Qualification.objects.all()


def has_official_texts() -> bool:
    return Deeltaak.objects.filter(official=True).exists()


def get_profile(code: str) -> VmboProfile:
    """Raises Http404."""
    found = VmboProfile.objects.prefetch_related(
        Prefetch("modules", Module.objects.annotate(count=Count("deeltaken")).order_by("-kind", "code")), "kern"
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
    found = Qualification.objects.select_related("successor").prefetch_related(
        Prefetch("kerntaken", Kerntaak.objects.prefetch_related("werkprocessen", "knowledge")),
        Prefetch("keuzedeel_links", KeuzedeelLink.objects.select_related("keuzedeel").order_by("keuzedeel__code")),
        "predecessors",
    )
    return _one(found.filter(crebo=crebo))


def generic_parts(level: int) -> QuerySet[GenericPart]:
    return GenericPart.objects.filter(level=level)


@dataclass(frozen=True, slots=True)
class KeuzedeelRow:
    code: str
    title: str
    hours: int | None
    verdict: WithQualification


def keuzedelen_of(qualification: Qualification) -> list[KeuzedeelRow]:
    """The keuzedelen of which a source says something with this qualification, which came from ``get_qualification``.

    Of all others in the catalogue it is unknown whether they may be chosen.
    """
    return [
        KeuzedeelRow(
            link.keuzedeel.code,
            link.keuzedeel.title,
            link.keuzedeel.hours,
            WithQualification(qualification.crebo, link.kind, link.source, link.dated, True),
        )
        for link in qualification.keuzedeel_links.all()
    ]


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


def catalogue_managers() -> QuerySet[CatalogueManager]:
    """To whom the operator gave the care of the catalogue, each with the person."""
    return CatalogueManager.objects.select_related("user")


# -- editions and what changed ---------------------------------------------------------------------


def imports() -> QuerySet[CatalogueImport]:
    """What was read in, newest first, with how many texts it changed."""
    return CatalogueImport.objects.annotate(count=Count("changes")).order_by("-at", "-pk")


def get_import(pk: int) -> CatalogueImport:
    """Raises Http404."""
    return _one(imports().filter(pk=pk))


def changes_of(made: CatalogueImport, kind: str = "") -> QuerySet[TextChange]:
    """The texts that one import added, changed or withdrew; of one of these kinds when ``kind`` is given."""
    found = TextChange.objects.filter(catalogue_import=made)
    return found.filter(kind=kind) if kind in TextChange.Kind.values else found


def changes_since(codes: Iterable[str], on: date) -> list[TextChange]:
    """What imports changed on or after this day for these codes, oldest first.

    A code stands for what is under it too: a module for its deeltaken and eindtermen, a crebo for its kerntaken and
    werkprocessen. One query, whatever the number of codes.
    """
    wanted = set(codes)
    found = (
        TextChange.objects.filter(catalogue_import__at__date__gte=on)
        .select_related("catalogue_import")
        .order_by("catalogue_import__at", "unit", "code", "pk")
    )
    return [change for change in found if wanted & _above(change.unit)]


def changes_after(codes: Iterable[str], at: datetime) -> QuerySet[TextChange]:
    """What imports changed after this moment for these codes and what is under them, oldest first."""
    wanted = Q(pk__in=[])
    for code in set(codes):
        wanted |= Q(unit=code) | Q(unit__startswith=f"{code}/") | Q(unit__startswith=f"{code} ")
    return (
        TextChange.objects.filter(wanted, catalogue_import__at__gt=at)
        .select_related("catalogue_import")
        .order_by("unit", "catalogue_import__at", "code", "pk")
    )


def read_after(at: datetime) -> bool:
    """Was anything read in after this moment?"""
    return CatalogueImport.objects.filter(at__gt=at).exists()


def qualification_with_werkprocessen(crebo: str) -> Qualification | None:
    """With its successor and the werkprocessen of both, in a fixed number of queries."""
    tasks = Prefetch("kerntaken", Kerntaak.objects.prefetch_related("werkprocessen"))
    return (
        Qualification.objects.filter(crebo=crebo)
        .select_related("successor")
        .prefetch_related(tasks, Prefetch("successor__kerntaken", Kerntaak.objects.prefetch_related("werkprocessen")))
        .first()
    )


def _above(unit: str) -> set[str]:
    """A code and all codes that it is under: ``P/BWI/01/02`` is under ``P/BWI/01``."""
    return {unit} | {unit[: found.start()] for found in re.finditer(r"[/ -]", unit)}


def superseded(crebos: Iterable[str]) -> QuerySet[Qualification]:
    """Those of these qualifications that have a successor, which is fetched along."""
    return Qualification.objects.filter(crebo__in=list(crebos)).exclude(successor=None).select_related("successor")


# -- avo -------------------------------------------------------------------------------------------


def avo_subjects() -> QuerySet[AvoSubject]:
    return AvoSubject.objects.annotate(count=Count("domains__eindtermen")).order_by("title")


def get_avo_subject(code: str) -> AvoSubject:
    """With its domains and their subdomains and eindtermen. Raises Http404."""
    inner = AvoDomain.objects.order_by("position").prefetch_related("eindtermen")
    domains = (
        AvoDomain.objects.filter(parent=None)
        .order_by("position")
        .prefetch_related("eindtermen", Prefetch("subdomains", inner))
    )
    return _one(AvoSubject.objects.prefetch_related(Prefetch("domains", domains)).filter(code=code))


# -- a pasted list ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Recognised:
    """A piece of a pasted list. ``title``: the name in the catalogue, "" when the code is not there."""

    typed: str
    code: str
    title: str = ""
    url: str = ""


def recognise(text: str) -> list[Recognised]:
    """Look up a pasted list of codes in any spelling; a fixed number of queries."""
    pasted = read_list(text)
    codes = [item.code for item in pasted if item.code]
    known: dict[str, tuple[str, str]] = {}
    for module in Module.objects.filter(code__in=codes):
        known[module.code] = (module.title, reverse("curriculum_module", args=[module.code]))
    for deeltaak in Deeltaak.objects.filter(code__in=codes).select_related("module"):
        address = reverse("curriculum_module", args=[deeltaak.module.code])
        known[deeltaak.code] = (deeltaak.title, f"{address}#{slugify(deeltaak.code)}")
    for item in Qualification.objects.filter(crebo__in=codes):
        known[item.crebo] = (item.name, reverse("curriculum_qualification", args=[item.crebo]))
    crebos = {code[:5] for code in codes if " " in code}
    for task in Kerntaak.objects.filter(qualification__crebo__in=crebos).select_related("qualification"):
        crebo = task.qualification.crebo
        address = f"{reverse('curriculum_qualification', args=[crebo])}#{slugify(task.code)}"
        known[f"{crebo} {task.code}"] = (task.title, address)
    for process in Werkproces.objects.filter(full_code__in=codes):
        address = reverse("curriculum_qualification", args=[process.full_code[:5]])
        known[process.full_code] = (process.title, f"{address}#{slugify(process.code)}")
    for extra in Keuzedeel.objects.filter(code__in=codes):
        known[extra.code] = (extra.title, "")
    return [Recognised(item.typed, item.code, *known.get(item.code, ("", ""))) for item in pasted]
