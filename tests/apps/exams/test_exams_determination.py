"""The procedure: who may do what, in which order, on which day, and what stays as it was."""

from collections.abc import Callable
from datetime import date

import pytest
from determine_help import MAY, NOVEMBER, YEAR, Cast, make_cast
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import RestrictedError
from django.urls import reverse
from django.utils.timezone import now
from helpers import client_of

from naadloos.exams.determination import actions, stages
from naadloos.exams.determination.compare import compare
from naadloos.exams.determination.models import Part, RegulationDecision, RegulationNotice, RegulationVersion, State
from naadloos.exams.determination.page import bound_before
from naadloos.exams.determination.taking_back import take_back
from naadloos.exams.determination.versions import bound_by, content_of, versions_of
from naadloos.exams.models import Assessment, ExamTerms, Regulation
from naadloos.organisations.base import StaleError
from naadloos.organisations.models import HistoryEntry
from naadloos.routes.actions import ChangedMeanwhileError, delete_fact
from naadloos.routes.lawcheck import route_verdicts
from naadloos.routes.models import Cohort
from naadloos.routes.portable import build_document
from naadloos.routes.queries import scope_of
from naadloos.routes.registry import provider_of


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def dates(cast: Cast) -> dict[str, date | None]:
    regulation = Regulation.objects.get(pk=cast.regulation.pk)
    names = ("committee_vmbo_on", "committee_mbo_on", "mr_consent_on", "fixed_on", "oer_fixed_on", "sent_on")
    return {name: getattr(regulation, name) for name in names}


def outcome(cast: Cast, rule: str, on: date) -> str:
    found = route_verdicts(build_document(cast.route), on)
    return next(verdict.outcome.value for verdict in found if verdict.rule_id == rule)


def reason(act: Callable[[], object]) -> str:
    with pytest.raises(ValidationError) as caught:
        act()
    return " ".join(caught.value.messages)


# -- the whole way ---------------------------------------------------------------------------------


def test_the_way_from_concept_to_in_force_fills_the_dates_that_the_law_judges(cast: Cast) -> None:
    number = cast.offer(date(2027, 4, 1))
    assert cast.version(number).state == State.COMMITTEES
    cast.decide(number, Part.COMMITTEE, "vmbo", date(2027, 4, 10))
    cast.decide(number, Part.COMMITTEE, "mbo", date(2027, 4, 12))
    assert cast.version(number).state == State.COUNCILS
    cast.decide(number, Part.COUNCIL, "vmbo", date(2027, 5, 1))
    assert cast.version(number).state == State.BOARDS
    cast.decide(number, Part.BOARD, "vmbo", date(2027, 5, 20))
    cast.decide(number, Part.BOARD, "mbo", date(2027, 5, 21))
    assert cast.version(number).state == State.TO_SEND
    cast.send(number, date(2027, 9, 1))

    assert cast.version(number).state == State.IN_FORCE
    assert dates(cast) == {
        "committee_vmbo_on": date(2027, 4, 10),
        "committee_mbo_on": date(2027, 4, 12),
        "mr_consent_on": date(2027, 5, 1),
        "fixed_on": date(2027, 5, 20),
        "oer_fixed_on": date(2027, 5, 21),
        "sent_on": date(2027, 9, 1),
    }
    assert outcome(cast, "pta-op-tijd", date(2027, 10, 2)) == "voldoet"
    assert outcome(cast, "mr-instemming", date(2027, 10, 2)) == "voldoet"
    verbs = list(
        HistoryEntry.objects.filter(scope=scope_of(cast.route), subject__startswith="PTA en OER")
        .order_by("pk")
        .values_list("verb", flat=True)
    )
    assert verbs == ["aangeboden", *["besloten"] * 5, "verstuurd"]


def test_a_version_keeps_its_content_while_the_concept_goes_on(cast: Cast) -> None:
    cast.bring_in_force()
    before = cast.version(1).content
    cast.change()
    ExamTerms.objects.create(route=cast.route, mark_rule="Het gewogen gemiddelde")
    assert cast.version(1).content == before
    rows = compare(before, content_of(build_document(cast.route)))
    assert [(row.where, row.what, row.before, row.after) for row in rows] == [
        ("Algemene regels", "hoe ontstaat het cijfer?", "—", "Het gewogen gemiddelde"),
        ("Praktijkopdracht metselen (Profielvak BWI)", "weging", "40", "60"),
    ]


def test_the_difference_names_what_is_new_and_what_is_gone(cast: Cast) -> None:
    old = content_of(build_document(cast.route))
    Assessment.objects.filter(key="t2").delete()
    Assessment.objects.create(
        route=cast.route, key="t3", title="Proeve", kind="PvB", counts_for="mbo", side="mbo", route_year=4, period=1
    )
    rows = compare(old, content_of(build_document(cast.route)))
    assert [(row.where, row.kind, row.before, row.after) for row in rows] == [
        (
            "Cspe bouwen (Profielvak BWI)",
            "vervallen",
            "centraal schriftelijk en praktisch examen (cspe), leerjaar 4, periode 4",
            "—",
        ),
        ("Proeve", "nieuw", "—", "proeve van bekwaamheid, mbo-jaar 2, periode 1"),
    ]


# -- who -------------------------------------------------------------------------------------------


def test_only_exam_secretaries_and_leaders_offer_send_and_withdraw(cast: Cast) -> None:
    for name in ("teacher vmbo", "board vmbo", "voice vmbo"):
        cast.people["exams vmbo"], kept = cast.people[name], cast.people["exams vmbo"]
        with pytest.raises(PermissionDenied):
            cast.offer()
        cast.people["exams vmbo"] = kept
    number = cast.offer()
    with pytest.raises(PermissionDenied):
        actions.withdraw(
            actor=cast.people["board vmbo"], route=cast.route, version=cast.version(number), reason="anders"
        )
    cast.decide_all(number)
    with pytest.raises(PermissionDenied):
        actions.send(actor=cast.people["board vmbo"], route=cast.route, version=cast.version(number), on=MAY, today=MAY)
    actions.send(actor=cast.leader, route=cast.route, version=cast.version(number), on=MAY, today=MAY)


@pytest.mark.parametrize(
    ("part", "side", "allowed", "refused"),
    [
        (Part.COMMITTEE, "vmbo", "exams vmbo", ("exams mbo", "board vmbo", "voice vmbo", "teacher vmbo")),
        (Part.COMMITTEE, "mbo", "exams mbo", ("exams vmbo", "board mbo", "voice mbo")),
        (Part.COUNCIL, "vmbo", "voice vmbo", ("voice mbo", "board vmbo", "exams mbo")),
        (Part.BOARD, "vmbo", "board vmbo", ("board mbo", "exams vmbo", "voice vmbo")),
        (Part.BOARD, "mbo", "board mbo", ("board vmbo", "exams mbo", "voice mbo")),
    ],
)
def test_each_organ_has_its_own_people(
    cast: Cast, part: Part, side: str, allowed: str, refused: tuple[str, ...]
) -> None:
    partners = [cast.seat(Part.BOARD, "vmbo").partner, cast.seat(Part.BOARD, "mbo").partner]
    seat = cast.seat(part, side)
    assert actions.may_decide(cast.people[allowed], cast.route, seat, partners)
    for name in refused:
        assert not actions.may_decide(cast.people[name], cast.route, seat, partners), name
    assert not actions.may_decide(cast.leader, cast.route, seat, partners)


def test_a_decision_of_somebody_else_is_refused(cast: Cast) -> None:
    number = cast.offer()
    with pytest.raises(PermissionDenied):
        cast.decide(number, Part.COMMITTEE, "mbo", actor=cast.people["exams vmbo"])
    assert not cast.version(number).decisions.all()


# -- in which order --------------------------------------------------------------------------------


def test_no_organ_decides_before_its_turn(cast: Cast) -> None:
    number = cast.offer()
    assert "niet aan zet" in reason(lambda: cast.decide(number, Part.COUNCIL, "vmbo"))
    assert "niet aan zet" in reason(lambda: cast.decide(number, Part.BOARD, "vmbo"))
    assert "niet aan zet" in reason(lambda: cast.decide(number, Part.STUDENTS, "mbo"))
    assert "kan niet worden verstuurd" in reason(lambda: cast.send(number))
    cast.decide(number, Part.COMMITTEE, "vmbo")
    assert "al vastgelegd" in reason(lambda: cast.decide(number, Part.COMMITTEE, "vmbo"))
    assert "niet aan zet" in reason(lambda: cast.decide(number, Part.COUNCIL, "vmbo"))
    cast.decide(number, Part.COMMITTEE, "mbo")
    assert "niet aan zet" in reason(lambda: cast.decide(number, Part.BOARD, "mbo"))


def test_the_studentenraad_is_heard_but_does_not_hold_up_the_oer(cast: Cast) -> None:
    number = cast.offer()
    cast.decide(number, Part.COMMITTEE, "vmbo")
    cast.decide(number, Part.COMMITTEE, "mbo")
    cast.decide(number, Part.COUNCIL, "vmbo")
    cast.decide(number, Part.STUDENTS, "mbo", agrees=False, note="De uitleg is te laat")
    assert cast.version(number).state == State.BOARDS
    cast.decide(number, Part.BOARD, "vmbo")
    cast.decide(number, Part.BOARD, "mbo")
    assert cast.version(number).state == State.TO_SEND


def test_a_council_that_does_not_consent_stops_the_version(cast: Cast) -> None:
    number = cast.offer()
    cast.decide(number, Part.COMMITTEE, "vmbo")
    cast.decide(number, Part.COMMITTEE, "mbo")
    assert "waarom niet" in reason(lambda: cast.decide(number, Part.COUNCIL, "vmbo", agrees=False))
    cast.decide(number, Part.COUNCIL, "vmbo", agrees=False, note="Te veel toetsen in één week")
    assert cast.version(number).state == State.COUNCILS
    assert dates(cast)["mr_consent_on"] is None
    assert "niet aan zet" in reason(lambda: cast.decide(number, Part.BOARD, "vmbo"))
    actions.withdraw(
        actor=cast.people["exams vmbo"], route=cast.route, version=cast.version(number), reason="MR stemt niet in"
    )
    assert dates(cast)["committee_vmbo_on"] is None
    assert cast.offer() == number + 1


def test_a_board_that_departs_from_its_committee_consults_it_first_and_says_why(cast: Cast) -> None:
    number = cast.offer()
    cast.decide(number, Part.COMMITTEE, "vmbo", date(2027, 5, 1), agrees=False, note="Weging 50 is beter")
    cast.decide(number, Part.COMMITTEE, "mbo", date(2027, 5, 1))
    cast.decide(number, Part.COUNCIL, "vmbo", date(2027, 5, 2))
    on = date(2027, 5, 10)
    assert "2.60b lid 2" in reason(lambda: cast.decide(number, Part.BOARD, "vmbo", on))
    assert "2.60b lid 2" in reason(lambda: cast.decide(number, Part.BOARD, "vmbo", on, consulted_on=date(2027, 5, 5)))
    for consulted in (date(2027, 4, 30), date(2027, 5, 11)):
        assert "overleg" in reason(
            lambda day=consulted: cast.decide(number, Part.BOARD, "vmbo", on, note="Nee", consulted_on=day)
        )
    cast.decide(number, Part.BOARD, "vmbo", on, note="40 past bij het boek", consulted_on=date(2027, 5, 5))
    cast.decide(number, Part.BOARD, "mbo", on)
    assert cast.version(number).state == State.TO_SEND


def test_one_procedure_at_a_time(cast: Cast) -> None:
    number = cast.offer()
    cast.change()
    assert "Er loopt al" in reason(cast.offer)
    version = cast.version(number)
    version.pk, version.number = None, 9
    with pytest.raises(IntegrityError), transaction.atomic():
        version.save()


def test_what_was_offered_is_what_the_person_read(cast: Cast) -> None:
    seen = cast.seen()
    cast.change()
    with pytest.raises(ChangedMeanwhileError):
        actions.offer(
            actor=cast.leader,
            route=cast.route,
            regulation=cast.regulation,
            proposal=actions.Proposal(tuple(Cohort.objects.filter(route=cast.route))),
            seen=seen,
            today=MAY,
        )


def test_nothing_to_offer_without_assessments_groups_or_a_change(cast: Cast) -> None:
    assert "Kies de groepen" in reason(lambda: cast.offer(years=()))
    later = Cohort.objects.create(route=cast.route, start_year=2028)
    assert "Kies de groepen" in reason(
        lambda: actions.offer(
            actor=cast.leader,
            route=cast.route,
            regulation=cast.regulation,
            proposal=actions.Proposal((later,)),
            seen=cast.seen(),
            today=MAY,
        )
    )
    cast.bring_in_force()
    assert "niets veranderd" in reason(cast.offer)
    Assessment.objects.filter(route=cast.route).delete()
    assert "nog geen toetsen" in reason(cast.offer)


# -- on which day ----------------------------------------------------------------------------------


def test_days_follow_each_other_and_are_not_of_tomorrow(cast: Cast) -> None:
    number = cast.offer()
    assert "moet nog komen" in reason(lambda: cast.decide(number, Part.COMMITTEE, "vmbo", date(2027, 5, 11), today=MAY))
    cast.decide(number, Part.COMMITTEE, "vmbo", MAY)
    cast.decide(number, Part.COMMITTEE, "mbo", date(2027, 5, 12))
    assert "niet eerder" in reason(lambda: cast.decide(number, Part.COUNCIL, "vmbo", date(2027, 5, 11)))
    cast.decide(number, Part.COUNCIL, "vmbo", date(2027, 5, 12))
    cast.decide(number, Part.BOARD, "vmbo", date(2027, 5, 13))
    cast.decide(number, Part.BOARD, "mbo", date(2027, 5, 14))
    assert "vaststelling" in reason(lambda: cast.send(number, date(2027, 5, 13)))


def test_a_first_determination_may_be_late_and_the_law_check_says_so(cast: Cast) -> None:
    cast.bring_in_force(NOVEMBER)
    assert dates(cast)["fixed_on"] == NOVEMBER
    assert outcome(cast, "pta-op-tijd", date(2027, 12, 1)) == "voldoet niet"


def test_the_day_comes_from_the_parameters_of_the_law() -> None:
    assert stages.deadline(2027) == date(2027, 10, 1)


# -- changes ---------------------------------------------------------------------------------------


def test_before_the_day_a_change_goes_the_ordinary_way_and_brings_its_own_dates(cast: Cast) -> None:
    cast.bring_in_force()
    cast.change()
    number = cast.offer(date(2027, 8, 20), ground="a", reason="Beter verdeeld")
    version = cast.version(number)
    assert (version.after_deadline, version.ground, version.reason) == (False, "", "Beter verdeeld")
    # As long as it is not in force the earlier determination stands.
    assert dates(cast)["fixed_on"] == MAY
    cast.decide_all(number, date(2027, 9, 1))
    cast.send(number, date(2027, 9, 2))
    assert (dates(cast)["fixed_on"], dates(cast)["sent_on"]) == (date(2027, 9, 1), date(2027, 9, 2))


def test_an_ordinary_change_that_comes_too_late_is_refused_at_the_board(cast: Cast) -> None:
    cast.bring_in_force()
    cast.change()
    number = cast.offer(date(2027, 9, 20))
    cast.decide(number, Part.COMMITTEE, "vmbo", date(2027, 9, 21))
    cast.decide(number, Part.COMMITTEE, "mbo", date(2027, 9, 21))
    cast.decide(number, Part.COUNCIL, "vmbo", date(2027, 9, 30))
    assert "2.60c" in reason(lambda: cast.decide(number, Part.BOARD, "vmbo", date(2027, 10, 1)))
    cast.decide(number, Part.BOARD, "vmbo", date(2027, 9, 30), today=date(2027, 10, 1))


@pytest.mark.parametrize(("ground", "why"), [("", "Een fout"), ("a", ""), ("a", "  "), ("c", "Een fout")])
def test_after_the_day_a_change_without_ground_or_reason_is_refused(cast: Cast, ground: str, why: str) -> None:
    cast.bring_in_force()
    cast.change()
    assert "2.60c" in reason(lambda: cast.offer(NOVEMBER, ground=ground, reason=why))
    assert len(versions_of(cast.regulation)) == 1


def test_after_the_day_a_change_has_ground_advice_and_consent_and_leaves_the_determination_in_time(
    cast: Cast,
) -> None:
    cast.bring_in_force()
    cast.change()
    number = cast.offer(NOVEMBER, ground="b", reason="De weging was 40, dat moest 60 zijn.")
    version = cast.version(number)
    assert (version.after_deadline, version.ground, version.replaces) == (True, "b", cast.version(1))
    assert "niet aan zet" in reason(lambda: cast.decide(number, Part.BOARD, "vmbo", NOVEMBER))
    cast.decide(number, Part.COMMITTEE, "vmbo", NOVEMBER)
    cast.decide(number, Part.COMMITTEE, "mbo", NOVEMBER)
    assert "niet aan zet" in reason(lambda: cast.decide(number, Part.BOARD, "vmbo", NOVEMBER))
    cast.decide(number, Part.COUNCIL, "vmbo", NOVEMBER)
    cast.decide(number, Part.BOARD, "vmbo", NOVEMBER)
    cast.decide(number, Part.BOARD, "mbo", NOVEMBER)
    cast.send(number, NOVEMBER)
    assert (dates(cast)["fixed_on"], dates(cast)["sent_on"]) == (MAY, MAY)
    assert outcome(cast, "pta-op-tijd", date(2027, 12, 1)) == "voldoet"


def test_the_database_refuses_a_late_change_without_ground(cast: Cast) -> None:
    cast.offer()
    with pytest.raises(IntegrityError), transaction.atomic():
        RegulationVersion.objects.update(after_deadline=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        RegulationVersion.objects.update(state="van kracht")
    with pytest.raises(IntegrityError), transaction.atomic():
        RegulationVersion.objects.update(state="ingetrokken")


def test_what_was_determined_elsewhere_keeps_its_dates_and_needs_a_ground_after_the_day(cast: Cast) -> None:
    Regulation.objects.filter(pk=cast.regulation.pk).update(fixed_on=MAY, sent_on=MAY)
    cast.regulation.refresh_from_db()
    assert "2.60c" in reason(lambda: cast.offer(NOVEMBER))
    number = cast.offer(NOVEMBER, ground="a", reason="De werkplaats is gesloten.")
    cast.decide_all(number, NOVEMBER)
    cast.send(number, NOVEMBER)
    assert dates(cast)["fixed_on"] == MAY


def test_each_cohort_keeps_its_own_version(cast: Cast) -> None:
    cast.bring_in_force(years=(2026, 2027))
    cast.change()
    cast.bring_in_force(NOVEMBER, years=(2027,), ground="b", reason="Fout in de weging")
    versions = versions_of(cast.regulation)
    cohorts = {cohort.start_year: cohort for cohort in Cohort.objects.filter(route=cast.route)}
    bound = {year: bound_by(versions, cohort) for year, cohort in cohorts.items()}
    assert {year: version and version.number for year, version in bound.items()} == {2026: 1, 2027: 2}
    rows = bound_before(cast.version(2), versions)
    assert [(row.group.cohort.start_year, row.group.label, row.version and row.version.number) for row in rows] == [
        (2027, "leerjaar 3", 1)
    ]
    # The other cohort may still follow, in the same way.
    number = cast.offer(NOVEMBER, years=(2026,), ground="b", reason="Fout in de weging")
    assert cast.version(number).replaces == cast.version(1)


def test_a_cohort_or_school_year_with_versions_is_not_removed(cast: Cast) -> None:
    cast.bring_in_force()
    with pytest.raises(RestrictedError), transaction.atomic():
        Cohort.objects.get(route=cast.route, start_year=2027).delete()
    provider = provider_of(6)
    kind = next(kind for kind in provider.kinds if kind.name == "regulations")
    regulation = Regulation.objects.get(pk=cast.regulation.pk)
    with pytest.raises(ValidationError):
        delete_fact(
            actor=cast.leader,
            route=cast.route,
            provider=provider,
            kind=kind,
            instance=regulation,
            version=regulation.version,
        )
    cast.route.delete()
    assert not RegulationVersion.objects.exists()


def test_dates_follow_from_the_decisions_and_are_not_typed_over(cast: Cast) -> None:
    kind = next(kind for kind in provider_of(6).kinds if kind.name == "regulations")
    form = kind.form(
        {"school_year": "2027", "fixed_on": "2020-01-01", "version": "1"}, instance=cast.regulation, route=cast.route
    )
    assert form.is_valid()
    assert form.cleaned_data["fixed_on"] == date(2020, 1, 1)
    cast.bring_in_force()
    regulation = Regulation.objects.get(pk=cast.regulation.pk)
    form = kind.form(
        {"school_year": "2027", "fixed_on": "2020-01-01", "version": "1"}, instance=regulation, route=cast.route
    )
    assert form.is_valid()
    assert form.cleaned_data["fixed_on"] == MAY


# -- notices ---------------------------------------------------------------------------------------


def texts(version: RegulationVersion) -> dict[str, str]:
    return {notice.audience: notice.text for notice in RegulationNotice.objects.filter(of=version)}


def test_a_late_change_brings_drafts_of_three_notices_with_ground_reason_and_difference(cast: Cast) -> None:
    cast.bring_in_force()
    cast.change()
    number = cast.offer(NOVEMBER, ground="b", reason="De weging was 40, dat moest 60 zijn.")
    cast.decide_all(number, NOVEMBER)
    found = texts(cast.version(number))
    assert set(found) == {"leerlingen", "ouders", "inspectie"}
    for text in found.values():
        assert "Praktijkopdracht metselen (Profielvak BWI), weging: was 40, wordt 60." in text
        assert "De weging was 40, dat moest 60 zijn." in text
        assert "groep 2027 (leerjaar 3)" in text
    assert "2.60c, onderdeel b" in found["inspectie"]
    assert "medezeggenschapsraad van" in found["inspectie"]
    assert "10 november 2027" in found["inspectie"]


def test_a_first_version_brings_covering_letters_without_a_change(cast: Cast) -> None:
    number = cast.offer()
    assert texts(cast.version(number)) == {}
    cast.decide_all(number)
    found = texts(cast.version(number))
    assert "2.60 lid 5" in found["inspectie"]
    assert not any("verandert" in text or "veranderd" in text for text in found.values())


def test_a_notice_is_edited_once_by_one_person(cast: Cast) -> None:
    number = cast.bring_in_force()
    notice = RegulationNotice.objects.get(of=cast.version(number), audience="ouders")
    notice.text = "Beste ouders, lees dit."
    with pytest.raises(PermissionDenied):
        actions.save_notice(actor=cast.people["teacher vmbo"], route=cast.route, notice=notice, version=1)
    actions.save_notice(actor=cast.people["exams mbo"], route=cast.route, notice=notice, version=1)
    with pytest.raises(StaleError):
        actions.save_notice(actor=cast.people["exams vmbo"], route=cast.route, notice=notice, version=1)
    assert RegulationNotice.objects.get(pk=notice.pk).text == "Beste ouders, lees dit."


def back(cast: Cast, number: int, part: Part, side: str, reason: str = "Bij de verkeerde partner vastgelegd.") -> None:
    take_back(
        actor=cast.people[f"{'board' if part == Part.BOARD else 'exams'} {side}"],
        route=cast.route,
        version=cast.version(number),
        seat=cast.seat(part, side),
        reason=reason,
    )


def test_the_last_decision_is_taken_back_with_a_reason_and_stays_readable(cast: Cast) -> None:
    number = cast.offer()
    cast.decide_all(number)
    assert cast.version(number).state == State.TO_SEND
    assert cast.version(number).notices.count() == 3
    back(cast, number, Part.BOARD, "mbo")
    version = cast.version(number)
    assert (version.state, version.notices.count()) == (State.BOARDS, 0)
    assert version.decisions.count() == 4
    gone = RegulationDecision.every.get(version=version, taken_back_at__isnull=False)
    assert (gone.part, gone.taken_back_reason) == (Part.BOARD, "Bij de verkeerde partner vastgelegd.")
    page = client_of(cast.people["board mbo"]).get(reverse("determination", args=[cast.route.pk])).content.decode()
    assert "Reden: Bij de verkeerde partner vastgelegd." in page
    entry = HistoryEntry.objects.filter(verb="teruggenomen").get()
    assert ["reden", "—", "Bij de verkeerde partner vastgelegd."] in entry.changes
    # The organ decides anew, and the procedure goes on as before.
    cast.decide(number, Part.BOARD, "mbo")
    assert cast.version(number).state == State.TO_SEND
    assert cast.version(number).notices.count() == 3


def test_only_the_last_decision_by_its_own_people_with_a_reason_and_before_it_is_in_force(cast: Cast) -> None:
    number = cast.offer()
    cast.decide(number, Part.COMMITTEE, "vmbo")
    cast.decide(number, Part.COMMITTEE, "mbo")
    with pytest.raises(ValidationError, match="Neem eerst het laatste terug"):
        back(cast, number, Part.COMMITTEE, "vmbo")
    with pytest.raises(ValidationError, match="Schrijf waarom"):
        back(cast, number, Part.COMMITTEE, "mbo", "  ")
    url = reverse(
        "regulation_take_back",
        args=[cast.route.pk, YEAR, number, "examencommissie", cast.seat(Part.COMMITTEE, "mbo").partner.pk],
    )
    assert client_of(cast.people["board vmbo"]).post(url, {"reason": "x"}).status_code == 403
    assert client_of(cast.people["exams mbo"]).post(url, {"reason": "Verkeerde dag."}).status_code == 302
    assert cast.version(number).state == State.COMMITTEES
    assert client_of(cast.people["exams mbo"]).get(url).status_code == 404
    cast.decide(number, Part.COMMITTEE, "mbo")
    cast.decide(number, Part.COUNCIL, "vmbo")
    cast.decide(number, Part.BOARD, "vmbo")
    cast.decide(number, Part.BOARD, "mbo")
    cast.send(number)
    with pytest.raises(ValidationError, match="Bied dan een wijziging aan"):
        back(cast, number, Part.BOARD, "mbo")
    with pytest.raises(IntegrityError), transaction.atomic():
        RegulationDecision.every.filter(version__number=number).update(taken_back_at=now())
