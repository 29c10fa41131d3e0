"""What pages show of versions: the list, what is adopted and whether the board is still that, and a pair to compare."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from naadloos.engines.route import RouteDocument
from naadloos.programme.models import PlanVersion
from naadloos.programme.stored import status_words
from naadloos.programme.version_forms import BOARD, CompareForm, version_label
from naadloos.programme.versions import (
    Content,
    adopted_version,
    board_content,
    get_version,
    same_content,
    version_on,
)
from naadloos.programme.worth import Worth, worth_of
from naadloos.routes.models import Route


@dataclass(frozen=True, slots=True)
class ListedVersion:
    """``status`` is what the planner proved when it made this plan, empty for others. ``in_force``: adopted last."""

    version: PlanVersion
    worth: Worth
    status: str
    in_force: bool


@dataclass(frozen=True, slots=True)
class BoardState:
    """What is adopted, whether the board differs from that, and whether the board is in the newest version."""

    adopted: PlanVersion | None
    differs: bool
    kept: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """One side of a comparison; ``content`` is None when there was no version on that day. ``short`` heads a column."""

    label: str
    short: str
    content: Content | None


def listed(route: Route, document: RouteDocument, versions: Iterable[PlanVersion]) -> list[ListedVersion]:
    """Versions with their points by the weights of today, so that all are measured alike."""
    last = adopted_version(route)
    return [
        ListedVersion(row, worth_of(document, row.content), status_words(row.result) if row.result else "", row == last)
        for row in versions
    ]


def state_of(route: Route) -> BoardState:
    content = board_content(route)
    adopted = adopted_version(route)
    newest = PlanVersion.objects.filter(route=route).first()
    return BoardState(
        adopted,
        adopted is not None and not same_content(adopted.content, content),
        not content["placements"] or (newest is not None and same_content(newest.content, content)),
    )


def choose(route: Route, form: CompareForm) -> tuple[Chosen, Chosen]:
    """The two sides that a valid form names; without a choice the board. Raises Http404."""
    before = _one(route, form.cleaned_data["before"])
    if day := form.cleaned_data["on"]:
        found = version_on(route, day)
        label = _("zoals het was op %(day)s") % {"day": date_format(day, "j F Y")}
        before = _side(found, f"{label}: {version_label(found)}") if found else Chosen(label, label, None)
    return before, _one(route, form.cleaned_data["after"])


def _one(route: Route, value: str) -> Chosen:
    if value in ("", BOARD):
        return Chosen(_("het bord van nu"), _("Nu op het bord"), board_content(route))
    version = get_version(route, int(value))
    return _side(version, version_label(version))


def _side(version: PlanVersion, label: str) -> Chosen:
    return Chosen(label, _("Versie %(n)s") % {"n": version.number}, version.content)
