"""What the programme of a route saves."""

from decimal import Decimal

from naadloos.engines.route.document import RouteDocument


def saved_hours(document: RouteDocument) -> Decimal:
    """Klokuren of overlap that the bundles save for one pupil over the whole route."""
    return sum((unit.overlap_hours or Decimal(0) for unit in document.programme.units), Decimal(0))
