"""From the engine's answer to what the result page shows, in the language of the reader."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from naadloos.engines import results
from naadloos.engines.results import CaseError, Final, Holds, Marked, Result, RuleResult, Status, Text, Value
from naadloos.engines.route.terms import RouteType
from naadloos.exams.build import Spec
from naadloos.exams.result_forms import MarksForm


def sentence(text: Text) -> str:
    """The engine's sentence in the language of the reader."""
    return text.filled(_, _value)


def _value(value: Value) -> str:
    if isinstance(value, tuple):
        named = [f"{_(each.name)} ({each.mark})" if isinstance(each, Marked) else _(each) for each in value]
        return names_in_words(named)
    return _(value) if isinstance(value, str) else number(value)


def number(value: Decimal | int) -> str:
    """A mark without needless zeros: 5,5 or 8."""
    return number_format(Decimal(value).normalize(), use_l10n=True)


def names_in_words(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s en %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


@dataclass(frozen=True, slots=True)
class RuleView:
    rule: RuleResult
    reason: str
    needed: list[str]
    to_confirm: bool


@dataclass(frozen=True, slots=True)
class SideView:
    """One exam: its outcome and everything that explains it; the rules that are not met come first."""

    side: str
    title: str
    result: Result
    open_rules: list[RuleView]
    met_rules: list[RuleView]
    cum_laude_rules: list[RuleView]
    needed: list[str]
    chances: list[str]
    notes: list[str]
    doubts: list[str]
    missing: str
    open_facts: str
    left_out: str
    made: list[tuple[str, str]]
    to_confirm: bool


@dataclass(frozen=True, slots=True)
class Mistake:
    """What cannot be a result, and the field in which it stands."""

    text: str
    field: str


@dataclass(frozen=True, slots=True)
class HoldingView:
    holding: results.Holding
    reason: str
    names: str
    to_confirm: bool


@dataclass(frozen=True, slots=True)
class Outcomes:
    """All that the page shows beside the marks. ``finals``: the final mark of each row, by the key of the row."""

    sides: list[SideView]
    mistakes: list[Mistake]
    finals: dict[str, str]
    holdings: list[HoldingView]
    route: results.RouteResult | None
    route_reason: str
    glr: bool


def outcomes(form: MarksForm, *, route_type: RouteType, route_year: int, on: date) -> Outcomes:
    """Judge what was filled in. A mark that cannot be is named, and the other exam is judged all the same."""
    glr = route_type is RouteType.GLR
    if not form.is_valid():
        wrong = [
            Mistake(f"{form[name].label}: {error}", form[name].id_for_label)
            for name, errors in form.errors.items()
            for error in errors
        ]
        return Outcomes([], wrong, {}, [], None, "", glr)
    mistakes: list[Mistake] = []
    finals: dict[str, str] = {}
    sides: list[SideView] = []
    judged: dict[str, Result] = {}
    vmbo = form.vmbo_case()
    for side, pair in (("vmbo", vmbo), ("mbo", form.mbo_case())):
        if pair is None:
            continue
        case, specs = pair
        try:
            result = results.judge(case, on=on)
        except CaseError as error:
            mistakes.append(_mistake(error, form, specs))
            continue
        judged[side] = result
        sides.append(_side(side, result))
        finals |= _finals(result.finals, specs)
    whole, holdings = None, []
    if "mbo" in judged and ("vmbo" in judged or vmbo is None):
        whole = results.route_result(route_type, judged.get("vmbo"), judged["mbo"])
        leaver = results.Leaver(route_year, judged.get("vmbo"), vmbo[0] if vmbo else None, judged["mbo"], whole)
        holdings = [_holding(each) for each in results.leaving(leaver, on=on)]
    return Outcomes(sides, mistakes, finals, holdings, whole, sentence(whole.reason) if whole else "", glr)


def _mistake(error: CaseError, form: MarksForm, specs: list[Spec]) -> Mistake:
    if error.entry is None:
        return Mistake(sentence(error.reason), "")
    cell: Any = form.cell(specs[error.entry], error.field)
    return Mistake(sentence(error.reason), cell.id_for_label if cell else "")


def _rule(rule: RuleResult) -> RuleView:
    return RuleView(
        rule,
        sentence(rule.reason),
        [sentence(each) for each in rule.needed],
        rule.status is Status.TO_CONFIRM,
    )


def _side(side: str, result: Result) -> SideView:
    return SideView(
        side=side,
        title=_(result.exam.label),
        result=result,
        open_rules=[_rule(rule) for rule in result.rules if rule.holds is not Holds.YES],
        met_rules=[_rule(rule) for rule in result.rules if rule.holds is Holds.YES],
        cum_laude_rules=[_rule(rule) for rule in result.cum_laude_rules],
        needed=[sentence(each) for each in result.needed],
        chances=[sentence(each) for each in result.chances],
        notes=[sentence(each) for each in result.notes],
        doubts=[sentence(each) for each in result.doubts],
        missing=names_in_words(list(dict.fromkeys(sentence(each) for each in result.missing))),
        open_facts=names_in_words([sentence(each) for each in result.open_facts]),
        left_out=names_in_words(list(result.left_out)),
        made=[(_(final.name), shown(final)) for final in result.finals if final.made],
        to_confirm=result.status is Status.TO_CONFIRM,
    )


def shown(final: Final) -> str:
    """A final mark, or between what it still lies; a word has no number."""
    if final.in_words:
        return ""
    if final.low == final.high:
        return str(final.low)
    return "" if (final.low, final.high) == (1, 10) else f"{final.low}–{final.high}"


def _finals(finals: tuple[Final, ...], specs: list[Spec]) -> dict[str, str]:
    return {specs[final.entry].key: shown(final) for final in finals if final.entry is not None}


def _holding(each: results.Holding) -> HoldingView:
    return HoldingView(each, sentence(each.reason), names_in_words(list(each.names)), each.status is Status.TO_CONFIRM)
