"""The server as a user runs it: first start, kill -9 in mid-job, start again, stop."""

import httpx
import pytest
from processes import eventually
from served import Served

from tonewright_client import TonewrightClient

pytestmark = pytest.mark.xdist_group("serve")


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    served = Served(tmp_path_factory.mktemp("served")).start()
    yield served
    served.stop()


@pytest.fixture(scope="module")
def token(served):
    return served.command("token", "create").strip()


def test_the_first_start_prints_one_token_that_works_and_later_ones_print_none(served):
    printed = [line.strip() for line in served.said if line.strip().startswith("user:")]
    assert len(printed) == 1
    with TonewrightClient(served.url, printed[0]) as client:
        assert len(client.accounts()) == 1
    served.stop()
    served.start()
    assert not [line for line in served.said if "user:" in line]
    with TonewrightClient(served.url, printed[0]) as client:
        assert len(client.accounts()) == 1


def test_secrets_in_the_data_folder_are_for_the_owner_alone(served):
    assert {p.stat().st_mode & 0o777 for p in (served.data / "keys").iterdir()} == {0o600}
    secrets = [line.split("-", 1)[1].strip() for line in served.said if line.strip().startswith("user:")]
    dump = served.log.read_text()
    assert not any(secret in dump for secret in secrets)


def test_a_token_made_beside_the_running_server_works_at_once_and_stops_when_revoked(served):
    token = served.command("token", "create", "--user", "77").strip()
    assert token.startswith("user:77-")
    headers = {"Authorization": f"Bearer {token}"}
    assert httpx.get(f"{served.url}/v1/tempolor/scheduler", headers=headers).status_code == 200
    assert "77" in served.command("token", "list")
    served.command("token", "revoke", token)
    eventually(lambda: httpx.get(f"{served.url}/v1/tempolor/scheduler", headers=headers).status_code == 401, 15)


def test_a_kill_of_the_whole_server_in_mid_job_is_followed_by_one_completion(served, token):
    with TonewrightClient(served.url, token) as client:
        job = client.instrumental("lofi beat", duration_s=60, seed=3)
        eventually(lambda: client.music(job).progress > 5, 60)
    served.kill()
    served.start()
    with TonewrightClient(served.url, token) as client:
        music = client.wait_until_final(job, timeout_s=120)
        assert music.is_completed
        assert client.executing() == []
        link = client.download_link(job, "wav")
    assert httpx.head(link.url).status_code == 200
    stored = [p.name for p in (served.data / "files").rglob("*") if p.is_file()]
    assert sorted(name.rsplit(".", 1)[1] for name in stored) == ["json", "mp3", "png", "wav", "zip"]
    eventually(lambda: list((served.data / "work").iterdir()) == [])


def test_a_job_that_runs_when_the_server_is_stopped_is_given_back_and_made_after_the_next_start(served, token):
    with TonewrightClient(served.url, token) as client:
        job = client.instrumental("lofi beat", duration_s=60, seed=4)
        eventually(lambda: client.music(job).progress > 0, 60)
    served.stop()
    assert "is killed" not in served.log.read_text()
    served.start()
    with TonewrightClient(served.url, token) as client:
        assert client.wait_until_final(job, timeout_s=120).is_completed


def test_a_cancelled_job_stops_within_a_second_or_so_and_says_so(served, token):
    with TonewrightClient(served.url, token) as client:
        job = client.song("pop", lyrics="One two three four", duration_s=120)
        eventually(lambda: client.music(job).progress > 0, 60)
        busy = len(served.family())
        client.cancel(job)
        eventually(lambda: len(served.family()) < busy, 5)
        music = client.music(job)
        assert (music.status_name, music.error) == ("FAILED", "Cancelled")


def test_the_voices_have_samples_that_play(served, token):
    with TonewrightClient(served.url, token) as client:
        voices = client.artist_voices().records
    assert {"female", "male"} <= {label for voice in voices for label in voice.labels}
    for voice in voices:
        sample = httpx.get(voice.raw["vocalUrl"], timeout=60)
        assert sample.status_code == 200
        assert sample.headers["content-type"] == "audio/mpeg"
        assert len(sample.content) > 50_000
