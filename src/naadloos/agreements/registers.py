"""What each side enters in RIO, delivers to ROD and reports together, with the exact values.

Code lists were read in the open interface of RIO and the description of the files of DUO; what was not read there says
"te bevestigen".
"""

from dataclasses import dataclass

from naadloos.engines.route import RouteDocument
from naadloos.engines.route.calendar import school_year_text
from naadloos.engines.route.document import Partner, Registration
from naadloos.engines.route.terms import PartnerSide, RegistrationKind, RouteType, gettext_noop

_LINE = {RouteType.DLR: "DLR_VMBO_MBO", RouteType.GLR: "GLR_VMBO_MBO"}


@dataclass(frozen=True, slots=True)
class Field:
    """One field with the value to type over; an empty value is not known yet and is filled in at ``step``."""

    name: str
    value: str
    step: int = 2
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to enter, such as one opleiding in RIO."""

    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """What one partner, or all together, must do in one register, and whether it was done."""

    kind: RegistrationKind
    partner: Partner | None
    entries: tuple[Entry, ...]
    done: tuple[Registration, ...]

    @property
    def is_done(self) -> bool:
        return any(each.done_on for each in self.done)

    @property
    def key(self) -> str:
        return f"{self.kind.value}-{self.partner.key if self.partner else 'samen'}"


def registers(document: RouteDocument) -> list[Register]:
    """The joint notice first, then RIO and ROD per partner."""
    found = [_notice(document)]
    for partner in document.route.partners:
        if partner.left_on is not None:
            continue
        if partner.side is PartnerSide.VMBO:
            found.append(_register(document, RegistrationKind.RIO_VO, partner, _rio_vo(document, partner)))
            found.append(_register(document, RegistrationKind.ROD, partner, _rod_vo(document)))
        elif partner.side is PartnerSide.MBO:
            found.append(_register(document, RegistrationKind.RIO_MBO, partner, _rio_mbo(document, partner)))
            found.append(_register(document, RegistrationKind.ROD, partner, _rod(document)))
    return found


def _register(
    document: RouteDocument, kind: RegistrationKind, partner: Partner | None, entries: list[Entry]
) -> Register:
    done = [
        each
        for each in document.agreement.registrations
        if each.kind is kind and (partner is None or each.partner in (None, partner.key))
    ]
    return Register(kind, partner, tuple(entries), tuple(done))


def _notice(document: RouteDocument) -> Register:
    """WVO 2.107c and WEB 9.1.4 ask for a joint notice and name no form: these are the facts of the route."""
    route = document.route
    fields = [
        Field(gettext_noop("soort route"), route.type.value, 1),
        Field(gettext_noop("naam van de route"), route.name, 1),
        *(
            Field(f"BRIN {each.name}", each.brin, 2)
            for each in route.partners
            if each.side in (PartnerSide.VMBO, PartnerSide.MBO) and each.left_on is None
        ),
        Field(
            gettext_noop("profiel en leerweg"),
            ", ".join(f"{each.profile} {each.leerweg.value}" for each in route.profiles),
            1,
        ),
        Field(
            gettext_noop("opleiding (crebo)"),
            ", ".join(f"{each.crebo} {each.name}" for each in route.qualifications),
            1,
        ),
        Field(
            gettext_noop("eerste groep"),
            school_year_text(min(each.start_year for each in route.cohorts)) if route.cohorts else "",
            1,
        ),
    ]
    return _register(document, RegistrationKind.NOTICE, None, [Entry(route.name, tuple(fields))])


def _provider(partner: Partner) -> tuple[Field, ...]:
    return (
        Field("onderwijsaanbieder", partner.rio_provider_id),
        Field("onderwijslocatie", partner.rio_location_id),
    )


def _rio_vo(document: RouteDocument, partner: Partner) -> list[Entry]:
    """One offering per profile and leerweg that this school gives itself, or that no school was named for."""
    own = [each for each in document.route.profiles if each.offered_by in (None, partner.key)]
    return [
        Entry(
            f"{each.profile} {each.leerweg.value}",
            (
                *_provider(partner),
                Field("niveau", f"VO-VMBO-{each.leerweg.value.upper()}", 1),
                Field("doorlopendeLeerlijnVmboMbo", _LINE[document.route.type], 1),
            ),
        )
        for each in own
    ]


def _rio_mbo(document: RouteDocument, partner: Partner) -> list[Entry]:
    return [
        Entry(
            f"{each.crebo} {each.name}",
            (
                *_provider(partner),
                Field("opleidingseenheidcode (crebo)", each.crebo, 1),
                Field("leertraject", each.leertraject.value, 1),
                Field("mboniveau", f"MBO-{each.level}", 1),
                Field("doorlopendeLeerlijnVmboMbo", _LINE[document.route.type], 1),
            ),
        )
        for each in document.route.qualifications
    ]


def _line_of_rod(document: RouteDocument, *, sure: bool) -> Field:
    """The code for a geïntegreerde leerroute was not in what was read."""
    known = document.route.type is RouteType.DLR
    return Field("Leerroute", "DLP" if known else "", 9, known and sure)


def _rod_vo(document: RouteDocument) -> list[Entry]:
    """What was read describes the files of mbo; whether vo delivers the same is not known here."""
    return [
        Entry(document.route.name, (_line_of_rod(document, sure=False), Field("Leerroutefase", "VO", 1, sure=False)))
    ]


def _rod(document: RouteDocument) -> list[Entry]:
    """Per pupil: the route, and in which phase the pupil is. The phase follows the years of the route."""
    line = _line_of_rod(document, sure=True)
    return [
        Entry(
            f"{each.crebo} {each.name}",
            (
                Field("Opleidingcode", each.crebo, 1),
                Field("Leertraject", each.leertraject.value, 1),
                Field("Niveau", str(each.level), 1),
                line,
                Field("Leerroutefase", "VO (leerjaar 3 en 4), MBO (daarna)", 1, sure=False),
            ),
        )
        for each in document.route.qualifications
    ]
