"""What a file would change in the facts of step 7: shown first, signed along with the page, stored after a yes."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from naadloos.engines.cohort.intake import Verdict
from naadloos.organisations.base import StaleError
from naadloos.organisations.models import User
from naadloos.routes.actions import save_fact
from naadloos.routes.models import Route, RouteFact
from naadloos.routes.registry import provider_of

STEP = 7
# Seconds within which what was shown can be stored.


@dataclass(frozen=True, slots=True)
class Offer:
    """One line: what is there and what would come. ``why``: the reason of a refusal. ``line`` 0: not from one line."""

    line: int
    name: str
    verdict: Verdict
    old: str = ""
    new: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that was read and not stored. ``signed``: what would be stored; "" when that is nothing."""

    lines: tuple[Offer, ...]
    notes: tuple[str, ...]
    signed: str

    @property
    def outcomes(self) -> list[tuple[Verdict, int]]:
        """How many lines of each kind; a line that is refused for two reasons is one line."""
        return [(kind, len({each.line for each in self.lines if each.verdict is kind})) for kind in Verdict]


@dataclass(frozen=True, slots=True)
class Stored:
    """``refused``: what could not be stored after all, in words."""

    changed: int
    known: int
    refused: tuple[str, ...]


def changed_since() -> str:
    return _("dit is intussen door iemand anders gewijzigd; kijk opnieuw")


def store(actor: User, route: Route, kind_name: str, instance: RouteFact, version: int) -> str:
    """Add or change one fact, with its history. Gives why not, "" when it is done. Raises PermissionDenied."""
    provider = provider_of(STEP)
    kind = next(each for each in provider.kinds if each.name == kind_name)
    try:
        save_fact(actor=actor, route=route, provider=provider, kind=kind, instance=instance, version=version)
    except StaleError:
        return changed_since()
    except ValidationError as error:
        return " ".join(error.messages)
    return ""
