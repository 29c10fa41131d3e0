from django.urls import path

from naadloos.curriculum import views

urlpatterns = [
    path("", views.catalogue, name="curriculum"),
    path("profiel/<str:code>/", views.profile_page, name="curriculum_profile"),
    path("module/<path:code>/", views.module_page, name="curriculum_module"),
    path("opleiding/<str:crebo>/", views.qualification_page, name="curriculum_qualification"),
]
