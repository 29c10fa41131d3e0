from django.urls import URLPattern, path

from naadloos.execution.views import bpv, bpv_files, bpv_write

_BPV = "routes/<uuid:pk>/uitvoering/bpv/"

urlpatterns: list[URLPattern] = [
    path(_BPV, bpv.board, name="bpv"),
    path(f"{_BPV}voorstel/", bpv.proposal, name="bpv_proposal"),
    path(f"{_BPV}overeenkomsten/", bpv.agreements, name="bpv_agreements"),
    path(f"{_BPV}leerlingen/", bpv.pupils, name="bpv_pupils"),
    path(f"{_BPV}leerlingen/<int:pupil>/", bpv_write.pupil_edit, name="bpv_pupil"),
    path(f"{_BPV}leerlingen/<int:pupil>/weg/", bpv_write.pupil_remove, name="bpv_pupil_remove"),
    path(f"{_BPV}koppeling/<int:match>/", bpv_write.match_edit, name="bpv_match"),
    path(f"{_BPV}koppeling/<int:match>/weg/", bpv_write.match_remove, name="bpv_match_remove"),
    path(f"{_BPV}reizen/", bpv_write.settings_edit, name="bpv_settings"),
    path(f"{_BPV}bedrijf/<int:company>/", bpv.company, name="bpv_company"),
    path(f"{_BPV}bedrijf/<int:company>/vervalt/", bpv_write.falls_away, name="bpv_falls_away"),
    path(f"{_BPV}bedrijf/<int:company>/groep/", bpv_write.group_add, name="bpv_group_add"),
    path(f"{_BPV}bedrijf/<int:company>/bezoek/", bpv_write.visit_add, name="bpv_visit_add"),
    path(f"{_BPV}bedrijf/<int:company>/signaal/", bpv_write.signal_add, name="bpv_signal_add"),
    path(f"{_BPV}bezoek/<int:visit>/gedaan/", bpv_write.visit_follow, name="bpv_visit_follow"),
    path(f"{_BPV}signaal/<int:signal>/sluit/", bpv_write.signal_close, name="bpv_signal_close"),
    path(f"{_BPV}inlezen/", bpv_files.read_in, name="bpv_import"),
    path(f"{_BPV}inlezen/<str:kind>.xlsx", bpv_files.empty_sheet, name="bpv_template"),
    path("routes/<uuid:pk>/uitvoering/bpv.xlsx", bpv_files.export_sheet, name="bpv_export"),
]
