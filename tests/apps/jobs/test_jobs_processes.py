"""Workers as processes of their own: they do what waits, end with the server and are replaced when they die."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest

# Far more than is needed; only a failure waits so long.
PATIENCE = 60


def environment(folder: Path) -> dict[str, str]:
    keep = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "PYTHONPATH"}}
    return {**keep, "NAADLOOS_DATA": str(folder)}


def command(code: str) -> list[str]:
    start = "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'naadloos.settings.base'\n"
    return [sys.executable, "-c", start + textwrap.dedent(code)]


def start(folder: Path, code: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(command(code), env=environment(folder), start_new_session=True)


def answer(folder: Path, code: str) -> str:
    done = subprocess.run(command(code), env=environment(folder), capture_output=True, text=True, check=True)
    return done.stdout.strip()


def wait_for(found: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not found():
        if time.monotonic() > end:
            pytest.fail("it did not happen")
        time.sleep(0.1)


def children(pid: int) -> list[int]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(word) for word in listed.stdout.split()]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(")")[-1].split()[0] != "Z"
    except OSError:
        return False


pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at processes through /proc")


def test_a_worker_is_replaced_when_it_dies_and_ends_with_its_server(installation: Path) -> None:
    server = start(
        installation,
        """
        import time
        from naadloos.jobs.supervisor import workers
        with workers(1):
            time.sleep(600)
        """,
    )
    try:
        wait_for(lambda: len(children(server.pid)) == 1)
        first = children(server.pid)[0]
        os.kill(first, signal.SIGKILL)
        wait_for(lambda: bool(children(server.pid)) and children(server.pid)[0] != first)
        second = children(server.pid)[0]
        server.kill()
        server.wait()
        # Nobody told this worker anything; it sees that it is alone.
        wait_for(lambda: not alive(second))
    finally:
        server.kill()
        server.wait()


def test_a_job_survives_that_its_worker_is_told_to_leave(installation: Path) -> None:
    data = installation
    declare = textwrap.dedent("""
        import time
        import django; django.setup()
        from naadloos.jobs import actions, registry, worker
        from naadloos.jobs.models import Job

        def run(work):
            if work.job.attempt > 1:
                return "af"
            for number in range(6000):
                work.report(f"{number} van 6000", number, 6000)
                time.sleep(0.1)

        registry.register(registry.JobKind("tel", "Tellen", run, lambda *_: True, lambda *_: True,
                                           lambda job: "/", lambda job: "/", True))
        """)
    job = answer(data, declare + 'print(actions.start_job(actor=None, kind="tel", subject="x").job.pk)')
    worker = start(data, declare + "worker.work()")
    progress = data / "taken" / f"{job}.json"
    try:
        wait_for(lambda: progress.exists() and '"done": null' not in progress.read_text())
        worker.terminate()
        worker.wait(PATIENCE)
        assert worker.returncode == 0
        ask = "job = Job.objects.get(); print(job.state, job.result, job.attempt)"
        # It did not take up again what it gave back.
        assert answer(data, declare + ask) == "wacht None 1"
        worker = start(data, declare + "worker.work()")
        wait_for(lambda: answer(data, declare + ask) == "klaar af 2")
        worker.terminate()
        worker.wait(PATIENCE)
        assert worker.returncode == 0
    finally:
        worker.kill()
        worker.wait()
