"""Step 5: versions of the programme: kept, compared, adopted, put back; and what follows the adopted one."""

from datetime import date, timedelta
from decimal import Decimal

import factories
import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate, now
from helpers import client_of

from naadloos.agreements.compose import compose_agreement
from naadloos.organisations.models import HistoryEntry, User
from naadloos.programme import board_actions, versions
from naadloos.programme.compare import compare
from naadloos.programme.models import BoardMove, Period, Placement, PlanSettings, PlanVersion, Unit
from naadloos.programme.version_list import state_of
from naadloos.programme.worth import beside, worth_of
from naadloos.routes.models import Route
from naadloos.routes.portable import build_document
from naadloos.routes.state import read_state


@pytest.fixture
def person(db: None) -> User:
    return factories.person("Sanne Docent")


@pytest.fixture
def route(person: User) -> Route:
    made = factories.route(person)
    PlanSettings.objects.create(route=made, law_hours=False)
    board_actions.make_periods(actor=person, route=made, periods=2, weeks=9, hours=Decimal(100))
    for title, hours in (("Metselen", 60), ("Timmeren", 40)):
        Unit.objects.create(route=made, title=title, kind="overig", hours=hours, side="vmbo", place="School")
    return made


def unit(route: Route, title: str) -> Unit:
    return Unit.objects.get(route=route, title=title)


def move(person: User, route: Route, title: str, year: int, period: int) -> None:
    found = unit(route, title)
    board_actions.move_unit(actor=person, route=route, unit=found, start=(year, period), version=found.version)


def numbers(route: Route) -> list[int]:
    return [row.number for row in versions.versions_of(route)]


def newest(route: Route) -> PlanVersion:
    return versions.versions_of(route)[0]


def lay_out(person: User, route: Route) -> PlanVersion:
    """Everything on the board, as one version by hand."""
    move(person, route, "Metselen", 1, 1)
    move(person, route, "Timmeren", 1, 2)
    return newest(route)


# -- keeping ---------------------------------------------------------------------------------------


def test_moves_of_one_person_on_one_day_are_one_version(route: Route, person: User) -> None:
    first = lay_out(person, route)
    assert numbers(route) == [1]
    assert (first.origin, first.by) == ("hand", "Sanne Docent")
    assert len(first.content["placements"]) == 2


def test_another_person_another_day_or_an_adopted_version_is_not_renewed(route: Route, person: User) -> None:
    first = lay_out(person, route)
    other = factories.member(route, "docent")
    move(other, route, "Timmeren", 2, 1)
    assert numbers(route) == [2, 1]
    PlanVersion.objects.filter(number=2).update(at=now() - timedelta(days=1))
    move(other, route, "Timmeren", 2, 2)
    assert numbers(route) == [3, 2, 1]
    versions.adopt_version(actor=person, route=route, number=3, confirmed=False)
    move(other, route, "Timmeren", 3, 1)
    assert numbers(route) == [4, 3, 2, 1]
    first.refresh_from_db()
    assert {row["period"] for row in first.content["placements"]} == {1, 2}


def test_a_board_that_was_in_no_version_is_kept_before_the_first_move(route: Route, person: User) -> None:
    Placement.objects.create(route=route, unit=unit(route, "Metselen"), route_year=4, period=2, hours=60)
    move(person, route, "Metselen", 1, 1)
    assert [(row.number, row.origin) for row in versions.versions_of(route)] == [(2, "hand"), (1, "begin")]
    assert versions.get_version(route, 1).content["placements"][0]["route_year"] == 4


def test_nothing_new_makes_no_version(route: Route, person: User) -> None:
    lay_out(person, route)
    other = factories.member(route, "docent")
    assert versions.save_board(actor=other, route=route).number == 1
    assert numbers(route) == [1]


def test_an_empty_board_is_not_saved(route: Route, person: User) -> None:
    page = client_of(person).post(reverse("save_board", args=[route.pk]), follow=True).content.decode()
    assert "Er staat nog niets op het bord." in page
    assert numbers(route) == []


# -- comparing -------------------------------------------------------------------------------------


def test_a_comparison_names_hours_side_place_and_periods_with_old_and_new(route: Route, person: User) -> None:
    before = lay_out(person, route).content
    found = unit(route, "Metselen")
    found.hours, found.side, found.place = Decimal(70), "samen", "Bouwhal"
    found.after.add(unit(route, "Timmeren"))
    found.save()
    Unit.objects.create(route=route, title="Lassen", kind="overig", hours=10, side="mbo")
    Period.objects.filter(route=route, route_year=2, number=1).update(hours=Decimal(90))
    move(person, route, "Metselen", 2, 1)
    rows = {
        (row.what, row.label): (row.before, row.after)
        for row in compare(build_document(route), before, newest(route).content).rows
    }
    assert rows == {
        ("Metselen", "klokuren"): ("60", "70"),
        ("Metselen", "wie geeft het"): ("vmbo", "samen"),
        ("Metselen", "plaats"): ("School", "Bouwhal"),
        ("Metselen", "pas na"): ("—", "Timmeren"),
        ("Metselen", "op het bord"): ("leerjaar 3: periode 1 (60 uur)", "leerjaar 4: periode 1 (70 uur)"),
        ("Lassen", "onderdeel"): ("—", "staat erin"),
        ("leerjaar 4, periode 1", "beschikbare klokuren"): ("100", "90"),
    }


def test_a_comparison_gives_the_hours_per_leerjaar_and_side(route: Route, person: User) -> None:
    before = lay_out(person, route).content
    move(person, route, "Metselen", 2, 1)
    hours = compare(build_document(route), before, newest(route).content).hours
    differs = {(row.year, row.side): (row.before, row.after) for row in hours if row.differs}
    assert differs == {
        ("leerjaar 3", "vmbo"): (Decimal(100), Decimal(40)),
        ("leerjaar 4", "vmbo"): (Decimal(0), Decimal(60)),
    }


def test_the_page_compares_versions_the_board_and_a_day(route: Route, person: User) -> None:
    lay_out(person, route)
    PlanVersion.objects.filter(number=1).update(at=now() - timedelta(days=10))
    move(person, route, "Metselen", 2, 1)
    client, url = client_of(person), reverse("compare_versions", args=[route.pk])
    day = localdate() - timedelta(days=9)
    for query in ({"before": 1, "after": 2}, {"before": 1, "after": "bord"}, {"on": day.isoformat(), "after": "bord"}):
        page = client.get(url, query).content.decode()
        assert "leerjaar 3: periode 1 (60 uur)" in page
        assert "leerjaar 4: periode 1 (60 uur)" in page
    page = client.get(url, {"before": 2, "after": "bord"}).content.decode()
    assert "Er is geen verschil." in page
    page = client.get(url, {"on": (day - timedelta(days=9)).isoformat(), "after": "bord"}).content.decode()
    assert "Op die dag was er nog geen versie" in page
    assert client.get(url, {"before": 9, "after": "bord"}).status_code == 422


# -- adopting --------------------------------------------------------------------------------------


def test_an_adopted_version_is_what_the_agreement_follows(route: Route, person: User) -> None:
    lay_out(person, route)
    versions.adopt_version(actor=person, route=route, number=1, confirmed=False)
    move(person, route, "Metselen", 2, 1)
    document = build_document(route)
    assert document.programme.adopted is not None
    composed = compose_agreement(document, on=date(2026, 11, 12), version="1", fingerprint=None)
    article = next(each for each in composed.articles if each.title.startswith("Programma en uren"))
    text = str(article.blocks)
    assert "De uren volgen versie 1 van het programma." in text
    assert "('leerjaar 3', '100'" in text
    before = HistoryEntry.objects.filter(verb="vastgesteld").count()
    versions.adopt_version(actor=person, route=route, number=2, confirmed=False)
    assert HistoryEntry.objects.filter(verb="vastgesteld").count() == before + 1
    text = str(
        next(
            each
            for each in compose_agreement(
                build_document(route), on=date(2026, 11, 12), version="1", fingerprint=None
            ).articles
            if each.title.startswith("Programma en uren")
        ).blocks
    )
    assert "De uren volgen versie 2 van het programma." in text
    assert "('leerjaar 3', '40'" in text


def test_what_adopting_changes_elsewhere_is_shown_before(route: Route, person: User) -> None:
    lay_out(person, route)
    page = client_of(person).get(reverse("adopt_version", args=[route.pk, 1])).content.decode()
    assert "Programma en uren per leerjaar" in page
    assert "Dit plan voldoet aan alle regels." in page
    assert versions.adopted_version(route) is None


def test_a_plan_that_is_wrong_is_adopted_only_when_that_was_seen(route: Route, person: User) -> None:
    move(person, route, "Metselen", 1, 1)
    client, url = client_of(person), reverse("adopt_version", args=[route.pk, 1])
    page = client.get(url).content.decode()
    assert "Timmeren" in page
    assert "stel dit plan toch vast" in page
    answer = client.post(url)
    assert answer.status_code == 422
    assert "Dit plan klopt nog niet." in answer.content.decode()
    assert versions.adopted_version(route) is None
    assert client.post(url, {"confirmed": "on"}).status_code == 302
    adopted = versions.adopted_version(route)
    assert adopted is not None
    assert adopted.adopted_by == "Sanne Docent"
    entry = HistoryEntry.objects.filter(verb="vastgesteld").latest("pk")
    assert any("Timmeren" in row[2] for row in entry.changes)


def test_a_version_is_judged_by_the_units_that_it_has(route: Route, person: User) -> None:
    """Periods and units that were removed since do not make an old version unreadable."""
    lay_out(person, route)
    unit(route, "Timmeren").delete()
    Period.objects.filter(route=route, route_year=1).delete()
    assert versions.problems_of(build_document(route), versions.get_version(route, 1)) == ()


def test_only_editors_adopt(route: Route, person: User) -> None:
    lay_out(person, route)
    reader = client_of(factories.member(route, "bestuurder"))
    url = reverse("adopt_version", args=[route.pk, 1])
    assert (reader.get(url).status_code, reader.post(url).status_code) == (403, 403)
    teacher = client_of(factories.member(route, "docent"))
    assert teacher.post(url).status_code == 302


def test_the_version_in_force_is_not_adopted_again(route: Route, person: User) -> None:
    lay_out(person, route)
    versions.adopt_version(actor=person, route=route, number=1, confirmed=False)
    with pytest.raises(ValidationError, match="al vastgesteld"):
        versions.adopt_version(actor=person, route=route, number=1, confirmed=False)


def test_the_board_says_what_is_adopted_and_whether_it_differs(route: Route, person: User) -> None:
    client, url = client_of(person), reverse("board", args=[route.pk])
    assert "Er is nog geen plan vastgesteld." in client.get(url).content.decode()
    lay_out(person, route)
    versions.adopt_version(actor=person, route=route, number=1, confirmed=False)
    page = client.get(url).content.decode()
    assert "versie 1 op" in page
    assert "door Sanne Docent" in page
    assert "Het bord is daaraan gelijk." in page
    move(person, route, "Metselen", 2, 1)
    assert "Het bord wijkt daarvan af." in client.get(url).content.decode()
    assert state_of(route).differs


def test_step_5_wants_an_adopted_plan(route: Route, person: User) -> None:
    def evidence() -> bool:
        return next(row for row in read_state(route).step(5).evidence if row.key == "adopted").done

    lay_out(person, route)
    assert not evidence()
    versions.adopt_version(actor=person, route=route, number=1, confirmed=False)
    assert evidence()


# -- putting back ----------------------------------------------------------------------------------


def test_a_version_is_put_back_and_what_stood_there_is_kept(route: Route, person: User) -> None:
    lay_out(person, route)
    PlanVersion.objects.filter(number=1).update(at=now() - timedelta(days=1))
    move(person, route, "Metselen", 2, 1)
    client, url = client_of(person), reverse("put_back_version", args=[route.pk, 1])
    assert "leerjaar 3: periode 1 (60 uur)" in client.get(url).content.decode()
    assert client.post(url).status_code == 302
    placed = {str(row) for row in Placement.objects.filter(route=route).select_related("unit")}
    assert placed == {"Metselen: leerjaar 3, periode 1", "Timmeren: leerjaar 3, periode 2"}
    assert [(row.number, row.origin) for row in versions.versions_of(route)] == [(3, "terug"), (2, "hand"), (1, "hand")]
    undo = BoardMove.objects.filter(route=route)[0]
    assert undo.before == {unit(route, "Metselen").key: [[2, 1, "60.00"]]}
    assert undo.after == {unit(route, "Metselen").key: [[1, 1, "60.00"]]}


def test_what_cannot_be_put_back_is_named(route: Route, person: User) -> None:
    lay_out(person, route)
    unit(route, "Timmeren").delete()
    client, url = client_of(person), reverse("put_back_version", args=[route.pk, 1])
    page = client.get(url).content.decode()
    assert "Dit kan niet terug" in page
    client.post(url)
    assert [row.unit.title for row in Placement.objects.filter(route=route)] == ["Metselen"]
    unit(route, "Metselen").delete()
    assert "Niets van deze versie past nog op het bord." in client.post(url, follow=True).content.decode()


def test_a_form_that_was_open_while_the_board_was_replaced_is_refused(route: Route, person: User) -> None:
    lay_out(person, route)
    PlanVersion.objects.filter(number=1).update(at=now() - timedelta(days=1))
    move(person, route, "Metselen", 2, 1)
    seen = unit(route, "Metselen").version
    versions.put_back_version(actor=person, route=route, number=1)
    answer = client_of(person).post(
        reverse("move", args=[route.pk, unit(route, "Metselen").pk]), {"start": "3-1", "version": seen}
    )
    assert answer.status_code == 422


def test_the_list_takes_the_same_number_of_queries_for_any_number_of_versions(route: Route, person: User) -> None:
    client, url = client_of(person), reverse("plan_versions", args=[route.pk])
    counts = []
    for year in (1, 2, 3):
        move(person, route, "Metselen", year, 1)
        PlanVersion.objects.filter(route=route).update(at=now() - timedelta(days=1))
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        counts.append(len(queries))
    assert numbers(route) == [3, 2, 1]
    assert len(set(counts)) == 1


def test_a_version_by_hand_has_points_by_the_same_measure_as_the_board(route: Route, person: User) -> None:
    unit(route, "Metselen").wished.add(Period.objects.get(route=route, route_year=2, number=1))
    lay_out(person, route)
    document = build_document(route)
    before = worth_of(document, newest(route).content)
    assert before.points == worth_of(document).points
    assert before.notes == ()
    wishes = next(line for line in before.costly if line.goal == "gewenste perioden")
    assert "Metselen" in wishes.why
    PlanVersion.objects.filter(number=1).update(at=now() - timedelta(days=1))
    move(person, route, "Metselen", 2, 1)
    after = worth_of(build_document(route), newest(route).content)
    (pair,) = [row for row in beside(before, after) if row.goal == "gewenste perioden"]
    assert (pair.before, pair.after) == (wishes.points, Decimal(0))
    page = client_of(person).get(reverse("plan_versions", args=[route.pk])).content.decode()
    assert before.points is not None
    assert f"<strong>{before.points:f}".replace(".", ",").rstrip("0") in page
    compared = client_of(person).get(reverse("compare_versions", args=[route.pk]), {"before": 1, "after": "bord"})
    assert "Strafpunten per doel" in compared.content.decode()


def test_points_that_cannot_be_counted_or_compared_say_why(route: Route, person: User) -> None:
    assert worth_of(build_document(route)).notes == ("Er staat niets op het bord.",)
    move(person, route, "Metselen", 1, 1)
    half = worth_of(build_document(route), newest(route).content)
    assert (half.points is not None, half.faults) == (True, 1)
    assert half.notes[0].startswith("Er is 1 fout, dus de punten zijn niet eerlijk te vergelijken:")
    assert "Timmeren" in half.notes[0]
    move(person, route, "Timmeren", 1, 2)
    kept = newest(route).content
    unit(route, "Timmeren").delete()
    gone = worth_of(build_document(route), kept)
    assert gone.notes == ("Dit onderdeel bestaat niet meer: Timmeren.",)
    unit(route, "Metselen").after.add(unit(route, "Metselen"))
    wrong = worth_of(build_document(route))
    assert wrong.points is None
    assert wrong.notes[0].startswith("Niet te berekenen: ")


def test_what_was_proven_of_a_plan_is_not_said_when_it_is_put_back_in_another_programme(
    route: Route, person: User
) -> None:
    lay_out(person, route)
    PlanVersion.objects.filter(number=1).update(
        at=now() - timedelta(days=1), result={"status": "bewezen_optimaal", "points": "1", "gap": "0", "bound": "1"}
    )
    move(person, route, "Metselen", 2, 1)
    assert versions.put_back_version(actor=person, route=route, number=1).result is not None
    move(person, route, "Metselen", 2, 1)
    Unit.objects.filter(route=route, title="Timmeren").update(hours=50)
    assert versions.put_back_version(actor=person, route=route, number=1).result is None
