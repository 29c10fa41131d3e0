from django.urls import path

from naadloos.programme.views import board, crosstable, edition, houses, overlap, prints

urlpatterns = [
    path("routes/<uuid:pk>/programma/overlap/", overlap.overlap, name="overlap"),
    path("routes/<uuid:pk>/programma/overlap/matrix/", overlap.overlap_matrix, name="overlap_matrix"),
    path("routes/<uuid:pk>/programma/overlap/algemeen/", overlap.overlap_general, name="overlap_general"),
    path("routes/<uuid:pk>/programma/overlap/paar/", overlap.overlap_pair, name="overlap_pair"),
    path("routes/<uuid:pk>/programma/overlap/nieuw/", overlap.overlap_fresh, name="overlap_fresh"),
    path("routes/<uuid:pk>/programma/overlap/oordeel/", overlap.judge, name="judge"),
    path("routes/<uuid:pk>/programma/overlap/ongedaan/", overlap.undo, name="overlap_undo"),
    path("routes/<uuid:pk>/programma/overlap.xlsx", crosstable.crosstable_xlsx, name="crosstable_xlsx"),
    path("routes/<uuid:pk>/programma/overlap.pdf", crosstable.crosstable_pdf, name="crosstable_pdf"),
    path("routes/<uuid:pk>/programma/overlap/inlezen/", crosstable.crosstable_import, name="crosstable_import"),
    path("routes/<uuid:pk>/programma/bundel/", overlap.bundle, name="bundle"),
    path("routes/<uuid:pk>/programma/bord/", board.board, name="board"),
    path("routes/<uuid:pk>/programma/bord/voorstel/", board.make_plan, name="make_plan"),
    path("routes/<uuid:pk>/programma/bord/perioden/", board.make_periods, name="make_periods"),
    path("routes/<uuid:pk>/programma/bord/<int:unit>/", board.move, name="move"),
    path("routes/<uuid:pk>/programma/dekking/", board.coverage, name="coverage"),
    path("routes/<uuid:pk>/programma/bord/afdruk/", prints.board_print, name="board_print"),
    path("routes/<uuid:pk>/programma/lessentabel/", prints.lessons, name="lessons"),
    path("routes/<uuid:pk>/programma/uren/", prints.norms, name="hours_norms"),
    path("routes/<uuid:pk>/programma/overzicht.pdf", prints.overview_pdf, name="overview_pdf"),
    path("routes/<uuid:pk>/programma/overzicht.xlsx", prints.overview_xlsx, name="overview_xlsx"),
    path("routes/<uuid:pk>/programma/jaarplanning/", houses.year_plan, name="year_plan"),
    path(
        "routes/<uuid:pk>/programma/jaarplanning/<int:start>/<int:year>/overnemen/",
        houses.take_weeks,
        name="take_weeks",
    ),
    path("routes/<uuid:pk>/programma/jaarplanning/vakanties/", houses.paste, name="paste_holidays"),
    path("routes/<uuid:pk>/programma/reizen/", houses.travel, name="travel"),
    path("routes/<uuid:pk>/programma/uitgave/", edition.edition, name="route_edition"),
    path("routes/<uuid:pk>/programma/uitgave/<str:crebo>/", edition.successor, name="route_successor"),
]
