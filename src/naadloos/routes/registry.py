"""The one registry of the ten steps.

Each app that owns a step registers a ``StepProvider`` in its ``step.py``. Step page, law check, freezing,
``verouderd``, export and import and the list of open points all run over this registry, so that ``routes`` shows ten
steps without importing one of them. A provider reads the database only in ``facts``; everything else follows from the
document.
"""

from abc import ABC
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from naadloos.engines.route import STEPS, RouteDocument, Step
from naadloos.engines.route.document import Fact
from naadloos.engines.route.terms import Benefit
from naadloos.routes.models import Route, RouteFact, RouteMember, SingleFact, Snapshot

Role = RouteMember.Role


@dataclass(frozen=True, slots=True)
class Link:
    label: Any
    url: str
    hint: Any = ""
    icon: str = "document-text"
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page that a step adds: its template and what that shows."""

    template: str
    context: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence that a step is done: what the system itself can see."""

    key: str
    label: Any
    done: bool
    detail: Any = ""
    url: str = ""
    required: bool = True
    # Set by the state when people said that it does not apply here.
    reason: str = ""

    @property
    def open(self) -> bool:
        return self.required and not self.done and not self.reason


@dataclass(frozen=True, slots=True)
class FactKind:
    """A kind of fact that people enter in a step: model, form, place in the document, and how it is listed."""

    name: str
    model: type[RouteFact]
    form: type[Any]
    item: type[Fact]
    columns: tuple[str, ...]
    empty: Any
    help: Any = ""
    section: str = ""
    # Makes the model fields that the portable item does not hold under the same name.
    load: Callable[[Any, Any], dict[str, Any]] | None = None
    # Facts with a page of their own are made there, not by the general form.
    listed: bool = True
    # What in the route rests on one of these facts, as lines for people; shown before it is changed or removed.
    rests_on: Callable[[Route, Any], list[str]] | None = None
    # A last column that nobody enters: its head, and the words for all rows of a route at once.
    worked_out: tuple[Any, Callable[[Route, Sequence[Any]], list[str]]] | None = None
    # Texts for which a partner may propose another wording (``negotiation``).
    negotiable: tuple[str, ...] = ()

    @property
    def single(self) -> bool:
        return False

    @property
    def label(self) -> str:
        return str(self.model._meta.verbose_name_plural)

    @property
    def one(self) -> str:
        return str(self.model._meta.verbose_name)


@dataclass(frozen=True, slots=True)
class SingleKind:
    """Facts that a route has once; ``fields`` are the names in the section of the document."""

    name: str
    model: type[SingleFact]
    form: type[Any]
    fields: tuple[str, ...]
    section: str = ""
    help: Any = ""
    # Fields that are nothing when they are empty, instead of unknown, as their help text says.
    nothing_when_empty: frozenset[str] = frozenset()
    # Facts with a page of their own are changed there; the page of the step leads to it.
    listed: bool = True
    negotiable: tuple[str, ...] = ()

    @property
    def single(self) -> bool:
        return True

    @property
    def label(self) -> str:
        return str(self.model._meta.verbose_name)

    one = label


Kind = FactKind | SingleKind


@dataclass(frozen=True, slots=True)
class State:
    """What a provider may look at: the route, its whole document, and where facts are entered."""

    route: Route
    document: RouteDocument
    urls: Callable[[int, str], str]
    # Sides of the partners that said yes; acceptance does not travel in the document.
    accepted_sides: frozenset[str] = frozenset()


class StepProvider(ABC):
    """What an app offers for one step."""

    number: int
    kinds: Sequence[Kind] = ()
    # Who may write in this step besides the project leaders, and who is expected to act.
    editors: frozenset[str] = frozenset()
    actor: Any = ""
    # The role that approves this step on behalf of each partner of the sides named here.
    approver: str = Role.LEADER
    approving_sides: frozenset[str] = frozenset({"vmbo", "mbo"})

    @property
    def step(self) -> Step:
        return STEPS[self.number - 1]

    def facts(self, route: Route) -> dict[str, Any]:
        """The step's own section of the document, as plain data read from the database."""
        from naadloos.routes.portable import dump_kinds

        return dump_kinds(route, [kind for kind in self.kinds if not kind.section])

    def worked_out(self, document: RouteDocument) -> dict[str, Any]:
        """What of this step's section follows from the whole route, once every fact has been read."""
        return {}

    def evidence(self, state: State) -> list[Evidence]:
        raise NotImplementedError

    def frozen(self, document: RouteDocument) -> dict[str, Any]:
        """The content that an approval of this step is bound to, as plain data."""
        section: BaseModel = getattr(document, self.step.section)
        return {self.step.section: section.model_dump(mode="json")}

    def reads_same(self, snapshot: Snapshot, document: RouteDocument, fingerprint: str) -> bool:
        """Does what was frozen read word for word as it would now, although facts behind it changed?

        An agreement covers words: when none of them changed, nobody has to agree again. Most steps have no words of
        their own and say no. ``fingerprint`` is that of the content now, for keeping the answer.
        """
        return False

    def changed_by(self, before: RouteDocument, after: RouteDocument) -> list[str]:
        """What of this step would read differently when the route changed like that, as lines for people."""
        return []

    def not_yet(self, document: RouteDocument, partner: str, agreed: frozenset[str]) -> str:
        """Why this partner cannot agree with this step yet, in words for people; nothing when it can.

        ``partner`` is the key of a partner, ``agreed`` those of the partners whose agreement holds.
        """
        return ""

    def no_mandate(self, document: RouteDocument, partner: str, name: str) -> str:
        """Why the person with this name may not bind this partner, by what the route itself says; else nothing."""
        return ""

    def watched(self, routes: Sequence[Any]) -> list[tuple[Any, date, str]]:
        """Dates that leaders must not miss: (key of the route, the day, what it is); ``routes`` are keys of routes."""
        return []

    def subject(self, route: Route, about: str) -> str | None:
        """How people call a thing in this step that can be talked about, such as "goals:g1"; None when it is not there.

        By default the facts of the step: the name of the kind and the key of the fact.
        """
        name, _colon, key = about.partition(":")
        kind = next((each for each in self.kinds if each.name == name), None)
        if isinstance(kind, SingleKind):
            return None if key else kind.label
        if kind is None:
            return None
        found = kind.model._default_manager.filter(route=route, key=key).first()
        return f"{kind.one}: {found}" if found else None

    def agreed(self, snapshot: Snapshot) -> None:
        """Everybody agreed with this content; runs in the transaction of the last agreement. Most steps do nothing."""
        return

    def documents(self, route: Route) -> list[Link]:
        return []

    def tools(self, route: Route) -> list[Link]:
        return []

    def above(self, route: Route, read: Callable[[], RouteDocument]) -> Part | None:
        """What people must know before they read or change this step, above its page and its forms.

        ``read`` gives the document of the route, read once for the page.
        """
        return None

    def beside(self, route: Route, kind: str, form: Any, read: Callable[[], RouteDocument]) -> Part | None:
        """What stands beside the form of one kind of fact; ``form`` may be bound and invalid."""
        return None

    def benefits(self, state: State) -> list[tuple[Benefit, str]]:
        """What the data of this step says about the six benefits, in words."""
        return []


class RegistryError(RuntimeError):
    """A step is registered twice, or not at all."""


_providers: dict[int, StepProvider] = {}


def register(provider: StepProvider) -> StepProvider:
    """Register the provider of a step. Raises RegistryError when the step has one or has no place in the plan."""
    if provider.number in _providers and type(_providers[provider.number]) is not type(provider):
        raise RegistryError(f"step {provider.number} is registered twice")
    if provider.number not in {step.number for step in STEPS}:
        raise RegistryError(f"there is no step {provider.number}")
    names = [kind.name for kind in provider.kinds]
    if len(names) != len(set(names)):
        raise RegistryError(f"step {provider.number} names a kind of fact twice")
    _providers[provider.number] = provider
    return provider


def providers() -> list[StepProvider]:
    """All ten providers in the order of the plan. Raises RegistryError when one is missing."""
    missing = [step.number for step in STEPS if step.number not in _providers]
    if missing:
        raise RegistryError(f"no app registered step {missing}")
    return [_providers[step.number] for step in STEPS]


def provider_of(number: int) -> StepProvider:
    """The provider of one step. Raises RegistryError."""
    providers()
    if number not in _providers:
        raise RegistryError(f"there is no step {number}")
    return _providers[number]


def all_kinds() -> list[tuple[StepProvider, Kind]]:
    """Every kind of fact with the step it belongs to, in the order in which a file is loaded."""
    return [(provider, kind) for provider in providers() for kind in provider.kinds]
