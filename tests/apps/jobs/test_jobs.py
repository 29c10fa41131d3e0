"""Jobs in the background: once per subject, stopped, taken up again, failing in words, seen by who may."""

import os
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import factories
import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from helpers import client_of, run_jobs

from naadloos.jobs import actions, queries, registry, runner
from naadloos.jobs.board import FileBoard, Progress, RowBoard, board
from naadloos.jobs.models import Job
from naadloos.jobs.registry import JobFailedError, JobKind, JobStoppedError
from naadloos.jobs.runner import Work, WorkerLeavesError
from naadloos.organisations.models import User

pytestmark = pytest.mark.django_db
COUNT = "tel"


@pytest.fixture(autouse=True)
def data_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def people(db: None) -> tuple[User, User, User]:
    """One who may start and stop, one who may see, one who may neither."""
    return factories.person("Anna Start"), factories.person("Ben Kijkt"), factories.person("Cor Buiten")


@pytest.fixture
def declare(people: tuple[User, User, User]) -> Iterator[Callable[..., None]]:
    anna, ben, _cor = people

    def make(run: Callable[[Work], Any], *, restartable: bool = False) -> None:
        registry.forget(COUNT)
        registry.register(
            JobKind(
                name=COUNT,
                title="Tellen",
                run=run,
                may_start=lambda user, subject: user == anna,
                may_see=lambda user, subject: user in (anna, ben),
                page=lambda job: "/curriculum/",
                back=lambda job: "/routes/",
                restartable=restartable,
            )
        )

    yield make
    registry.forget(COUNT)


def ask(actor: User, subject: str = "route:1", **arguments: Any) -> actions.Started:
    return actions.start_job(actor=actor, kind=COUNT, subject=subject, arguments=arguments)


def test_a_job_runs_once_and_keeps_what_came_of_it(people: Any, declare: Any) -> None:
    def run(work: Work) -> dict[str, int]:
        work.report("2 van 3", 2, 3)
        return {"sum": work.arguments["a"] + 1}

    declare(run)
    job = ask(people[0], a=4).job
    assert (job.state, job.actor_name) == (Job.State.WAITING, "Anna Start")
    run_jobs()
    run_jobs()
    job.refresh_from_db()
    assert (job.state, job.result, job.line, job.done, job.total, job.attempt, job.error) == (
        Job.State.DONE,
        {"sum": 5},
        "2 van 3",
        2,
        3,
        1,
        "",
    )
    assert job.ended_at is not None
    assert queries.job_for(COUNT, "route:1") == job
    assert queries.job_for(COUNT, "route:2") is None
    assert DBTaskResult.objects.successful().count() == 1


def test_a_second_request_gets_the_job_that_is_going_on(people: Any, declare: Any) -> None:
    declare(lambda work: None)
    first = ask(people[0])
    again = ask(people[0])
    other = ask(people[0], "route:2")
    assert (first.new, again.new, other.new) == (True, False, True)
    assert again.job == first.job
    assert DBTaskResult.objects.count() == 2
    run_jobs()
    assert ask(people[0]).new


def test_the_database_itself_refuses_a_second_unfinished_job(people: Any) -> None:
    values = {"kind": COUNT, "subject": "route:1", "language": "nl"}
    Job.objects.create(**values, state=Job.State.RUNNING)
    Job.objects.create(**values, state=Job.State.DONE, ended_at=timezone.now())
    for wrong in (
        {"state": Job.State.WAITING},
        {"state": Job.State.DONE, "ended_at": None},
        {"state": Job.State.FAILED, "ended_at": timezone.now(), "error": ""},
        {"subject": "route:2", "ended_at": timezone.now()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Job.objects.create(**(values | wrong))


def test_the_constraint_is_a_partial_unique_index_on_both_databases() -> None:
    found = next(item for item in Job._meta.constraints if item.name == "job_one_unfinished")
    sql = str(found.create_sql(Job, connection.schema_editor(collect_sql=True)))
    assert "UNIQUE INDEX" in sql
    assert "WHERE" in sql
    assert connection.features.supports_partial_indexes


def test_a_job_that_waits_stops_at_once_and_is_never_run(people: Any, declare: Any) -> None:
    ran: list[int] = []
    declare(lambda work: ran.append(1))
    job = ask(people[0]).job
    actions.stop_job(actor=people[0], job=job)
    run_jobs()
    job.refresh_from_db()
    assert (job.state, ran) == (Job.State.STOPPED, [])


def test_a_running_job_that_is_stopped_keeps_the_best_so_far(people: Any, declare: Any) -> None:
    def run(work: Work) -> None:
        for number in range(10):
            if number == 4:
                actions.stop_job(actor=people[0], job=Job.objects.get(pk=work.job.pk))
            work.report(f"{number} van 10", number, 10)
            if work.stop_asked():
                raise JobStoppedError({"best": number})

    declare(run)
    job = ask(people[0]).job
    run_jobs()
    job.refresh_from_db()
    assert (job.state, job.result, job.line) == (Job.State.STOPPED, {"best": 4}, "4 van 10")
    assert not board().stop_asked(job.pk)


def test_a_failure_is_told_in_words_and_the_job_can_be_asked_for_again(
    people: Any, declare: Any, caplog: pytest.LogCaptureFixture
) -> None:
    def run(work: Work) -> None:
        if work.arguments["known"]:
            raise JobFailedError("Er is nog geen eenheid. Maak eerst een eenheid.")
        raise ZeroDivisionError("geheim")

    declare(run)
    job = ask(people[0], known=True).job
    run_jobs()
    job.refresh_from_db()
    assert (job.state, job.error) == (Job.State.FAILED, "Er is nog geen eenheid. Maak eerst een eenheid.")
    unknown = ask(people[0], known=False).job
    run_jobs()
    unknown.refresh_from_db()
    assert unknown.state == Job.State.FAILED
    assert "Probeer het nog eens" in unknown.error
    assert "geheim" not in unknown.error
    assert "geheim" in caplog.text
    page = client_of(people[0]).get(f"/jobs/{job.pk}/").content.decode()
    assert "Maak eerst een eenheid" in page
    assert 'href="/routes/"' in page


def begin(job: Job, *, seconds_ago: int) -> Job:
    """As if a worker took the job up and was heard of so long ago."""
    seen = timezone.now() - timedelta(seconds=seconds_ago)
    Job.objects.filter(pk=job.pk).update(state=Job.State.RUNNING, attempt=1, started_at=seen, heartbeat=seen)
    DBTaskResult.objects.update(status="RUNNING", started_at=seen)
    job.refresh_from_db()
    return job


def test_a_job_whose_worker_died_is_taken_up_again_when_its_kind_can(people: Any, declare: Any) -> None:
    declare(lambda work: {"attempt": work.job.attempt}, restartable=True)
    job = begin(ask(people[0]).job, seconds_ago=40)
    actions.recover()
    run_jobs()
    job.refresh_from_db()
    assert (job.state, job.result) == (Job.State.DONE, {"attempt": 2})


def test_a_job_whose_worker_died_fails_in_words_and_can_be_started_anew(people: Any, declare: Any) -> None:
    declare(lambda work: None)
    job = begin(ask(people[0]).job, seconds_ago=40)
    again = ask(people[0])
    job.refresh_from_db()
    assert again.new
    assert again.job != job
    assert job.state == Job.State.FAILED
    assert "omdat de server stopte" in job.error


def test_a_job_is_not_tried_for_ever(people: Any, declare: Any) -> None:
    declare(lambda work: None, restartable=True)
    job = begin(ask(people[0]).job, seconds_ago=40)
    Job.objects.filter(pk=job.pk).update(attempt=runner.MOST_ATTEMPTS)
    actions.recover()
    job.refresh_from_db()
    assert job.state == Job.State.FAILED


def test_a_worker_that_lives_is_left_alone(people: Any, declare: Any) -> None:
    declare(lambda work: None, restartable=True)
    job = begin(ask(people[0]).job, seconds_ago=2)
    actions.recover()
    assert not ask(people[0]).new
    # The row may be old while the worker is in a transaction; then its sign of life is elsewhere.
    job = begin(job, seconds_ago=3600)
    FileBoard().publish(job.pk, 1, Progress("bezig"))
    assert FileBoard().read(job)[1] > timezone.now() - timedelta(minutes=1)  # type: ignore[operator]


def test_a_worker_that_was_taken_for_dead_writes_nothing_any_more(people: Any, declare: Any) -> None:
    def run(work: Work) -> str:
        Job.objects.filter(pk=work.job.pk).update(attempt=work.job.attempt + 1)
        return "te laat"

    declare(run)
    job = ask(people[0]).job
    run_jobs()
    job.refresh_from_db()
    assert (job.state, job.result) == (Job.State.RUNNING, None)


def test_a_worker_that_must_leave_gives_the_job_back(people: Any, declare: Any) -> None:
    def run(work: Work) -> str:
        if work.job.attempt == 1:
            raise WorkerLeavesError
        return "af"

    declare(run, restartable=True)
    job = ask(people[0]).job
    run_jobs()
    run_jobs()
    job.refresh_from_db()
    assert (job.state, job.result, job.attempt) == (Job.State.DONE, "af", 2)


def test_a_job_speaks_the_language_of_who_asked(people: Any, declare: Any) -> None:
    from django.utils import translation

    def run(work: Work) -> str:
        return str(translation.get_language())

    declare(run)
    with translation.override("en"):
        job = ask(people[0]).job
    run_jobs()
    job.refresh_from_db()
    assert job.result == "en"


@pytest.mark.parametrize("place", [FileBoard(), RowBoard()])
def test_progress_and_stop_are_seen_by_others(people: Any, declare: Any, place: FileBoard | RowBoard) -> None:
    declare(lambda work: None)
    job = begin(ask(people[0]).job, seconds_ago=0)
    place.publish(job.pk, 1, Progress("3 van 9", 3, 9))
    job.refresh_from_db()
    progress, seen = place.read(job)
    assert (progress, progress.percent) == (Progress("3 van 9", 3, 9), 33)
    assert seen is not None
    assert not place.stop_asked(job.pk)
    place.ask_stop(job.pk)
    assert place.stop_asked(job.pk)
    place.clear(job.pk)


@pytest.mark.parametrize(
    ("done", "total", "percent"), [(None, None, None), (3, None, None), (0, 0, None), (5, 4, 100), (0, 9, 0)]
)
def test_an_unknown_size_gives_no_percentage(done: int | None, total: int | None, percent: int | None) -> None:
    assert Progress("", done, total).percent == percent


def test_who_may_not_start_or_stop_is_refused(people: Any, declare: Any) -> None:
    declare(lambda work: None)
    for person in people[1:]:
        with pytest.raises(PermissionDenied):
            ask(person)
    job = ask(people[0]).job
    for person in people[1:]:
        with pytest.raises(PermissionDenied):
            actions.stop_job(actor=person, job=job)
    job.refresh_from_db()
    assert job.state == Job.State.WAITING


def test_the_page_of_a_job_for_each_person(people: Any, declare: Any) -> None:
    declare(lambda work: None)
    job = ask(people[0]).job
    address = f"/jobs/{job.pk}/"
    anna, ben, cor = (client_of(person) for person in people)
    assert "De taak begint zo" in anna.get(address).content.decode()
    assert ">Stop<" in anna.get(address).content.decode()
    assert ">Stop<" not in ben.get(address).content.decode()
    assert cor.get(address).status_code == 404
    assert cor.post(f"{address}stop/").status_code == 404
    assert ben.post(f"{address}stop/").status_code == 403
    assert anna.get(f"/jobs/{uuid.uuid4()}/").status_code == 404
    assert client_of(people[0]).get(address, headers={"HX-Request": "true"}).status_code == 200
    from django.test import Client

    assert Client().get(address).status_code == 302
    assert anna.post(f"{address}stop/").url == address
    job.refresh_from_db()
    assert job.state == Job.State.STOPPED


def test_the_part_that_refreshes_itself_moves_on_when_the_job_is_done(people: Any, declare: Any) -> None:
    declare(lambda work: None)
    job = begin(ask(people[0]).job, seconds_ago=0)
    board().publish(job.pk, 1, Progress("1 van 4 regels", 1, 4))
    visitor, htmx = client_of(people[0]), {"HX-Request": "true"}
    part = visitor.get(f"/jobs/{job.pk}/", headers=htmx).content.decode()
    page = visitor.get(f"/jobs/{job.pk}/").content.decode()
    for words in ("1 van 4 regels", 'value="25"', 'aria-live="polite"'):
        assert words in part
        assert words in page
    assert "<html" not in part
    assert 'hx-trigger="every 1s"' in page
    runner.finish(job, Job.State.DONE, Progress("4 van 4 regels", 4, 4))
    done = visitor.get(f"/jobs/{job.pk}/", headers=htmx)
    assert done["HX-Redirect"] == "/curriculum/"
    assert visitor.get(f"/jobs/{job.pk}/")["Location"] == "/curriculum/"


def test_a_kind_is_declared_once(declare: Any) -> None:
    declare(lambda work: None)
    with pytest.raises(ValueError, match="twice"):
        registry.register(registry.kind_of(COUNT))


def test_what_ended_long_ago_is_removed(people: Any, declare: Any) -> None:
    declare(lambda work: None)
    old, fresh = ask(people[0]).job, ask(people[0], "route:2").job
    run_jobs()
    long_ago = timezone.now() - timedelta(days=31)
    Job.objects.filter(pk=old.pk).update(ended_at=long_ago)
    DBTaskResult.objects.filter(args_kwargs__args=[str(old.pk)]).update(finished_at=long_ago)
    actions.prune()
    assert list(Job.objects.all()) == [fresh]
    assert DBTaskResult.objects.count() == 1


def test_no_file_stays_behind(people: Any, declare: Any, tmp_path: Path) -> None:
    declare(lambda work: work.report("bezig"))
    ask(people[0])
    run_jobs()
    assert os.listdir(tmp_path / "taken") == []
