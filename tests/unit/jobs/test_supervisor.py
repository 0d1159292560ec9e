import sys
import time

import psutil
import pytest

from tonewright.jobs.supervisor import Charge, Supervisor


def eventually(truth, limit_s=20.0):
    deadline = time.monotonic() + limit_s
    while time.monotonic() < deadline:
        if truth():
            return
        time.sleep(0.02)
    raise AssertionError("it did not come true")


def python(code):
    return [sys.executable, "-S", "-c", code]


@pytest.fixture
def supervise():
    made = []

    def begin(*charges, grace_s=5.0):
        supervisor = Supervisor(charges, grace_s=grace_s)
        made.append(supervisor)
        supervisor.start()
        return supervisor

    yield begin
    for supervisor in made:
        supervisor.stop()


@pytest.mark.parametrize("status", [0, 3])
def test_a_process_that_ends_is_started_again_whatever_its_status(supervise, tmp_path, status):
    tally = tmp_path / "tally"
    code = f"import sys; open({str(tally)!r}, 'a').write('x'); sys.exit({status})"
    supervise(Charge("ends", python(code)))
    eventually(lambda: tally.exists() and len(tally.read_text()) >= 2)


def test_a_killed_process_is_started_again_and_others_are_left_alone(supervise):
    sleep = ["sleep", "600"]
    supervisor = supervise(Charge("one", ["/usr/bin/env", *sleep]), Charge("two", ["/usr/bin/env", *sleep]))
    eventually(lambda: len(supervisor.pids) == 2)
    before = supervisor.pids
    psutil.Process(before["one"]).kill()
    eventually(lambda: supervisor.pids.get("one") not in (None, before["one"]))
    assert supervisor.pids["two"] == before["two"]


def test_stopping_ends_what_runs_and_starts_nothing_again(supervise):
    supervisor = supervise(Charge("sleeper", ["/usr/bin/env", "sleep", "600"]))
    eventually(lambda: supervisor.pids)
    process = psutil.Process(supervisor.pids["sleeper"])
    supervisor.stop()
    assert not process.is_running()
    assert supervisor.pids == {}


def test_a_process_that_will_not_end_in_peace_is_killed(supervise, tmp_path):
    ready = tmp_path / "ready"
    code = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
    code += f"open({str(ready)!r}, 'w').close(); time.sleep(600)"
    supervisor = supervise(Charge("stubborn", python(code)), grace_s=0.2)
    eventually(ready.exists)
    process = psutil.Process(supervisor.pids["stubborn"])
    supervisor.stop()
    assert not process.is_running()


def test_the_environment_is_added_to(supervise, tmp_path):
    told = tmp_path / "told"
    code = f"import os, time; open({str(told)!r}, 'w').write(os.environ['MOOD'] + str('PATH' in os.environ)); "
    code += "time.sleep(600)"
    supervise(Charge("told", python(code), {"MOOD": "calm"}))
    eventually(lambda: told.exists() and told.read_text() == "calmTrue")
