from django.urls import path

from naadloos.execution.group_urls import urlpatterns as groups
from naadloos.execution.views import bpv, bpv_files, bpv_write, public, ready, team, week, year

_ROUTE = "routes/<uuid:pk>/uitvoering/"
_PAGE = f"{_ROUTE}pagina/"
_BPV = f"{_ROUTE}bpv/"

urlpatterns = [
    *groups,
    path(f"{_ROUTE}team/", team.team, name="team"),
    path(f"{_ROUTE}team/voorstel/", team.team_propose, name="team_propose"),
    path(f"{_ROUTE}team/overnemen/", team.team_take, name="team_take"),
    path(f"{_ROUTE}week/", week.week, name="week"),
    path(f"{_ROUTE}week/zet/", week.week_put, name="week_put"),
    path(f"{_ROUTE}week/voorstel/", week.week_propose, name="week_propose"),
    path(f"{_ROUTE}week/overnemen/", week.week_take, name="week_take"),
    path(f"{_ROUTE}week/basisweek.<str:kind>", week.week_file, name="week_file"),
    path(_PAGE, public.edit, name="public_page"),
    path(f"{_PAGE}adres/", public.address, name="public_address"),
    path(f"{_PAGE}aan-uit/", public.turn, name="public_switch"),
    path(f"{_PAGE}voorbeeld/<str:language>/", public.preview, name="public_preview"),
    path(f"{_PAGE}folder/<str:language>/<str:size>.pdf", public.leaflet_file, name="public_leaflet"),
    path(f"{_PAGE}informatieavond/<str:language>.docx", public.evening_file, name="public_evening"),
    path("r/<slug:slug>/", public.public_route, name="public_route"),
    path("r/<slug:slug>/en/", public.public_route_en, name="public_route_en"),
    path(_BPV, bpv.board, name="bpv"),
    path(f"{_BPV}voorstel/", bpv.proposal, name="bpv_proposal"),
    path(f"{_BPV}voorstel/maak/", bpv.propose, name="bpv_propose"),
    path(f"{_BPV}overeenkomsten/", bpv.agreements, name="bpv_agreements"),
    path(f"{_BPV}leerlingen/", bpv.pupils, name="bpv_pupils"),
    path(f"{_BPV}leerlingen/<int:pupil>/", bpv_write.pupil_edit, name="bpv_pupil"),
    path(f"{_BPV}leerlingen/<int:pupil>/weg/", bpv_write.pupil_remove, name="bpv_pupil_remove"),
    path(f"{_BPV}koppeling/<int:match>/", bpv_write.match_edit, name="bpv_match"),
    path(f"{_BPV}koppeling/<int:match>/weg/", bpv_write.match_remove, name="bpv_match_remove"),
    path(f"{_BPV}reizen/", bpv_write.settings_edit, name="bpv_settings"),
    path(f"{_BPV}bedrijf/<int:company>/", bpv.company, name="bpv_company"),
    path(f"{_BPV}bedrijf/<int:company>/vervalt/", bpv_write.falls_away, name="bpv_falls_away"),
    path(f"{_BPV}bedrijf/<int:company>/groep/", bpv_write.group_add, name="bpv_group_add"),
    path(f"{_BPV}bedrijf/<int:company>/bezoek/", bpv_write.visit_add, name="bpv_visit_add"),
    path(f"{_BPV}bedrijf/<int:company>/signaal/", bpv_write.signal_add, name="bpv_signal_add"),
    path(f"{_BPV}bezoek/<int:visit>/gedaan/", bpv_write.visit_follow, name="bpv_visit_follow"),
    path(f"{_BPV}signaal/<int:signal>/sluit/", bpv_write.signal_close, name="bpv_signal_close"),
    path(f"{_BPV}inlezen/", bpv_files.read_in, name="bpv_import"),
    path(f"{_BPV}inlezen/<str:kind>.xlsx", bpv_files.empty_sheet, name="bpv_template"),
    path("routes/<uuid:pk>/uitvoering/bpv.xlsx", bpv_files.export_sheet, name="bpv_export"),
    path(f"{_ROUTE}klaar/", ready.ready, name="readiness"),
    path(f"{_ROUTE}klaar/document.<slug:kind>", ready.ready_print, name="readiness_paper"),
    path(f"{_ROUTE}agenda/", ready.calendar_page, name="calendar"),
    path(f"{_ROUTE}agenda/links/", ready.calendar_links, name="calendar_links"),
    path(f"{_ROUTE}agenda/links/<int:link>/intrekken/", ready.calendar_link_revoke, name="calendar_link_revoke"),
    path(f"{_ROUTE}volgend-jaar/", year.next_year, name="rollover"),
    path(f"{_ROUTE}sluiten/", year.close, name="closing"),
    path("agenda/<str:token>.ics", ready.calendar_feed, name="calendar_feed"),
]
