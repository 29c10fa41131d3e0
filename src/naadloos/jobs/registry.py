"""The kinds of job. Each app declares its own in ``apps.py``; a double name stops the start."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

from naadloos.jobs.models import Job

if TYPE_CHECKING:
    from naadloos.jobs.runner import Work


class JobFailedError(Exception):
    """The job cannot be done; the text tells a person what is wrong and what to do."""


class JobStoppedError(Exception):
    """The function stopped because somebody asked. ``result``: the best so far, or None when nothing was made."""

    def __init__(self, result: Any = None) -> None:
        super().__init__("stopped")
        self.result = result


@dataclass(frozen=True, slots=True)
class JobKind:
    """``run`` gets a ``Work`` and gives what must be kept (JSON); it raises JobFailedError and JobStoppedError.

    ``may_start`` and ``may_see`` judge a person and a subject; who may start it may stop it. ``page``: where a person
    goes on when it has ended well; ``back``: where to try again. ``restartable``: the function can be run again from
    the beginning when its worker died halfway.
    """

    name: str
    title: str | Promise
    run: Callable[["Work"], Any]
    may_start: Callable[[Any, str], bool]
    may_see: Callable[[Any, str], bool]
    page: Callable[[Job], str]
    back: Callable[[Job], str]
    restartable: bool = False
    # What the button says that stops it, when stopping means more than that.
    stop: str | Promise = ""


_kinds: dict[str, JobKind] = {}
_daily: list[Callable[[], None]] = []


def register(kind: JobKind) -> None:
    if kind.name in _kinds:
        raise ValueError(f"job kind {kind.name!r} is declared twice")
    if len(kind.name) > 40:
        raise ValueError(f"job kind {kind.name!r} is longer than 40 signs")
    _kinds[kind.name] = kind


def register_daily(run: Callable[[], None]) -> None:
    """Have the worker do this about once a day; it must not mind being done twice."""
    if run not in _daily:
        _daily.append(run)


def daily() -> tuple[Callable[[], None], ...]:
    return tuple(_daily)


def kind_of(name: str) -> JobKind:
    """Raises KeyError for a name that no app declares."""
    return _kinds[name]


def is_known(name: str) -> bool:
    return name in _kinds


def forget(name: str) -> None:
    """For tests that declare a kind of their own."""
    _kinds.pop(name, None)
