from django.urls import path

from naadloos.execution.views import corrections, group_files, groups, pupils

_GROUPS = "routes/<uuid:pk>/uitvoering/groepen/"

urlpatterns = [
    path(_GROUPS, groups.group_list, name="groups"),
    path(f"{_GROUPS}zoeken/", groups.find, name="group_find"),
    path(f"{_GROUPS}inlezen/<str:sheet>/", group_files.read_in, name="group_import"),
    path(f"{_GROUPS}inlezen/<str:sheet>/leeg.xlsx", group_files.empty, name="group_template"),
    path(f"{_GROUPS}rod/<int:partner>/", group_files.counted, name="group_counted"),
    path(f"{_GROUPS}<int:group>/", groups.group_page, name="group"),
    path(f"{_GROUPS}<int:group>/versie/", groups.version, name="group_version"),
    path(f"{_GROUPS}<int:group>/instroom/", groups.enter, name="group_enter"),
    path(f"{_GROUPS}leerling/<int:pupil>/", pupils.pupil_page, name="group_pupil"),
    path(f"{_GROUPS}leerling/<int:pupil>/gedaan/<int:done>/terug/", pupils.done_back, name="group_done_back"),
    path(f"{_GROUPS}leerling/<int:pupil>/wissel/", pupils.switch, name="group_switch"),
    path(f"{_GROUPS}leerling/<int:pupil>/vertrek/", pupils.leave, name="group_leave"),
    path(f"{_GROUPS}leerling/<int:pupil>/overstappakket.<str:kind>", pupils.leave_paper, name="group_leave_paper"),
    path(f"{_GROUPS}leerling/<int:pupil>/overdragen/", pupils.pass_on, name="group_pass_on"),
    path(f"{_GROUPS}leerling/<int:pupil>/verbeteren/", corrections.correct, name="group_correct"),
    path(f"{_GROUPS}leerling/<int:pupil>/verwijderen/", corrections.remove, name="group_remove"),
]
