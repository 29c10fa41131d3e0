"""What other steps may read of the monitor: open surveys, keys made unreadable, who may see them, and the log."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from naadloos.engines.cohort.questionnaires import Audience
from naadloos.monitoring import rules
from naadloos.monitoring.deliveries import digest_of
from naadloos.monitoring.keeping import CLASSES, log_access
from naadloos.monitoring.models import Deletion, Delivery, KeySalt, PupilKey, RemovedKey, Survey
from naadloos.organisations.models import User
from naadloos.routes.models import Route, RoutePartner


def own_partners(user: User, route: Route) -> list[int]:
    """The partners on whose behalf this person sees and writes data of single pupils."""
    return rules.own_partners(user, route)


def digests_for(partner: RoutePartner, keys: Iterable[str]) -> dict[str, str]:
    """Each key of a partner and how it is kept. The secret of the partner is made when there is none."""
    salt, _made = KeySalt.objects.get_or_create(partner=partner)
    return {key: digest_of(salt.salt, key) for key in keys}


def digest_for(partner: RoutePartner, key: str) -> str:
    """How a key of a partner is kept; it cannot be read back."""
    return digests_for(partner, [key])[key]


def linked(partner: RoutePartner, digests: Iterable[str]) -> Mapping[str, list[tuple[int, str]]]:
    """Keys of other partners that belong to the same pupil, by the key of this partner, as (partner, digest)."""
    mine = {row.pupil_id: row.digest for row in PupilKey.objects.filter(partner=partner, digest__in=list(set(digests)))}
    found: dict[str, list[tuple[int, str]]] = {}
    for row in PupilKey.objects.filter(pupil__in=list(mine)).exclude(partner=partner):
        found.setdefault(mine[row.pupil_id], []).append((row.partner_id, row.digest))
    return found


def removed(partner: RoutePartner, digests: Iterable[str]) -> set[str]:
    """Keys of pupils who were removed because their time had come: nothing about them is kept again."""
    rows = RemovedKey.objects.filter(partner=partner, digest__in=list(set(digests)))
    return set(rows.values_list("digest", flat=True))


def removed_everywhere() -> set[tuple[int, str]]:
    """All of them, as (partner, digest): for the daily run."""
    return set(RemovedKey.objects.values_list("partner_id", "digest"))


def deliveries_about(partner: RoutePartner, digest: str) -> list[tuple[str, date]]:
    """The files of this partner in the monitor that told something about a pupil: (name, day)."""
    found = Delivery.objects.filter(
        partner=partner, events__pupil__keys__partner=partner, events__pupil__keys__digest=digest
    )
    return [(row.name, localtime(row.at).date()) for row in found.distinct()]


def log_look(actor: User, route: Route, partner: RoutePartner, what: str, *, pupils: int) -> None:
    """Write down that somebody saw or changed data of single pupils."""
    log_access(actor, route, partner, what, pupils=pupils)


def years_kept() -> int:
    """So many years after a pupil left the route the data go (to be confirmed)."""
    return next(each.years for each in CLASSES if each.key == "leerling")


def report_removed(route: Route, data_class: str, count: int) -> None:
    """Tell on the page of keeping that data of pupils went because their time had come."""
    reason = _("%(years)s jaar nadat de route van de groep voorbij was") % {"years": years_kept()}
    Deletion.objects.create(route=route, data_class=data_class, reason=reason, count=count)


def open_survey_addresses(route: Route, audiences: Collection[str], on: date) -> dict[Audience, str]:
    """For each of these audiences where a questionnaire takes answers on this day; in one query."""
    if not audiences:
        return {}
    rows = Survey.objects.filter(
        route=route, audience__in=audiences, closed=False, opens_on__lte=on, closes_on__gte=on
    ).order_by("school_year")
    return {Audience.of(row.audience): reverse("survey_answer", args=[row.token]) for row in rows}
