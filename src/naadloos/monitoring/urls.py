from django.urls import path

from naadloos.monitoring import survey_views, views

urlpatterns = [
    path("routes/<uuid:pk>/monitor/doelstellingen/", views.objectives, name="monitor_objectives"),
    path("routes/<uuid:pk>/monitor/vragenlijsten/", survey_views.surveys, name="surveys"),
    path("routes/<uuid:pk>/monitor/vragenlijsten/<int:survey>/", survey_views.survey_page, name="survey"),
    path("routes/<uuid:pk>/monitor/vragenlijsten/<int:survey>/poster/", survey_views.survey_print, name="survey_print"),
    path(
        "routes/<uuid:pk>/monitor/vragenlijsten/<int:survey>/sluiten/", survey_views.survey_close, name="survey_close"
    ),
    path("v/<str:token>/", survey_views.survey_answer, name="survey_answer"),
    path("v/<str:token>/bedankt/", survey_views.survey_thanks, name="survey_thanks"),
]
