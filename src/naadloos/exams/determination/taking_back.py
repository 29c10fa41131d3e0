"""Taking back a decision that was written down by mistake, as long as nothing rests on it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from naadloos.exams.determination import actions, stages
from naadloos.exams.determination.models import RegulationDecision, RegulationVersion
from naadloos.exams.determination.versions import deciding_partners, decision_of
from naadloos.organisations.models import User
from naadloos.routes.models import Route


def last_decision(version: RegulationVersion) -> RegulationDecision | None:
    """The one that was written down last; what was written down before it may have been the ground of this one."""
    return max(version.decisions.all(), key=lambda decision: decision.pk, default=None)


@transaction.atomic
def take_back(*, actor: User, route: Route, version: RegulationVersion, seat: stages.Seat, reason: str) -> None:
    """Take back the last decision about a version that is not in force yet; the version returns to that organ.

    The decision stays with its reason and counts no more. Notices that were drafted for a version that was ready to be
    sent are made anew later. Raises PermissionDenied, ValidationError, StaleError.
    """
    if not actions.may_decide(actor, route, seat, deciding_partners(route)):
        raise PermissionDenied
    decision = decision_of(version, seat)
    if decision is None:
        raise ValidationError(_("Hier is geen besluit om terug te nemen."))
    if not version.running:
        raise ValidationError(
            _(
                "Deze versie is %(state)s; een besluit erover kan niet meer worden teruggenomen. Is er iets fout? Bied "
                "dan een wijziging aan."
            )
            % {"state": version.get_state_display()}
        )
    if decision != last_decision(version):
        raise ValidationError(_("Hierna is nog een besluit vastgelegd. Neem eerst het laatste terug."))
    if not reason.strip():
        raise ValidationError({"reason": _("Schrijf waarom u dit besluit terugneemt.")})
    decision.taken_back_at, decision.taken_back_by = now(), str(actor)
    decision.taken_back_reason = reason.strip()
    decision.full_clean()
    decision.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_reason"])
    if seat.organ.required:
        version.state = seat.organ.state
        version.notices.all().delete()
    version.save_version(version.version)
    changes = [
        (_("besluit"), _("eens") if decision.agrees else _("niet eens"), "—"),
        (_("reden"), "—", decision.taken_back_reason),
    ]
    actions.tell(actor, route, "teruggenomen", version, changes, str(seat.organ.label), str(seat.partner))
    actions.keep_dates(actor, route, version.regulation)
