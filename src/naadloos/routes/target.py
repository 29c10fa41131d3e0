"""Step 1: how many pupils there are, where they go, and how many the route may expect."""

from collections import defaultdict
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naadloos.engines.duo import Count, Forecast, Kind, TableError, analyse, forecast, read_table
from naadloos.organisations.history import record
from naadloos.organisations.models import User
from naadloos.routes.actions import require_editor, save_fact
from naadloos.routes.models import NumbersFile, Route, RoutePartner, RouteProfile, RouteQualification, TargetGroup
from naadloos.routes.queries import scope_of
from naadloos.routes.registry import provider_of

STEP = 1
MOST_ROWS = 5000
# In the place of a school: an own table speaks for all schools of the route.
OWN = "*"


@dataclass(frozen=True, slots=True)
class Path:
    """One profile and leerweg with its pupils per school year, and what the route may expect of it."""

    profile: str
    leerweg: str
    history: dict[int, Count]
    expected: Forecast | None
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Transfer:
    """Who entered one opleiding, per school year and per leerweg they came from ("": not vmbo, or unknown)."""

    crebo: str
    name: str
    by_year: list[tuple[int, Count, list[tuple[str, Count]]]]


@transaction.atomic
def add_file(
    *,
    actor: User,
    route: Route,
    name: str,
    content: bytes,
    places: list[str],
    year: int | None,
    four_is_hidden: bool,
) -> NumbersFile:
    """Read a file and keep its sums for this route. Raises PermissionDenied, ValidationError."""
    require_editor(actor, route, provider_of(STEP))
    profiles = [each.profile.code for each in RouteProfile.objects.filter(route=route).select_related("profile")]
    chosen = RouteQualification.objects.filter(route=route).select_related("qualification")
    crebos = [str(each.qualification.crebo) for each in chosen]
    try:
        found = analyse(
            read_table(content),
            year=year,
            places=places,
            profiles=profiles,
            crebos=crebos,
            four_is_hidden=four_is_hidden,
        )
    except TableError as error:
        raise ValidationError({"file": str(error)}) from error
    if found.kind is not Kind.OWN and not places:
        raise ValidationError(
            {
                "places": _(
                    "Vul de BRIN in van de school of instelling. Zonder BRIN gaat dit bestand over heel Nederland."
                )
            }
        )
    if not found.rows:
        raise ValidationError(
            {"file": _("In dit bestand staat niets over deze scholen, profielen of opleidingen. Klopt de BRIN?")}
        )
    if any(row.year is None for row in found.rows):
        raise ValidationError({"year": _("Dit bestand zegt niet over welk schooljaar het gaat. Vul dat in.")})
    if len(found.rows) > MOST_ROWS:
        raise ValidationError({"file": _("Dit zijn te veel regels voor één route. Kies minder scholen.")})
    kept = NumbersFile.objects.create(
        route=route,
        name=name[:200],
        kind=found.kind.value,
        rows=[
            [row.year, row.place, row.profile, row.leerweg, row.crebo, row.count.low, row.count.high]
            for row in found.rows
        ],
        wrong=list(found.wrong[:20]),
        by=str(actor)[:120],
    )
    said = _("cijfers: %(name)s") % {"name": kept.name}
    record(scope=scope_of(route), step=STEP, actor=actor, verb="ingelezen", subject=said)
    return kept


@transaction.atomic
def remove_file(*, actor: User, route: Route, file: NumbersFile) -> None:
    """Take the numbers of a file away. Raises PermissionDenied."""
    require_editor(actor, route, provider_of(STEP))
    said = _("cijfers: %(name)s") % {"name": file.name}
    record(scope=scope_of(route), step=STEP, actor=actor, verb="verwijderd", subject=said)
    file.delete()


def paths(route: Route, shares: tuple[int, int, int] | None) -> list[Path]:
    """Profiles and leerwegen with their history, and with ``shares`` (low, middle, high in per cent) what to expect."""
    # (profile, leerweg) -> year -> place -> (count, name of the file)
    seen: dict[tuple[str, str], dict[int, dict[str, tuple[Count, str]]]] = {}
    for file in NumbersFile.objects.filter(route=route).order_by("at", "pk"):
        sums: dict[tuple[str, str, int, str], Count] = defaultdict(Count)
        for year, place, profile, leerweg, _crebo, low, high in file.rows:
            if profile and leerweg:
                sums[profile, leerweg, year, OWN if file.kind == Kind.OWN else place] += Count(low, high)
        for (profile, leerweg, year, place), count in sums.items():
            # A later file about the same school and year takes the place of an earlier one: no pupil counts twice.
            seen.setdefault((profile, leerweg), {}).setdefault(year, {})[place] = (count, file.name)
    return [_path(profile, leerweg, years, shares) for (profile, leerweg), years in sorted(seen.items())]


def _path(
    profile: str,
    leerweg: str,
    years: dict[int, dict[str, tuple[Count, str]]],
    shares: tuple[int, int, int] | None,
) -> Path:
    """An own table knows its year best; files of DUO add up over the schools."""
    history: dict[int, Count] = {}
    names: dict[str, None] = {}
    for year, places in sorted(years.items()):
        used = [places[OWN]] if OWN in places else list(places.values())
        history[year] = sum((count for count, _name in used), Count())
        names |= {name: None for _count, name in used}
    expected = forecast(history, low=shares[0], middle=shares[1], high=shares[2]) if shares else None
    return Path(profile, leerweg, history, expected, tuple(names))


def transfers(route: Route) -> list[Transfer]:
    """Who entered the opleidingen of the route, by year and by leerweg."""
    names = {
        str(each.qualification.crebo): str(each.qualification.name)
        for each in RouteQualification.objects.filter(route=route).select_related("qualification")
    }
    sums: dict[tuple[str, int], dict[str, Count]] = {}
    for file in NumbersFile.objects.filter(route=route).order_by("at", "pk"):
        mine: dict[tuple[str, int], dict[str, Count]] = defaultdict(lambda: defaultdict(Count))
        for year, _place, _profile, leerweg, crebo, low, high in file.rows:
            if crebo:
                mine[crebo, year][leerweg] += Count(low, high)
        sums |= mine
    found = []
    for crebo in sorted({crebo for crebo, _year in sums}):
        years = sorted(year for each, year in sums if each == crebo)
        rows = [(year, sum(sums[crebo, year].values(), Count()), sorted(sums[crebo, year].items())) for year in years]
        found.append(Transfer(crebo, names.get(crebo, ""), rows))
    return found


@transaction.atomic
def take_over(*, actor: User, route: Route, path: Path) -> TargetGroup:
    """Make what is expected of a path the target group of the route, with its source. Raises PermissionDenied,
    ValidationError (nothing expected yet).
    """
    if path.expected is None:
        raise ValidationError(_("Vul eerst in welk deel van de leerlingen u verwacht."))
    provider = provider_of(STEP)
    kind = next(each for each in provider.kinds if each.name == "target_groups")
    known = list(TargetGroup.objects.filter(route=route, profile=path.profile, leerweg=path.leerweg)[:2])
    # With more groups of this path nobody but people can tell which one is meant.
    group = known[0] if len(known) == 1 else TargetGroup(profile=path.profile, leerweg=path.leerweg)
    group.expected_low, group.expected_mid, group.expected_high = (
        path.expected.low,
        path.expected.middle,
        path.expected.high,
    )
    years = ", ".join(f"{year}-{year + 1}" for year in path.expected.years)
    group.source = _("%(files)s (%(years)s)") % {"files": ", ".join(path.files), "years": years}
    group.source = group.source[:300]
    group.source_date = timezone.localdate()
    save_fact(actor=actor, route=route, provider=provider, kind=kind, instance=group, version=group.version)
    return group


def brins(route: Route) -> list[str]:
    """The numbers of the partners, as far as they are known."""
    found = RoutePartner.objects.filter(route=route).select_related("organisation")
    return [each.brin for each in found if each.brin]
