"""A plan as a job: followed, stopped, taken up again, put on the board, and adopted."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import factories
import pytest
from browser_help import check_both_widths, log_in
from helpers import run_jobs
from playwright.sync_api import Page, expect

from naadloos.jobs.models import Job
from naadloos.programme import background, board_actions
from naadloos.programme.models import Placement, PlanProposal, PlanSettings, PlanVersion, Unit
from naadloos.programme.stored import read_placements

# One width for the walk; each page on the way is looked at in both.
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("width", [360], indirect=True)]


def test_a_plan_is_stopped_taken_up_again_put_on_the_board_and_adopted(
    page: Page, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA = tmp_path
    person = factories.person("Sanne Docent")
    route = factories.route(person)
    PlanSettings.objects.create(route=route, law_hours=False)
    board_actions.make_periods(actor=person, route=route, periods=2, weeks=9, hours=Decimal(100))
    for title in ("Metselen", "Timmeren", "Rekenen"):
        Unit.objects.create(route=route, title=title, kind="overig", hours=60, side="vmbo")
    given: list[Any] = []
    pressed: list[bool] = []
    plan, news = background.plan, background._Making._news

    def first_without_end(*args: Any, **more: Any) -> Any:
        """The first search goes on until somebody stops it."""
        given.append(more["start"])
        found = plan(*args, **more)
        while len(given) == 1 and not more["control"].stopped:
            pass
        return found

    def person_looks(making: Any) -> None:
        news(making)
        if making.kept and not pressed:
            pressed.append(True)
            expect(page.get_by_role("heading", name="Steeds beter")).to_be_visible()
            check_both_widths(page)
            page.get_by_role("button", name="Stop en houd het beste").click()

    monkeypatch.setattr(background, "plan", first_without_end)
    monkeypatch.setattr(background._Making, "_news", person_looks)

    log_in(page, person)
    page.goto(f"/routes/{route.pk}/programma/bord/")
    expect(page.get_by_text("Er is nog geen plan vastgesteld.")).to_be_visible()
    page.get_by_role("button", name="Maak een voorstel").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    run_jobs()
    expect(page.get_by_role("heading", name="Voorstellen voor het bord")).to_be_visible()
    assert Job.objects.get().state == "gestopt"
    stopped = PlanProposal.objects.get(route=route)
    assert not Placement.objects.filter(route=route).exists()

    # The same question again goes on from there.
    page.get_by_role("button", name="Maak een voorstel").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    run_jobs()
    expect(page.get_by_role("heading", name="Voorstel 1")).to_be_visible()
    assert given == [(), read_placements(stopped.placements)]
    check_both_widths(page)

    page.get_by_role("button", name=re.compile("Zet op het bord.*1")).click()
    expect(page.get_by_text("Het voorstel staat op het bord")).to_be_visible()
    check_both_widths(page)
    page.get_by_role("link", name="Versies", exact=True).first.click()
    check_both_widths(page)
    page.get_by_role("link", name="Stel vast").click()
    expect(page.get_by_role("heading", name="Wat elders verandert")).to_be_visible()
    check_both_widths(page)
    page.get_by_role("button", name="Stel dit plan vast").click()
    expect(page.get_by_text("geldt nu")).to_be_visible()
    check_both_widths(page)
    assert PlanVersion.objects.get(route=route).adopted_by == "Sanne Docent"
    page.get_by_role("button", name="Toon het verschil").click()
    check_both_widths(page)
    page.goto(f"/routes/{route.pk}/programma/versies/1/terugzetten/")
    check_both_widths(page)
    page.goto(f"/routes/{route.pk}/programma/bord/")
    expect(page.get_by_text("Het bord is daaraan gelijk.")).to_be_visible()
