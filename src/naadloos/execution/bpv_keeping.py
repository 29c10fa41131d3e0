"""Pupils of the bpv whose time has come go by themselves, with their places and the visits to them.

A pupil of the bpv has no day of leaving of its own, so the term runs from the end of the route of its group.
"""

from collections import Counter
from datetime import date

from django.db import transaction
from django.db.models import F

from naadloos.execution.models import BpvMatch, BpvPupil, Visit
from naadloos.monitoring.queries import report_removed, years_kept
from naadloos.routes.models import Route


@transaction.atomic
def remove_due(today: date) -> int:
    """For the daily run; the number of pupils that went. Places of groups without keys stay: they hold nobody."""
    # The route of a group ends on 31 July of the year in which it has lasted all its years.
    ended = today.year - (today <= date(today.year, 7, 31)) - years_kept()
    due = BpvPupil.objects.annotate(ends=F("cohort__start_year") + F("route__years")).filter(ends__lte=ended)
    pupils = dict(due.values_list("pk", "route"))
    matches = BpvMatch.objects.filter(pupil__in=pupils)
    Visit.objects.filter(match__in=matches).delete()
    matches.delete()
    BpvPupil.objects.filter(pk__in=pupils).delete()
    for route, count in Counter(pupils.values()).items():
        report_removed(Route.objects.get(pk=route), "bpv-leerling", count)
    return len(pupils)
