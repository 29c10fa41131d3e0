"""The proposal of who could go where: kept by a job, shown until a person asks for a new one.

Only numbers are kept, with the sign of what they were made of. The words are made when the page is shown, and only when
nothing changed since: a proposal of older data says so and shows no lines. Each line that a person accepts is judged
again anyway.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from naadloos.engines.bpv import Found, Pair, Problem, Result, Score, told
from naadloos.jobs.models import Job
from naadloos.jobs.queries import job_for
from naadloos.routes.models import Cohort

MATCHING = "bpv_matching"


@dataclass(frozen=True, slots=True)
class Stored:
    """``result``: None when something changed since it was made."""

    at: datetime
    by: str
    stopped: bool
    result: Result | None


def subject_of(cohort: Cohort) -> str:
    """Each group has a proposal of its own."""
    return f"cohort:{cohort.pk}"


def cohort_of(subject: str) -> Cohort | None:
    """The group that a job is about; None when it is gone."""
    kind, _colon, key = subject.partition(":")
    if kind != "cohort" or not key.isdecimal():
        return None
    return Cohort.objects.filter(pk=int(key)).select_related("route").first()


def matching_job(cohort: Cohort) -> Job | None:
    """The latest job that made, or is making, a proposal for this group."""
    return job_for(MATCHING, subject_of(cohort))


def signature_of(problem: Problem) -> str:
    """Of everything that decides what may be and how good it is; names and earlier matches aside."""
    nameless = replace(
        problem,
        slots=tuple(replace(each, title="") for each in problem.slots),
        companies=tuple(replace(each, name="") for each in problem.companies),
        kept=(),
    )
    return sha256(json.dumps(asdict(nameless), default=_plain, sort_keys=True).encode()).hexdigest()


def dump(problem: Problem, found: Found) -> dict[str, Any]:
    """A matching as a job keeps it: numbers, no key of a pupil."""
    return {
        "signature": signature_of(problem),
        "kept": _listed(problem.kept),
        "chosen": _listed(found.chosen),
        "bound": asdict(found.bound),
        "optimal": found.optimal,
    }


def stored_proposal(cohort: Cohort, problem: Problem) -> Stored | None:
    """The latest proposal for this group that any job kept. ``problem``: what would be matched now."""
    jobs = Job.objects.filter(kind=MATCHING, subject=subject_of(cohort), ended_at__isnull=False, result__isnull=False)
    job = jobs.order_by("-ended_at", "-pk").first()
    if job is None or job.ended_at is None or job.result is None:
        return None
    return Stored(job.ended_at, job.actor_name, job.state == Job.State.STOPPED, _result(job.result, problem))


def _result(stored: dict[str, Any], problem: Problem) -> Result | None:
    if stored["signature"] != signature_of(problem):
        return None
    then, now, chosen = _pairs(stored["kept"]), frozenset(problem.kept), _pairs(stored["chosen"])
    # That some of it was accepted is no other data, nor that a match which could not be held is gone.
    if not then & chosen <= now <= then | chosen:
        return None
    # Told as it was found, so that what was accepted counts as a new line that is there by now.
    return told(replace(problem, kept=tuple(sorted(now & then))), _found(stored, chosen))


def _found(stored: dict[str, Any], chosen: frozenset[Pair]) -> Found:
    return Found(chosen, Score(**stored["bound"]), stored["optimal"])


def _listed(pairs: Iterable[Pair]) -> list[list[str]]:
    return sorted([pair.pupil, pair.slot, pair.company] for pair in pairs)


def _pairs(rows: list[list[str]]) -> frozenset[Pair]:
    return frozenset(Pair(*row) for row in rows)


def _plain(value: object) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    return value.isoformat() if isinstance(value, date) else str(value)
