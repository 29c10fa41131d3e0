"""What must be examined for both diplomas, and which assessments do it.

The vmbo: the deeltaken of the chosen modules, a cspe per profielvak, the general subjects, the profielwerkstuk. The
mbo: werkprocessen per kerntaak, generic parts, keuzedelen. Each requirement names the article that it rests on.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from naadloos.curriculum.generic import generic_parts_of
from naadloos.curriculum.models import Deeltaak, GenericPart, VmboProfile, Werkproces
from naadloos.engines.route import RouteDocument
from naadloos.engines.route import document as doc
from naadloos.engines.route.terms import AssessmentKind, CountsFor, Leerweg, RouteType, Side
from naadloos.exams.concerns import Audience, Who
from naadloos.exams.subjects import COMMON, COMMON_SOURCE, OF_PROFILE, PROFILE_SOURCE, Subject

Covers = Callable[[doc.Assessment], bool]
EVERYBODY = Who()
CENTRAL = frozenset({AssessmentKind.CE, AssessmentKind.CSPE})
SCHOOL = frozenset({AssessmentKind.SE, AssessmentKind.PO, AssessmentKind.PWS})
# Generic parts with a centraal examen, by the lowest level (EKB 5).
CENTRAL_FROM_LEVEL = {"NE": 2, "EN": 4}


def for_vmbo(item: doc.Assessment) -> bool:
    return item.counts_for is not CountsFor.MBO


def for_mbo(item: doc.Assessment) -> bool:
    return item.counts_for is not CountsFor.VMBO


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that must be examined, of whom.

    ``source``: the article; ``needed``: False when it may be left out here.
    """

    key: str
    code: str
    title: str
    source: str
    covers: Covers
    needed: bool = True
    who: Who = EVERYBODY


@dataclass(frozen=True, slots=True)
class Group:
    """A module, a kerntaak, or a kind of subjects, with what must be examined of it."""

    key: str
    title: str
    side: Side
    requirements: tuple[Requirement, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    requirement: Requirement
    by: tuple[doc.Assessment, ...]

    @property
    def hole(self) -> bool:
        return self.requirement.needed and not self.by


@dataclass(frozen=True, slots=True)
class CoveredGroup:
    group: Group
    rows: tuple[Row, ...]

    @property
    def holes(self) -> list[Row]:
        return [row for row in self.rows if row.hole]

    @property
    def assessments(self) -> list[doc.Assessment]:
        """What covers something of this group, in the order of the route."""
        found = {item.key: item for row in self.rows for item in row.by}
        return sorted(found.values(), key=lambda item: (item.route_year, item.period, item.title))


@dataclass(frozen=True, slots=True)
class ExamCoverage:
    groups: tuple[CoveredGroup, ...]

    @property
    def holes(self) -> list[tuple[CoveredGroup, list[Row]]]:
        return [(group, holes) for group in self.groups if (holes := group.holes)]

    @property
    def total(self) -> int:
        return sum(row.requirement.needed for group in self.groups for row in group.rows)

    @property
    def done(self) -> int:
        return self.total - sum(row.hole for group in self.groups for row in group.rows)

    @property
    def complete(self) -> bool:
        return self.total > 0 and self.done == self.total


def own_modules(document: RouteDocument, profile: str) -> list[doc.ChosenModule]:
    """The chosen profielmodules of one profile of the route."""
    return [item for item in document.programme.modules if item.code.startswith(f"P/{profile}/")]


def keuzevakken(document: RouteDocument) -> list[doc.ChosenModule]:
    """Keuzevakken, among which profielmodules of another profile (RBK 2)."""
    own = {item.profile for item in document.route.profiles}
    return [
        item
        for item in document.programme.modules
        if not (item.code.startswith("P/") and item.code.split("/")[1] in own)
    ]


def about_subject(item: doc.Assessment, subject: Subject) -> bool:
    """Is this a test of the vmbo about a general subject?"""
    return for_vmbo(item) and subject.is_named_in(item.subject or item.title)


def is_cspe_of(profile: str, alone: bool) -> Covers:
    """Is it the cspe of this profile? ``alone``: the route has no other profile, so every cspe is."""

    def covers(item: doc.Assessment) -> bool:
        if item.kind is not AssessmentKind.CSPE or not for_vmbo(item):
            return False
        return alone or any(code.startswith(f"P/{profile}/") for code in item.deeltaken)

    return covers


def required_groups(document: RouteDocument) -> list[Group]:
    """Everything that must be examined, in the order vmbo, mbo; a fixed number of queries."""
    return [
        *_modules(document),
        *_general(document),
        *_kerntaken(document),
        *_generic(document),
        *_keuzedelen(document),
    ]


def _vmbo_needed(document: RouteDocument) -> tuple[bool, str]:
    if document.route.type is RouteType.GLR:
        return False, _("In een geïntegreerde leerroute hoeft de school geen vmbo-examen te geven (WVO 2.107l lid 4).")
    return True, ""


def _modules(document: RouteDocument) -> list[Group]:
    needed, note = _vmbo_needed(document)
    modules = document.programme.modules
    deeltaken: dict[str, list[Deeltaak]] = {}
    rows = Deeltaak.objects.filter(module__code__in=[item.code for item in modules], withdrawn=False)
    for deeltaak in rows.select_related("module").order_by("code"):
        deeltaken.setdefault(deeltaak.module.code, []).append(deeltaak)
    titles = {profile.code: profile.title for profile in VmboProfile.objects.all()}
    profiles = _profiles(document)
    groups = []
    for profile in profiles:
        if all(row.leerweg is Leerweg.TL for row in document.route.profiles if row.profile == profile):
            continue
        name = titles.get(profile, profile)
        cspe = Requirement(
            f"cspe:{profile}",
            "cspe",
            name,
            "UWVO 1.1, WVO 2.53",
            is_cspe_of(profile, len(profiles) == 1),
            needed,
            Who(frozenset({profile}), frozenset(Leerweg) - {Leerweg.TL}),
        )
        groups.append(Group(f"cspe:{profile}", _("Profielvak %(name)s") % {"name": name}, Side.VMBO, (cspe,), note))
    groups += [
        Group(
            item.code,
            f"{item.code} {item.title}",
            Side.VMBO,
            tuple(_deeltaak(row, needed, _of_module(item, profiles)) for row in deeltaken.get(item.code, [])),
            note,
        )
        for item in modules
    ]
    return groups


def _profiles(document: RouteDocument) -> list[str]:
    return list(dict.fromkeys(item.profile for item in document.route.profiles))


def _of_module(item: doc.ChosenModule, profiles: list[str]) -> Who:
    """A profielmodule is for its own profile; a keuzevak, or a module of another profile, is for everybody."""
    parts = item.code.split("/")
    own = parts[0] == "P" and len(parts) > 1 and parts[1] in profiles
    return Who(frozenset({parts[1]})) if own else Who()


def _deeltaak(row: Deeltaak, needed: bool, who: Who) -> Requirement:
    code = row.code
    return Requirement(
        f"deeltaak:{code}",
        code,
        row.title,
        "WVO 2.54",
        lambda item: for_vmbo(item) and code in item.deeltaken,
        needed,
        who,
    )


def _general(document: RouteDocument) -> list[Group]:
    needed, note = _vmbo_needed(document)
    if not document.route.profiles:
        return []
    rows = [_avo(subject, COMMON_SOURCE, needed) for subject in COMMON]
    for profile in _profiles(document):
        for pick in OF_PROFILE.get(profile, ()):
            rows += [_picked(profile, pick.subjects, number, needed) for number in range(1, pick.count + 1)]
    if {item.leerweg for item in document.route.profiles} & {Leerweg.GL, Leerweg.TL}:
        rows.append(
            Requirement(
                "pws",
                "",
                _("profielwerkstuk (gl en tl)"),
                "WVO 2.53",
                lambda item: item.kind is AssessmentKind.PWS,
                needed,
                Who(leerwegen=frozenset({Leerweg.GL, Leerweg.TL})),
            )
        )
    # Two profiles may ask the same subject.
    unique: dict[str, Requirement] = {}
    for row in rows:
        there = unique.get(row.key)
        unique[row.key] = replace(row, who=there.who.joined(row.who)) if there else row
    return [Group("avo", _("Algemene vakken van het vmbo"), Side.VMBO, tuple(unique.values()), note)]


def _avo(subject: Subject, source: str, needed: bool, who: Who = EVERYBODY) -> Requirement:
    return Requirement(
        f"avo:{subject.code}",
        subject.code,
        _(subject.title),
        source,
        lambda item: about_subject(item, subject),
        needed,
        who,
    )


def _picked(profile: str, subjects: tuple[Subject, ...], number: int, needed: bool) -> Requirement:
    """The ``number``-th subject that a profile asks out of these."""
    if len(subjects) == 1:
        return _avo(subjects[0], PROFILE_SOURCE, needed, Who(frozenset({profile})))
    names = ", ".join(_(subject.title) for subject in subjects)
    return Requirement(
        f"keuze:{profile}:{'-'.join(subject.code for subject in subjects)}:{number}",
        "",
        _("een van: %(names)s") % {"names": names} if number == 1 else _("nog een van: %(names)s") % {"names": names},
        PROFILE_SOURCE,
        lambda item: any(about_subject(item, subject) for subject in subjects),
        needed,
        Who(frozenset({profile})),
    )


def _kerntaken(document: RouteDocument) -> list[Group]:
    crebos = [item.crebo for item in document.route.qualifications]
    found: dict[str, list[Werkproces]] = {}
    rows = Werkproces.objects.filter(kerntaak__qualification__crebo__in=crebos, withdrawn=False)
    for row in rows.select_related("kerntaak__qualification").order_by("full_code"):
        found.setdefault(row.kerntaak.portable_code, []).append(row)
    return [
        Group(
            code,
            f"{code} {items[0].kerntaak.title} ({items[0].kerntaak.qualification.name})",
            Side.MBO,
            tuple(_werkproces(item, code) for item in items),
        )
        for code, items in found.items()
    ]


def _werkproces(row: Werkproces, kerntaak: str) -> Requirement:
    code = row.full_code
    return Requirement(
        f"werkproces:{code}",
        code,
        row.title,
        "EKB 3",
        lambda item: for_mbo(item) and (code in item.werkprocessen or kerntaak in item.kerntaken),
        who=Who(crebos=frozenset({code.split(" ", 1)[0]})),
    )


def has_central_part(part: GenericPart) -> bool:
    """Is there a centraal examen for this generic part? (EKB 5)"""
    return part.code in CENTRAL_FROM_LEVEL and part.level >= CENTRAL_FROM_LEVEL[part.code]


def _generic(document: RouteDocument) -> list[Group]:
    levels = {item.level for item in document.route.qualifications}
    rows: list[Requirement] = []
    for part in generic_parts_of(levels):
        rows.append(_generic_part(part, central=False))
        if has_central_part(part):
            rows.append(_generic_part(part, central=True))
    return [Group("generiek", _("Generieke onderdelen van het mbo"), Side.MBO, tuple(rows))] if rows else []


def _generic_part(part: GenericPart, *, central: bool) -> Requirement:
    code = part.portable_code

    def covers(item: doc.Assessment) -> bool:
        return for_mbo(item) and code in item.generic and (item.kind in CENTRAL) is central

    name = f"{part.title} ({_('niveau')} {part.level})"
    return Requirement(
        f"generiek:{code}:{'ce' if central else 'ie'}",
        code,
        _("%(name)s, centraal examen") % {"name": name} if central else name,
        "EKB 3, 5" if central else "EKB 3",
        covers,
        who=Who(levels=frozenset({part.level})),
    )


def _keuzedelen(document: RouteDocument) -> list[Group]:
    rows = tuple(
        Requirement(f"keuzedeel:{item.key}", item.code, item.title, "EKB 3, WEB 7.4.6", _covers_keuzedeel(item.key))
        for item in document.programme.keuzedelen
    )
    return [Group("keuzedelen", _("Keuzedelen"), Side.MBO, rows)] if rows else []


def _covers_keuzedeel(key: str) -> Covers:
    return lambda item: for_mbo(item) and key in item.keuzedelen


def coverage_of(document: RouteDocument) -> ExamCoverage:
    """What must be examined against the assessments of the route."""
    return covered(required_groups(document), document)


def covered(groups: Iterable[Group], document: RouteDocument, audience: Audience | None = None) -> ExamCoverage:
    """The same for the pupils of one variant: what concerns them, against the tests that they sit."""
    items = [row for row in document.exams.assessments if audience is None or audience.sits(row)]
    found = []
    for group in groups:
        if audience is not None:
            group = replace(group, requirements=tuple(row for row in group.requirements if audience.is_of(row.who)))
        if group.requirements or audience is None:
            found.append(cover(group, items))
    return ExamCoverage(tuple(found))


def only_there(whole: ExamCoverage, of_variant: ExamCoverage) -> list[Row]:
    """Holes of one variant that do not show when all tests are taken together."""
    known = {row.requirement.key for _group, rows in whole.holes for row in rows}
    return [row for _group, rows in of_variant.holes for row in rows if row.requirement.key not in known]


def cover(group: Group, assessments: Iterable[doc.Assessment]) -> CoveredGroup:
    """The assessments that cover each requirement; the second of a pick needs another subject than the first."""
    items = list(assessments)
    used: set[str] = set()
    rows = []
    for requirement in group.requirements:
        by = tuple(item for item in items if requirement.covers(item))
        if requirement.key.startswith("keuze:"):
            by = tuple(item for item in by if _about(item) not in used)
            # One subject fills one place; the rest is left for the next place.
            first = _about(by[0]) if by else ""
            by = tuple(item for item in by if _about(item) == first)
            used.add(first)
        rows.append(Row(requirement, by))
    return CoveredGroup(group, tuple(rows))


def _about(item: doc.Assessment) -> str:
    return (item.subject or item.title).lower()
