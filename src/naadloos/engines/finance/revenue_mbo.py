"""What the mbo is paid: points for students and diplomas of two years before, at one price per budget."""

from datetime import date

from naadloos.engines.finance.expressions import Ref, add, cents, div, largest, mul, number, sub
from naadloos.engines.finance.model import ZERO, Model
from naadloos.engines.finance.terms import Budget, Section, Unit
from naadloos.engines.finance.types import Diploma, Variant
from naadloos.engines.finance.volume import Head, add_line, leavers_of
from naadloos.engines.route.terms import Leertraject, Phase, gettext_noop
from naadloos.engines.route.text import Value, text

YEARS_LATER = 2
FIRST_MONTH = 8

_POINTS = gettext_noop("punten voor studenten, %(variant)s, telling 1 oktober %(jaar)s")
_POINTS_RULE = gettext_noop(
    "Studenten × gewicht van bol of bbl × prijsfactor × 0,8 × correctiefactor (UWEB 2.2.3 lid 2); entree zonder 0,8 "
    "(UWEB 2.2.2)."
)
_MBO = gettext_noop("bekostiging mbo voor studenten, %(variant)s, telling 1 oktober %(jaar)s")
_MBO_RULE = gettext_noop("Punten × prijs per punt, betaald twee kalenderjaren na de telling (UWEB 2.2.3).")
_PRICE = gettext_noop("prijs per punt, %(budget)s, %(jaar)s")
_PRICE_RULE = gettext_noop(
    "Eigen deel gedeeld door eigen punten. Een punt voor een student en een punt voor een diploma kosten evenveel."
)
_DIPLOMAS = gettext_noop("diploma's niveau %(niveau)s in kalenderjaar %(jaar)s, %(variant)s")
_DIPLOMA = gettext_noop("bekostiging mbo voor diploma's niveau %(niveau)s uit %(jaar)s, %(variant)s")
_DIPLOMA_RULE = gettext_noop(
    "0,2 × (waarde van dit diploma − waarde van het hoogste eerder behaalde), nooit onder nul; betaald twee jaar na "
    "het kalenderjaar van het diploma (UWEB 2.2.3 lid 6). Een vmbo-diploma telt niet als eerder diploma."
)
_LEAVERS = gettext_noop("minder bekostiging mbo door vertrek tussen 1 oktober %(jaar)s en 1 februari, %(variant)s")
_LEAVERS_RULE = gettext_noop(
    "Wie voor 1 februari vertrekt kost via de correctiefactor een half studentjaar tegen de gemiddelde prijsfactor. "
    "Ter informatie: de eigen correctiefactor bevat dit al."
)
_FEE = gettext_noop("cursusgeld, %(variant)s, schooljaar %(jaar)s")
_FEE_RULE = gettext_noop("Alleen bbl, voor wie 18 jaar of ouder is bij het begin van het studiejaar (ULC 11, 13).")
_WITHHELD = gettext_noop("ingehouden cursusgeld, %(variant)s, telling 1 oktober %(jaar)s")
_WITHHELD_RULE = gettext_noop(
    "Het Rijk houdt het cursusgeld twee jaar later in, tegen het tarief van 1 januari van dat jaar (UWEB 2.6.1)."
)


def earlier_level(
    earlier: tuple[tuple[int, date], ...], new: tuple[int, date], enrolled_on: tuple[int, ...]
) -> int | None:
    """The level of the highest earlier obtained diploma that counts (DiE of UWEB 2.2.3 lid 6); None is none.

    ``earlier`` and ``new``: level and day of mbo diplomas of levels 2 to 4. ``enrolled_on``: the years in which the
    student was enrolled on 1 October. Of diplomas of the same day the lowest counts as earlier. Diplomas from before
    three consecutive years without an enrolment do not count.
    """
    level, day = new
    begins = _counting_from(day.year, enrolled_on)
    counting = [
        other
        for other, when in earlier
        if 2 <= other <= 4 and when.year >= begins and (when < day or (when == day and other < level))
    ]
    return max(counting, default=None)


def _counting_from(year: int, enrolled_on: tuple[int, ...]) -> int:
    """The first year whose diplomas count: after the last three years in a row without an enrolment before ``year``."""
    for last in range(year - 1, year - 50, -1):
        if not any(last - back in enrolled_on for back in range(3)):
            return last - 1
    return year - 50


def diploma_year(school_year: int, month: int) -> int:
    """The calendar year in which a diploma of a school year is obtained."""
    return school_year if month >= FIRST_MONTH else school_year + 1


def price(model: Model, partner: str, budget: Budget, year: int) -> Ref:
    """Euro per point of one budget in one calendar year, from the mbo's own figures."""
    id = f"prijs.{partner}.{budget.value}.{year}"
    if id in model.sheet:
        return Ref(id)
    of = budget.value
    points = model.amount("eigen_isw", year, partner, of)
    whole = points if budget is Budget.ENTREE else add(points, model.amount("eigen_idiw", year, partner, of))
    label = text(_PRICE, budget=budget.label, jaar=year)
    return model.sheet.add(
        id, label, Unit.EURO_PER_POINT, div(model.amount("eigen_deel", year, partner, of), whole), _PRICE_RULE
    )


def earn(model: Model, heads: tuple[Head, ...]) -> None:
    """Add the lines of the mbo."""
    for head in heads:
        if head.phase is Phase.MBO:
            _students(model, head)
            if head.variant.leertraject is Leertraject.BBL:
                _fees(model, head)
        for place, diploma in enumerate(head.variant.diplomas, start=1):
            if diploma.route_year == head.route_year:
                _diploma(model, head, diploma, place)


def _weight(model: Model, variant: Variant, year: int) -> Ref:
    if variant.leertraject is Leertraject.BOL:
        return model.amount("factor_bol", year)
    return model.amount("factor_bbl_entree" if variant.level == 1 else "factor_bbl", year)


def _students(model: Model, head: Head) -> None:
    variant, sheet = head.variant, model.sheet
    year, budget, mbo = head.school_year + YEARS_LATER, Budget.of_level(head.variant.level), head.variant.mbo_partner
    weight = _weight(model, variant, year)
    share = () if budget is Budget.ENTREE else (model.amount("gewicht_studenten", year),)
    factor = model.amount("prijsfactor", year, mbo, variant.crebo)
    correction = model.amount("correctiefactor", year, mbo, budget.value)
    points = sheet.add(
        f"punten.{head.id}",
        head.label(_POINTS),
        Unit.POINTS,
        mul(head.pupils, weight, factor, *share, correction),
        _POINTS_RULE,
    )
    unit = price(model, mbo, budget, year)
    cell = sheet.add(f"mbo.{head.id}", head.label(_MBO), Unit.EURO, cents(mul(points, unit)), _MBO_RULE)
    add_line(model, Section.MBO, cell, head, variant.mbo_partner, year)
    average = model.amount("gemiddelde_prijsfactor", year, mbo, budget.value)
    lost = mul(head.pupils, leavers_of(model, variant), number("0.5"), weight, average, *share, unit)
    cell = sheet.add(f"vertrek.{head.id}", head.label(_LEAVERS), Unit.EURO, cents(lost), _LEAVERS_RULE)
    add_line(model, Section.LEAVERS, cell, head, variant.mbo_partner, year)


def _diploma(model: Model, head: Head, diploma: Diploma, place: int) -> None:
    variant, sheet = head.variant, model.sheet
    obtained = diploma_year(head.school_year, diploma.month)
    year, budget = obtained + YEARS_LATER, Budget.of_level(diploma.level)
    id = f"{head.id}.{place}"
    values: dict[str, Value] = {"niveau": diploma.level, "jaar": obtained, "variant": variant.title}
    if budget is Budget.ENTREE:
        return  # no diploma term in entree
    if diploma.realised is not None:
        number_of = model.given(f"diplomas.{id}", text(_DIPLOMAS, **values), Unit.PUPILS, diploma.realised, volume=True)
    else:
        share = text(gettext_noop("deel dat het diploma haalt, %(variant)s"), variant=variant.title)
        success = model.given(f"slaagt.{id}", share, Unit.SHARE, diploma.success, volume=True)
        number_of = sheet.add(f"diplomas.{id}", text(_DIPLOMAS, **values), Unit.PUPILS, mul(head.pupils, success))
    if diploma.specialist:
        model.doubt("specialist", text(gettext_noop("Bij een specialistendiploma telt alleen de waarde 2.")))
        worth = model.amount("diploma_specialist", year)
        each = mul(model.amount("gewicht_diploma", year), worth)
    elif diploma.earlier is None:
        each = mul(model.amount("gewicht_diploma", year), model.amount(f"diploma_niveau{diploma.level}", year))
    else:
        gain = sub(
            model.amount(f"diploma_niveau{diploma.level}", year), model.amount(f"diploma_niveau{diploma.earlier}", year)
        )
        each = mul(model.amount("gewicht_diploma", year), largest(ZERO, gain))
    paid = mul(number_of, each, price(model, variant.mbo_partner, budget, year))
    cell = sheet.add(f"diploma.{id}", text(_DIPLOMA, **values), Unit.EURO, cents(paid), _DIPLOMA_RULE)
    add_line(model, Section.DIPLOMA, cell, head, variant.mbo_partner, year)


def _fees(model: Model, head: Head) -> None:
    """Cursusgeld comes in now and is withheld two years later: nothing is left only in a steady state."""
    variant, year = head.variant, head.school_year
    label = text(gettext_noop("deel van 18 jaar of ouder op 1 augustus, %(variant)s"), variant=variant.title)
    adults = model.given(f"volwassen.{variant.id}", label, Unit.SHARE, variant.adults)
    key = "cursusgeld_laag" if variant.level <= 2 else "cursusgeld_hoog"
    paid = cents(mul(head.pupils, adults, model.amount(key, year, variant.mbo_partner)))
    cell = model.sheet.add(f"cursusgeld.{head.id}", head.label(_FEE), Unit.EURO, paid, _FEE_RULE)
    add_line(model, Section.COURSE_FEE, cell, head, variant.mbo_partner, year)
    # 1 January of the year of payment lies in the school year before it.
    tariff = model.amount(key, year + YEARS_LATER - 1, variant.mbo_partner)
    held = cents(mul(number(-1), head.pupils, adults, tariff))
    cell = model.sheet.add(f"ingehouden.{head.id}", head.label(_WITHHELD), Unit.EURO, held, _WITHHELD_RULE)
    add_line(model, Section.COURSE_FEE_WITHHELD, cell, head, variant.mbo_partner, year + YEARS_LATER)
