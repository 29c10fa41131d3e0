from django.urls import URLPattern, path

from naadloos.execution.views import ready, year

_YEAR = "routes/<uuid:pk>/uitvoering/"

urlpatterns: list[URLPattern] = [
    path(f"{_YEAR}klaar/", ready.ready, name="readiness"),
    path(f"{_YEAR}agenda/", ready.calendar_page, name="calendar"),
    path(f"{_YEAR}agenda/links/", ready.calendar_links, name="calendar_links"),
    path(f"{_YEAR}agenda/links/<int:link>/intrekken/", ready.calendar_link_revoke, name="calendar_link_revoke"),
    path(f"{_YEAR}volgend-jaar/", year.next_year, name="rollover"),
    path(f"{_YEAR}sluiten/", year.close, name="closing"),
    path("agenda/<str:token>.ics", ready.calendar_feed, name="calendar_feed"),
]
