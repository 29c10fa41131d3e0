from django.urls import path

from naadloos.organisations import views

urlpatterns = [
    path("mijn-account/", views.my_account, name="my_account"),
    path("organisatie/<int:pk>/", views.organisation_page, name="organisation"),
    path("organisatie/<int:pk>/wijzigen/", views.organisation_edit, name="organisation_edit"),
    path("uitnodiging/<str:token>/", views.invitation_page, name="invitation"),
    path("demo/<int:pk>/", views.demo_login, name="demo_login"),
]
