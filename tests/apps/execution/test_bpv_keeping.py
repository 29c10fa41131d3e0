"""Pupils of the bpv stay no longer than their term: two years after the route of their group is over."""

from datetime import date

import pytest

from naadloos.execution import bpv_keeping
from naadloos.execution.models import BpvMatch, BpvPupil, Visit
from naadloos.monitoring.models import Deletion
from naadloos.routes.models import Route

pytestmark = pytest.mark.django_db


def test_they_go_with_their_places_and_visits_on_the_day_after(bwi: Route) -> None:
    first = min(BpvPupil.objects.filter(route=bwi).values_list("cohort__start_year", flat=True))
    due = BpvPupil.objects.filter(route=bwi, cohort__start_year=first)
    count, others = due.count(), BpvPupil.objects.exclude(route=bwi, cohort__start_year=first).count()
    match = BpvMatch.objects.filter(pupil__in=due)[0]
    visit = Visit.objects.create(route=bwi, company=match.company, match=match, on=date(2028, 3, 1), by="School")
    of_groups = BpvMatch.objects.filter(route=bwi, pupil=None).count()
    last = date(first + bwi.years + 2, 7, 31)
    assert count > 0
    assert bpv_keeping.remove_due(last) == 0
    assert bpv_keeping.remove_due(date(last.year, 8, 1)) == count
    assert not due.exists()
    assert BpvPupil.objects.count() == others
    assert not Visit.objects.filter(pk=visit.pk).exists()
    assert BpvMatch.objects.filter(route=bwi, pupil=None).count() == of_groups
    assert list(Deletion.objects.filter(route=bwi).values_list("data_class", "count")) == [("bpv-leerling", count)]
    assert bpv_keeping.remove_due(date(last.year, 8, 2)) == 0
