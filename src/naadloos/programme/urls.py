from django.urls import path

from naadloos.programme.views import board, board_moves, crosstable, edition, overlap

urlpatterns = [
    path("routes/<uuid:pk>/programma/overlap/", overlap.overlap, name="overlap"),
    path("routes/<uuid:pk>/programma/overlap/matrix/", overlap.overlap_matrix, name="overlap_matrix"),
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
    path("routes/<uuid:pk>/programma/bord/nieuw/", board_moves.fresh, name="board_fresh"),
    path("routes/<uuid:pk>/programma/bord/ongedaan/", board_moves.undo, name="board_undo"),
    path("routes/<uuid:pk>/programma/bord/opnieuw/", board_moves.redo, name="board_redo"),
    path("routes/<uuid:pk>/programma/bord/<int:unit>/", board.move, name="move"),
    path("routes/<uuid:pk>/programma/bord/<int:unit>/kosten/", board_moves.costs, name="board_costs"),
    path("routes/<uuid:pk>/programma/bord/<int:unit>/wat-kost-het/", board_moves.panel, name="board_panel"),
    path("routes/<uuid:pk>/programma/bord/<int:unit>/plaats/", board_moves.move, name="board_move"),
    path("routes/<uuid:pk>/programma/bord/<int:unit>/vast/", board_moves.lock, name="board_lock"),
    path("routes/<uuid:pk>/programma/bord/<int:unit>/verbod/", board_moves.forbid, name="board_forbid"),
    path("routes/<uuid:pk>/programma/dekking/", board.coverage, name="coverage"),
    path("routes/<uuid:pk>/programma/uitgave/", edition.edition, name="route_edition"),
    path("routes/<uuid:pk>/programma/uitgave/<str:crebo>/", edition.successor, name="route_successor"),
]
