"""The basisweek: the board, one move, a proposal, and the week as a file."""

import csv
import io
import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from naadloos.documents.pdf import render_pdf
from naadloos.engines.route.terms import WeekKind
from naadloos.engines.week import HALVES, Half, LessonAt, Stay, Week, WeekStatus
from naadloos.execution import weekboard
from naadloos.execution.models import PracticeRoom, WeekGroup, WeekLesson
from naadloos.execution.models.week import PARTS
from naadloos.execution.poster import poster
from naadloos.execution.week_files import calendar_of, csv_rows, week_year, years_of
from naadloos.routes.housestyle import in_house_style
from naadloos.routes.models import Route
from naadloos.routes.portable import build_document
from naadloos.routes.shown import PROPOSAL_VALID, shown_before, sign
from naadloos.routes.views.common import person, step_context
from naadloos.routes.words import say

STEP = 10
SALT = "naadloos.week"


@login_required
@require_safe
def week(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, STEP)
    document = build_document(route)
    problem, now = weekboard.problem_and_week(document)
    years = [week_year(document, year) for year in years_of(document, timezone.localdate())]
    context |= {
        "board": weekboard.board_of(problem, now),
        "years": years,
        "parts": PARTS,
        "rooms": PracticeRoom.objects.filter(route=route),
        "halves": [(f"{half.day}-{half.part}", weekboard.half_text(half)) for half in HALVES],
    }
    return render(request, "execution/week.html", context)


@login_required
@require_POST
def week_put(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Put a group on a half day, or a lesson on one; without script too."""
    route, _provider, context = step_context(request, pk, STEP)
    if not context["may_edit"]:
        raise PermissionDenied
    sent = request.POST
    try:
        if "les" in sent:
            lesson = get_object_or_404(WeekLesson, route=route, key=sent["les"])
            half = weekboard.half_in(sent["dagdeel"]) if sent.get("dagdeel") else None
            room = sent.get("lokaal", "")
            weekboard.place_lesson(
                actor=person(request),
                route=route,
                lesson=lesson,
                half=half,
                place=lesson.place or _place_of(route, room),
                room=int(room) if room.isdecimal() else None,
            )
        elif "naar" in sent:
            group = get_object_or_404(WeekGroup, route=route, key=sent.get("groep", ""))
            one, other = (weekboard.half_in(sent.get(name, "")) for name in ("dagdeel", "naar"))
            done = weekboard.swap(actor=person(request), route=route, group=group, one=one, other=other)
            messages.success(request, _swapped(done, one, other))
        else:
            group = get_object_or_404(WeekGroup, route=route, key=sent.get("groep", ""))
            weekboard.put(
                actor=person(request),
                route=route,
                group=group,
                half=weekboard.half_in(sent.get("dagdeel", "")),
                choice=sent.get("waar", ""),
            )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("week", pk)


def _swapped(done: weekboard.Swapped, one: Half, other: Half) -> str:
    names = {"one": weekboard.half_text(one), "other": weekboard.half_text(other)}
    said = [_("Geruild: %(one)s en %(other)s.") % names]
    if done.went:
        said.append(_("Deze lessen gingen mee: %(what)s.") % {"what": "; ".join(done.went)})
    if done.stayed:
        left = _("Deze lessen bleven staan, want zij duren een hele dag of zijn ook voor een andere groep: %(what)s.")
        said.append(left % {"what": "; ".join(done.stayed)})
    return " ".join(said)


def _place_of(route: Route, room: str) -> str:
    found = PracticeRoom.objects.filter(route=route, pk=room).first() if room.isdecimal() else None
    return found.place if found else ""


@login_required
@require_POST
def week_propose(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, STEP)
    if not context["may_edit"]:
        raise PermissionDenied
    problem, _now = weekboard.problem_and_week(build_document(route))
    found = weekboard.proposal(problem)
    fits = found.status in (WeekStatus.OPTIMAL, WeekStatus.FEASIBLE, WeekStatus.STOPPED)
    context |= {
        "result": found,
        "fits": fits,
        "board": weekboard.board_of(problem, found.week),
        "parts": PARTS,
        "notes": [say(each) for each in found.notes],
        "goals": [say(each.why) for each in found.goals if each.points],
        "reasons": [say(each.text) for each in found.reasons] or ([] if fits else weekboard.why_not(problem)),
        "signed": sign(route, SALT, _plain(found.week)),
    }
    return render(request, "execution/week_proposal.html", context)


def _plain(found: Week) -> list[list[list[object]]]:
    return [
        [[each.group, each.half.day, each.half.part, each.kind.value, each.site] for each in found.stays],
        [[each.lesson, each.start.day, each.start.part, each.site, each.room] for each in found.lessons],
    ]


@login_required
@require_POST
def week_take(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, STEP)
    if not context["may_edit"]:
        raise PermissionDenied
    try:
        stays, lessons = shown_before(route, SALT, request.POST.get("signed", ""), valid=PROPOSAL_VALID)
    except signing.BadSignature:
        messages.error(request, _("Dit voorstel is te oud of niet van deze route. Maak een nieuw voorstel."))
        return redirect("week", pk)
    taken = Week(
        tuple(Stay(group, Half(day, part), WeekKind.of(kind), site) for group, day, part, kind, site in stays),
        tuple(LessonAt(lesson, Half(day, part), site, room) for lesson, day, part, site, room in lessons),
    )
    weekboard.take_over(actor=person(request), route=route, week=taken)
    messages.success(request, _("De week is overgenomen. U kunt elk dagdeel nog wijzigen."))
    return redirect("week", pk)


@login_required
@require_safe
def week_file(request: HttpRequest, pk: uuid.UUID, kind: str) -> HttpResponse:
    """CSV and iCalendar of one school year for timetable programs, and a poster for the wall."""
    route, _provider, _context = step_context(request, pk, STEP)
    document = build_document(route)
    board = weekboard.board_of(*weekboard.problem_and_week(document))
    name = f"{slugify(route.name)}-basisweek"
    years = years_of(document, timezone.localdate())
    asked = request.GET.get("jaar", "")
    year = week_year(document, next((each for each in years if str(each) == asked), years[0]))
    if kind == "csv":
        out = io.StringIO()
        csv.writer(out, delimiter=";").writerows(csv_rows(board, year))
        response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    elif kind == "ics":
        response = HttpResponse(calendar_of(route, board, year), content_type="text/calendar; charset=utf-8")
    elif kind == "pdf":
        content = in_house_style(poster(str(route), board, timezone.localdate()), route)
        response = HttpResponse(render_pdf(content), content_type="application/pdf")
    else:
        raise Http404
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
