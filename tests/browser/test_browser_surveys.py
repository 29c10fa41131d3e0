"""A questionnaire from opening to results: on a phone too, and filled in without script."""

import pytest
from browser_help import check_both_widths
from kept_demo import put_demo
from playwright.sync_api import Browser, Page, expect

from naadloos.monitoring.models import Survey
from naadloos.monitoring.survey_actions import answer_survey
from naadloos.routes.models import Route

# One width for the walk; each page on the way is looked at in both.
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("width", [360], indirect=True)]


def test_open_fill_in_and_read(page: Page, chromium: Browser, live_server: object, width: int) -> None:
    put_demo()
    route = Route.objects.get(name__startswith="Bouwroute")
    page.goto("/")
    page.get_by_role("button", name="Marieke Dekker").click()
    page.wait_for_url("**/routes/")
    page.goto(f"/routes/{route.pk}/monitor/vragenlijsten/")
    page.get_by_label("Voor wie").select_option("leerlingen")
    page.get_by_label("Open tot en met").fill("2099-12-31")
    page.get_by_role("button", name="Open de vragenlijst").click()
    expect(page.get_by_role("heading", name="Deel deze link")).to_be_visible()
    check_both_widths(page)
    survey = Survey.objects.get(route=route)
    page.get_by_role("link", name="Poster met de QR-code").click()
    expect(page.get_by_text("Deze vragenlijst is anoniem")).to_be_visible()
    check_both_widths(page)

    visitor = chromium.new_context(
        java_script_enabled=False,
        viewport={"width": width, "height": 900},
        base_url=live_server.url,  # type: ignore[attr-defined]
    )
    form = visitor.new_page()
    form.goto(f"/v/{survey.token}/")
    wide = form.locator("html").evaluate("page => page.scrollWidth")
    assert wide <= width
    form.get_by_role("group", name="2. Ik leer veel").get_by_label("eens", exact=True).check()
    form.get_by_role("button", name="Verstuur").click()
    expect(form.get_by_role("heading", name="Bedankt voor het invullen")).to_be_visible()
    assert visitor.cookies() == []
    visitor.close()

    for number in range(16):
        value = "4" if number % 3 else "2"
        answer_survey(survey=survey, given={"praktijk": value, "dubbel": value, "vak_beeld": "5", "anders_havo": "nee"})
    page.goto(f"/v/{survey.token}/")
    check_both_widths(page)
    page.goto(f"/v/{survey.token}/bedankt/")
    check_both_widths(page)
    page.goto(f"/routes/{route.pk}/monitor/vragenlijsten/{survey.pk}/")
    expect(page.get_by_text("15 antwoorden, stand van")).to_be_visible()
    check_both_widths(page)
