"""Assessments that would close the holes: proposed from the programme in force, stored only when people tick them.

What the law asks and what is only our default are kept apart, so that people see what they may change freely. What no
source confirms is proposed but not ticked. What would be stored is Dutch in every language of the reader: it is data.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from naadloos.curriculum.models import Kerntaak
from naadloos.engines.route import RouteDocument
from naadloos.engines.route import document as doc
from naadloos.engines.route.terms import (
    AssessmentKind,
    ContentSource,
    CountsFor,
    Leerweg,
    Side,
    UnitKind,
    WindowKind,
    gettext_noop,
)
from naadloos.exams.required import (
    SCHOOL,
    CoveredGroup,
    Group,
    Row,
    about_subject,
    coverage_of,
    for_vmbo,
    keuzevakken,
    own_modules,
)
from naadloos.exams.subjects import COMMON, OF_PROFILE, Subject

# Leerjaar 4 of the vmbo, and the last year in which a vmbo exam may fall (WVO 2.107j lid 1).
LAST_VMBO, LAST_EXAM = 2, 3
Moment = tuple[int, int]


class Basis(StrEnum):
    """Why a proposal or a part of it is there."""

    LAW = gettext_noop("wet")
    CONFIRM = gettext_noop("te bevestigen")
    OWN = gettext_noop("eigen keuze")


@dataclass(frozen=True, slots=True)
class Reason:
    basis: Basis
    text: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """``item``: the assessment as proposed, with the key of the proposal; ``closes``: the holes that it fills."""

    item: doc.Assessment
    reasons: tuple[Reason, ...]
    closes: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return self.item.key

    @property
    def ticked(self) -> bool:
        """Proposed by itself; what no source confirms waits for a person."""
        return bool(self.closes)


@dataclass(frozen=True, slots=True)
class _Board:
    """Where units stand, and the periods that a year has."""

    document: RouteDocument

    @property
    def programme(self) -> doc.Programme:
        return self.document.programme.in_force

    def last_of(self, wanted: Callable[[doc.Unit], bool], *, until: int = 6) -> Moment | None:
        """The last period in which one of these units is taught, at the latest in year ``until``."""
        keys = {unit.key for unit in self.programme.units if wanted(unit)}
        rows = [(row.route_year, row.period) for row in self.programme.placements if row.unit in keys]
        return max((row for row in rows if row[0] <= until), default=None)

    def end_of(self, year: int) -> Moment:
        numbers = [row.number for row in self.programme.periods if row.route_year == year]
        return year, max(numbers, default=4)

    def window(self, kind: WindowKind) -> Moment | None:
        """The first period of the window that people drew for these exams."""
        keys = {key for row in self.document.programme.windows if row.kind is kind for key in row.periods}
        rows = [(row.route_year, row.number) for row in self.programme.periods if row.key in keys]
        return min((row for row in rows if row[0] <= LAST_EXAM), default=None)

    def before(self, moment: Moment, limit: Moment) -> Moment:
        """The moment itself, or the period before ``limit`` when it is not earlier than that."""
        if moment < limit:
            return moment
        rows = sorted((row.route_year, row.number) for row in self.programme.periods)
        earlier = [row for row in rows if row < limit]
        return earlier[-1] if earlier else (limit[0], max(1, limit[1] - 1))


def propose(document: RouteDocument) -> list[Proposal]:
    """Proposals for everything that must be examined and is not; empty when nothing is left."""
    coverage = coverage_of(document)
    holes = {covered.group.key: covered for covered in coverage.groups}
    board = _Board(document)
    found = [
        *_profielvakken(document, holes, board),
        *_keuzevakken(document, holes, board),
        *_general(document, holes, board),
        *_kerntaken(document, holes, board),
        *_generic(holes, board, document),
        *_keuzedelen(document, holes, board),
    ]
    order = list(Basis)
    found = [
        replace(row, reasons=tuple(sorted(row.reasons, key=lambda each: order.index(each.basis)))) for row in found
    ]
    return sorted(found, key=lambda row: (row.item.counts_for.value != "vmbo", not row.ticked))


def _moment_reason(found: bool) -> Reason:
    if found:
        return Reason(Basis.OWN, _("Moment: de periode waarin dit voor het laatst wordt gegeven, volgens het bord."))
    return Reason(Basis.OWN, _("Moment: dit staat nog niet op het bord, dus het einde van de fase. Kies zelf."))


def _closes(rows: Iterable[Row]) -> tuple[str, ...]:
    return tuple(row.requirement.key for row in rows)


def _school_reasons() -> tuple[Reason, ...]:
    return (
        Reason(Basis.LAW, _("De examencommissie van de school gaat erover (WVO 2.107f lid 1).")),
        Reason(Basis.OWN, _("Weging 100 en één herkansing. Het PTA moet beide noemen (WVO 2.60a lid 2).")),
    )


def _school_exam(key: str, title: str, subject: str, moment: Moment, **more: object) -> doc.Assessment:
    values: dict[str, object] = {
        "kind": AssessmentKind.SE,
        "weight": Decimal(100),
        "retakes": 1,
        "content_source": ContentSource.SE_REQUIRED,
        **more,
    }
    return doc.Assessment.model_validate(
        {
            "key": key,
            "title": title[:200],
            "subject": subject[:200],
            "counts_for": CountsFor.VMBO,
            "side": Side.VMBO,
            "committee": Side.VMBO,
            "route_year": moment[0],
            "period": moment[1],
            **values,
        }
    )


def _mbo_exam(
    key: str, title: str, subject: str, kind: AssessmentKind, moment: Moment, **more: object
) -> doc.Assessment:
    return doc.Assessment.model_validate(
        {
            "key": key,
            "title": title[:200],
            "subject": subject[:200],
            "kind": kind,
            "counts_for": CountsFor.MBO,
            "side": Side.MBO,
            "committee": Side.MBO,
            "route_year": moment[0],
            "period": moment[1],
            "weight": Decimal(100),
            "retakes": 1,
            **more,
        }
    )


# -- vmbo ------------------------------------------------------------------------------------------


def _central_moment(board: _Board, kind: WindowKind) -> Moment:
    return board.window(kind) or board.end_of(min(LAST_VMBO, board.document.route.years))


def _profielvakken(document: RouteDocument, holes: dict[str, CoveredGroup], board: _Board) -> list[Proposal]:
    found = []
    for profile in dict.fromkeys(item.profile for item in document.route.profiles):
        cspe = holes.get(f"cspe:{profile}")
        if cspe is None:
            continue
        modules = own_modules(document, profile)
        missing = [row for item in modules if item.code in holes for row in holes[item.code].holes]
        if cspe.holes:
            found.append(_cspe(document, profile, cspe.group, missing, board, holes))
        else:
            found += [
                _module(item, holes[item.code], board, _cspe_moment(cspe))
                for item in modules
                if item.code in holes and holes[item.code].holes
            ]
        codes = tuple(f"P/{profile}/" for _item in modules[:1])
        tested = any(
            item.kind in SCHOOL and for_vmbo(item) and code.startswith(codes)
            for item in document.exams.assessments
            for code in item.deeltaken
        )
        if modules and not tested and cspe.rows[0].requirement.needed:
            found.append(_profile_se(profile, cspe.group, modules, holes, board))
    return found


def _cspe(
    document: RouteDocument,
    profile: str,
    group: Group,
    missing: Sequence[Row],
    board: _Board,
    holes: dict[str, CoveredGroup],
) -> Proposal:
    name, moment = group.requirements[0].title, _central_moment(board, WindowKind.CSPE)
    leerwegen = {item.leerweg for item in document.route.profiles if item.profile == profile}
    basic = leerwegen <= {Leerweg.BB, Leerweg.KB}
    codes = [
        row.requirement.code
        for item in own_modules(document, profile)
        if item.code in holes
        for row in holes[item.code].rows
    ]
    reasons = [
        Reason(Basis.LAW, _("Een profielvak sluit af met een cspe (UWVO 1.1).")),
        Reason(
            Basis.LAW,
            _(
                "Het centraal examen valt in leerjaar 4 of het eerste mbo-jaar; in leerjaar 3 mogen een of meer "
                "vakken, niet alle (WVO 2.107j)."
            ),
        ),
        Reason(Basis.LAW, _("Afname kan vanaf 1 april (UWVO 3.17).")),
        Reason(
            Basis.CONFIRM,
            _("Welke deeltaken in het cspe zitten, staat in het examenprogramma. Loop de lijst na."),
        ),
        Reason(Basis.OWN, _("Moment: het venster voor het cspe, of anders de laatste periode van leerjaar 4.")),
    ]
    if basic:
        reasons.insert(
            3,
            Reason(
                Basis.LAW, _("In bb en kb mag de leerling het cspe één keer overdoen, geheel of in delen (UWVO 3.38).")
            ),
        )
    item = _school_exam(
        f"cspe-{profile}",
        f"Cspe {name.lower()}",
        f"Profielvak {name}",
        moment,
        kind=AssessmentKind.CSPE,
        content_source=None,
        retakes=1 if basic else None,
        retake="geheel of in delen" if basic else "",
        deeltaken=codes,
    )
    return Proposal(item, tuple(reasons), (*_closes([Row(group.requirements[0], ())]), *_closes(missing)))


def _cspe_moment(covered: CoveredGroup) -> Moment:
    """When the first cspe of a profile is, of which there is one."""
    return min((item.route_year, item.period) for row in covered.rows for item in row.by)


def _module(module: doc.ChosenModule, covered: CoveredGroup, board: _Board, cspe: Moment) -> Proposal:
    """A school exam about what the cspe does not name."""
    codes = [row.requirement.code for row in covered.holes]
    moment = board.last_of(lambda unit: bool(set(codes) & set(unit.deeltaken)), until=LAST_EXAM)
    return Proposal(
        _school_exam(
            f"se-{_slug(module.code)}",
            f"Schoolexamen {module.title.lower() or module.code}",
            f"{module.code} {module.title}".strip(),
            board.before(moment or cspe, cspe),
            form="praktijkopdracht",
            deeltaken=codes,
        ),
        (
            Reason(Basis.LAW, _("Elk onderdeel van het examenprogramma wordt geëxamineerd (WVO 2.53, 2.54).")),
            Reason(Basis.LAW, _("Het schoolexamen is klaar voordat het centraal examen begint (UWVO 3.12).")),
            *_school_reasons(),
            _moment_reason(moment is not None),
        ),
        _closes(covered.holes),
    )


def _profile_se(
    profile: str, group: Group, modules: Sequence[doc.ChosenModule], holes: dict[str, CoveredGroup], board: _Board
) -> Proposal:
    codes = [row.requirement.code for item in modules if item.code in holes for row in holes[item.code].rows]
    moment = board.last_of(lambda unit: bool(set(codes) & set(unit.deeltaken)), until=LAST_VMBO)
    name, limit = group.requirements[0].title, _central_moment(board, WindowKind.CSPE)
    return Proposal(
        _school_exam(
            f"se-{profile}",
            f"Schoolexamen profielvak {name.lower()}",
            f"Profielvak {name}",
            board.before(moment or limit, limit),
            form="praktijkopdracht",
            deeltaken=codes,
        ),
        (
            Reason(
                Basis.CONFIRM,
                _(
                    "Met een schoolexamen is het eindcijfer het gemiddelde van schoolexamen en cspe (UWVO 3.32). "
                    "Of een profielvak zonder schoolexamen mag, staat niet in de gelezen wet."
                ),
            ),
            Reason(Basis.LAW, _("Het schoolexamen is klaar voordat het centraal examen begint (UWVO 3.12).")),
            *_school_reasons(),
            _moment_reason(moment is not None),
        ),
    )


def _keuzevakken(document: RouteDocument, holes: dict[str, CoveredGroup], board: _Board) -> list[Proposal]:
    found = []
    for module in keuzevakken(document):
        covered = holes.get(module.code)
        if covered is None or not covered.holes:
            continue
        codes = [row.requirement.code for row in covered.holes]
        moment = board.last_of(lambda unit, codes=codes: bool(set(codes) & set(unit.deeltaken)), until=LAST_EXAM)  # type: ignore[misc]
        found.append(
            Proposal(
                _school_exam(
                    f"se-{_slug(module.code)}",
                    f"Schoolexamen keuzevak {module.title.lower() or module.code}",
                    f"{module.code} {module.title}".strip(),
                    moment or board.end_of(LAST_VMBO),
                    form="praktijkopdracht",
                    deeltaken=codes,
                ),
                (
                    Reason(Basis.LAW, _("Een vak zonder centraal examen krijgt een heel cijfer (UWVO 3.13 lid 2).")),
                    Reason(Basis.CONFIRM, _("Een keuzevak sluit af met een schoolexamen. Dat zegt SLO.")),
                    *_school_reasons(),
                    _moment_reason(moment is not None),
                ),
                _closes(covered.holes),
            )
        )
    return found


def _general(document: RouteDocument, holes: dict[str, CoveredGroup], board: _Board) -> list[Proposal]:
    covered = holes.get("avo")
    if covered is None:
        return []
    rows = {row.requirement.key: row for row in covered.rows}
    found = []
    subjects = list(COMMON)
    for item in document.route.profiles:
        subjects += [pick.subjects[0] for pick in OF_PROFILE.get(item.profile, ()) if len(pick.subjects) == 1]
    for subject in dict.fromkeys(subjects):
        row = rows.get(f"avo:{subject.code}")
        if row is None or not row.requirement.needed:
            continue
        if row.hole:
            found.append(_avo_se(subject, row, board))
        central = any(
            item.kind is AssessmentKind.CE and about_subject(item, subject) for item in document.exams.assessments
        )
        if not subject.final_se and not central:
            found.append(_avo_ce(subject, row, board))
    found += [_picked_se(row, board) for row in covered.holes if row.requirement.key.startswith("keuze:")]
    if (pws := rows.get("pws")) and pws.hole:
        found.append(
            Proposal(
                _school_exam(
                    "pws",
                    "Profielwerkstuk",
                    "Profielwerkstuk",
                    board.end_of(LAST_VMBO),
                    kind=AssessmentKind.PWS,
                    content_source=ContentSource.OWN,
                ),
                (
                    Reason(Basis.LAW, _("Wie gl of tl doet, maakt een profielwerkstuk (WVO 2.53).")),
                    Reason(Basis.LAW, _("Ten minste twee examinatoren beoordelen het (UWVO 3.14).")),
                    *_school_reasons(),
                    _moment_reason(False),
                ),
                _closes([pws]),
            )
        )
    return found


def _taught(subject: Subject) -> Callable[[doc.Unit], bool]:
    return lambda unit: unit.kind is UnitKind.AVO and subject.is_named_in(unit.title)


def _avo_se(subject: Subject, row: Row, board: _Board) -> Proposal:
    moment = board.last_of(_taught(subject), until=LAST_VMBO)
    end = board.end_of(LAST_VMBO)
    at = moment or end
    reasons = [
        Reason(
            Basis.LAW,
            _(
                "Dit vak hoort bij het examen (%(source)s). Elk vak heeft een schoolexamen, een centraal examen "
                "of beide (WVO 2.53)."
            )
            % {"source": row.requirement.source},
        ),
        *_school_reasons(),
        _moment_reason(moment is not None),
    ]
    if not subject.final_se:
        at = board.before(at, _central_moment(board, WindowKind.CE))
        reasons.append(
            Reason(Basis.LAW, _("Het schoolexamen is klaar voordat het centraal examen begint (UWVO 3.12)."))
        )
    title = subject.title
    return Proposal(
        _school_exam(f"se-{subject.code}", f"Schoolexamen {title}", title, at),
        tuple(reasons),
        _closes([row]),
    )


def _avo_ce(subject: Subject, row: Row, board: _Board) -> Proposal:
    title = subject.title
    item = _school_exam(
        f"ce-{subject.code}",
        f"Centraal examen {title}",
        title,
        _central_moment(board, WindowKind.CE),
        kind=AssessmentKind.CE,
        content_source=None,
        retakes=None,
        retake="tweede tijdvak, voor één vak",
    )
    return Proposal(
        item,
        (
            Reason(
                Basis.CONFIRM,
                _(
                    "Of dit vak een centraal examen heeft, staat in het examenprogramma. "
                    "Kijk dat na en vink het dan aan."
                ),
            ),
            Reason(Basis.LAW, _("De leerling mag één vak met een centraal examen herkansen (UWVO 3.38).")),
            Reason(
                Basis.OWN,
                _("Moment: het venster voor het centraal examen, of anders de laatste periode van leerjaar 4."),
            ),
        ),
    )


def _picked_se(row: Row, board: _Board) -> Proposal:
    name = row.requirement.title
    return Proposal(
        _school_exam(
            _slug(row.requirement.key),
            "Schoolexamen profielvak naar keuze",
            "",
            board.end_of(LAST_VMBO),
        ),
        (
            Reason(
                Basis.LAW,
                _("Bij dit profiel hoort %(name)s (%(source)s).") % {"name": name, "source": row.requirement.source},
            ),
            Reason(Basis.OWN, _("Vul zelf in welk vak het wordt; zolang het vak niet is ingevuld, blijft dit open.")),
        ),
    )


# -- mbo -------------------------------------------------------------------------------------------


def _mbo_reasons(moment: Moment | None) -> tuple[Reason, ...]:
    return (
        Reason(Basis.LAW, _("De examencommissie van de instelling gaat erover (WEB 9.1.7).")),
        Reason(Basis.LAW, _("Er is ten minste één herkansing; de hoogste uitslag telt (EKB 8).")),
        _moment_reason(moment is not None),
    )


def _kerntaken(document: RouteDocument, holes: dict[str, CoveredGroup], board: _Board) -> list[Proposal]:
    crebos = [item.crebo for item in document.route.qualifications]
    tasks = {item.portable_code: item for item in Kerntaak.objects.filter(qualification__crebo__in=crebos)}
    variants = _variants_by_crebo(document)
    found = []
    for code, task in tasks.items():
        covered = holes.get(code)
        if covered is None or not covered.holes:
            continue
        codes = [row.requirement.code for row in covered.holes]
        whole = len(covered.holes) == len(covered.rows)
        moment = board.last_of(lambda unit, codes=codes: bool(set(codes) & set(unit.werkprocessen)))  # type: ignore[misc]
        title = f"Proeve van bekwaamheid {task.code} {task.title}" + ("" if whole else " (aanvulling)")
        found.append(
            Proposal(
                _mbo_exam(
                    f"pvb-{_slug(code)}",
                    title,
                    f"{code} {task.title}",
                    AssessmentKind.PVB,
                    moment or board.end_of(document.route.years),
                    form="in de praktijk",
                    werkprocessen=codes,
                    kerntaken=[code] if whole else [],
                    variants=variants.get(task.qualification.crebo, []),
                ),
                (
                    Reason(Basis.LAW, _("Het specifieke deel van het examen gaat over elke kerntaak (EKB 3, 17).")),
                    Reason(Basis.OWN, _("De vorm: een proeve van bekwaamheid per kerntaak, weging 100.")),
                    *_mbo_reasons(moment),
                ),
                _closes(covered.holes),
            )
        )
    return found


def _variants_by_crebo(document: RouteDocument) -> dict[str, list[str]]:
    """The variants of each qualification, when every pupil of the route is in a variant with a qualification."""
    crebos = {item.key: item.crebo for item in document.route.qualifications}
    variants = document.programme.variants
    if len(crebos) < 2 or not variants or any(item.qualification is None for item in variants):
        return {}
    found: dict[str, list[str]] = {}
    for item in variants:
        found.setdefault(crebos.get(item.qualification or "", ""), []).append(item.key)
    return found


def _generic(holes: dict[str, CoveredGroup], board: _Board, document: RouteDocument) -> list[Proposal]:
    covered = holes.get("generiek")
    found = []
    for row in covered.holes if covered else []:
        _kind, code, part = row.requirement.key.split(":")
        central = part == "ce"
        both = sum(f":{code}:" in other.requirement.key for other in (covered.rows if covered else ())) > 1
        name = row.requirement.title.split(" (")[0].split(",")[0]
        moment = board.last_of(
            lambda unit, name=name: unit.kind is UnitKind.GENERIC and name.lower() in unit.title.lower()  # type: ignore[misc]
        )
        reasons = [
            Reason(Basis.LAW, _("Generieke onderdelen horen bij het mbo-examen (EKB 3).")),
            *_mbo_reasons(moment),
        ]
        if both:
            reasons.insert(
                1,
                Reason(
                    Basis.LAW,
                    _("Een deel is centraal examen (EKB 5); het eindcijfer is het gemiddelde van beide (EKB 15)."),
                ),
            )
        else:
            reasons.append(Reason(Basis.OWN, _("Weging 100.")))
        found.append(
            Proposal(
                _mbo_exam(
                    _slug(row.requirement.key),
                    f"{'Centraal examen' if central else 'Instellingsexamen'} {name}",
                    name,
                    AssessmentKind.CE if central else AssessmentKind.GENERIC,
                    moment or board.end_of(document.route.years),
                    weight=Decimal(50 if both else 100),
                    generic=[code],
                ),
                tuple(reasons),
                _closes([row]),
            )
        )
    return found


def _keuzedelen(document: RouteDocument, holes: dict[str, CoveredGroup], board: _Board) -> list[Proposal]:
    covered = holes.get("keuzedelen")
    found = []
    for row in covered.holes if covered else []:
        key = row.requirement.key.split(":", 1)[1]
        name = row.requirement.title
        moment = board.last_of(
            lambda unit, name=name: unit.kind is UnitKind.KEUZEDEEL and name.lower() in unit.title.lower()  # type: ignore[misc]
        ) or board.last_of(lambda unit: unit.kind is UnitKind.KEUZEDEEL)
        found.append(
            Proposal(
                _mbo_exam(
                    _slug(f"kd-{key}"),
                    f"Examen keuzedeel {name}",
                    f"{row.requirement.code} {name}".strip(),
                    AssessmentKind.KEUZEDEEL,
                    moment or board.end_of(document.route.years),
                    keuzedelen=[key],
                ),
                (
                    Reason(Basis.LAW, _("Voor het diploma is elk keuzedeel geëxamineerd (WEB 7.4.6, EKB 17).")),
                    *_mbo_reasons(moment),
                    Reason(Basis.OWN, _("Weging 100.")),
                ),
                _closes([row]),
            )
        )
    return found


def _slug(code: str) -> str:
    """A code as a key: only signs that a key may have.

    >>> _slug("generiek:MBO2/NE:ce")
    'generiek-MBO2-NE-ce'
    """
    return "".join(sign if sign.isalnum() else "-" for sign in code)[:40]
