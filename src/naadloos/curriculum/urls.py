from django.urls import path

from naadloos.curriculum import views

urlpatterns = [
    path("", views.catalogue, name="curriculum"),
    path("profiel/<str:code>/", views.profile_page, name="curriculum_profile"),
    path("module/<path:code>/", views.module_page, name="curriculum_module"),
    path("opleiding/<str:crebo>/", views.qualification_page, name="curriculum_qualification"),
    path("opleiding/<str:crebo>/opvolger/", views.successor_page, name="curriculum_successor"),
    path("avo/<str:code>/", views.avo_page, name="curriculum_avo"),
    path("codes/", views.codes_page, name="curriculum_codes"),
    path("inlezen/", views.import_page, name="curriculum_import"),
    path("inlezen/<str:token>/", views.import_check, name="curriculum_import_check"),
    path("inlezen/<str:token>/pdf/", views.import_pdf, name="curriculum_import_pdf"),
    path("inlezen/<str:token>/weg/", views.import_drop, name="curriculum_import_drop"),
    path("sjabloon.xlsx", views.template_xlsx, name="curriculum_template"),
    path("catalogus.xlsx", views.catalogue_xlsx, name="curriculum_export"),
    path("wijzigingen/", views.changes_page, name="curriculum_changes"),
    path("wijzigingen/<int:pk>/", views.import_changes, name="curriculum_import_changes"),
]
