"""What the vo is paid: the count of 1 October for the next calendar year, in twelve equal months."""

from decimal import Decimal
from itertools import pairwise

from naadloos.engines.finance.expressions import Ref, at_least, cents, div, mul, to_cents, total
from naadloos.engines.finance.model import ZERO, Model, is_exactly
from naadloos.engines.finance.outcome import Line
from naadloos.engines.finance.terms import Section, Unit
from naadloos.engines.finance.types import Site, Variant
from naadloos.engines.finance.volume import Head, add_line, leavers_of
from naadloos.engines.route.terms import Leerweg, Phase, RouteType, gettext_noop
from naadloos.engines.route.text import text

HIGH, LOW = "vo_leerling_hoog", "vo_leerling_laag"
MONTHS = 12

_VO = gettext_noop("bekostiging vo voor %(variant)s, telling 1 oktober %(jaar)s")
_VO_RULE = gettext_noop(
    "De telling van 1 oktober geldt voor het volgende kalenderjaar (UWVO 6.12). Hoog of laag volgt uit leerweg en "
    "leerjaar (UWVO 6.1 lid 3); de route heeft geen eigen bedrag."
)
_LWOO = gettext_noop("lwoo voor %(variant)s, telling 1 oktober %(jaar)s")
_LWOO_RULE = gettext_noop("Extra bedrag per leerling met lwoo; alleen in de vo-fase (UWVO 6.9).")
_OVERLAP = gettext_noop("vo-geld van augustus tot en met december %(jaar)s voor wie al in de mbo-fase is, %(variant)s")
_OVERLAP_RULE = gettext_noop(
    "Het vo krijgt het hele kalenderjaar nog het bedrag van de telling ervoor: vijf van de twaalf gelijke maanden."
)
_LEAVERS = gettext_noop("vo-geld voor wie na de telling van 1 oktober %(jaar)s vertrok, %(variant)s")
_LEAVERS_RULE = gettext_noop("De telling blijft gelden; het bedrag blijft dus komen. Ter informatie voor de afspraak.")
_SITE = gettext_noop("bedrag voor de vestiging van %(partner)s, telling 1 oktober %(jaar)s")
_SITE_RULE = gettext_noop(
    "Alleen bij genoeg leerlingen op de teldatum (UWVO 6.1 lid 1). In een verticale scholengemeenschap geldt voor de "
    "hoofdvestiging het bedrag van een nevenvestiging (UWVO 6.5)."
)


def amount_key(variant: Variant, route_year: int, route_type: RouteType) -> str:
    """High for leerjaar 3 and 4 of bb or kb, and of the GLR, which stands in place of the bb."""
    leerjaar = variant.first_leerjaar + route_year - 1
    like_bb = variant.leerweg in (Leerweg.BB, Leerweg.KB) or route_type is RouteType.GLR
    return HIGH if like_bb and leerjaar in (3, 4) else LOW


def monthly(amount: Decimal) -> tuple[Decimal, ...]:
    """A year amount in twelve months that add to it exactly; the cents that do not divide come in the last ones."""
    shares = [to_cents(amount * month / MONTHS) for month in range(MONTHS + 1)]
    return tuple(later - earlier for earlier, later in pairwise(shares))


def earn(model: Model, heads: tuple[Head, ...]) -> None:
    """Add the lines of the vo."""
    for head in heads:
        if head.phase is Phase.VO:
            _pupils(model, head)
        elif head.passed is not None:
            _overlap(model, head, head.passed)
    for site in model.case.sites:
        _site(model, site, [each for each in heads if each.variant.vo_partner == site.partner])


def _pupils(model: Model, head: Head) -> None:
    variant, sheet = head.variant, model.sheet
    year = head.school_year + 1
    if model.case.route_type is RouteType.GLR:
        model.doubt(
            "glr", text(gettext_noop("De GLR krijgt in de vo-fase het bedrag van de basisberoepsgerichte leerweg."))
        )
    price = model.amount(amount_key(variant, head.route_year, model.case.route_type), year, variant.vo_partner)
    cell = sheet.add(f"vo.{head.id}", head.label(_VO), Unit.EURO, cents(mul(head.pupils, price)), _VO_RULE)
    add_line(model, Section.VO, cell, head, variant.vo_partner, year)
    if not is_exactly(variant.lwoo, 0):
        extra = mul(head.pupils, _lwoo_share(model, variant), model.amount("vo_lwoo", year, variant.vo_partner))
        cell = sheet.add(f"lwoo.{head.id}", head.label(_LWOO), Unit.EURO, cents(extra), _LWOO_RULE)
        add_line(model, Section.LWOO, cell, head, variant.vo_partner, year)
    lost = cents(mul(head.pupils, leavers_of(model, variant), price))
    cell = sheet.add(f"vertrek.{head.id}", head.label(_LEAVERS), Unit.EURO, lost, _LEAVERS_RULE)
    add_line(model, Section.LEAVERS, cell, head, variant.vo_partner, year)


def _lwoo_share(model: Model, variant: Variant) -> Ref:
    label = text(gettext_noop("deel met lwoo, %(variant)s"), variant=variant.title)
    return model.given(f"lwoo.{variant.id}", label, Unit.SHARE, variant.lwoo)


def _overlap(model: Model, head: Head, passed: Ref) -> None:
    """In the year in which pupils pass to the mbo-fase; lwoo too, because it is paid in the same months."""
    variant, year = head.variant, head.school_year
    autumn = div(model.amount("maanden_najaar", year), model.amount("maanden_jaar", year))
    key = amount_key(variant, head.route_year - 1, model.case.route_type)
    parts = [mul(passed, model.amount(key, year, variant.vo_partner), autumn)]
    if not is_exactly(variant.lwoo, 0):
        lwoo = model.amount("vo_lwoo", year, variant.vo_partner)
        parts.append(mul(passed, _lwoo_share(model, variant), lwoo, autumn))
    whole = total(tuple(cents(each) for each in parts)) if len(parts) > 1 else cents(parts[0])
    cell = model.sheet.add(f"najaar.{head.id}", head.label(_OVERLAP), Unit.EURO, whole, _OVERLAP_RULE)
    add_line(model, Section.OVERLAP, cell, head, variant.vo_partner, year)


def _site(model: Model, site: Site, heads: list[Head]) -> None:
    least = "vestiging_leerlingen_pro" if site.pro_only else "vestiging_leerlingen"
    key = "vo_hoofdvestiging" if site.main and not site.vertical else "vo_nevenvestiging"
    name = model.case.partner(site.partner).name
    others = model.given(
        f"overige_leerlingen.{site.partner}",
        text(gettext_noop("andere leerlingen op de vestiging van %(partner)s"), partner=name),
        Unit.PUPILS,
        site.others,
        partner=site.partner,
    )
    for school_year in sorted({each.school_year for each in heads if each.phase is Phase.VO}):
        here = tuple(each.pupils for each in heads if each.school_year == school_year and each.phase is Phase.VO)
        paid = at_least(
            total((others, *here)),
            model.amount(least, school_year),
            model.amount(key, school_year + 1, site.partner),
            ZERO,
        )
        label = text(_SITE, partner=name, jaar=school_year)
        cell = model.sheet.add(f"vestiging.{site.partner}.{school_year}", label, Unit.EURO, paid, _SITE_RULE)
        model.lines.append(Line(Section.SITE, cell.id, cell.id, site.partner, school_year, school_year + 1))
