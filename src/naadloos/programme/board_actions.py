"""Writing the board: periods, moves, locks, forbidden periods, and taking these back.

Every action asks for the right to edit, checks the version that the person saw, writes the change with its history and
a ``BoardMove`` in one transaction, and renews the statuses. What is on the board is a draft: it may break rules, but
never silently; ``move_unit`` asks first.
"""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.timezone import now
from django.utils.translation import gettext as _

from naadloos.engines.planner import Place
from naadloos.engines.route import RouteDocument
from naadloos.engines.route import document as doc
from naadloos.organisations.base import StaleError
from naadloos.organisations.history import in_words, record
from naadloos.organisations.models import User
from naadloos.programme.board import STEP, board_document, period_label
from naadloos.programme.board_checks import Option, option_at
from naadloos.programme.models import BoardMove, Period, PlanVersion, Unit
from naadloos.programme.placing import Stands, as_stands, put, remember, stands_of
from naadloos.programme.versions import keep_standing, keep_version, programme_content
from naadloos.routes.actions import require_editor
from naadloos.routes.models import Route
from naadloos.routes.portable import build_document, dump_kinds
from naadloos.routes.queries import scope_of
from naadloos.routes.registry import provider_of, providers
from naadloos.routes.state import refresh_statuses


class BreaksRulesError(Exception):
    """The move breaks rules that the person has not agreed with yet. ``option`` says which, and what it costs."""

    def __init__(self, option: Option) -> None:
        self.option = option
        super().__init__("the move breaks rules")


class BoardChangedError(Exception):
    """What the person wanted to take back is not what would be taken back now. The text says why, in Dutch."""


@transaction.atomic
def make_periods(*, actor: User, route: Route, periods: int, weeks: int, hours: Decimal) -> int:
    """Make equal periods for every year of the route that has none. Returns how many. Raises PermissionDenied."""
    require_editor(actor, route, provider_of(STEP))
    taken = set(Period.objects.filter(route=route).values_list("route_year", flat=True))
    rows = [
        Period(route=route, route_year=year, number=number, weeks=weeks, hours=hours)
        for year in range(1, route.years + 1)
        if year not in taken
        for number in range(1, periods + 1)
    ]
    for row in rows:
        row.full_clean()
        row.save()
    if rows:
        record(
            scope=scope_of(route),
            step=STEP,
            actor=actor,
            verb="toegevoegd",
            subject=_("%(n)s perioden van %(hours)s klokuur") % {"n": len(rows), "hours": in_words(hours)},
        )
        refresh_statuses(route)
    return len(rows)


@transaction.atomic
def move_unit(*, actor: User, route: Route, unit: Unit, start: Place, version: int, agreed: str = "") -> Option:
    """Let a unit begin in another period; it stands as the planner would put it there.

    ``agreed`` is the sign of the broken rules that the person has seen. Returns what the move did. Raises
    PermissionDenied, StaleError, ValidationError when it cannot stand there at all, BreaksRulesError when it breaks
    rules that the person did not agree with.
    """
    require_editor(actor, route, provider_of(STEP))
    if unit.version != version:
        raise StaleError(unit)
    if unit.locked:
        raise ValidationError(_("%(unit)s staat vast. Laat het eerst los.") % {"unit": unit})
    document = board_document(route)
    option = option_at(document, unit.key, start)
    if option is None:
        raise ValidationError(_("Deze periode bestaat niet."))
    if not option.placements:
        raise ValidationError(
            _("Dit onderdeel duurt %(n)s perioden en past niet meer als het hier begint.") % {"n": unit.spread}
        )
    if option.breaks and option.sign != agreed:
        raise BreaksRulesError(option)
    before, after = stands_of(route, [unit.key])[unit.key], as_stands(option.placements)
    if before == after:
        return option
    unit.save_version(version)
    if not PlanVersion.objects.filter(route=route).exists():
        keep_standing(route, by=actor)
    put(route, {unit.key: after})
    said = _("%(unit)s naar %(where)s") % {"unit": unit, "where": option.label}
    remember(actor, route, said, {unit.key: before}, {unit.key: after})
    record(
        scope=scope_of(route),
        step=STEP,
        actor=actor,
        verb="verplaatst",
        subject=str(unit),
        subject_key=f"units:{unit.key}",
        changes=[(_("op het bord"), _in_words(before), _in_words(after))],
    )
    whole = _whole(route, document)
    keep_version(route, by=actor, origin=PlanVersion.Origin.HAND, content=programme_content(whole.programme))
    refresh_statuses(route, whole)
    return option


@transaction.atomic
def lock_unit(*, actor: User, route: Route, unit: Unit, locked: bool, version: int) -> None:
    """Hold a unit where it stands, or let it go. Raises PermissionDenied, StaleError, ValidationError."""
    require_editor(actor, route, provider_of(STEP))
    if locked and not unit.placements.exists():
        raise ValidationError(_("%(unit)s staat nog niet op het bord.") % {"unit": unit})
    if unit.version != version:
        raise StaleError(unit)
    before = unit.locked
    if before == locked:
        return
    unit.locked = locked
    unit.save_version(version)
    said = _("%(unit)s vastgezet") if locked else _("%(unit)s losgelaten")
    remember(actor, route, said % {"unit": unit}, {unit.key: {"locked": before}}, {unit.key: {"locked": locked}})
    record(
        scope=scope_of(route),
        step=STEP,
        actor=actor,
        verb="vastgezet" if locked else "losgelaten",
        subject=str(unit),
        subject_key=f"units:{unit.key}",
        changes=[(str(Unit._meta.get_field("locked").verbose_name), in_words(before), in_words(locked))],
    )
    keep_version(route, by=actor, origin=PlanVersion.Origin.HAND)
    refresh_statuses(route)


@transaction.atomic
def forbid_period(*, actor: User, route: Route, unit: Unit, place: Place, forbidden: bool, version: int) -> None:
    """Never give a unit in this period, or allow it again. Raises PermissionDenied, StaleError, ValidationError."""
    require_editor(actor, route, provider_of(STEP))
    if unit.version != version:
        raise StaleError(unit)
    period = Period.objects.filter(route=route, route_year=place[0], number=place[1]).first()
    if period is None:
        raise ValidationError(_("Deze periode bestaat niet."))
    before = _forbidden(unit)
    if (period.key in before) == forbidden:
        return
    unit.save_version(version)
    if forbidden:
        unit.forbidden.add(period)
    else:
        unit.forbidden.remove(period)
    after = _forbidden(unit)
    where = period_label(*place)
    said = _("%(unit)s: %(where)s verboden") if forbidden else _("%(unit)s: %(where)s mag weer")
    remember(
        actor,
        route,
        said % {"unit": unit, "where": where},
        {unit.key: {"forbidden": before}},
        {unit.key: {"forbidden": after}},
    )
    record(
        scope=scope_of(route),
        step=STEP,
        actor=actor,
        verb="periode verboden" if forbidden else "periode mag weer",
        subject=str(unit),
        subject_key=f"units:{unit.key}",
        changes=[(_("nooit in"), "—" if forbidden else where, where if forbidden else "—")],
    )
    keep_version(route, by=actor, origin=PlanVersion.Origin.HAND)
    refresh_statuses(route)


@transaction.atomic
def undo_move(*, actor: User, route: Route, move: int) -> str:
    """Take back what was done last on the board, by whomever; ``move`` is what the person saw as the last.

    Returns what was taken back. Raises PermissionDenied, BoardChangedError when something else was done last or when
    a unit was changed since in another way.
    """
    return _turn(actor, route, move, undo=True)


@transaction.atomic
def redo_move(*, actor: User, route: Route, move: int) -> str:
    """Do again what was taken back last. Returns what was done. Raises as ``undo_move`` does."""
    return _turn(actor, route, move, undo=False)


def _turn(actor: User, route: Route, pk: int, *, undo: bool) -> str:
    require_editor(actor, route, provider_of(STEP))
    rows = BoardMove.objects.filter(route=route, undone=not undo).select_related("actor")
    rows = rows.select_for_update(of=("self",))
    move = rows.order_by("-pk" if undo else "pk").first()
    if move is None:
        raise BoardChangedError(
            _("Er is niets om ongedaan te maken.") if undo else _("Er is niets om opnieuw te doen.")
        )
    if move.pk != pk:
        raise BoardChangedError(
            _("Intussen is er iets anders gedaan: “%(said)s” (%(who)s). Kijk eerst op het bord.")
            % {"said": move.said, "who": move.actor}
        )
    was, becomes = (move.after, move.before) if undo else (move.before, move.after)
    _check_untouched(route, was, becomes)
    _set(route, becomes)
    move.undone = undo
    move.save(update_fields=["undone"])
    record(
        scope=scope_of(route),
        step=STEP,
        actor=actor,
        verb="ongedaan gemaakt" if undo else "opnieuw gedaan",
        subject=_("%(said)s (%(who)s)") % {"said": move.said, "who": move.actor},
        subject_key=f"units:{next(iter(becomes))}" if len(becomes) == 1 else "",
        changes=[
            (_("op het bord"), _in_words(was[key]), _in_words(value))
            for key, value in becomes.items()
            if isinstance(value, list)
        ][:50],
    )
    keep_version(route, by=actor, origin=PlanVersion.Origin.HAND)
    refresh_statuses(route)
    return move.said


def _check_untouched(route: Route, was: dict[str, Any], becomes: dict[str, Any]) -> None:
    """Raises BoardChangedError when a unit does not stand as the move left it, or cannot go back."""
    units = {unit.key: unit for unit in Unit.objects.select_for_update().filter(route=route, key__in=becomes)}
    stands = stands_of(route, becomes)
    for key, value in becomes.items():
        unit = units.get(key)
        if unit is None:
            raise BoardChangedError(_("Dit kan niet meer: een onderdeel dat toen is verplaatst, bestaat niet meer."))
        if isinstance(value, dict):
            same = (
                was[key] == {"locked": unit.locked} if "locked" in value else was[key]["forbidden"] == _forbidden(unit)
            )
        else:
            # With other hours than at the time the old placements would not add up any more.
            total = sum((Decimal(row[2]) for row in value), Decimal(0))
            same = stands[key] == was[key] and total in {Decimal(0), unit.hours} and not unit.locked
        if not same:
            raise BoardChangedError(
                _(
                    "%(unit)s is daarna nog gewijzigd. Als u dit ongedaan maakt of opnieuw doet, gaat die wijziging "
                    "verloren. Verplaats het onderdeel daarom zelf."
                )
                % {"unit": unit}
            )


def _set(route: Route, becomes: dict[str, Any]) -> None:
    put(route, {key: value for key, value in becomes.items() if isinstance(value, list)})
    for key, value in becomes.items():
        units = Unit.objects.filter(route=route, key=key)
        units.update(version=F("version") + 1, changed_at=now())
        if isinstance(value, dict) and "locked" in value:
            units.update(locked=value["locked"])
        elif isinstance(value, dict):
            units.get().forbidden.set(Period.objects.filter(route=route, key__in=value["forbidden"]))


def _in_words(stands: Stands) -> str:
    return (
        "; ".join(f"{period_label(year, period)} ({in_words(Decimal(hours))})" for year, period, hours in stands) or "—"
    )


def _forbidden(unit: Unit) -> list[str]:
    return sorted(unit.forbidden.values_list("key", flat=True))


def _whole(route: Route, document: RouteDocument) -> RouteDocument:
    """The whole route after a move: the programme that was read before it, its placements of now, the other steps."""
    kinds = [kind for kind in provider_of(STEP).kinds if kind.name == "placements"]
    placements = [doc.Placement.model_validate(row) for row in dump_kinds(route, kinds)["placements"]]
    programme = document.programme.model_copy(update={"placements": placements})
    others = {provider.number for provider in providers()} - {STEP}
    return build_document(route, only=others).model_copy(update={"programme": programme})
