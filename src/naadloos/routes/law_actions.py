"""Writing what people say about rules of law: answers, confirmations, and who is jurist."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naadloos.engines.law import Rule
from naadloos.engines.route.calendar import school_year_text
from naadloos.organisations.base import StaleError
from naadloos.organisations.history import difference, record, values_of
from naadloos.organisations.models import User
from naadloos.routes.actions import require_editor
from naadloos.routes.lawyear import LAW_YEAR_STEP, adoptable_years
from naadloos.routes.models import Jurist, LawAnswer, Route, RuleConfirmation
from naadloos.routes.queries import LAW_YEAR_KEY, answer_of, scope_of
from naadloos.routes.registry import provider_of
from naadloos.routes.state import refresh_statuses

# Confirmations belong to the installation, so their history does too.
LAW_SCOPE = "law"


@transaction.atomic
def answer_rule(*, actor: User, route: Route, rule: Rule, answer: str, note: str, version: int) -> None:
    """Answer the question of a rule with "ja" or "nee"; "" takes the answer back.

    Who may write in the rule's step may answer. ``version`` is the version of the answer that the person saw, 0 for
    none. The answer bears the name and the day, and counts for this text of the rule. Raises PermissionDenied,
    ValidationError, StaleError (somebody answered meanwhile).
    """
    require_editor(actor, route, provider_of(rule.step))
    if rule.question is None:
        raise ValidationError(_("Deze regel heeft geen vraag."))
    row = answer_of(route, rule.id, rule.text_state)
    if row is not None and row.version != version:
        raise StaleError(row)
    before = values_of(row) if row else {}
    if not answer:
        if row:
            row.delete()
    else:
        row = row or LawAnswer(route=route, rule=rule.id, text_state=rule.text_state)
        row.answer, row.note, row.by, row.on = answer, note.strip(), str(actor), timezone.localdate()
        row.full_clean()
        if row.pk:
            row.save_version(version)
        else:
            row.save()
    after = values_of(row) if row and answer else {}
    if changes := difference(before, after):
        record(
            scope=scope_of(route),
            step=rule.step,
            actor=actor,
            verb="beantwoord" if answer else "antwoord ingetrokken",
            subject=_("vraag over de wet: %(title)s") % {"title": rule.title},
            subject_key=f"law:{rule.id}",
            changes=changes,
        )


@transaction.atomic
def adopt_law_year(*, actor: User, route: Route, year: int, version: int) -> None:
    """Judge the route by the law of this year from now on. Answers, notes and statuses stay as they are.

    Who may write in step 6 may adopt: one of the years after the route's own, up to the next school year; or, when it
    ran ahead, back to the present one. Raises PermissionDenied, ValidationError, StaleError.
    """
    require_editor(actor, route, provider_of(LAW_YEAR_STEP))
    if year not in adoptable_years(route.law_year, timezone.localdate()):
        raise ValidationError(
            _("Wetsjaar %(year)s kunt u nu niet overnemen. Kies een van de jaren op deze pagina.")
            % {"year": school_year_text(year)}
        )
    label, before = values_of(route)["law_year"][0], route.law_year
    route.law_year = year
    route.full_clean()
    route.save_version(version)
    record(
        scope=scope_of(route),
        step=LAW_YEAR_STEP,
        actor=actor,
        verb="wetsjaar overgenomen",
        subject=_("wetsjaar %(year)s") % {"year": school_year_text(year)},
        subject_key=LAW_YEAR_KEY,
        changes=[(label, school_year_text(before), school_year_text(year))],
    )
    refresh_statuses(route)


@transaction.atomic
def confirm_rule(*, actor: User, rule: Rule, confirmation: RuleConfirmation) -> None:
    """Say that a rule is right, with role, date and note. Raises PermissionDenied, ValidationError."""
    if not actor.has_perm("routes.confirm_rule"):
        raise PermissionDenied
    confirmation.rule, confirmation.text_state = rule.id, rule.text_state
    confirmation.user, confirmation.name = actor, str(actor)
    confirmation.full_clean()
    confirmation.save()
    record(
        scope=LAW_SCOPE,
        actor=actor,
        verb="bevestigd",
        subject=rule.title,
        subject_key=f"law:{rule.id}",
        changes=difference({}, values_of(confirmation)),
    )


@transaction.atomic
def withdraw_confirmation(*, actor: User, rule: Rule) -> None:
    """Take the own confirmation of the present text back. Raises PermissionDenied."""
    if not actor.has_perm("routes.confirm_rule"):
        raise PermissionDenied
    for row in RuleConfirmation.objects.filter(rule=rule.id, text_state=rule.text_state, user=actor):
        before = values_of(row)
        row.delete()
        record(
            scope=LAW_SCOPE,
            actor=actor,
            verb="bevestiging ingetrokken",
            subject=rule.title,
            subject_key=f"law:{rule.id}",
            changes=difference(before, {}),
        )


@transaction.atomic
def set_jurist(*, email: str, given: bool = True) -> bool:
    """Give or take the task of confirming rules; for the operator, who needs no account. False: it was so already.

    Raises ValidationError when nobody has this address.
    """
    user = get_user_model()._default_manager.filter(email__iexact=email.strip()).first()
    if user is None:
        raise ValidationError(_("%(email)s: er is geen account met dit adres.") % {"email": email})
    if given:
        return Jurist.objects.get_or_create(user=user)[1]
    return bool(Jurist.objects.filter(user=user).delete()[0])
