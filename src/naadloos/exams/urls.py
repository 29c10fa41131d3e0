from django.urls import path

from naadloos.exams import pta_views, views

urlpatterns = [
    path("routes/<uuid:pk>/examens/", views.exam_table, name="exam_table"),
    path("routes/<uuid:pk>/examens/voorstel/", pta_views.exam_propose, name="exam_propose"),
    path("routes/<uuid:pk>/examens/dekking/", pta_views.exam_coverage, name="exam_coverage"),
    path("routes/<uuid:pk>/examens/belasting/", pta_views.exam_load, name="exam_load"),
    path("routes/<uuid:pk>/examens/inlezen/", pta_views.exam_import, name="exam_import"),
    path("routes/<uuid:pk>/examens/pta.xlsx", pta_views.exam_sheet, name="exam_sheet"),
]
