"""Who pays whom: four ways per item, or a lump sum, or a mix of them; all payments of all partners add to 0.00."""

from collections.abc import Iterable

from naadloos.engines.finance.costs import Work
from naadloos.engines.finance.expressions import (
    Expression,
    Ref,
    add,
    at_least,
    cents,
    div,
    largest,
    mul,
    number,
    sub,
    total,
)
from naadloos.engines.finance.model import ZERO, Model, is_exactly
from naadloos.engines.finance.outcome import Line
from naadloos.engines.finance.terms import FigureStatus, Section, Settlement, Unit
from naadloos.engines.finance.types import UNKNOWN, Given, Partner, Settled
from naadloos.engines.route.terms import gettext_noop
from naadloos.engines.route.text import Value, text

HUNDREDTH = number("0.01")

_PAYS = gettext_noop("%(van)s betaalt %(aan)s voor %(post)s, %(wanneer)s")
_COST_RULE = gettext_noop(
    "S1: de kosten van het werk in de fase van de ander, met de afgesproken opslag van hoogstens 5 %."
)
_PUPIL_RULE = gettext_noop("S2: leerlingen op 1 oktober × het afgesproken bedrag per leerling.")
_POOL_RULE = gettext_noop("S3: eigen kosten min het eigen deel van de kosten van allen, naar de verdeelsleutel.")
_KIND_RULE = gettext_noop("S4: uren over en weer; alleen het verschil boven de bandbreedte wordt betaald.")
_LUMP_RULE = gettext_noop("Het afgesproken vaste bedrag per schooljaar.")
_OPEN_RULE = gettext_noop("Hierover is nog niets afgesproken; daarom is het bedrag onbekend.")
_POOL = gettext_noop("%(partner)s in de pot voor %(post)s, %(wanneer)s")
_SURPLUS = gettext_noop("uren die %(aan)s meer geeft voor %(van)s dan andersom, %(jaar)s")
_IN_KIND = gettext_noop("%(van)s betaalt %(aan)s voor het verschil in geruilde uren, %(jaar)s")
_OVERLAP = gettext_noop("%(van)s geeft %(aan)s een deel van het vo-geld van augustus tot en met december %(jaar)s")


def settle(model: Model, works: tuple[Work, ...]) -> None:
    """Add the lines of settlement, from the work that was done and from the autumn overlap."""
    pots: dict[str, list[Work]] = {}
    swapped: dict[int, list[tuple[Work, Settled]]] = {}
    for work in works:
        for place, part in enumerate(work.item.settled, start=1):
            if part.how is Settlement.POOL:
                pots.setdefault(f"{work.id.rsplit('.', 1)[0]}.{place}", []).append(work)
            elif part.how is Settlement.OWN or work.executor.partner == work.item.owner:
                continue
            elif part.how is Settlement.IN_KIND:
                swapped.setdefault(work.school_year, []).append((work, part))
            else:
                _payment(model, work, part, place)
    for id, pot in pots.items():
        _pot(model, id, pot)
    for year, pairs in sorted(swapped.items()):
        _in_kind(model, year, pairs)
    _overlap(model)


def _payment(model: Model, work: Work, part: Settled, place: int) -> None:
    share = () if part.share == 1 else (number(part.share),)
    amount: Expression
    if part.how is Settlement.COST:
        amount, rule = mul(work.cost, *share, *_surcharge(model, work)), _COST_RULE
    elif part.how is Settlement.PER_PUPIL:
        label = text(gettext_noop("afgesproken bedrag per leerling voor %(post)s"), post=work.item.title)
        agreed = model.given(f"post.{work.item.id}.per_leerling", label, Unit.EURO, part.per_pupil)
        executed = () if work.executor.share == 1 else (number(work.executor.share),)
        pupils: Expression = work.pupils if work.pupils is not None else ZERO
        amount, rule = mul(pupils, model.indexed(agreed, work.school_year), *executed, *share), _PUPIL_RULE
    elif part.how is Settlement.LUMP:
        label = text(gettext_noop("afgesproken bedrag per jaar voor %(post)s"), post=work.item.title)
        agreed = model.given(f"post.{work.item.id}.per_jaar", label, Unit.EURO, part.per_year)
        executed = () if work.executor.share == 1 else (number(work.executor.share),)
        amount, rule = mul(model.indexed(agreed, work.school_year), *executed, *share), _LUMP_RULE
    else:
        label = text(gettext_noop("afspraak over de verrekening van %(post)s"), post=work.item.title)
        amount = model.given(f"post.{work.item.id}.afspraak", label, Unit.EURO, UNKNOWN)
        rule = _OPEN_RULE
    _pay(model, f"{work.id}.{place}", work, cents(amount), rule)


def _surcharge(model: Model, work: Work) -> tuple[Expression, ...]:
    """Only on wages: with more than that, lending staff is no longer free of btw."""
    charge = model.case.settings.surcharge
    if not work.item.kind.is_staff or is_exactly(charge, 0):
        return ()
    return (add(number(1), model.given("opslag", text(gettext_noop("opslag op loonkosten")), Unit.SHARE, charge)),)


def _pay(model: Model, id: str, work: Work, amount: Expression, rule: str) -> None:
    payer, receiver = model.case.partner(work.item.owner), model.case.partner(work.executor.partner)
    label = text(_PAYS, van=payer.name, aan=receiver.name, post=work.item.title, wanneer=work.when)
    cell = model.sheet.add(f"betaalt.{id}", label, Unit.EURO, amount, rule)
    model.lines.append(
        Line(
            Section.SETTLEMENT,
            cell.id,
            cell.id,
            payer.id,
            work.school_year,
            counterparty=receiver.id,
            cohort=work.cohort,
            item=work.item.id,
        )
    )


def _pot(model: Model, id: str, works: list[Work]) -> None:
    """The cost of all executors in one pot; every partner bears its share of it."""
    first = works[0]
    part = first.item.settled[int(id.rsplit(".", 1)[1]) - 1]
    share = number(part.share)
    whole = total(tuple(cents(mul(each.cost, share)) for each in works))
    nets: list[Expression] = []
    for partner in model.case.partners:
        mine = total(tuple(cents(mul(each.cost, share)) for each in works if each.executor.partner == partner.id))
        nets.append(sub(mine, cents(mul(_key(model, partner), whole))))
    line = Line(Section.SETTLEMENT, "", "", "", first.school_year, cohort=first.cohort, item=first.item.id, net=True)
    _balance(model, id, first.item.title, first.when, nets, line)


def _balance(model: Model, id: str, post: str, when: str, nets: Iterable[Expression], line: Line) -> None:
    """A line like ``line`` for each partner with its net; the last one has what is left, so that all make 0.00."""
    partners, done = model.case.partners, list[Ref]()
    for partner, net in zip(partners, nets, strict=True):
        amount = sub(ZERO, total(tuple(done))) if partner is partners[-1] else net
        label = text(_POOL, partner=partner.name, post=post, wanneer=when)
        cell = model.sheet.add(f"pot.{id}.{partner.id}", label, Unit.EURO, amount, _POOL_RULE)
        done.append(cell)
        model.lines.append(line._replace(cell=cell.id, marginal=cell.id, partner=partner.id))


def _key(model: Model, partner: Partner) -> Ref:
    label = text(gettext_noop("deel van %(partner)s in de pot"), partner=partner.name)
    agreed = Given(partner.key, status=FigureStatus.CONFIRMED)
    return model.given(f"sleutel.{partner.id}", label, Unit.SHARE, agreed, partner=partner.id)


def _in_kind(model: Model, year: int, pairs: list[tuple[Work, Settled]]) -> None:
    """Hours against hours, between each two partners."""
    between = sorted({tuple(sorted((work.item.owner, work.executor.partner))) for work, _ in pairs})
    for one, other in between:
        for payer, receiver in ((one, other), (other, one)):
            given = [each for each in pairs if (each[0].item.owner, each[0].executor.partner) == (payer, receiver)]
            back = [each for each in pairs if (each[0].item.owner, each[0].executor.partner) == (receiver, payer)]
            if given:
                _difference(model, year, payer, receiver, given, back)


def _hours(pairs: Iterable[tuple[Work, Settled]]) -> Expression:
    return total(tuple(mul(work.hours, number(part.share)) for work, part in pairs if work.hours is not None))


def _difference(
    model: Model,
    year: int,
    payer: str,
    receiver: str,
    given: list[tuple[Work, Settled]],
    back: list[tuple[Work, Settled]],
) -> None:
    sheet, case = model.sheet, model.case
    values: dict[str, Value] = {"van": case.partner(payer).name, "aan": case.partner(receiver).name, "jaar": year}
    id = f"{payer}.{receiver}.{year}"
    corridor = model.given(
        "bandbreedte",
        text(gettext_noop("uren verschil per schooljaar zonder betaling")),
        Unit.HOURS,
        case.settings.corridor,
    )
    hours = sheet.add(f"geruild.{id}", text(_SURPLUS, **values), Unit.HOURS, _hours(given))
    more = largest(ZERO, sub(sub(hours, _hours(back)), corridor))
    cost = total(tuple(mul(work.cost, number(part.share)) for work, part in given))
    # The mean price of these hours; without hours there is nothing to pay.
    amount = at_least(hours, HUNDREDTH, cents(mul(more, div(cost, hours), *_surcharge(model, given[0][0]))), ZERO)
    cell = sheet.add(f"betaalt.ruil.{id}", text(_IN_KIND, **values), Unit.EURO, amount, _KIND_RULE)
    model.lines.append(Line(Section.SETTLEMENT, cell.id, cell.id, payer, year, counterparty=receiver))


def _overlap(model: Model) -> None:
    """The agreed share of the vo money of August to December, from the vo to the mbo of the same pupils."""
    share = model.case.settings.overlap
    if is_exactly(share, 0):
        return
    part = model.given("najaar.deel", text(gettext_noop("deel van het najaarsgeld voor het mbo")), Unit.SHARE, share)
    mbo = {(c.id, v.id): v.mbo_partner for c in model.case.cohorts for v in c.variants}
    for line in [each for each in model.lines if each.section is Section.OVERLAP]:
        receiver = mbo[line.cohort, line.variant]
        if receiver == line.partner:
            continue
        names = {"van": model.case.partner(line.partner).name, "aan": model.case.partner(receiver).name}
        label = text(_OVERLAP, **names, jaar=line.school_year)
        cell = model.sheet.add(f"betaalt.{line.cell}", label, Unit.EURO, cents(mul(Ref(line.cell), part)))
        model.lines.append(
            line._replace(section=Section.SETTLEMENT, cell=cell.id, marginal=cell.id, counterparty=receiver)
        )


def pool_all(model: Model, results: dict[tuple[str, int], Ref], years: tuple[int, ...]) -> None:
    """S3 for the whole route: every partner ends with its share of the result of all."""
    for year in years:
        mine = {each: results[each.id, year] for each in model.case.partners}
        whole = total(tuple(mine.values()))
        nets = [sub(cents(mul(_key(model, partner), whole)), result) for partner, result in mine.items()]
        line = Line(Section.SETTLEMENT, "", "", "", year, net=True)
        _balance(model, f"route.{year}", gettext_noop("de hele route"), str(year), nets, line)
