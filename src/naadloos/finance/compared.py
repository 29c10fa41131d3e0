"""The ways to settle beside each other, and the checks that everybody can see."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from naadloos.engines.finance import Basis, Option, Outcome, View, checks, options, vat_lines
from naadloos.engines.finance.options import POT
from naadloos.engines.route.calendar import school_year_text
from naadloos.finance.words import euro, say


@dataclass(frozen=True, slots=True)
class CompareRow:
    label: str
    amounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """``heads``: the ways to settle. ``paid``: per payer and receiver, all years; ``when``: the same per year."""

    heads: tuple[str, ...]
    notes: tuple[str, ...]
    paid: tuple[CompareRow, ...]
    when: tuple[CompareRow, ...]
    results: tuple[CompareRow, ...]


@dataclass(frozen=True, slots=True)
class CheckRow:
    name: str
    verdict: str
    label: str
    said: str


def compared(outcome: Outcome, view: View) -> Compared:
    found = options(outcome.case)
    names = {each.id: each.name for each in outcome.case.partners} | {POT: _("de pot")}
    pairs = dict.fromkeys((e.payer, e.receiver) for option in found for e in option.payments)
    whole, when = [], []
    for payer, receiver in pairs:
        label = _("%(van)s betaalt %(aan)s") % {"van": names[payer], "aan": names[receiver]}
        whole.append(CompareRow(label, tuple(_paid(each, payer, receiver, None) for each in found)))
        for year in outcome.school_years:
            amounts = tuple(_paid(each, payer, receiver, year) for each in found)
            if any(each != "—" for each in amounts):
                when.append(CompareRow(f"{label}, {school_year_text(year)}", amounts))
    results = tuple(
        CompareRow(
            _("resultaat van %(partner)s") % {"partner": partner.name},
            tuple(euro(each.result(partner.id, view)) if each.outcome else "—" for each in found),
        )
        for partner in outcome.case.partners
    )
    notes = tuple(f"{_name(each)}: {say(problem.reason)}" for each in found for problem in each.problems)
    return Compared(tuple(map(_name, found)), notes, tuple(whole), tuple(when), results)


def _name(option: Option) -> str:
    return _("zoals afgesproken") if option.how is None else f"{option.how.value}: {say(option.how.label)}"


def _paid(option: Option, payer: str, receiver: str, year: int | None) -> str:
    amounts = [
        each.amount
        for each in option.payments
        if (each.payer, each.receiver, each.basis) == (payer, receiver, Basis.ACCRUAL) and year in (None, each.year)
    ]
    if not amounts:
        return "—"
    known = [each for each in amounts if each is not None]
    return euro(sum(known, Decimal(0)) if len(known) == len(amounts) else None)


@dataclass(frozen=True, slots=True)
class VatRow:
    question: str
    seen: str
    verdict: str
    to_confirm: bool


@dataclass(frozen=True, slots=True)
class VatView:
    title: str
    who: str
    amount: str
    rows: tuple[VatRow, ...]
    note: str


def vat_views(outcome: Outcome) -> list[VatView]:
    names = {each.id: each.name for each in outcome.case.partners}
    return [
        VatView(
            say(line.item.title),
            _("%(van)s betaalt %(aan)s") % {"van": names[line.payer], "aan": names[line.receiver]}
            if line.payer
            else "",
            euro(line.amount) if line.payer else "",
            tuple(
                VatRow(say(each.question), say(each.seen), each.verdict.value, each.to_confirm)
                for each in line.conditions
            ),
            say(line.note) if line.note else "",
        )
        for line in vat_lines(outcome)
    ]


def check_rows(outcome: Outcome) -> list[CheckRow]:
    return [
        CheckRow(say(each.name.label), each.verdict.value, say(each.verdict.label), say(each.said))
        for each in checks(outcome)
    ]
