"""Writing the programme: verdicts, bundles, and a proposal for the board; ``board_actions`` writes the rest of it."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from naadloos.curriculum.models import CatalogueImport, Deeltaak, Kerntaak, Werkproces
from naadloos.engines.route.terms import Side
from naadloos.organisations.base import StaleError
from naadloos.organisations.history import in_words, record
from naadloos.organisations.models import User
from naadloos.programme.models import Unit, Verdict
from naadloos.programme.queries import side_of, verdict_of
from naadloos.programme.sides import about
from naadloos.programme.succession import (
    Pairs,
    Succession,
    SuccessionPlan,
    agreed_steps,
    plan_succession,
    read_succession,
)
from naadloos.routes import editions
from naadloos.routes.actions import require_editor
from naadloos.routes.models import Route, RouteQualification
from naadloos.routes.portable import build_document
from naadloos.routes.queries import scope_of
from naadloos.routes.registry import FactKind, all_kinds, provider_of
from naadloos.routes.rules import may_edit_step
from naadloos.routes.state import refresh_statuses

STEP = 5


@transaction.atomic
def give_verdict(
    *,
    actor: User,
    route: Route,
    deeltaak: str,
    werkproces: str,
    verdict: str,
    hours: Decimal | None,
    comment: str,
    on: date,
    with_whom: str = "",
) -> Verdict:
    """Keep what a person decided about one pair, for the side of that person; a later verdict replaces it.

    ``deeltaak`` and ``werkproces`` hold the codes of what is compared (``sides.py`` says what that may be).
    ``with_whom`` names the colleague of the other side with whom the decision was taken; it then counts for both.
    Raises PermissionDenied, ValidationError when a code is not in the catalogue.
    """
    require_editor(actor, route, provider_of(STEP))
    parts = about(deeltaak, werkproces)
    if parts is None:
        raise ValidationError(_("Deze deeltaak of dit werkproces staat niet in de catalogus."))
    side = Side.TOGETHER if with_whom else Side.of(side_of(actor, route))
    found = Verdict.objects.filter(route=route, side=side, **parts).first()
    before = found.get_verdict_display() if found else "—"
    row = found or Verdict(route=route, side=side, **parts)
    row.verdict, row.hours, row.comment = verdict, hours, comment
    row.decided_by = _("%(one)s en %(other)s") % {"one": actor, "other": with_whom} if with_whom else str(actor)
    row.decided_on = on
    row.again = False
    row.full_clean()
    if found:
        row.save_version(found.version)
    else:
        row.save()
    record(
        scope=scope_of(route),
        step=STEP,
        actor=actor,
        verb="samen besloten" if with_whom else "beoordeeld",
        subject=f"overlap {row}",
        subject_key=f"verdicts:{row.key}",
        changes=[(_("oordeel"), before, str(row.get_verdict_display()))],
    )
    refresh_statuses(route)
    return row


@transaction.atomic
def withdraw_verdict(*, actor: User, route: Route, deeltaak: str, werkproces: str) -> None:
    """Take back the verdict of the actor's side on a pair. Raises PermissionDenied."""
    require_editor(actor, route, provider_of(STEP))
    found = verdict_of(route, deeltaak, werkproces, side_of(actor, route))
    if found is None:
        return
    record(
        scope=scope_of(route),
        step=STEP,
        actor=actor,
        verb="oordeel teruggenomen",
        subject=f"overlap {found}",
        changes=[(_("oordeel"), str(found.get_verdict_display()), "—")],
    )
    found.delete()
    refresh_statuses(route)


@transaction.atomic
def renew_edition(*, actor: User, route: Route, seen: CatalogueImport | None, version: int) -> None:
    """The people of the route have looked at what changed: from now on it is built on the edition that they saw.

    What was read in after ``seen`` stays to be looked at. Raises PermissionDenied, StaleError.
    """
    require_editor(actor, route, provider_of(STEP))
    before, after = editions.of_route(route), editions.latest(upto=seen)
    if before is not None and (seen is None or before.at >= seen.at):
        return
    editions.keep(route, after)
    route.save_version(version)
    record(
        scope=scope_of(route),
        step=STEP,
        actor=actor,
        verb="uitgave overgenomen",
        subject=_("uitgave van het curriculum"),
        changes=[
            (
                _("uitgave"),
                (editions.in_words(before) or _("de meegeleverde catalogus")) if before else _("onbekend"),
                editions.in_words(after) or _("de meegeleverde catalogus"),
            ),
            (_("bijgewerkt tot"), in_words(localdate(before.at)) if before else "—", in_words(localdate(after.at))),
        ],
    )
    refresh_statuses(route)


def may_take_successor(actor: User, route: Route) -> bool:
    """Replacing an opleiding writes in steps 1, 5 and 6."""
    return all(may_edit_step(actor, route, provider_of(number).editors) for number in (1, STEP, 6))


@transaction.atomic
def take_successor(*, actor: User, route: Route, crebo: str, pairs: Pairs, seen: str) -> SuccessionPlan:
    """Replace an opleiding of the route by its successor; what was built on it moves along the confirmed pairs.

    ``pairs`` names for each old werkproces the new one, or None; ``seen`` is the sign of what the person read. A
    verdict whose text is other keeps its name and date and asks for a new look. Returns what was done. Raises
    PermissionDenied, StaleError when the route changed since, ValidationError.
    """
    if not may_take_successor(actor, route):
        raise PermissionDenied
    document = build_document(route)
    succession = read_succession(document, crebo)
    if succession is None:
        raise ValidationError(_("Deze opleiding staat niet in de route, of zij heeft geen opvolger."))
    if succession.seen != seen:
        raise StaleError(route)
    _check_pairs(succession, pairs)
    rows = RouteQualification.objects.filter(route=route)
    if rows.filter(qualification=succession.new).exists():
        raise ValidationError(
            _("De opvolger staat al in de route. Verwijder daar eerst de oude of de nieuwe opleiding.")
        )
    plan = plan_succession(document, succession, pairs, agreed_steps(route))
    processes = {item.full_code: item for item in succession.processes}
    verdicts = Verdict.objects.filter(route=route)
    verdicts.filter(key__in=[item.key for item, _why in plan.out]).delete()
    for item, again in [*((item, False) for item in plan.kept), *((item, True) for item in plan.again)]:
        target = processes[pairs[item.right] or ""]
        verdicts.filter(key=item.key).update(
            werkproces=target, again=again or item.again, version=F("version") + 1, changed_at=now()
        )
    _move_facts(route, pairs, processes)
    _move_kerntaken(route, succession, pairs)
    rows.filter(qualification=succession.old).update(
        qualification=succession.new, version=F("version") + 1, changed_at=now()
    )
    record(
        scope=scope_of(route),
        step=STEP,
        actor=actor,
        verb="opvolger overgenomen",
        subject=f"{succession.old} → {succession.new}",
        changes=_told(succession, plan, pairs),
    )
    refresh_statuses(route)
    return plan


def _check_pairs(succession: Succession, pairs: Pairs) -> None:
    old = {row.old.full_code for row in succession.rows}
    new = {item.full_code for item in succession.processes}
    if set(pairs) != old or any(target is not None and target not in new for target in pairs.values()):
        raise ValidationError(_("Kies voor elk werkproces een tegenhanger van de nieuwe opleiding, of “geen”."))


def _move_facts(route: Route, pairs: Pairs, processes: dict[str, Werkproces]) -> None:
    """Every fact of any step that names werkprocessen gets the new ones; found through the registry of the steps."""
    for _provider, kind in all_kinds():
        if not isinstance(kind, FactKind):
            continue
        for field in kind.model._meta.many_to_many:
            if field.related_model is not Werkproces:
                continue
            touched = kind.model._default_manager.filter(route=route, **{f"{field.name}__full_code__in": list(pairs)})
            for fact in touched.distinct().prefetch_related(field.name):
                related = getattr(fact, field.name)
                had = list(related.all())
                stay = [item for item in had if item.full_code not in pairs]
                come = [processes[target] for item in had if (target := pairs.get(item.full_code))]
                related.set([*stay, *come])
                type(fact)._default_manager.filter(pk=fact.pk).update(version=F("version") + 1, changed_at=now())


def _move_kerntaken(route: Route, succession: Succession, pairs: Pairs) -> None:
    """A fact that names a whole kerntaak gets its counterpart when that is as whole; else its werkprocessen tell."""
    members: dict[Kerntaak, set[str]] = {}
    for process in succession.processes:
        members.setdefault(process.kerntaak, set()).add(process.full_code)
    targets: dict[int, Kerntaak | None] = {}
    for task in Kerntaak.objects.filter(qualification=succession.old):
        come = {right for left, right in pairs.items() if left.startswith(f"{task.portable_code}-W")}
        targets[task.pk] = next((new for new, codes in members.items() if codes == come), None)
    for _provider, kind in all_kinds():
        if not isinstance(kind, FactKind):
            continue
        for field in kind.model._meta.many_to_many:
            if field.related_model is not Kerntaak:
                continue
            touched = kind.model._default_manager.filter(route=route, **{f"{field.name}__in": list(targets)})
            for fact in touched.distinct().prefetch_related(field.name):
                had = list(getattr(fact, field.name).all())
                found = [targets.get(task.pk, task) for task in had]
                getattr(fact, field.name).set([task for task in found if task is not None])


def _told(succession: Succession, plan: SuccessionPlan, pairs: Pairs) -> list[tuple[str, str, str]]:
    """The rows of the history: the opleiding, each pair, and what stayed behind with the reason."""
    rows = [(_("opleiding"), str(succession.old), str(succession.new))]
    rows += [(_("werkproces"), left, right or _("geen tegenhanger")) for left, right in pairs.items()]
    rows += [
        (_("oordeel %(pair)s") % {"pair": f"{item.left} – {item.right}"}, item.verdict.label, why)
        for item, why in plan.out
    ]
    rows += [
        (
            _("oordeel %(pair)s") % {"pair": f"{item.left} – {item.right}"},
            item.verdict.label,
            _("kijk opnieuw"),
        )
        for item in plan.again
    ]
    rows += [
        (fact.title, ", ".join(fact.lost), _("vervallen, geen tegenhanger"))
        for fact in [*plan.units, *plan.assessments]
        if fact.lost
    ]
    return rows


@transaction.atomic
def make_bundle(
    *,
    actor: User,
    route: Route,
    title: str,
    hours: Decimal,
    overlap_hours: Decimal | None,
    combined_split: str,
    pairs: list[str],
) -> Unit:
    """Make one unit that counts for both sides of accepted pairs ("deeltaak|werkproces").

    Raises PermissionDenied, ValidationError.
    """
    require_editor(actor, route, provider_of(STEP))
    unit = Unit(
        route=route,
        title=title,
        kind="bundel",
        hours=hours,
        side="samen",
        law_part="combinatie",
        combined_split=combined_split,
        overlap_hours=overlap_hours,
    )
    unit.full_clean()
    unit.save()
    codes = [pair.split("|", 1) for pair in pairs]
    unit.deeltaken.set(Deeltaak.objects.filter(code__in=[left for left, _right in codes]))
    unit.werkprocessen.set(Werkproces.objects.filter(full_code__in=[right for _left, right in codes]))
    record(
        scope=scope_of(route),
        step=STEP,
        actor=actor,
        verb="gebundeld",
        subject=f"{title} ({in_words(hours)} klokuur)",
        subject_key=f"units:{unit.key}",
        changes=[(_("paren"), "—", ", ".join(pair.replace("|", " ↔ ") for pair in pairs))],
    )
    refresh_statuses(route)
    return unit
