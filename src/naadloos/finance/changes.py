"""What another programme, or any other change, does to what partners pay each other: lines with old and new amount."""

from decimal import Decimal

from django.utils.translation import gettext as _

from naadloos.engines.route import RouteDocument
from naadloos.engines.route.calendar import school_year_text
from naadloos.finance.queries import payments_of
from naadloos.finance.words import euro

Amounts = dict[tuple[int, str, str], Decimal | None]


def changed_payments(before: RouteDocument, after: RouteDocument) -> list[str]:
    """One line per payer, receiver and school year whose amount would change; from or to nothing counts too."""
    old, new = _amounts(before), _amounts(after)
    names = {each.key: each.name for each in (*before.route.partners, *after.route.partners)}
    lines = []
    for key in sorted({*old, *new}):
        was, will = old.get(key, Decimal(0)), new.get(key, Decimal(0))
        if was == will:
            continue
        year, payer, receiver = key
        words = {
            "van": names[payer],
            "aan": names[receiver],
            "jaar": school_year_text(year),
            "oud": euro(was),
            "nieuw": euro(will),
        }
        if was is None or will is None:
            lines.append(_("%(van)s betaalt %(aan)s in %(jaar)s: %(oud)s wordt %(nieuw)s") % words)
        elif will > was:
            lines.append(
                _("%(van)s betaalt %(aan)s in %(jaar)s %(verschil)s meer: %(oud)s wordt %(nieuw)s")
                % {**words, "verschil": euro(will - was)}
            )
        else:
            lines.append(
                _("%(van)s betaalt %(aan)s in %(jaar)s %(verschil)s minder: %(oud)s wordt %(nieuw)s")
                % {**words, "verschil": euro(was - will)}
            )
    return lines


def _amounts(document: RouteDocument) -> Amounts:
    return {(each.school_year, each.payer, each.receiver): each.amount for each in payments_of(document)}
