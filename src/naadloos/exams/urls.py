from django.urls import path

from naadloos.exams import live_views, pta_views, views
from naadloos.exams.determination.urls import urlpatterns as determination

urlpatterns = [
    path("routes/<uuid:pk>/examens/", views.exam_table, name="exam_table"),
    path("routes/<uuid:pk>/examens/oordelen/<slug:kind>/", live_views.exam_live, name="exam_live"),
    path("routes/<uuid:pk>/examens/oordelen/<slug:kind>/<int:fact>/", live_views.exam_live, name="exam_live_fact"),
    *determination,
    path("routes/<uuid:pk>/examens/uitslag/", views.exam_result, name="exam_result"),
    path("routes/<uuid:pk>/examens/voorstel/", pta_views.exam_propose, name="exam_propose"),
    path("routes/<uuid:pk>/examens/dekking/", pta_views.exam_coverage, name="exam_coverage"),
    path("routes/<uuid:pk>/examens/belasting/", pta_views.exam_load, name="exam_load"),
    path("routes/<uuid:pk>/examens/inlezen/", pta_views.exam_import, name="exam_import"),
    path("routes/<uuid:pk>/examens/pta.xlsx", pta_views.exam_sheet, name="exam_sheet"),
]
