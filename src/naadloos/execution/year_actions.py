"""Writing the next group of a route, and closing one that is done: permission, validation, history, one transaction."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from naadloos.engines.cohort.intake import personal_in
from naadloos.execution.closing import conditions
from naadloos.execution.models import CohortClosing, KeyDate, ReadinessAction
from naadloos.execution.rollover import rollover
from naadloos.organisations.history import record
from naadloos.organisations.models import User
from naadloos.routes.models import Cohort, Route, RouteFact
from naadloos.routes.portable import build_document
from naadloos.routes.queries import scope_of
from naadloos.routes.state import refresh_statuses

STEP = 10


@transaction.atomic
def roll_over(
    *, actor: User, route: Route, from_year: int, dates: Collection[str], actions: Collection[str], seen: str
) -> list[RouteFact]:
    """Make the group after ``from_year`` with its dates, its actions, and what must be found out again.

    ``dates`` and ``actions`` are the keys of what goes along; ``seen`` is the mark of what the person saw. Raises
    PermissionDenied, ValidationError, also when the route changed since.
    """
    if not actor.has_perm("routes.manage", route):
        raise PermissionDenied
    plan = rollover(route, build_document(route), from_year)
    if plan is None:
        raise ValidationError(_("Deze groep is er niet."))
    if plan.mark != seen:
        raise ValidationError(_("De route is intussen gewijzigd. Kijk opnieuw wat er meegaat."))
    made: list[RouteFact] = []
    if not plan.exists:
        made.append(Cohort(route=route, start_year=plan.to_year))
    made += [
        KeyDate(route=route, title=each.title, on=each.after, audience=each.who)
        for each in plan.dates
        if each.key in dates and not each.there and each.after
    ]
    made += [
        ReadinessAction(route=route, title=each.title, owner=each.who, due_on=each.after)
        for each in plan.actions
        if each.key in actions and not each.there
    ]
    made += [ReadinessAction(route=route, title=title) for title in plan.confirm]
    for fact in made:
        fact.full_clean()
        fact.save()
        record(
            scope=scope_of(route),
            step=1 if isinstance(fact, Cohort) else STEP,
            actor=actor,
            verb="toegevoegd",
            subject=f"{fact._meta.verbose_name}: {fact}",
        )
    if made:
        refresh_statuses(route)
    return made


@transaction.atomic
def close_cohort(
    *, actor: User, route: Route, start_year: int, handed_over: bool, note: str, today: date
) -> CohortClosing:
    """Say that a group is done. Raises PermissionDenied, ValidationError with everything that is not true yet."""
    if not actor.has_perm("routes.manage", route):
        raise PermissionDenied
    if not Cohort.objects.filter(route=route, start_year=start_year).exists():
        raise ValidationError(_("Deze groep is er niet."))
    wrong = [each.said for each in conditions(route, build_document(route), start_year, today) if not each.met]
    problems = [_("Nog niet waar: %(what)s.") % {"what": said} for said in wrong]
    if not handed_over:
        problems.append(_("Bevestig dat de gegevens zijn overgedragen."))
    if personal_in(note, prose=True) is not None:
        problems.append(_("In de toelichting lijkt een naam of nummer van een persoon te staan. Schrijf het zonder."))
    if problems:
        raise ValidationError(problems)
    closing = CohortClosing(route=route, start_year=start_year, closed_on=today, by=str(actor), note=note.strip())
    closing.full_clean()
    closing.save()
    record(
        scope=scope_of(route),
        step=STEP,
        actor=actor,
        verb="gesloten",
        subject=_("groep %(year)s") % {"year": start_year},
        changes=[(_("toelichting"), "—", closing.note)] if closing.note else [],
    )
    return closing
