"""Which edition of the curriculum a route was built on: kept when it is made, and renewed when people say so."""

from datetime import datetime

from django.utils import timezone

from naadloos.curriculum.models import CatalogueImport
from naadloos.engines.route.document import CurriculumEdition, CurriculumSource
from naadloos.routes.models import Route


def latest(upto: CatalogueImport | None = None) -> CurriculumEdition:
    """The catalogue as it is now, or as it was right after one import: the latest of each kind of source."""
    found = CatalogueImport.objects.order_by("at", "pk")
    if upto is not None:
        found = found.filter(at__lte=upto.at)
    newest = {item.kind: item for item in found}
    return CurriculumEdition(
        at=max((item.at for item in newest.values()), default=timezone.now()),
        sources=[
            CurriculumSource(kind=item.kind, edition=item.edition, dated=item.dated, checksum=item.checksum)
            for item in newest.values()
        ],
    )


def from_file(edition: CurriculumEdition | None) -> CurriculumEdition | None:
    """The edition that a route file names, with the moment at which this installation read in the same files.

    None stays None: a file that does not say on what it was built, gets no edition by guess.
    """
    if edition is None:
        return None
    sums = [source.checksum for source in edition.sources if source.checksum]
    known = CatalogueImport.objects.filter(checksum__in=sums).order_by("-at").first() if sums else None
    return edition.model_copy(update={"at": known.at}) if known else edition


def keep(route: Route, edition: CurriculumEdition | None) -> None:
    """Write the edition into a route; the caller checks permission and keeps the history."""
    if edition is not None:
        route.edition_at = edition.at
        route.edition_sources = [source.model_dump(mode="json") for source in edition.sources]
        route.edition_import = CatalogueImport.objects.filter(at=edition.at).order_by("-pk").first()
        Route.objects.filter(pk=route.pk).update(
            edition_at=route.edition_at,
            edition_sources=route.edition_sources,
            edition_import=route.edition_import,
        )


def of_route(route: Route) -> CurriculumEdition | None:
    """None: onbekend."""
    if route.edition_at is None:
        return None
    return CurriculumEdition.model_validate({"at": route.edition_at, "sources": route.edition_sources or []})


def since(route: Route) -> datetime:
    """From when changes count as new for this route; without an edition from when the route came here."""
    return route.edition_at or route.created_at


def in_words(edition: CurriculumEdition) -> str:
    """The kinds and editions in one line; "" for the catalogue that ships."""
    labels = dict(CatalogueImport.Kind.choices)
    return ", ".join(
        f"{labels.get(source.kind, source.kind)}{f' ({source.edition})' if source.edition else ''}"
        for source in edition.sources
    )
