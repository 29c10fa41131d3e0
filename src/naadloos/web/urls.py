"""All addresses of Naadloos."""

from django.urls import include, path

from naadloos.web import views

urlpatterns = [
    path("", views.home, name="home"),
    path("taal/", include("django.conf.urls.i18n")),
    path("account/", include("allauth.account.urls")),
    path("", include("naadloos.organisations.urls")),
    path("jobs/", include("naadloos.jobs.urls")),
    path("curriculum/", include("naadloos.curriculum.urls")),
    path("", include("naadloos.programme.urls")),
    path("", include("naadloos.exams.urls")),
    path("", include("naadloos.finance.urls")),
    path("", include("naadloos.agreements.urls")),
    path("", include("naadloos.monitoring.urls")),
    path("", include("naadloos.execution.urls")),
    path("", include("naadloos.routes.urls")),
]

handler403 = "naadloos.web.views.forbidden"
handler404 = "naadloos.web.views.not_found"
