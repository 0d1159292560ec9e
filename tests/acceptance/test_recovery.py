"""Kill anything in mid-job: the job is completed, once, and nothing is left over."""

import signal

import psutil
from processes import eventually


def stored(tree, item):
    return sorted(p.name for p in (tree.data_dir / "files").rglob("*.*") if item in str(p))


def check_completed_once(tree, item):
    job = tree.end_of(item)
    assert (job["status"], job["progress"], job["error"]) == (30, 100, None)
    assert len(job["files"]) == 5
    assert stored(tree, item) == ["cover.png", "mp3.mp3", "stems.zip", "wav.wav", "waveform.json"]
    eventually(lambda: list((tree.data_dir / "work").iterdir()) == [])
    return job


def check_nothing_left(tree):
    eventually(lambda: tree.helpers() == [])


def attempts(tally):
    return [int(line) for line in tally.read_text().split()]


def test_a_killed_job_process(tree, begun):
    item, tally = begun(1)
    psutil.Process(attempts(tally)[0]).kill()
    job = check_completed_once(tree, item)
    assert (job["attempt"], job["failures"], job["losses"]) == (2, 1, 0)
    check_nothing_left(tree)


def test_a_killed_worker(tree, begun):
    item, tally = begun(1)
    maker = psutil.Process(attempts(tally)[0])
    worker = next(p for p in tree.workers() if maker in p.children(recursive=True))
    family = [worker, *worker.children(recursive=True)]
    worker.kill()
    _, alive = psutil.wait_procs(family, timeout=5)
    assert not alive
    job = check_completed_once(tree, item)
    assert (job["failures"], job["losses"]) == (0, 1)
    assert len(attempts(tally)) == 2
    assert len(tree.workers()) == 2
    check_nothing_left(tree)


def test_a_killed_postgres(tree, begun):
    item, tally = begun(3)
    tree.postgres().kill()
    job = check_completed_once(tree, item)
    assert len(attempts(tally)) == 1  # the job's process never noticed
    assert (job["failures"], job["losses"]) == (0, 0)
    check_nothing_left(tree)


def test_a_killed_server(tree, begun):
    item, tally = begun(1)
    tree.stop(signal.SIGKILL)
    _, alive = psutil.wait_procs(tree.everyone, timeout=15)
    assert not alive
    tree.start()
    job = check_completed_once(tree, item)
    assert (job["failures"], job["losses"]) == (0, 1)
    assert len(attempts(tally)) == 2
    check_nothing_left(tree)


def test_a_server_that_is_stopped_in_peace_gives_its_job_back(tree, begun):
    item, tally = begun(1)
    tree.stop()
    assert not tree.survivors()
    tree.start()
    job = check_completed_once(tree, item)
    assert (job["failures"], job["losses"]) == (0, 0)
    assert len(attempts(tally)) == 2
    check_nothing_left(tree)


def test_a_worker_that_stood_still_does_not_disturb_its_successor(tree, begun):
    item, tally = begun(2)
    maker = psutil.Process(attempts(tally)[0])
    worker = next(p for p in tree.workers() if maker in p.children(recursive=True))
    family = [worker, *worker.children(recursive=True)]
    for process in family:
        process.suspend()
    try:
        check_completed_once(tree, item)
    finally:
        for process in family:
            process.resume()
    _, alive = psutil.wait_procs(family, timeout=10)
    assert not alive  # it learned that it was taken for dead
    job = check_completed_once(tree, item)
    assert (job["failures"], job["losses"]) == (0, 1)
    check_nothing_left(tree)
