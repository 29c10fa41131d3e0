"""Taking in what a partner delivers about its pupils: looked at first, then stored in one transaction.

A line that is wrong does not spoil the rest, and delivering the same file again changes nothing.
"""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naadloos.engines.cohort.intake import (
    Checked,
    Event,
    EventLine,
    IntakeError,
    Verdict,
    check_events,
    read_events,
    read_grondslag,
)
from naadloos.engines.cohort.intake.events import Problem
from naadloos.jobs.actions import start_job
from naadloos.monitoring import figures
from naadloos.monitoring.background import FIGURES
from naadloos.monitoring.keeping import log_access
from naadloos.monitoring.models import Delivery, KeySalt, PupilEvent, PupilKey, RemovedKey, RoutePupil
from naadloos.monitoring.rules import own_partners
from naadloos.organisations.history import record
from naadloos.organisations.models import User
from naadloos.routes.background import subject_of
from naadloos.routes.models import Route, RoutePartner, RouteQualification
from naadloos.routes.queries import scope_of
from naadloos.routes.words import say

STEP = 7
MOST_LINES = 100


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that was read and checked but not stored. ``lines`` say per line what would happen."""

    kind: str
    lines: tuple[Checked, ...]
    refused: tuple[str, ...]
    # Lines about pupils whose data was removed because its time had come; they count already.
    gone: int

    def count(self, verdict: Verdict) -> int:
        return sum(each.verdict is verdict for each in self.lines)

    @property
    def taken(self) -> int:
        return self.count(Verdict.NEW) + self.count(Verdict.CHANGED)


def digest_of(salt: str, key: str) -> str:
    """A key that cannot be read back, the same for the same key of the same partner."""
    return hmac.new(bytes.fromhex(salt), key.encode(), hashlib.sha256).hexdigest()[:32]


def require_own(actor: User, route: Route, partner: RoutePartner) -> None:
    """Raises PermissionDenied for who does not speak for this partner."""
    if partner.route_id != route.pk or partner.pk not in own_partners(actor, route):
        raise PermissionDenied


def look(route: Route, partner: RoutePartner, content: bytes) -> Looked:
    """What a file would do. Nothing is stored. Raises ValidationError when it cannot be read at all."""
    kind, given, problems = _read(route, content)
    gone = _removed(partner, given)
    lines = [line for line in given if line.key not in gone]
    checked = check_events(lines, _known(route, partner, lines), today=timezone.localdate())
    refused = [
        _("Regel %(line)s%(column)s: %(why)s")
        % {"line": each.line, "column": f", {each.column}" if each.column else "", "why": say(each.said)}
        for each in problems
    ]
    refused += [
        _("Regel %(line)s: %(why)s") % {"line": each.line.number, "why": say(each.why)}
        for each in checked
        if each.verdict is Verdict.REFUSED
    ]
    return Looked(kind, tuple(checked), tuple(refused), len(given) - len(lines))


def _read(route: Route, content: bytes) -> tuple[str, Sequence[EventLine], Sequence[Problem]]:
    try:
        if content.startswith((b"VLP;", b"VLP|")):
            rows = RouteQualification.objects.filter(route=route).select_related("qualification")
            found = read_grondslag(content, {row.crebo: row.level for row in rows})
            return "grondslag", found.lines, found.problems
        intake = read_events(content)
    except IntakeError as error:
        raise ValidationError(say(error.said)) from error
    return "lijst", intake.lines, intake.problems


def _removed(partner: RoutePartner, lines: Sequence[EventLine]) -> set[str]:
    """Keys in a file of pupils who were removed."""
    salt = KeySalt.objects.filter(partner=partner).first()
    if salt is None:
        return set()
    digests = {digest_of(salt.salt, line.key): line.key for line in lines}
    rows = RemovedKey.objects.filter(partner=partner).values_list("digest", flat=True)
    return {digests[digest] for digest in rows if digest in digests}


def _known(route: Route, partner: RoutePartner, lines: Sequence[EventLine]) -> dict[str, tuple[EventLine, ...]]:
    """What is stored of the pupils in a file, by the key in the file; a fixed number of queries."""
    salts = {row.partner_id: row.salt for row in KeySalt.objects.filter(partner__route=route)}
    if partner.pk not in salts:
        return {}
    digests = {digest_of(salts[partner.pk], line.key): line.key for line in lines}
    keys = {
        row.pupil_id: digests[row.digest] for row in PupilKey.objects.filter(partner=partner) if row.digest in digests
    }
    pupils = list(RoutePupil.objects.filter(pk__in=list(keys)))
    found = {keys[pk]: list(events) for pk, events in figures.events_of(pupils, keys).items()}
    # A link is kept as a second key of the pupil, since the key of the other side may not be read back.
    others = {(row.partner_id, row.digest): row.pupil_id for row in PupilKey.objects.filter(pupil__in=list(keys))}
    for line in lines:
        if line.kind is Event.LINKED:
            for other, salt in salts.items():
                pupil = others.get((other, digest_of(salt, line.value)))
                if other != partner.pk and pupil is not None and keys.get(pupil) == line.key:
                    found[line.key].append(line)
    return {key: tuple(events) for key, events in found.items()}


@transaction.atomic
def take(
    *,
    actor: User,
    route: Route,
    partner: RoutePartner,
    name: str,
    content: bytes,
    known_until: date,
    with_absence: bool,
    renew: bool = True,
) -> Delivery:
    """Store what a file says, write the log, and ask for new figures (``renew``).

    Raises PermissionDenied, ValidationError.
    """
    require_own(actor, route, partner)
    looked = look(route, partner, content)
    salt, _made = KeySalt.objects.get_or_create(partner=partner)
    delivery = Delivery(
        route=route,
        partner=partner,
        kind=looked.kind,
        name=name[:200],
        known_until=known_until,
        with_absence=with_absence,
        taken=looked.taken,
        known=looked.count(Verdict.KNOWN) + looked.gone,
        refused=len(looked.refused),
        report=list(looked.refused[:MOST_LINES]),
        by=str(actor)[:120],
    )
    delivery.full_clean()
    delivery.save()
    pupils = _Pupils(route, partner, salt.salt)
    for each in looked.lines:
        if each.result is not None:
            pupils.store(each.result, delivery)
    pupils.write()
    log_access(actor, route, partner, _("bestand aangeleverd"), pupils=len(pupils.touched))
    record(
        scope=scope_of(route),
        step=STEP,
        actor=actor,
        verb="aangeleverd",
        subject=_("cijfers over leerlingen: %(taken)s nieuw, %(refused)s geweigerd")
        % {"taken": delivery.taken, "refused": delivery.refused},
    )
    if renew:
        start_job(actor=actor, kind=FIGURES, subject=subject_of(route))
    return delivery


@transaction.atomic
def take_back(*, actor: User, route: Route, delivery: Delivery) -> None:
    """Remove what one delivery brought, and pupils of whom nothing is left. Raises PermissionDenied."""
    require_own(actor, route, delivery.partner)
    pupils = set(delivery.events.values_list("pupil_id", flat=True))
    delivery.delete()
    RoutePupil.objects.filter(pk__in=pupils, events__isnull=True).delete()
    log_access(actor, route, delivery.partner, _("levering teruggenomen"), pupils=len(pupils))
    record(
        scope=scope_of(route),
        step=STEP,
        actor=actor,
        verb="verwijderd",
        subject=_("levering: %(name)s") % {"name": delivery.name},
    )
    start_job(actor=actor, kind=FIGURES, subject=subject_of(route))


class _Pupils:
    """The pupils of one delivery while it is stored."""

    def __init__(self, route: Route, partner: RoutePartner, salt: str) -> None:
        self.route, self.partner, self.salt = route, partner, salt
        rows = PupilKey.objects.filter(partner=partner).select_related("pupil")
        self.by_digest = {row.digest: row.pupil for row in rows}
        self.events: list[PupilEvent] = []
        self.changed: dict[int, RoutePupil] = {}
        self.touched: set[int] = set()

    def store(self, line: EventLine, delivery: Delivery) -> None:
        digest = digest_of(self.salt, line.key)
        pupil = self.by_digest.get(digest)
        if pupil is None:
            pupil = RoutePupil(
                route=self.route,
                cohort=line.start_year or 0,
                leerweg=line.leerweg.value if line.leerweg else "",
                crebo=line.crebo,
                level=line.level,
                high_advice=line.high_advice,
            )
            pupil.full_clean()
            pupil.save()
            PupilKey.objects.create(pupil=pupil, partner=self.partner, digest=digest)
            self.by_digest[digest] = pupil
        elif line.kind is Event.START and PupilEvent.objects.filter(pupil=pupil, kind=line.kind.value).exists():
            self._change(pupil, line)
            return
        if line.kind is Event.LINKED:
            self._link(pupil, line.value)
            return
        self.touched.add(pupil.pk)
        is_start = line.kind is Event.START
        self.events.append(
            PupilEvent(
                pupil=pupil,
                delivery=delivery,
                kind=line.kind.value,
                on=line.on,
                leerweg="" if is_start or line.leerweg is None else line.leerweg.value,
                crebo="" if is_start else line.crebo,
                level=None if is_start else line.level,
                value=line.value,
            )
        )

    def _change(self, pupil: RoutePupil, line: EventLine) -> None:
        """A start that says something else than before: the newest delivery counts."""
        pupil.cohort, pupil.crebo, pupil.level = line.start_year or pupil.cohort, line.crebo, line.level
        pupil.leerweg = line.leerweg.value if line.leerweg else pupil.leerweg
        pupil.high_advice = line.high_advice
        PupilEvent.objects.filter(pupil=pupil, kind=Event.START.value).update(on=line.on)
        self.changed[pupil.pk] = pupil
        self.touched.add(pupil.pk)

    def _link(self, pupil: RoutePupil, other_key: str) -> None:
        """The key that the other side uses for this pupil; that side delivers under it from now on."""
        for partner in RoutePartner.objects.filter(route=self.route).exclude(side=self.partner.side):
            salt, _made = KeySalt.objects.get_or_create(partner=partner)
            PupilKey.objects.get_or_create(
                partner=partner, digest=digest_of(salt.salt, other_key), defaults={"pupil": pupil}
            )

    def write(self) -> None:
        for pupil in self.changed.values():
            pupil.full_clean()
            pupil.save()
        PupilEvent.objects.bulk_create(self.events, ignore_conflicts=True)


def deliveries_of(route: Route, partners: Sequence[int]) -> list[Delivery]:
    """What was delivered: of one's own partner with the report, of others only that it was."""
    rows = list(Delivery.objects.filter(route=route).select_related("partner__organisation"))
    for row in rows:
        if row.partner_id not in partners:
            row.report = []
    return rows
