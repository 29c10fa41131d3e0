from django.urls import path

from naadloos.execution.views import public, team, week

_ROUTE = "routes/<uuid:pk>/uitvoering/"
_PAGE = f"{_ROUTE}pagina/"

urlpatterns = [
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
]
