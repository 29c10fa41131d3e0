"""Writing in step 8 what does not go through the form of one fact."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from naadloos.engines.route.terms import FigureStatus, PartnerSide
from naadloos.finance.models import OwnFigure
from naadloos.finance.taken import first_day
from naadloos.organisations.models import User
from naadloos.routes.actions import save_fact
from naadloos.routes.models import Route, RoutePartner
from naadloos.routes.registry import FactKind, StepProvider


def mbo_partner(route: Route, pk: int) -> RoutePartner:
    """Raises Http404 for what is no institution of this route."""
    return get_object_or_404(RoutePartner, pk=pk, route=route, side=PartnerSide.MBO.value)


@transaction.atomic
def take_tbgi(
    *,
    actor: User,
    route: Route,
    provider: StepProvider,
    partner: RoutePartner,
    year: int,
    figures: list[tuple[str, str, Decimal]],
) -> int:
    """Store the sums of a TBG-i file as own figures of one institution for one calendar year; gives how many changed.

    Repeating it changes nothing. A figure from before that goes on is ended the day before: no two hold at once.
    Raises PermissionDenied, ValidationError.
    """
    kind = next(each for each in provider.kinds if isinstance(each, FactKind) and each.model is OwnFigure)
    changed = 0
    for parameter, of, value in figures:
        rows = OwnFigure.objects.select_for_update().filter(route=route, partner=partner, parameter=parameter, of=of)
        _end_before(actor, route, provider, kind, rows.filter(valid_from__lt=first_day(year)), first_day(year))
        found = rows.filter(valid_from=first_day(year)).first()
        if found and found.value == value:
            continue
        fact = found or OwnFigure(
            route=route,
            partner=partner,
            parameter=parameter,
            of=of,
            valid_from=first_day(year),
            valid_to=date(year, 12, 31) if rows.filter(valid_from__gt=first_day(year)).exists() else None,
        )
        fact.value = value
        # Both may be empty; the stubs cannot see it behind the shared options.
        fact.low = fact.high = None  # type: ignore[assignment]
        fact.status = FigureStatus.PROVISIONAL.value
        fact.source = _("TBG-i van %(jaar)s") % {"jaar": year}
        save_fact(
            actor=actor, route=route, provider=provider, kind=kind, instance=fact, version=found.version if found else 0
        )
        changed += 1
    return changed


def _end_before(
    actor: User, route: Route, provider: StepProvider, kind: FactKind, rows: QuerySet[OwnFigure], day: date
) -> None:
    for row in rows:
        if row.valid_to is None or row.valid_to >= day:
            row.valid_to = day - timedelta(days=1)
            save_fact(actor=actor, route=route, provider=provider, kind=kind, instance=row, version=row.version)
