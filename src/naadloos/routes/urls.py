from django.urls import path

from naadloos.routes.views import approvals, facts, files, pages, people, wizard

urlpatterns = [
    path("routes/", pages.route_list, name="route_list"),
    path("routes/nieuw/", wizard.new_route, name="new_route"),
    path("routes/nieuw/<int:page>/", wizard.new_route, name="new_route"),
    path("routes/inlezen/", files.route_import, name="route_import"),
    path("routes/schema.json", files.route_schema, name="route_schema"),
    path("partner/<int:partner>/meedoen/", people.partner_accept, name="partner_accept"),
    path("routes/<uuid:pk>/", pages.route_page, name="route"),
    path("routes/<uuid:pk>/gegevens/", people.route_edit, name="route_edit"),
    path("routes/<uuid:pk>/mensen/", people.route_people, name="route_people"),
    path("routes/<uuid:pk>/mensen/<int:partner>/uitnodigen/", people.partner_invite, name="partner_invite"),
    path("routes/<uuid:pk>/mensen/rol/<int:member>/intrekken/", people.role_take, name="role_take"),
    path("routes/<uuid:pk>/geschiedenis/", pages.route_history_page, name="route_history"),
    path("routes/<uuid:pk>/wet/", files.law_page, name="route_law"),
    path("routes/<uuid:pk>/kopie/", files.route_copy, name="route_copy"),
    path("routes/<uuid:pk>/route.json", files.route_export, name="route_export"),
    path("routes/<uuid:pk>/stap/<int:number>/", pages.step_page, name="route_step"),
    path("routes/<uuid:pk>/stap/<int:number>/nvt/", facts.not_applicable, name="not_applicable"),
    path(
        "routes/<uuid:pk>/stap/<int:number>/vaststellen/<int:partner>/",
        approvals.approve_step,
        name="approve_step",
    ),
    path("routes/<uuid:pk>/stap/<int:number>/versie/<int:version>/", approvals.snapshot_page, name="snapshot"),
    path("routes/<uuid:pk>/stap/<int:number>/tekst/<slug:kind>/", facts.single_edit, name="single_edit"),
    path("routes/<uuid:pk>/stap/<int:number>/<slug:kind>/nieuw/", facts.fact_add, name="fact_add"),
    path("routes/<uuid:pk>/stap/<int:number>/<slug:kind>/<int:fact>/", facts.fact_edit, name="fact_edit"),
    path(
        "routes/<uuid:pk>/stap/<int:number>/<slug:kind>/<int:fact>/verwijderen/",
        facts.fact_delete,
        name="fact_delete",
    ),
]
