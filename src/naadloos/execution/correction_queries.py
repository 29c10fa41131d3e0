"""What a correction of a pupil changes, and what rests on a pupil that would be taken away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from naadloos.engines.route.terms import Phase
from naadloos.execution.models import (
    BpvMatch,
    BpvPupil,
    GroupKey,
    GroupPupil,
    LeaveReason,
    PassedOn,
    PupilCorrection,
    PupilPhase,
)
from naadloos.monitoring.queries import deliveries_about, digests_for
from naadloos.organisations.history import in_words
from naadloos.routes.models import RoutePartner


@dataclass(frozen=True, slots=True)
class Change:
    label: str
    before: str
    after: str


def differences(
    pupil: GroupPupil,
    before: Sequence[PupilPhase],
    entered_on: date,
    left_on: date | None,
    left_because: LeaveReason | None,
    after: Sequence[PupilPhase],
) -> list[Change]:
    """What is not the same, in words; of a pupil as it is stored."""
    reason = _(LeaveReason.of(pupil.reason).label) if pupil.reason else ""
    because = _(left_because.label) if left_on and left_because else ""
    then = {row.pk: row for row in after}
    rows = [
        Change(_("eerste dag in de route"), in_words(pupil.entered_on), in_words(entered_on)),
        Change(_("laatste dag in de route"), in_words(pupil.left_on), in_words(left_on)),
        Change(_("waarom uit de route"), in_words(reason), in_words(because)),
        *(Change(_("fase"), phase_words(row), phase_words(then.get(row.pk))) for row in before),
    ]
    return [each for each in rows if each.before != each.after]


def phase_words(row: PupilPhase | None) -> str:
    """A phase with its days; one that is not there is "—"."""
    if row is None:
        return in_words(None)
    names = {"phase": _(Phase.of(row.phase).label), "first": in_words(row.starts_on), "last": in_words(row.ends_on)}
    return _("%(phase)s van %(first)s tot en met %(last)s") % names


def own_phases(pupil: GroupPupil, partner: RoutePartner) -> list[PupilPhase]:
    """The phases that this partner told, and may correct."""
    return [row for row in pupil.phases.all() if row.partner_id == partner.pk]


def seen_of(phases: Sequence[PupilPhase]) -> str:
    """The phases as a form shows them: a file of placement changes phases and not the version of the pupil."""
    rows = sorted(f"{row.pk}:{row.phase}:{row.starts_on}:{row.ends_on or ''}" for row in phases)
    return " ".join(rows)


def corrections_of(pupil: GroupPupil, partner: RoutePartner) -> list[PupilCorrection]:
    return list(PupilCorrection.objects.filter(pupil=pupil, partner=partner))


def others_know(pupil: GroupPupil, partner: RoutePartner) -> bool:
    """Another partner has a key of this pupil, so something of it stays."""
    return GroupKey.objects.filter(pupil=pupil).exclude(partner=partner).exists()


def rests_on(pupil: GroupPupil, partner: RoutePartner) -> list[str]:
    """What would lose its ground when this partner takes the pupil away, each in words; without the key."""
    digest = GroupKey.objects.filter(pupil=pupil, partner=partner).values_list("digest", flat=True).first()
    if digest is None:
        return []
    return [
        *_matches(pupil, partner, digest),
        *(
            _("levering aan de monitor: “%(name)s” van %(day)s") % {"name": name, "day": in_words(day)}
            for name, day in deliveries_about(partner, digest)
        ),
        *(
            _("overdracht van %(one)s aan %(other)s op %(day)s: %(what)s")
            % {
                "one": row.sender,
                "other": row.receiver,
                "day": in_words(localtime(row.at).date()),
                "what": row.get_category_display(),
            }
            for row in PassedOn.objects.filter(Q(sender=partner) | Q(receiver=partner), pupil=pupil).select_related(
                "sender__organisation", "receiver__organisation"
            )
        ),
    ]


def _matches(pupil: GroupPupil, partner: RoutePartner, digest: str) -> list[str]:
    """Places in the bpv of the pupil with this key: there it is kept as it is, here unreadable."""
    keys = list(BpvPupil.objects.filter(route=pupil.route_id).values_list("pupil", flat=True))
    same = [key for key, kept in digests_for(partner, keys).items() if kept == digest]
    rows = BpvMatch.objects.filter(route=pupil.route_id, pupil__pupil__in=same).select_related("company")
    return [_("bpv-plek: %(where)s") % {"where": row} for row in rows]
