from django.urls import path

from naadloos.programme import views

urlpatterns = [
    path("routes/<uuid:pk>/programma/overlap/", views.overlap, name="overlap"),
    path("routes/<uuid:pk>/programma/overlap/oordeel/", views.judge, name="judge"),
    path("routes/<uuid:pk>/programma/bundel/", views.bundle, name="bundle"),
    path("routes/<uuid:pk>/programma/bord/", views.board, name="board"),
    path("routes/<uuid:pk>/programma/bord/voorstel/", views.make_plan, name="make_plan"),
    path("routes/<uuid:pk>/programma/bord/perioden/", views.make_periods, name="make_periods"),
    path("routes/<uuid:pk>/programma/bord/<int:unit>/", views.move, name="move"),
    path("routes/<uuid:pk>/programma/dekking/", views.coverage, name="coverage"),
]
