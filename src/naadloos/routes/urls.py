from django.urls import path

from naadloos.routes.views import approvals, deputies, facts, files, law, lawyear, pages, people, planning, wizard

urlpatterns = [
    path("routes/", pages.route_list, name="route_list"),
    path("routes/nieuw/", wizard.new_route, name="new_route"),
    path("routes/nieuw/<int:page>/", wizard.new_route, name="new_route"),
    path("routes/inlezen/", files.route_import, name="route_import"),
    path("routes/schema.json", files.route_schema, name="route_schema"),
    path("wet/regels/", law.rule_list, name="law_rules"),
    path("wet/wetsjaar/", lawyear.law_years, name="law_years"),
    path("wet/regels/<slug:rule>/", law.rule_page, name="law_rule"),
    path("wet/regels/<slug:rule>/intrekken/", law.rule_withdraw, name="law_rule_withdraw"),
    path("partner/<int:partner>/meedoen/", people.partner_accept, name="partner_accept"),
    path("routes/<uuid:pk>/", pages.route_page, name="route"),
    path("routes/<uuid:pk>/gegevens/", people.route_edit, name="route_edit"),
    path("routes/<uuid:pk>/mensen/", people.route_people, name="route_people"),
    path("routes/<uuid:pk>/mensen/<int:partner>/uitnodigen/", people.partner_invite, name="partner_invite"),
    path("routes/<uuid:pk>/mensen/rol/<int:member>/intrekken/", people.role_take, name="role_take"),
    path("routes/<uuid:pk>/mensen/rol/<int:member>/vervanger/", deputies.deputy_name, name="deputy_name"),
    path("routes/<uuid:pk>/mensen/vervanger/<int:deputy>/stoppen/", deputies.deputy_end, name="deputy_end"),
    path("routes/<uuid:pk>/mensen/<int:partner>/stoppen/", deputies.partner_leave, name="partner_leave"),
    path("mijn-werk/", planning.work, name="my_work"),
    path("routes/<uuid:pk>/planning/", planning.route_planning, name="route_planning"),
    path("routes/<uuid:pk>/geschiedenis/", pages.route_history_page, name="route_history"),
    path("routes/<uuid:pk>/wet/", law.law_page, name="route_law"),
    path("routes/<uuid:pk>/wet/verandert/", law.law_changes, name="law_changes"),
    path("routes/<uuid:pk>/wet/wetsjaar/", lawyear.law_year, name="law_year"),
    path("routes/<uuid:pk>/wet/vraag/<slug:rule>/", law.law_question, name="law_question"),
    path("routes/<uuid:pk>/kopie/", files.route_copy, name="route_copy"),
    path("routes/<uuid:pk>/route.json", files.route_export, name="route_export"),
    path("routes/<uuid:pk>/stap/<int:number>/", pages.step_page, name="route_step"),
    path("routes/<uuid:pk>/stap/<int:number>/nvt/", facts.not_applicable, name="not_applicable"),
    path(
        "routes/<uuid:pk>/stap/<int:number>/vaststellen/<int:partner>/",
        approvals.approve_step,
        name="approve_step",
    ),
    path("routes/<uuid:pk>/stap/<int:number>/weigeren/<int:partner>/", approvals.refuse_step, name="refuse_step"),
    path(
        "routes/<uuid:pk>/stap/<int:number>/herinneren/<int:partner>/", deputies.partner_remind, name="partner_remind"
    ),
    path(
        "routes/<uuid:pk>/stap/<int:number>/raakt-niet/<int:partner>/",
        approvals.untouched,
        name="change_untouched",
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
