from django.urls import path

from naadloos.monitoring import survey_views
from naadloos.monitoring.views import aggregates, deliver, files, objectives, pages, work

_ROUTE = "routes/<uuid:pk>/monitor/"

urlpatterns = [
    path(_ROUTE, pages.monitor, name="monitor"),
    path(f"{_ROUTE}cijfer/<str:key>/", pages.figure, name="monitor_figure"),
    path(f"{_ROUTE}stroom/", pages.flows, name="monitor_flow"),
    path(f"{_ROUTE}voordelen/", pages.benefits, name="monitor_benefits"),
    path(f"{_ROUTE}jaar/", pages.year, name="monitor_year"),
    path(f"{_ROUTE}jaar/overnemen/", work.year_take, name="monitor_year_take"),
    path(f"{_ROUTE}vergelijken/", pages.compare, name="monitor_region"),
    path(f"{_ROUTE}aanleveren/", deliver.deliver, name="monitor_deliver"),
    path(f"{_ROUTE}aanleveren/leeg.xlsx", deliver.deliver_template, name="monitor_template"),
    path(f"{_ROUTE}aanleveren/<int:delivery>/terug/", deliver.deliver_back, name="monitor_deliver_back"),
    path(f"{_ROUTE}aanleveren/cijfers/", aggregates.aggregates, name="monitor_aggregates"),
    path(f"{_ROUTE}aanleveren/cijfers/leeg.xlsx", aggregates.aggregates_template, name="monitor_aggregates_template"),
    path(f"{_ROUTE}aanleveren/cijfers/opslaan/", aggregates.aggregates_take, name="monitor_aggregates_take"),
    path(f"{_ROUTE}aanleveren/duo/", aggregates.exams, name="monitor_exams"),
    path(f"{_ROUTE}aanleveren/duo/overnemen/", aggregates.exams_take, name="monitor_exams_take"),
    path(f"{_ROUTE}aanleveren/tbg-i/", aggregates.tbgi, name="monitor_tbgi"),
    path(f"{_ROUTE}leerlingen/<int:partner>/", deliver.pupils, name="monitor_pupils"),
    path(f"{_ROUTE}evaluatie/<int:evaluation>/", work.evaluation, name="monitor_evaluation"),
    path(f"{_ROUTE}bewaren/", work.kept, name="monitor_keeping"),
    path(f"{_ROUTE}bewaren/opruimen/", work.remove_due, name="monitor_remove_due"),
    path(f"{_ROUTE}cijfers.<str:kind>", files.figures, name="monitor_export"),
    path(f"{_ROUTE}document/<str:name>.<str:kind>", files.document, name="monitor_document"),
    path(f"{_ROUTE}doelstellingen/", objectives.objectives, name="monitor_objectives"),
    path(f"{_ROUTE}vragenlijsten/", survey_views.surveys, name="surveys"),
    path(f"{_ROUTE}vragenlijsten/<int:survey>/", survey_views.survey_page, name="survey"),
    path(f"{_ROUTE}vragenlijsten/<int:survey>/poster/", survey_views.survey_print, name="survey_print"),
    path(f"{_ROUTE}vragenlijsten/<int:survey>/sluiten/", survey_views.survey_close, name="survey_close"),
    path("v/<str:token>/", survey_views.survey_answer, name="survey_answer"),
    path("v/<str:token>/bedankt/", survey_views.survey_thanks, name="survey_thanks"),
]
