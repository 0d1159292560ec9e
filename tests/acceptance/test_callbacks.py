"""A reply URL hears of a job's progress and surely of its end, by messages that can be checked."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
from processes import eventually
from served import Served
from standardwebhooks.webhooks import Webhook

from tonewright_client import TonewrightClient
from tonewright_client.exceptions import ApiError

pytestmark = pytest.mark.xdist_group("serve")


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    served = Served(tmp_path_factory.mktemp("served"), TONEWRIGHT_ALLOW_PRIVATE_CALLBACKS="true").start()
    yield served
    served.stop()


@pytest.fixture
def receiver():
    """A server that keeps what it is told, and refuses the first final message."""
    heard = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            heard.append((dict(self.headers), body))
            final = json.loads(body)["status_final"]
            refused = final and sum(json.loads(b)["status_final"] for _, b in heard) == 1
            self.send_response(503 if refused else 204)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/hook", heard
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_receiver_hears_progress_and_the_end_again_until_it_answers(served, receiver):
    url, heard = receiver
    token = served.command("token", "create").strip()
    body = {"prompt": "lofi beat", "duration": 20, "replyUrl": url, "replyRef": "order 7"}
    answer = httpx.post(
        f"{served.url}/v1/tempolor/music/instrumental", json=body, headers={"Authorization": f"Bearer {token}"}
    )
    (job,) = answer.json()["jobs"]
    eventually(lambda: sum(json.loads(b)["status_final"] for _, b in heard) == 2, 90)

    webhook = Webhook(served.command("webhook-secret").strip())
    for headers, body in heard:
        webhook.verify(body, {name.lower(): value for name, value in headers.items()})
    records = [json.loads(body) for _, body in heard]
    assert {record["job_id"] for record in records} == {job}
    assert {record["replyRef"] for record in records} == {"order 7"}
    assert {record["code"] for record in records} == {200}
    running = [record["progress"] for record in records if not record["status_final"]]
    assert running == sorted(running)
    first, second = (pair for pair in heard if json.loads(pair[1])["status_final"])
    assert first[0]["webhook-id"] == second[0]["webhook-id"]
    assert json.loads(second[1])["status_name"] == "COMPLETED"
    link = json.loads(second[1])["cover"]
    assert httpx.get(link).headers["content-type"] == "image/png"


def test_a_strange_reply_url_is_refused_at_once(served):
    token = served.command("token", "create").strip()
    with TonewrightClient(served.url, token) as client, pytest.raises(ApiError, match="replyUrl"):
        client.instrumental("beat", reply_url="file:///etc/passwd")
