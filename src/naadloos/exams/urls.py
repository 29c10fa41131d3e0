from django.urls import path

from naadloos.exams import views

urlpatterns = [
    path("routes/<uuid:pk>/examens/", views.exam_table, name="exam_table"),
    path("routes/<uuid:pk>/examens/uitslag/", views.exam_result, name="exam_result"),
]
