from django.urls import path

from naadloos.exams import views

urlpatterns = [path("routes/<uuid:pk>/examens/", views.exam_table, name="exam_table")]
