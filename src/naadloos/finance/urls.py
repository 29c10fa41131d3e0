from django.urls import path

from naadloos.finance.views import files, pages, studies, tbgi

urlpatterns = [
    path("routes/<uuid:pk>/geld/", pages.summary, name="finance_summary"),
    path("routes/<uuid:pk>/geld/tabel/", pages.table, name="finance_table"),
    path("routes/<uuid:pk>/geld/cel/<path:cell>/", pages.cell, name="finance_cell"),
    path("routes/<uuid:pk>/geld/gegevens/", pages.figures, name="finance_figures"),
    path("routes/<uuid:pk>/geld/groepsgrootte/", studies.sizes, name="finance_sizes"),
    path("routes/<uuid:pk>/geld/zekerheid/", studies.sure, name="finance_certainty"),
    path("routes/<uuid:pk>/geld/verrekening/", pages.settlement, name="finance_settlement"),
    path("routes/<uuid:pk>/geld/sinds-akkoord/", pages.changed, name="finance_since"),
    path("routes/<uuid:pk>/geld/register/", pages.register, name="finance_register"),
    path("routes/<uuid:pk>/geld.xlsx", files.finance_xlsx, name="finance_xlsx"),
    path("routes/<uuid:pk>/geld/tbg-i/", tbgi.tbgi, name="finance_tbgi"),
    path("routes/<uuid:pk>/geld/tbg-i/opslaan/", tbgi.tbgi_take, name="finance_tbgi_take"),
]
