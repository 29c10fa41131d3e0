from django.urls import path

from naadloos.jobs import views

urlpatterns = [
    path("<uuid:pk>/", views.job_page, name="job"),
    path("<uuid:pk>/stop/", views.job_stop, name="job_stop"),
]
