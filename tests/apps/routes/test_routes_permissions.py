"""Who may do what, in one table: every address against every kind of person.

An address that is not in the table makes the test fail, so that no page comes without a decision about it.
"""

from typing import Any

import factories
import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from helpers import client_of

from naadloos.exams.models import Assessment
from naadloos.execution.models import Group, PublicPage, Signal, Visit
from naadloos.monitoring.models import Evaluation, Survey
from naadloos.programme.models import Unit
from naadloos.routes.discussion import open_thread
from naadloos.routes.models import (
    Deputy,
    Goal,
    Meeting,
    Purpose,
    Route,
    RouteMember,
    RoutePartner,
    Snapshot,
    TextProposal,
)

PEOPLE = ("anonymous", "outsider", "reader", "teacher", "leader")

# What each person gets: for GET and for POST. 200 may be a page, 302 a redirect after a write or to log in, 404 "does
# not exist", 403 "not with this role", 405 this method does not exist here, 422 the form is not complete.
LOGIN = 302
OPEN = (200, 200, 200, 200, 200)
READ = (LOGIN, 404, 200, 200, 200)
LEADER = (LOGIN, 404, 403, 403, 200)
PROGRAMME = (LOGIN, 404, 403, 200, 200)
NO_SUCH = (LOGIN, 404, 404, 404, 404)
NO_SUCH_AT_ALL = (404, 404, 404, 404, 404)
NO_GET = (LOGIN, 405, 405, 405, 405)
NO_POST = (405, 405, 405, 405, 405)
NO_POST_IN = (LOGIN, 405, 405, 405, 405)

TABLE: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {
    "home": ((200, 302, 302, 302, 302), NO_POST),
    "my_account": ((LOGIN, 200, 200, 200, 200), NO_POST_IN),
    "organisation": ((LOGIN, 404, 404, 404, 200), (LOGIN, 404, 404, 404, 422)),
    "organisation_edit": ((LOGIN, 404, 404, 404, 200), (LOGIN, 404, 404, 404, 422)),
    "invitation": ((404, 404, 404, 404, 404), (404, 404, 404, 404, 404)),
    "demo_login": (NO_POST, (404, 404, 404, 404, 404)),
    "route_list": ((LOGIN, 200, 200, 200, 200), NO_POST_IN),
    "new_route": ((LOGIN, 200, 200, 200, 200), (LOGIN, 200, 422, 422, 422)),
    "route_import": ((LOGIN, 200, 200, 200, 200), (LOGIN, 422, 422, 422, 422)),
    "route_schema": (OPEN, NO_POST),
    "partner_accept": (NO_GET, (LOGIN, 404, 404, 404, 404)),
    "route": (READ, NO_POST_IN),
    "route_edit": (LEADER, (LOGIN, 404, 403, 403, 422)),
    "route_people": (READ, (LOGIN, 404, 403, 403, 422)),
    "partner_invite": (LEADER, (LOGIN, 404, 403, 403, 422)),
    "role_take": (NO_GET, (LOGIN, 404, 403, 403, 302)),
    # A board or a manager of the organisation hands its power on; test_agreement_round has them.
    "deputy_name": ((LOGIN, 404, 403, 403, 403), (LOGIN, 404, 403, 403, 403)),
    "deputy_end": (NO_GET, (LOGIN, 404, 403, 403, 403)),
    "partner_leave": ((LOGIN, 404, 403, 403, 403), (LOGIN, 404, 403, 403, 403)),
    "partner_remind": (NO_GET, (LOGIN, 404, 403, 403, 302)),
    "refuse_step": (NO_GET, (LOGIN, 404, 403, 403, 302)),
    # Whoever reads a route may talk in it; a note of others does not exist (test_routes_discussion).
    "discussion": (READ, (LOGIN, 404, 404, 404, 404)),
    "thread_answer": (NO_GET, (LOGIN, 404, 302, 302, 302)),
    "thread_resolve": (NO_GET, (LOGIN, 404, 403, 403, 302)),
    "post_withdraw": (NO_GET, (LOGIN, 404, 403, 403, 302)),
    # Who speaks for a partner proposes and answers; test_routes_negotiation has the others.
    "proposals": (READ, NO_POST_IN),
    "target_group": (READ, (LOGIN, 404, 403, 403, 422)),
    "target_take": (NO_GET, (LOGIN, 404, 403, 403, 302)),
    "numbers_remove": (NO_GET, (LOGIN, 404, 404, 404, 404)),
    "which_form": (READ, NO_POST_IN),
    "partner_finder": (READ, (LOGIN, 404, 403, 403, 422)),
    "step_paper": (READ, NO_POST_IN),
    "house_style": ((LOGIN, 404, 403, 403, 200), (LOGIN, 404, 403, 403, 422)),
    "organisation_logo": ((LOGIN, 404, 404, 404, 404), NO_POST_IN),
    "project_organisation": (READ, (LOGIN, 404, 403, 403, 422)),
    "meeting": (READ, NO_POST_IN),
    "meetings_calendar": (READ, NO_POST_IN),
    "expectations": (READ, (LOGIN, 404, 422, 422, 422)),
    "expectations_ready": (NO_GET, (LOGIN, 404, 403, 403, 403)),
    "expectation_remove": (NO_GET, (LOGIN, 404, 403, 403, 403)),
    "vision_versions": (READ, NO_POST_IN),
    "monitor_objectives": (READ, (LOGIN, 404, 403, 403, 302)),
    "team": (READ, NO_POST_IN),
    "team_propose": (NO_GET, (LOGIN, 404, 403, 200, 200)),
    "team_take": (NO_GET, (LOGIN, 404, 403, 302, 302)),
    "week": (READ, NO_POST_IN),
    "week_put": (NO_GET, (LOGIN, 404, 403, 404, 404)),
    "week_propose": (NO_GET, (LOGIN, 404, 403, 200, 200)),
    "week_take": (NO_GET, (LOGIN, 404, 403, 302, 302)),
    "week_file": (READ, NO_POST_IN),
    "monitor": (READ, NO_POST_IN),
    "monitor_figure": (READ, NO_POST_IN),
    "monitor_flow": (READ, NO_POST_IN),
    "monitor_benefits": (READ, NO_POST_IN),
    "monitor_year": (READ, NO_POST_IN),
    "monitor_year_take": (NO_GET, (LOGIN, 404, 403, 403, 302)),
    "monitor_region": (READ, NO_POST_IN),
    # Pupils are for the people of quality and the leaders of the same partner; test_deliveries has the others.
    "monitor_deliver": (READ, (LOGIN, 404, 403, 403, 422)),
    "monitor_template": (READ, NO_POST_IN),
    "monitor_deliver_back": (NO_GET, (LOGIN, 404, 404, 404, 404)),
    # Without a file, or with a list that was never shown.
    "monitor_aggregates": (READ, (LOGIN, 404, 403, 403, 422)),
    "monitor_aggregates_template": (READ, NO_POST_IN),
    "monitor_aggregates_take": (NO_GET, (LOGIN, 404, 403, 403, 302)),
    "monitor_exams": (READ, (LOGIN, 404, 403, 403, 422)),
    "monitor_exams_take": (NO_GET, (LOGIN, 404, 403, 403, 302)),
    # TBG-i is of the mbo institution, the leader here is of the school; test_tbgi_check has the others.
    "monitor_tbgi": (READ, (LOGIN, 404, 403, 403, 403)),
    "monitor_pupils": (LEADER, NO_POST_IN),
    "monitor_evaluation": (READ, (LOGIN, 404, 403, 403, 409)),
    "monitor_keeping": (READ, NO_POST_IN),
    "monitor_remove_due": (NO_GET, (LOGIN, 404, 403, 403, 302)),
    "monitor_export": (READ, NO_POST_IN),
    "monitor_document": (READ, NO_POST_IN),
    "surveys": (READ, (LOGIN, 404, 403, 403, 422)),
    "survey": (READ, NO_POST_IN),
    "survey_print": (LEADER, NO_POST_IN),
    "survey_close": (NO_GET, (LOGIN, 404, 403, 403, 302)),
    # Open to all who have the link; nothing was filled in here.
    "survey_answer": (OPEN, (422, 422, 422, 422, 422)),
    "survey_thanks": (OPEN, NO_POST),
    # Teachers write the texts of the page; only leaders choose its address and make it public.
    "public_page": (READ, (LOGIN, 404, 403, 422, 422)),
    "public_address": (NO_GET, (LOGIN, 404, 403, 403, 422)),
    "public_switch": (NO_GET, (LOGIN, 404, 403, 403, 302)),
    "public_preview": (READ, NO_POST_IN),
    "public_leaflet": (READ, NO_POST_IN),
    "public_evening": (READ, NO_POST_IN),
    "public_route": (OPEN, NO_POST),
    "public_route_en": (OPEN, NO_POST),
    "readiness": (READ, NO_POST_IN),
    "readiness_paper": (READ, NO_POST_IN),
    "calendar": (READ, NO_POST_IN),
    # Everybody who reads may have a link of one's own; what is posted here is a whole form.
    "calendar_links": (READ, READ),
    # A link that is not there; test_calendar_links has one that is.
    "calendar_link_revoke": (NO_GET, (LOGIN, 404, 404, 404, 404)),
    "calendar_feed": (NO_SUCH_AT_ALL, NO_POST),
    # Posted without the sign of what was shown, and without a group.
    "rollover": (READ, (LOGIN, 404, 403, 403, 422)),
    "closing": (READ, (LOGIN, 404, 403, 403, 422)),
    # Groups are made by who edits step 10; pupils are for the leaders and quality of the same partner (test_groups).
    "groups": (READ, (LOGIN, 404, 403, 422, 422)),
    "group_find": (NO_GET, (LOGIN, 404, 403, 403, 302)),
    "group_import": (LEADER, (LOGIN, 404, 403, 403, 422)),
    "group_template": (READ, NO_POST_IN),
    "group_counted": (LEADER, (LOGIN, 404, 403, 403, 200)),
    "group": (LEADER, NO_POST_IN),
    # Posted without the version that was shown.
    "group_version": (READ, (LOGIN, 404, 403, 409, 409)),
    "group_enter": (LEADER, (LOGIN, 404, 403, 403, 422)),
    # A pupil that is not there; test_groups_pages has one that is.
    "group_pupil": ((LOGIN, 404, 403, 403, 404), (LOGIN, 404, 403, 403, 404)),
    "group_done_back": (NO_GET, (LOGIN, 404, 403, 403, 404)),
    "group_switch": ((LOGIN, 404, 403, 403, 404), (LOGIN, 404, 403, 403, 404)),
    "group_leave": ((LOGIN, 404, 403, 403, 404), (LOGIN, 404, 403, 403, 404)),
    "group_leave_paper": ((LOGIN, 404, 403, 403, 404), NO_POST_IN),
    "group_pass_on": ((LOGIN, 404, 403, 403, 404), (LOGIN, 404, 403, 403, 404)),
    "group_correct": ((LOGIN, 404, 403, 403, 404), (LOGIN, 404, 403, 403, 404)),
    "group_remove": ((LOGIN, 404, 403, 403, 404), (LOGIN, 404, 403, 403, 404)),
    "clause_library": (READ, NO_POST_IN),
    "agreement_interview": (READ, NO_POST_IN),
    "register_list": (READ, NO_POST_IN),
    "clause_take": (NO_GET, (LOGIN, 404, 403, 403, 302)),
    "propose": (LEADER, (LOGIN, 404, 403, 403, 422)),
    "proposal_answer": (NO_GET, (LOGIN, 404, 403, 403, 403)),
    "proposal_withdraw": (NO_GET, (LOGIN, 404, 403, 403, 302)),
    "route_history": (READ, NO_POST_IN),
    "route_law": (READ, NO_POST_IN),
    "law_changes": (READ, NO_POST_IN),
    "law_question": (LEADER, (LOGIN, 404, 403, 403, 422)),
    "law_year": (READ, (LOGIN, 404, 403, 422, 422)),
    "my_work": ((LOGIN, 200, 200, 200, 200), (LOGIN, 422, 422, 422, 422)),
    "law_years": ((LOGIN, 200, 200, 200, 200), NO_POST_IN),
    "law_rules": ((LOGIN, 200, 200, 200, 200), NO_POST_IN),
    # Who confirms is no role in a route; test_routes_law has a jurist.
    "law_rule": ((LOGIN, 200, 200, 200, 200), (LOGIN, 403, 403, 403, 403)),
    "law_rule_withdraw": (NO_GET, (LOGIN, 403, 403, 403, 403)),
    "route_copy": (LEADER, (LOGIN, 404, 403, 403, 422)),
    "route_planning": (READ, NO_POST_IN),
    "route_export": (READ, NO_POST_IN),
    "route_step": (READ, NO_POST_IN),
    "not_applicable": (NO_GET, (LOGIN, 404, 403, 403, 302)),
    "approve_step": (NO_GET, (LOGIN, 404, 403, 403, 302)),
    "change_untouched": (NO_GET, (LOGIN, 404, 403, 403, 302)),
    "snapshot": (READ, NO_POST_IN),
    "single_edit": (LEADER, (LOGIN, 404, 403, 403, 422)),
    "fact_add": (LEADER, (LOGIN, 404, 403, 403, 422)),
    "fact_edit": (LEADER, (LOGIN, 404, 403, 403, 422)),
    "fact_delete": (LEADER, (LOGIN, 404, 403, 403, 409)),
    "overlap": (READ, NO_POST_IN),
    "overlap_matrix": (READ, NO_POST_IN),
    "overlap_general": (READ, NO_POST_IN),
    "overlap_pair": (READ, NO_POST_IN),
    "overlap_fresh": (READ, NO_POST_IN),
    "overlap_undo": (NO_GET, (LOGIN, 404, 403, 302, 302)),
    "crosstable_xlsx": (READ, NO_POST_IN),
    "crosstable_pdf": (READ, NO_POST_IN),
    "crosstable_import": (PROGRAMME, (LOGIN, 404, 403, 422, 422)),
    "judge": (NO_GET, (LOGIN, 404, 403, 302, 302)),
    "bundle": (PROGRAMME, (LOGIN, 404, 403, 422, 422)),
    "board": (READ, NO_POST_IN),
    "make_plan": (NO_GET, (LOGIN, 404, 403, 302, 302)),
    "plan_proposals": (READ, NO_POST_IN),
    "plan_progress": (READ, NO_POST_IN),
    # A proposal and a version that are not there; test_programme_proposals and _versions have them.
    "put_on_board": (NO_GET, (LOGIN, 404, 403, 404, 404)),
    "lay_away": (NO_GET, (LOGIN, 404, 403, 404, 404)),
    "plan_versions": (READ, NO_POST_IN),
    "save_board": (NO_GET, (LOGIN, 404, 403, 302, 302)),
    "compare_versions": (READ, NO_POST_IN),
    "adopt_version": ((LOGIN, 404, 403, 404, 404), (LOGIN, 404, 403, 404, 404)),
    "put_back_version": ((LOGIN, 404, 403, 404, 404), (LOGIN, 404, 403, 404, 404)),
    "make_periods": (NO_GET, (LOGIN, 404, 403, 302, 302)),
    "move": (PROGRAMME, (LOGIN, 404, 403, 422, 422)),
    "year_plan": (READ, NO_POST_IN),
    # Posted without the sign of what was shown.
    "take_weeks": (PROGRAMME, (LOGIN, 404, 403, 409, 409)),
    "paste_holidays": (PROGRAMME, (LOGIN, 404, 403, 422, 422)),
    "travel": (READ, NO_POST_IN),
    "board_fresh": (READ, NO_POST_IN),
    "board_undo": (NO_GET, (LOGIN, 404, 403, 302, 302)),
    "board_redo": (NO_GET, (LOGIN, 404, 403, 302, 302)),
    "board_costs": (PROGRAMME, NO_POST_IN),
    "board_panel": (PROGRAMME, NO_POST_IN),
    "board_move": (NO_GET, (LOGIN, 404, 403, 302, 302)),
    "board_lock": (NO_GET, (LOGIN, 404, 403, 302, 302)),
    "board_forbid": (NO_GET, (LOGIN, 404, 403, 302, 302)),
    "coverage": (READ, NO_POST_IN),
    "lessons": (READ, NO_POST_IN),
    "hours_norms": (READ, NO_POST_IN),
    "board_print": (READ, NO_POST_IN),
    "overview_pdf": (READ, NO_POST_IN),
    "overview_xlsx": (READ, NO_POST_IN),
    "route_edition": (READ, (LOGIN, 404, 403, 302, 302)),
    # An opleiding without a successor; test_programme_succession has one with.
    "route_successor": ((LOGIN, 404, 404, 404, 404), (LOGIN, 404, 404, 404, 404)),
    # A job that is not there; test_jobs has one that is.
    "job": ((LOGIN, 404, 404, 404, 404), NO_POST_IN),
    "job_stop": (NO_GET, (LOGIN, 404, 404, 404, 404)),
    "exam_table": (READ, NO_POST_IN),
    # Works out marks and keeps nothing.
    "exam_result": (READ, READ),
    # Judged, not saved.
    "finance_summary": (READ, NO_POST_IN),
    "finance_table": (READ, NO_POST_IN),
    "finance_cell": (READ, NO_POST_IN),
    "finance_figures": (READ, NO_POST_IN),
    "finance_settlement": (READ, NO_POST_IN),
    "finance_sizes": (READ, NO_POST_IN),
    "finance_certainty": (READ, NO_POST_IN),
    "finance_since": (READ, NO_POST_IN),
    "finance_register": (READ, NO_POST_IN),
    "finance_xlsx": (READ, NO_POST_IN),
    "finance_tbgi": (LEADER, (LOGIN, 404, 403, 403, 422)),
    "finance_tbgi_take": (NO_GET, (LOGIN, 404, 403, 403, 302)),
    "exam_live": (NO_GET, (LOGIN, 404, 403, 200, 200)),
    "exam_live_fact": (NO_GET, (LOGIN, 404, 403, 200, 200)),
    "determination": (READ, NO_POST_IN),
    "regulation": (READ, NO_POST_IN),
    "regulation_file": (READ, NO_POST_IN),
    "pupil_file": (READ, NO_POST_IN),
    "regulation_difference": (READ, NO_POST_IN),
    "regulation_offer": (LEADER, (LOGIN, 404, 403, 403, 422)),
    # A version that is not there; test_exams_pages has one that is, with everybody who has a say.
    "regulation_decide": (NO_SUCH, NO_SUCH),
    "regulation_take_back": (NO_SUCH, NO_SUCH),
    "regulation_send": (NO_SUCH, NO_SUCH),
    "regulation_withdraw": (NO_SUCH, NO_SUCH),
    "regulation_notice": (NO_SUCH, NO_SUCH),
    "regulation_notice_file": (NO_SUCH, NO_POST_IN),
    "exam_coverage": (READ, NO_POST_IN),
    "exam_load": (READ, NO_POST_IN),
    "exam_sheet": (READ, NO_POST_IN),
    "exam_propose": (READ, (LOGIN, 404, 403, 422, 422)),
    "exam_import": (PROGRAMME, (LOGIN, 404, 403, 422, 422)),
    # Counts are for all who read; keys of pupils, visits and signals for who may write in step 10.
    "bpv": (READ, NO_POST_IN),
    "bpv_company": (READ, NO_POST_IN),
    "bpv_template": (READ, NO_POST_IN),
    "bpv_export": (PROGRAMME, NO_POST_IN),
    "bpv_proposal": (PROGRAMME, (LOGIN, 404, 403, 302, 302)),
    "bpv_propose": (NO_GET, (LOGIN, 404, 403, 302, 302)),
    "bpv_agreements": (PROGRAMME, NO_POST_IN),
    "bpv_pupils": (PROGRAMME, (LOGIN, 404, 403, 422, 422)),
    "bpv_pupil": (PROGRAMME, (LOGIN, 404, 403, 422, 422)),
    "bpv_pupil_remove": (NO_GET, (LOGIN, 404, 403, 302, 302)),
    # Posted without the version that was seen.
    "bpv_match": (PROGRAMME, (LOGIN, 404, 403, 422, 422)),
    "bpv_match_remove": (NO_GET, (LOGIN, 404, 403, 302, 302)),
    "bpv_settings": (PROGRAMME, (LOGIN, 404, 403, 422, 422)),
    "bpv_falls_away": (PROGRAMME, (LOGIN, 404, 403, 422, 422)),
    "bpv_group_add": (PROGRAMME, (LOGIN, 404, 403, 422, 422)),
    "bpv_visit_add": (PROGRAMME, (LOGIN, 404, 403, 422, 422)),
    "bpv_signal_add": (PROGRAMME, (LOGIN, 404, 403, 422, 422)),
    "bpv_visit_follow": (NO_GET, (LOGIN, 404, 403, 302, 302)),
    "bpv_signal_close": (NO_GET, (LOGIN, 404, 403, 302, 302)),
    "bpv_import": (PROGRAMME, (LOGIN, 404, 403, 422, 422)),
    "agreement": (READ, NO_POST_IN),
    "agreement_signed": (READ, (LOGIN, 404, 422, 422, 422)),
    # A version and a copy that are not there; test_agreement_signed has them.
    "signed_copy_add": ((LOGIN, 404, 404, 404, 404), (LOGIN, 404, 404, 404, 404)),
    "signed_copy": ((LOGIN, 404, 404, 404, 404), NO_POST_IN),
    "agreement_pdf": (READ, NO_POST_IN),
    "agreement_difference": (READ, NO_POST_IN),
    # Nothing was signed; test_agreement_versions has what was.
    "addendum_pdf": ((LOGIN, 404, 404, 404, 404), NO_POST_IN),
    "addendum_docx": ((LOGIN, 404, 404, 404, 404), NO_POST_IN),
    "agreement_docx": (READ, NO_POST_IN),
    "curriculum": ((LOGIN, 200, 200, 200, 200), NO_POST_IN),
    "curriculum_profile": ((LOGIN, 200, 200, 200, 200), NO_POST_IN),
    "curriculum_module": ((LOGIN, 200, 200, 200, 200), NO_POST_IN),
    "curriculum_qualification": ((LOGIN, 200, 200, 200, 200), NO_POST_IN),
    "curriculum_avo": ((LOGIN, 404, 404, 404, 404), NO_POST_IN),
    "curriculum_codes": ((LOGIN, 200, 200, 200, 200), (LOGIN, 422, 422, 422, 422)),
    "curriculum_template": ((LOGIN, 200, 200, 200, 200), NO_POST_IN),
    "curriculum_export": ((LOGIN, 200, 200, 200, 200), NO_POST_IN),
    "curriculum_changes": ((LOGIN, 200, 200, 200, 200), NO_POST_IN),
    "curriculum_import_changes": ((LOGIN, 404, 404, 404, 404), NO_POST_IN),
    "curriculum_import": ((LOGIN, 403, 403, 403, 200), (LOGIN, 403, 403, 403, 422)),
    "curriculum_import_check": ((LOGIN, 403, 403, 403, 404), (LOGIN, 403, 403, 403, 404)),
    "curriculum_import_pdf": ((LOGIN, 403, 403, 403, 404), (LOGIN, 403, 403, 403, 404)),
    "curriculum_import_drop": (NO_GET, (LOGIN, 403, 403, 403, 404)),
    "curriculum_successor": ((LOGIN, 403, 403, 403, 200), (LOGIN, 403, 403, 403, 302)),
}
# Addresses of the packages for accounts and language, which guard themselves.
FOREIGN = ("account_", "set_language")


def all_names() -> set[str]:
    found: set[str] = set()

    def walk(patterns: list[URLPattern | URLResolver]) -> None:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns)
            elif pattern.name:
                found.add(pattern.name)

    walk(get_resolver().url_patterns)
    return {name for name in found if not name.startswith(FOREIGN)}


@pytest.fixture
def route(bwi: Route) -> Route:
    return bwi


def bpv_arguments(name: str, route: Route) -> dict[str, list[Any]]:
    """A pupil, a match, a visit and a signal at the first company; each is left as it is made."""
    if not name.startswith("bpv_"):
        return {}
    pupil, match = factories.bpv_match(route, "LL-2027-900")
    today = timezone.localdate()
    visit = Visit.objects.create(route=route, company=match.company, on=today, by="Test", follow_up_on=today)
    signal = Signal.objects.create(route=route, company=match.company, on=today, about="Te weinig begeleiding")
    at_company = ("bpv_company", "bpv_falls_away", "bpv_group_add", "bpv_visit_add", "bpv_signal_add")
    return {
        **{each: [route.pk, match.company_id] for each in at_company},
        **{each: [route.pk, pupil.pk] for each in ("bpv_pupil", "bpv_pupil_remove")},
        **{each: [route.pk, match.pk] for each in ("bpv_match", "bpv_match_remove")},
        "bpv_visit_follow": [route.pk, visit.pk],
        "bpv_signal_close": [route.pk, signal.pk],
        "bpv_template": [route.pk, "bedrijven"],
    }


def arguments(name: str, route: Route, reader_role: RouteMember) -> list[Any]:
    goal = Goal.objects.filter(route=route).first()
    unit = Unit.objects.filter(route=route).first()
    partner = RoutePartner.objects.get(route=route, key="waterlijn")
    snapshot = Snapshot.objects.filter(route=route, step=1).first()
    board = RouteMember.objects.filter(route=route, role="bestuurder", partner__key="singelkwartier")[0]
    today = timezone.localdate()
    deputy = Deputy.objects.create(member=board, user=board.user, starts_on=today, ends_on=today)
    leads = route.members.filter(role="projectleider", partner__key="waterlijn")[0].user
    thread = open_thread(actor=leads, route=route, step=1, about="", text="Klopt dit?")
    proposal = TextProposal.objects.create(
        route=route, step=3, kind="vision", field="vision", about="visie", before="a", text="b", reason="c",
        partner=partner, user=leads, user_name=str(leads),
    )  # fmt: skip
    assert goal
    assessment = Assessment.objects.filter(route=route).first()
    assert unit
    assert assessment
    assert snapshot
    assert Purpose.objects.filter(route=route).exists()
    survey = Survey.objects.create(
        route=route, audience="team", school_year=today.year, opens_on=today, closes_on=today
    )
    public = PublicPage.objects.get(route=route)
    group = Group.objects.create(route=route, name="Bouw 9", start_year=2027)
    special: dict[str, list[Any]] = {
        "home": [],
        "my_account": [],
        "route_list": [],
        "new_route": [],
        "route_import": [],
        "route_schema": [],
        "curriculum": [],
        "curriculum_profile": ["BWI"],
        "curriculum_module": ["P/BWI/01"],
        "curriculum_qualification": ["25786"],
        "curriculum_avo": ["XX"],
        "curriculum_codes": [],
        "curriculum_template": [],
        "curriculum_export": [],
        "curriculum_changes": [],
        "curriculum_import_changes": [999_999],
        "curriculum_import": [],
        "curriculum_import_check": ["x" * 32],
        "curriculum_import_pdf": ["x" * 32],
        "curriculum_import_drop": ["x" * 32],
        "curriculum_successor": ["25786"],
        "route_successor": [route.pk, "25786"],
        "job": [route.pk],
        "job_stop": [route.pk],
        "organisation": [partner.organisation_id],
        "organisation_edit": [partner.organisation_id],
        "invitation": ["bestaat-niet"],
        "demo_login": [999_999],
        "partner_accept": [partner.pk],
        "partner_invite": [route.pk, partner.pk],
        "role_take": [route.pk, reader_role.pk],
        "deputy_name": [route.pk, board.pk],
        "deputy_end": [route.pk, deputy.pk],
        "partner_leave": [route.pk, board.partner_id],
        "partner_remind": [route.pk, 1, partner.pk],
        "refuse_step": [route.pk, 1, partner.pk],
        **bpv_arguments(name, route),
        "propose": [route.pk, 3, "vision", "vision"],
        "proposal_answer": [route.pk, proposal.pk, board.partner_id],
        "proposal_withdraw": [route.pk, proposal.pk],
        "calendar_link_revoke": [route.pk, 999_999],
        "calendar_feed": ["bestaat-niet"],
        "clause_take": [route.pk, "geschil-bindend"],
        **{name: [route.pk, survey.pk] for name in ("survey", "survey_print", "survey_close")},
        **{name: [survey.token] for name in ("survey_answer", "survey_thanks")},
        "week_file": [route.pk, "csv"],
        "readiness_paper": [route.pk, "docx"],
        "monitor_figure": [route.pk, "i-stageuren"],
        "monitor_deliver_back": [route.pk, 999_999],
        "monitor_pupils": [route.pk, partner.pk],
        "monitor_evaluation": [route.pk, Evaluation.objects.filter(route=route)[0].pk],
        "monitor_export": [route.pk, "csv"],
        "monitor_document": [route.pk, "monitorplan", "docx"],
        "public_preview": [route.pk, "nl"],
        "public_leaflet": [route.pk, "nl", "a5"],
        "public_evening": [route.pk, "nl"],
        **{name: [public.slug] for name in ("public_route", "public_route_en")},
        "expectation_remove": [route.pk, 999_999],
        "group_import": [route.pk, "plaatsing"],
        "group_template": [route.pk, "voortgang"],
        "group_counted": [route.pk, partner.pk],
        **{name: [route.pk, group.pk] for name in ("group", "group_version", "group_enter")},
        **{name: [route.pk, 999_999] for name in ("group_pupil", "group_switch", "group_leave", "group_pass_on")},
        **{name: [route.pk, 999_999] for name in ("group_correct", "group_remove")},
        "group_done_back": [route.pk, 999_999, 999_999],
        "group_leave_paper": [route.pk, 999_999, "pdf"],
        "meeting": [route.pk, Meeting.objects.filter(route=route)[0].pk],
        "step_paper": [route.pk, 1, "pdf"],
        "house_style": [partner.organisation_id],
        "organisation_logo": [partner.organisation_id],
        "numbers_remove": [route.pk, 999_999],
        "thread_answer": [route.pk, thread.pk],
        "thread_resolve": [route.pk, thread.pk],
        "post_withdraw": [route.pk, thread.posts.get().pk],
        "route_step": [route.pk, 1],
        "not_applicable": [route.pk, 1],
        "approve_step": [route.pk, 1, partner.pk],
        "change_untouched": [route.pk, 1, partner.pk],
        "snapshot": [route.pk, 1, snapshot.number],
        "single_edit": [route.pk, 1, "purpose"],
        "fact_add": [route.pk, 1, "goals"],
        "fact_edit": [route.pk, 1, "goals", goal.pk],
        "fact_delete": [route.pk, 1, "goals", goal.pk],
        "move": [route.pk, unit.pk],
        "take_weeks": [route.pk, 2027, 1],
        "exam_live": [route.pk, "terms"],
        "exam_live_fact": [route.pk, "assessments", assessment.pk],
        "regulation": [route.pk, 2027, "concept"],
        "regulation_file": [route.pk, 2027, "concept", "docx"],
        "pupil_file": [route.pk, 2027, "concept", 1, "docx"],
        "regulation_difference": [route.pk, 2027],
        "regulation_offer": [route.pk, 2027],
        "regulation_decide": [route.pk, 2027, 99, "bestuur", partner.pk],
        "regulation_take_back": [route.pk, 2027, 99, "bestuur", partner.pk],
        "regulation_send": [route.pk, 2027, 99],
        "regulation_withdraw": [route.pk, 2027, 99],
        "regulation_notice": [route.pk, 2027, 99, "ouders"],
        "regulation_notice_file": [route.pk, 2027, 99, "ouders", "pdf"],
        "finance_cell": [route.pk, "prijs.singelkwartier.niveau2.2031"],
        "signed_copy_add": [route.pk, 999],
        "signed_copy": [route.pk, 999_999],
        "put_on_board": [route.pk, 999_999],
        "lay_away": [route.pk, 999_999],
        "adopt_version": [route.pk, 999_999],
        "put_back_version": [route.pk, 999_999],
        **{f"board_{each}": [route.pk, unit.pk] for each in ("costs", "panel", "move", "lock", "forbid")},
        "law_question": [route.pk, "geen-bsa"],
        "my_work": [],
        "law_rules": [],
        "law_years": [],
        "law_rule": ["geen-bsa"],
        "law_rule_withdraw": ["geen-bsa"],
    }
    return special.get(name, [route.pk])


def test_every_address_is_in_the_table() -> None:
    assert all_names() == set(TABLE)


@pytest.mark.parametrize("name", sorted(TABLE))
def test_role_by_address(route: Route, name: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    # Who may ask for a proposal, not how good it is.
    monkeypatch.setattr("naadloos.execution.teaching.SECONDS", 0.2)
    reader = factories.member(route, "lezer")
    extra = factories.member(route, "lezer", side="mbo")
    teacher = factories.member(route, "docent")
    leader = route.members.filter(role="projectleider", partner__key="waterlijn")[0].user
    role = RouteMember.objects.get(route=route, user=extra)
    people = {
        "outsider": factories.person(),
        "reader": reader,
        "teacher": teacher,
        "leader": leader,
    }
    # Readers and teachers belong to the school too, so that only the role makes the difference; but what is about the
    # organisation itself is for its members: take another organisation for them there.
    url = reverse(name, args=arguments(name, route, role))
    clients = {who: client_of(people[who]) if who in people else Client() for who in PEOPLE}
    for method in ("get", "post"):
        found = {who: getattr(clients[who], method)(url).status_code for who in PEOPLE}
        assert found == expected_of(name, method), method


def expected_of(name: str, method: str) -> dict[str, int]:
    expected = dict(zip(PEOPLE, TABLE[name][method == "post"], strict=True))
    if name in {"organisation", "organisation_edit"}:
        expected |= {"reader": 200, "teacher": 200} if name == "organisation" else {"reader": 403, "teacher": 403}
        if method == "post" and name == "organisation":
            expected |= {"reader": 422, "teacher": 422}
    return expected
