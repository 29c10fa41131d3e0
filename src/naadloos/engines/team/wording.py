"""How periods and needs read in a Dutch sentence."""

from naadloos.engines.route import route_year_label
from naadloos.engines.team.types import Need, Place


def period_text(place: Place) -> str:
    """
    >>> period_text((1, 2))
    'leerjaar 3, periode 2'
    """
    return f"{route_year_label(place[0])}, periode {place[1]}"


def need_text(need: Need) -> str:
    return f"{need.title} ({need.group})" if need.group else need.title


def period_fact(place: Place) -> str:
    return f"periods:{place[0]}-{place[1]}"
