"""What must be examined, proposals for the holes, the load per week and the spread of the vmbo exam."""

from decimal import Decimal
from typing import Any

import factories
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import translation
from helpers import client_of

from naadloos.curriculum.models import GenericPart, Kerntaak, Qualification, VmboProfile, Werkproces
from naadloos.engines.route import RouteDocument
from naadloos.engines.route import document as doc
from naadloos.engines.route.calendar import group_years
from naadloos.exams import actions
from naadloos.exams.load import load_of
from naadloos.exams.models import Assessment, LoadLimit
from naadloos.exams.proposal import Basis, propose
from naadloos.exams.required import coverage_of
from naadloos.exams.spread import Verdict, spread_of
from naadloos.organisations.base import StaleError
from naadloos.organisations.models import HistoryEntry, User
from naadloos.programme.models import Keuzedeel, Period, Placement, Unit, Variant
from naadloos.routes.models import Cohort, Route, RouteProfile, RouteQualification
from naadloos.routes.portable import build_document


@pytest.fixture
def person(db: None) -> User:
    return factories.person("Leida Projectleider")


@pytest.fixture
def route(person: User) -> Route:
    """A route bb BWI to Metselaar with one profielmodule and nothing examined."""
    return factories.route_with_module(person, "P/BWI/02")


def assessment(route: Route, **values: Any) -> Assessment:
    base: dict[str, Any] = {
        "title": "Toets",
        "kind": "SE",
        "counts_for": "vmbo",
        "side": "vmbo",
        "route_year": 2,
        "period": 1,
    }
    return Assessment.objects.create(route=route, **{**base, **values})


def holes(document: RouteDocument) -> set[str]:
    return {row.requirement.key for _group, rows in coverage_of(document).holes for row in rows}


def with_tests(document: RouteDocument, *items: doc.Assessment) -> RouteDocument:
    exams = document.exams.model_copy(update={"assessments": [*document.exams.assessments, *items]})
    return document.model_copy(update={"exams": exams})


# -- what must be examined -------------------------------------------------------------------------


def test_everything_of_both_diplomas_is_asked(route: Route) -> None:
    Keuzedeel.objects.create(route=route, key="kd", code="K0067", title="Ondernemen", sbu=240)
    found = holes(build_document(route))
    assert {"cspe:BWI", "deeltaak:P/BWI/02/01", "avo:NE", "avo:LO", "avo:WI", "avo:NASK1", "keuzedeel:kd"} <= found
    assert {"werkproces:25786 B1-K1-W1", "werkproces:25786 B1-K2-W5"} <= found
    # Nederlands of level 2 has a centraal examen beside its instellingsexamen (EKB 5); rekenen has none.
    assert {"generiek:MBO2/NE:ie", "generiek:MBO2/NE:ce", "generiek:MBO2/RE:ie"} <= found
    assert "generiek:MBO2/RE:ce" not in found
    assert "pws" not in found  # bb has no profielwerkstuk


def test_gl_asks_a_profielwerkstuk_and_tl_no_cspe(route: Route) -> None:
    RouteProfile.objects.filter(route=route).update(leerweg="gl")
    assert "pws" in holes(build_document(route))
    RouteProfile.objects.filter(route=route).update(leerweg="tl")
    assert "cspe:BWI" not in holes(build_document(route))


def test_a_geintegreerde_route_need_not_examine_for_the_vmbo(route: Route) -> None:
    Route.objects.filter(pk=route.pk).update(type="GLR")
    route.refresh_from_db()
    document = build_document(route)
    assert all(key.startswith(("werkproces", "generiek")) for key in holes(document))
    assert all(row.item.counts_for == "mbo" for row in propose(document))


def test_a_test_closes_only_what_it_counts_for(route: Route) -> None:
    process = Werkproces.objects.get(full_code="25786 B1-K1-W1")
    row = assessment(route, kind="PvB", counts_for="vmbo")
    row.werkprocessen.add(process)
    assert "werkproces:25786 B1-K1-W1" in holes(build_document(route))
    Assessment.objects.filter(pk=row.pk).update(counts_for="beide")
    assert "werkproces:25786 B1-K1-W1" not in holes(build_document(route))


def test_a_whole_kerntaak_closes_all_its_werkprocessen(route: Route) -> None:
    row = assessment(route, kind="PvB", counts_for="mbo", side="mbo")
    row.kerntaken.add(Kerntaak.objects.get(qualification__crebo="25786", code="B1-K2"))
    found = holes(build_document(route))
    assert not any(key.startswith("werkproces:25786 B1-K2") for key in found)
    assert "werkproces:25786 B1-K1-W1" in found


def test_an_instellingsexamen_is_no_centraal_examen(route: Route) -> None:
    row = assessment(route, kind="instellingsexamen", counts_for="mbo", side="mbo")
    row.generic.add(GenericPart.objects.get(level=2, code="NE"))
    found = holes(build_document(route))
    assert "generiek:MBO2/NE:ie" not in found
    assert "generiek:MBO2/NE:ce" in found


def test_two_subjects_of_a_choice_are_two_subjects(route: Route) -> None:
    RouteProfile.objects.filter(route=route).update(profile=VmboProfile.objects.get(code="DP"))
    assessment(route, subject="Wiskunde", title="een")
    assessment(route, subject="Wiskunde", title="twee")
    keys = {key for key in holes(build_document(route)) if key.startswith("keuze:DP")}
    assert [key[-1] for key in keys] == ["2"]
    assessment(route, subject="Biologie", title="drie")
    assert not [key for key in holes(build_document(route)) if key.startswith("keuze:DP")]


# -- proposals -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Zorgroute", "Softwareroute", "Route Installatie", "Bouwroute"])
def test_what_is_ticked_closes_every_hole_but_those_that_need_a_name(db: None, name: str) -> None:
    document = build_document(Route.objects.get(name__startswith=name))
    ticked = [row for row in propose(document) if row.ticked]
    after = with_tests(document, *(row.item for row in ticked))
    assert {key for key in holes(after) if not key.startswith("keuze:")} == set()
    assert {key for row in ticked for key in row.closes} == holes(document) - holes(after)
    assert [row.key for row in propose(after) if row.ticked] == []


def test_what_would_be_stored_is_dutch_for_every_reader(route: Route) -> None:
    document = build_document(route)
    dutch = [row.item for row in propose(document)]
    with translation.override("en"):
        assert [row.item for row in propose(document)] == dutch


def test_every_proposal_keeps_law_and_own_choice_apart(route: Route) -> None:
    for row in propose(build_document(route)):
        assert {reason.basis for reason in row.reasons} >= {Basis.OWN}
        assert all("(" in reason.text for reason in row.reasons if reason.basis is Basis.LAW), row.key


def test_a_central_exam_of_a_general_subject_waits_for_a_person(route: Route) -> None:
    found = {row.key: row for row in propose(build_document(route))}
    assert found["se-NE"].ticked
    assert not found["ce-NE"].ticked
    assert Basis.CONFIRM in {reason.basis for reason in found["ce-NE"].reasons}
    assert "ce-LO" not in found


def test_the_moment_follows_the_board(route: Route) -> None:
    for number in (1, 2, 3, 4):
        Period.objects.create(route=route, route_year=3, number=number, weeks=10, hours=Decimal(300))
    unit = Unit.objects.create(route=route, title="Metselen", kind="beroep", hours=Decimal(80), side="mbo")
    unit.werkprocessen.add(*Werkproces.objects.filter(full_code__startswith="25786 B1-K1"))
    Placement.objects.create(route=route, unit=unit, route_year=3, period=2, hours=Decimal(80))
    found = {row.key: row.item for row in propose(build_document(route))}
    assert (found["pvb-25786-B1-K1"].route_year, found["pvb-25786-B1-K1"].period) == (3, 2)
    # What is nowhere on the board comes at the end of the route.
    assert (found["pvb-25786-B1-K2"].route_year, found["pvb-25786-B1-K2"].period) == (4, 4)


def test_a_school_exam_comes_before_the_cspe_that_is_there(route: Route) -> None:
    assessment(route, kind="cspe", title="Cspe", period=4)
    found = {row.key: row.item for row in propose(build_document(route))}
    assert (found["se-P-BWI-02"].route_year, found["se-P-BWI-02"].period) == (2, 3)


def test_only_the_pupils_of_an_opleiding_sit_its_proeve(route: Route) -> None:
    other = RouteQualification.objects.create(
        route=route, qualification=Qualification.objects.get(crebo="25829"), leertraject="BOL"
    )
    own = RouteQualification.objects.exclude(pk=other.pk).get(route=route)
    for key, row in (("m", own), ("t", other)):
        Variant.objects.create(route=route, key=key, title=key, qualification=row)
    found = {row.key: row.item for row in propose(build_document(route))}
    assert found["pvb-25786-B1-K1"].variants == ["m"]
    assert found["pvb-25829-B1-K1"].variants == ["t"]
    assert found["generiek-MBO2-RE-ie"].variants == []


def test_stored_as_edited_with_history(route: Route, person: User) -> None:
    item = next(row.item for row in propose(build_document(route)) if row.key == "cspe-BWI")
    edited = item.model_copy(update={"title": "Ons cspe", "week": 17})
    assert actions.store_proposals(actor=person, route=route, chosen=[edited]) == 1
    row = Assessment.objects.get(route=route)
    assert (row.title, row.week, row.committee, row.key != "cspe-BWI") == ("Ons cspe", 17, "vmbo", True)
    assert {part.code for part in row.deeltaken.all()} == set(item.deeltaken)
    assert "Ons cspe" in HistoryEntry.objects.filter(verb="toegevoegd").latest("pk").subject
    with pytest.raises(StaleError):
        actions.store_proposals(actor=person, route=route, chosen=[edited])
    assert Assessment.objects.filter(route=route).count() == 1


def test_a_reader_stores_nothing(route: Route, outsider: User) -> None:
    with pytest.raises(PermissionDenied):
        actions.store_proposals(actor=outsider, route=route, chosen=[])


def test_the_page_stores_what_is_ticked_and_loses_nothing_typed(route: Route, person: User) -> None:
    client, url = client_of(person), reverse("exam_propose", args=[route.pk])
    answer = client.get(url)
    names = [form.prefix for form in answer.context["forms"]]
    values = {
        name: value
        for form in answer.context["forms"]
        for field in form
        if (name := field.html_name) and (value := field.value()) not in (None, False)
    }
    wrong = {**values, "offered": names, "v-cspe-BWI-title": "Cspe bouw", "v-cspe-BWI-week": "99"}
    answer = client.post(url, wrong)
    assert answer.status_code == 422
    assert "Cspe bouw" in answer.content.decode()
    assert not Assessment.objects.filter(route=route).exists()
    one = {"offered": names, **{name: value for name, value in values.items() if name.startswith("v-cspe-BWI-")}}
    assert client.post(url, {**one, "v-cspe-BWI-week": "17"}).status_code == 302
    assert Assessment.objects.get(route=route).week == 17
    # Somebody who still has the old list sees the new one first.
    assert client.post(url, one).status_code == 409
    assert Assessment.objects.filter(route=route).count() == 1
    fresh = [form.prefix for form in client.get(url).context["forms"]]
    assert client.post(url, {"offered": fresh}).status_code == 422


# -- the assessment itself -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts_for", "committee", "fits"),
    [
        ("vmbo", "vmbo", True),
        ("vmbo", "samen", True),
        ("vmbo", "mbo", False),
        ("mbo", "mbo", True),
        ("mbo", "vmbo", False),
        ("beide", "samen", True),
        ("beide", "vmbo", False),
        ("beide", None, True),
    ],
)
def test_a_committee_answers_for_its_own_diploma(
    route: Route, counts_for: str, committee: str | None, fits: bool
) -> None:
    row = Assessment(
        route=route,
        title="Toets",
        kind="SE",
        counts_for=counts_for,
        side="vmbo",
        route_year=1,
        period=1,
        committee=committee,
    )
    if fits:
        row.full_clean()
    else:
        with pytest.raises(ValidationError, match="examencommissie"):
            row.full_clean()


def test_the_form_has_readable_parts_and_a_kerntaak_brings_its_werkprocessen(route: Route, person: User) -> None:
    client, url = client_of(person), reverse("fact_add", args=[route.pk, 6, "assessments"])
    text = client.get(url).content.decode()
    for head in ("Wat is het", "Wanneer", "Herkansen", "Wie", "Wat het toetst van het mbo"):
        assert f"<legend>{head}</legend>" in text
    task = Kerntaak.objects.get(qualification__crebo="25786", code="B1-K2")
    data = {
        "title": "Proeve",
        "kind": "PvB",
        "counts_for": "mbo",
        "side": "mbo",
        "route_year": 4,
        "period": 4,
        "week": 22,
        "retakes": 1,
        "kerntaken": [task.pk],
        "version": 0,
    }
    assert client.post(url, data).status_code == 302
    row = Assessment.objects.get(route=route)
    assert row.werkprocessen.count() == 5
    document = build_document(route)
    assert document.exams.assessments[0].kerntaken == ["25786 B1-K2"]
    assert document.exams.assessments[0].week == 22


def test_a_group_that_nobody_chose_from_stays_out_of_the_form(route: Route, person: User) -> None:
    text = client_of(person).get(reverse("fact_add", args=[route.pk, 6, "assessments"])).content.decode()
    assert "MBO2" not in text  # people read names
    assert "Nederlands (niveau 2)" in text
    assert "Nederlands (niveau 3)" not in text


# -- load per week ---------------------------------------------------------------------------------


def test_more_than_the_limit_is_said_in_words_per_variant(route: Route) -> None:
    LoadLimit.objects.create(route=route, week_tests=1, week_minutes=100)
    Cohort.objects.get_or_create(route=route, start_year=2027)
    for key in ("m", "t"):
        Variant.objects.create(route=route, key=key, title=f"richting {key}")
    own = assessment(route, title="Een", week=11, minutes=90)
    own.variants.add(Variant.objects.get(route=route, key="m"))
    assessment(route, title="Twee", week=11, minutes=30)
    assessment(route, title="Los", period=3)
    document = build_document(route)
    choice = next(row for row in group_years(document) if row.route_year == 2)
    load = load_of(document, choice)
    assert load.over == [
        "Week 11: 2 toetsen voor richting m. De grens is 1.",
        "Week 11: 120 minuten toets voor richting m. De grens is 100.",
    ]
    assert [(period, [item.title for item in items]) for period, items in load.loose] == [(3, ["Los"])]
    assert not load.calendar


def test_weeks_come_from_the_calendar_of_the_programme(bwi: Route) -> None:
    document = build_document(bwi)
    choice = next(row for row in group_years(document) if (row.cohort, row.route_year) == (2027, 2))
    load = load_of(document, choice)
    assert load.calendar
    week = next(row for row in load.busy if row.number == 20)
    assert (week.monday and week.monday.year, week.period, week.vmbo) == (2029, 4, "les")
    assert load.over == ["Week 2 (8 januari 2029): 960 minuten toets. De grens is 900."]
    wrong = document.exams.assessments[0].model_copy(update={"key": "x", "route_year": 2, "period": 1, "week": 20})
    remarks = load_of(with_tests(document, wrong), choice).remarks
    assert any("hoort bij periode 4" in line and "staat in periode 1" in line for line in remarks)


# -- spread of the vmbo exam -----------------------------------------------------------------------


def verdicts(route: Route, source: str) -> list[Verdict]:
    return [row.verdict for row in spread_of(build_document(route)).findings if row.source.startswith(source)]


def test_some_but_not_all_subjects_in_leerjaar_3(route: Route) -> None:
    assert verdicts(route, "WVO") == [Verdict.UNKNOWN]
    early = assessment(route, kind="CE", subject="Nederlands", route_year=1, period=4)
    assert verdicts(route, "WVO") == [Verdict.REFUSED]
    assessment(route, kind="CE", subject="Engels", route_year=2, period=4)
    assert verdicts(route, "WVO") == [Verdict.ALLOWED]
    Assessment.objects.filter(pk=early.pk).update(route_year=4)
    assert verdicts(route, "WVO") == [Verdict.REFUSED]


@pytest.mark.parametrize(
    ("school", "central", "verdict"),
    [
        ({"period": 3}, {"period": 4}, Verdict.ALLOWED),
        ({"period": 4}, {"period": 3}, Verdict.REFUSED),
        ({"period": 4}, {"period": 4}, Verdict.UNKNOWN),
        ({"period": 4, "week": 16}, {"period": 4, "week": 20}, Verdict.ALLOWED),
        ({"period": 4, "week": 20}, {"period": 4, "week": 20}, Verdict.REFUSED),
        ({"period": 2, "week": 50}, {"period": 2, "week": 2}, Verdict.ALLOWED),
    ],
)
def test_the_school_exam_closes_before_the_central_exam(
    route: Route, school: dict[str, int], central: dict[str, int], verdict: Verdict
) -> None:
    assessment(route, subject="Nederlands", **school)
    assessment(route, subject="nederlands", kind="CE", **central)
    row = spread_of(build_document(route)).subjects[0]
    assert row.finding is not None
    assert row.finding.verdict is verdict


@pytest.mark.parametrize(("week", "verdict"), [(12, Verdict.REFUSED), (18, Verdict.ALLOWED), (40, Verdict.REFUSED)])
def test_a_cspe_is_not_before_april(bwi: Route, week: int, verdict: Verdict) -> None:
    Assessment.objects.filter(route=bwi, kind="cspe").update(week=week)
    assert verdicts(bwi, "UWVO 3.17") == [verdict]


def test_a_cspe_in_the_first_mbo_year_names_both_sources(route: Route) -> None:
    assessment(route, kind="cspe", route_year=3, period=4)
    found = [row.text for row in spread_of(build_document(route)).findings if row.source.endswith("SLO")]
    assert found == ["“Toets” is in het eerste mbo-jaar. In een route mag dat; SLO noemt leerjaar 3 of 4."]


def test_without_a_calendar_the_first_of_april_is_unknown(route: Route) -> None:
    assessment(route, kind="cspe", week=18, period=4)
    assert verdicts(route, "UWVO 3.17") == [Verdict.UNKNOWN]


# -- pages -----------------------------------------------------------------------------------------


def test_the_tables_per_subject_and_per_variant(bwi: Route, leader_client: Any) -> None:
    url = reverse("exam_table", args=[bwi.pk])
    sections = leader_client.get(url, {"per": "variant"}).context["sections"]
    assert [section.label for section in sections] == ["richting metselen", "richting timmeren"]
    mine, other = ({row.title for row in section.assessments} for section in sections)
    assert "Proeve van bekwaamheid metselen" in mine - other
    assert "Centraal examen Nederlands" in mine & other
    labels = [section.label for section in leader_client.get(url, {"per": "vak"}).context["sections"]]
    assert "Wiskunde" in labels
    assert any(label.startswith("25786 B1-K1") for label in labels)
    assert leader_client.get(url, {"per": "onzin"}).context["per"] == "leerjaar"


def test_the_coverage_page_names_the_holes(route: Route, person: User) -> None:
    text = client_of(person).get(reverse("exam_coverage", args=[route.pk])).content.decode()
    assert "Dit heeft nog geen toets" in text
    assert "P/BWI/02/01" in text
    assert "geen toets" in text


def test_the_coverage_of_one_variant_follows_what_concerns_it(bwi: Route, leader_client: Any) -> None:
    url = reverse("exam_coverage", args=[bwi.pk])
    whole = leader_client.get(url).context
    brick, timber = whole["variants"]
    assert whole["apart"] == []
    mine = leader_client.get(url, {"variant": brick.key}).context["coverage"]
    codes = {row.requirement.code for group in mine.groups for row in group.rows}
    assert any(code.startswith("25786 ") for code in codes)
    assert not any(code.startswith("25829 ") for code in codes)
    assert any(code.startswith("P/BWI/") for code in codes)
    assert leader_client.get(url, {"variant": "niemand"}).status_code == 404
    # A test that only the one sits leaves a hole for the other, which all tests together do not show.
    rows = Assessment.objects.filter(route=bwi, deeltaken__isnull=False, variants__isnull=True)
    item = rows.distinct().earliest("pk")
    codes = set(item.deeltaken.values_list("code", flat=True))
    Assessment.deeltaken.through.objects.filter(deeltaak__code__in=codes).exclude(assessment=item).delete()
    item.variants.set(Variant.objects.filter(route=bwi, key=brick.key))
    apart = leader_client.get(url).context["apart"]
    assert [row.key for row, _holes in apart] == [timber.key]
    assert {row.requirement.code for row in apart[0][1]} == codes
    text = leader_client.get(url).content.decode()
    assert f"Alleen voor {timber.title} nog geen toets" in text
