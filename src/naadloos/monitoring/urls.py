from django.urls import path

from naadloos.monitoring import views

urlpatterns = [
    path("routes/<uuid:pk>/monitor/doelstellingen/", views.objectives, name="monitor_objectives"),
]
