from django.urls import path

from naadloos.execution.views import team, week

_ROUTE = "routes/<uuid:pk>/uitvoering/"

urlpatterns = [
    path(f"{_ROUTE}team/", team.team, name="team"),
    path(f"{_ROUTE}team/voorstel/", team.team_propose, name="team_propose"),
    path(f"{_ROUTE}team/overnemen/", team.team_take, name="team_take"),
    path(f"{_ROUTE}week/", week.week, name="week"),
    path(f"{_ROUTE}week/zet/", week.week_put, name="week_put"),
    path(f"{_ROUTE}week/voorstel/", week.week_propose, name="week_propose"),
    path(f"{_ROUTE}week/overnemen/", week.week_take, name="week_take"),
    path(f"{_ROUTE}week/basisweek.<str:kind>", week.week_file, name="week_file"),
]
