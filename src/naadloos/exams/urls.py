from django.urls import path

from naadloos.exams import live_views, views
from naadloos.exams.determination.urls import urlpatterns as determination

urlpatterns = [
    path("routes/<uuid:pk>/examens/", views.exam_table, name="exam_table"),
    path("routes/<uuid:pk>/examens/oordelen/<slug:kind>/", live_views.exam_live, name="exam_live"),
    path("routes/<uuid:pk>/examens/oordelen/<slug:kind>/<int:fact>/", live_views.exam_live, name="exam_live_fact"),
    *determination,
    path("routes/<uuid:pk>/examens/uitslag/", views.exam_result, name="exam_result"),
]
