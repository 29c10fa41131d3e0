from django.urls import path

from naadloos.finance.views import pages

urlpatterns = [
    path("routes/<uuid:pk>/geld/", pages.summary, name="finance_summary"),
    path("routes/<uuid:pk>/geld/tabel/", pages.table, name="finance_table"),
    path("routes/<uuid:pk>/geld/cel/<path:cell>/", pages.cell, name="finance_cell"),
    path("routes/<uuid:pk>/geld/gegevens/", pages.figures, name="finance_figures"),
]
