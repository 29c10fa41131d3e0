"""A file that is read in by a worker: the page follows by itself; and the pages of a successor."""

from pathlib import Path
from typing import Any

import factories
import pytest
from browser_help import check_both_widths, log_in
from helpers import run_jobs
from kept_demo import put_demo
from playwright.sync_api import Page, expect

from naadloos.curriculum.models import Qualification, Werkproces
from naadloos.jobs.models import Job
from naadloos.routes.models import Route

# One width for the walk; each page on the way is looked at in both.
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("width", [1280], indirect=True)]

DOSSIER = """<sbb><dossiers><dossier titel="Verzonnen"><profielen><profiel titel="Vak" niveau="2" hoofdstuk="1">
<creboinformatie><crebo>29998</crebo></creboinformatie></profiel></profielen></dossier></dossiers></sbb>"""


def test_a_file_is_checked_and_read_in_while_the_page_follows(page: Page, settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    manager = factories.person("Bea Heerder")
    factories.organisation("mbo", manager=manager)
    log_in(page, manager)
    page.goto("/curriculum/inlezen/")
    send = page.get_by_role("button", name="Bekijk wat er verandert")

    page.set_input_files("[name=file]", {"name": "plaatje.gif", "mimeType": "application/pdf", "buffer": b"GIF89a"})
    send.click()
    expect(page.get_by_role("alert")).to_contain_text("kent Naadloos niet")

    page.set_input_files(
        "[name=file]", {"name": "dossier.xml", "mimeType": "text/xml", "buffer": DOSSIER.encode("utf-8")}
    )
    send.click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    check_both_widths(page)
    run_jobs()
    # Nobody clicks: the page moves on by itself.
    expect(page.get_by_text("Er is nog niets veranderd.")).to_be_visible()
    page.get_by_role("button", name="Lees dit bestand in").click()
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    check_both_widths(page)
    run_jobs()
    expect(page.get_by_role("heading", name="Wat is er veranderd?")).to_be_visible()
    assert Qualification.objects.filter(crebo="29998").exists()
    assert set(Job.objects.values_list("state", flat=True)) == {"klaar"}


def test_a_job_is_stopped_from_its_page(page: Page, settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    manager = factories.person("Bea Heerder")
    factories.organisation("mbo", manager=manager)
    log_in(page, manager)
    page.goto("/curriculum/inlezen/")
    page.set_input_files(
        "[name=file]", {"name": "dossier.xml", "mimeType": "text/xml", "buffer": DOSSIER.encode("utf-8")}
    )
    page.get_by_role("button", name="Bekijk wat er verandert").click()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("heading", name="Een bestand inlezen")).to_be_visible()
    assert Job.objects.get().state == "gestopt"


def test_pages_of_a_successor(page: Page) -> None:
    put_demo()
    route = Route.objects.get(name__startswith="Bouwroute")
    old, new = Qualification.objects.get(crebo="25786"), Qualification.objects.get(crebo="25829")
    task = new.kerntaken.order_by("code")[0]
    Werkproces.objects.create(
        kerntaak=task, code=f"{task.code}-W99", full_code=f"25829 {task.code}-W99", title="Rekent kosten uit"
    )
    route.routequalification_set.filter(qualification=new).delete()  # type: ignore[attr-defined]
    old.successor = new
    old.save()
    page.goto("/")
    page.get_by_role("button", name="Marieke Dekker").click()
    expect(page.get_by_role("heading", name="Uw routes")).to_be_visible()
    page.goto(f"/routes/{route.pk}/programma/uitgave/")
    check_both_widths(page)
    page.get_by_role("link", name="Vergelijk").click()
    check_both_widths(page)
    page.get_by_role("button", name="Bekijk wat dit raakt").click()
    for tick in page.get_by_role("checkbox").all():
        tick.check()
    page.get_by_role("button", name="Bekijk wat dit raakt").click()
    expect(page.get_by_role("heading", name="In het kort")).to_be_visible()
    check_both_widths(page)
    page.get_by_role("button", name="Neem de opvolger over").click()
    expect(page.get_by_text("Overgenomen:")).to_be_visible()
    assert route.routequalification_set.filter(qualification=new).exists()  # type: ignore[attr-defined]
