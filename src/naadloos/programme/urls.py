from django.urls import path

from naadloos.programme.views import board, crosstable, edition, overlap, proposals, versions

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
    path("routes/<uuid:pk>/programma/bord/voorstel/", proposals.plan_proposals, name="plan_proposals"),
    path("routes/<uuid:pk>/programma/bord/voorstel/maken/", proposals.make_plan, name="make_plan"),
    path("routes/<uuid:pk>/programma/bord/voorstel/stand/", proposals.plan_progress, name="plan_progress"),
    path(
        "routes/<uuid:pk>/programma/bord/voorstel/<int:proposal>/zetten/",
        proposals.put_on_board,
        name="put_on_board",
    ),
    path("routes/<uuid:pk>/programma/bord/voorstel/<int:proposal>/weg/", proposals.lay_away, name="lay_away"),
    path("routes/<uuid:pk>/programma/versies/", versions.plan_versions, name="plan_versions"),
    path("routes/<uuid:pk>/programma/versies/bewaren/", versions.save_board, name="save_board"),
    path("routes/<uuid:pk>/programma/versies/vergelijken/", versions.compare_versions, name="compare_versions"),
    path("routes/<uuid:pk>/programma/versies/<int:number>/vaststellen/", versions.adopt, name="adopt_version"),
    path("routes/<uuid:pk>/programma/versies/<int:number>/terugzetten/", versions.put_back, name="put_back_version"),
    path("routes/<uuid:pk>/programma/bord/perioden/", board.make_periods, name="make_periods"),
    path("routes/<uuid:pk>/programma/bord/<int:unit>/", board.move, name="move"),
    path("routes/<uuid:pk>/programma/dekking/", board.coverage, name="coverage"),
    path("routes/<uuid:pk>/programma/uitgave/", edition.edition, name="route_edition"),
    path("routes/<uuid:pk>/programma/uitgave/<str:crebo>/", edition.successor, name="route_successor"),
]
