"""Reading what changed in the curriculum since the edition of a route, and what in the route that touches."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naadloos.curriculum.models import CatalogueImport, Qualification, TextChange
from naadloos.curriculum.queries import changes_after, get_import, imports, read_after, superseded
from naadloos.engines.route import RouteDocument
from naadloos.engines.route.document import CurriculumEdition
from naadloos.programme.models import ChosenModule, Keuzedeel
from naadloos.programme.touches import Use, what_uses
from naadloos.routes import editions
from naadloos.routes.models import Route, RouteQualification


@dataclass(frozen=True, slots=True)
class ChangedUnit:
    """The changes of one deeltaak, werkproces, ... and what in the route they touch."""

    code: str
    changes: list[TextChange]
    use: Use

    @property
    def anchor(self) -> str:
        return f"deel-{slugify(self.code.replace('/', '-'))}"


@dataclass(frozen=True, slots=True)
class SourceLine:
    kind: str
    edition: str
    dated: object


@dataclass(frozen=True, slots=True)
class EditionPage:
    """``edition`` None: onbekend. ``seen``: the newest import, which is what a person takes over."""

    edition: CurriculumEdition | None
    sources: list[SourceLine]
    since: datetime
    seen: CatalogueImport | None
    units: list[ChangedUnit]
    successors: list[Qualification]

    @property
    def newer(self) -> bool:
        """Was anything read in since?"""
        return self.seen is not None and self.seen.at > self.since

    @property
    def renewable(self) -> bool:
        return self.newer or self.edition is None

    @property
    def count(self) -> int:
        return sum(len(unit.changes) for unit in self.units)


@dataclass(frozen=True, slots=True)
class Changed:
    """How much waits: changed texts, and opleidingen with a successor."""

    texts: int
    successors: int

    @property
    def words(self) -> str:
        parts = []
        if self.texts:
            parts.append(ngettext("%(n)s tekst veranderd", "%(n)s teksten veranderd", self.texts) % {"n": self.texts})
        if self.successors:
            parts.append(
                ngettext("%(n)s opleiding met een opvolger", "%(n)s opleidingen met een opvolger", self.successors)
                % {"n": self.successors}
            )
        return _(" en ").join(parts)


def _codes(document: RouteDocument) -> list[str]:
    """The codes that the route uses; each stands for what is under it."""
    return [
        *(item.code for item in document.programme.modules),
        *(item.crebo for item in document.route.qualifications),
        *(item.code for item in document.programme.keuzedelen if item.code),
    ]


def import_seen(pk: int | None) -> CatalogueImport | None:
    """The edition that a person saw; None when there was none. Raises Http404."""
    return None if pk is None else get_import(pk)


def count_changes(route: Route) -> Changed:
    """For a link and a line on other pages; two queries as long as nothing was read in since."""
    crebos = RouteQualification.objects.filter(route=route)
    followed = crebos.exclude(qualification__successor=None).values("qualification").distinct().count()
    at = editions.since(route)
    if not read_after(at):
        return Changed(0, followed)
    codes = [
        *ChosenModule.objects.filter(route=route).values_list("module__code", flat=True),
        *crebos.values_list("qualification__crebo", flat=True),
        *Keuzedeel.objects.filter(route=route).exclude(code="").values_list("code", flat=True),
    ]
    return Changed(changes_after(codes, at).count(), followed)


def read_edition(route: Route, document: RouteDocument) -> EditionPage:
    """Everything that the page of the edition shows, in a fixed number of queries."""
    at = editions.since(route)
    found = changes_after(_codes(document), at)
    labels = dict(CatalogueImport.Kind.choices)
    return EditionPage(
        edition=document.curriculum,
        sources=[
            SourceLine(str(labels.get(item.kind, item.kind)), item.edition, item.dated)
            for item in (document.curriculum.sources if document.curriculum else [])
        ],
        since=at,
        seen=imports().first(),
        units=[
            ChangedUnit(code, list(changes), what_uses(document, code))
            for code, changes in groupby(found, key=lambda change: change.unit)
        ],
        successors=list(superseded(item.crebo for item in document.route.qualifications)),
    )
