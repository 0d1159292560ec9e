"""What only a real server on a real socket shows: lying lengths, logs, connections."""

import json
import logging
import re
import socket

import pytest
import uvicorn
from served_api import BODY_LIMIT, CONTENT, item_of


@pytest.fixture(scope="module")
def port(server):
    """The application behind uvicorn, in the loop that it lives in."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(server.app, http="httptools", log_config=None, access_log=True, lifespan="on")
    web = uvicorn.Server(config)
    done = server.portal.start_task_soon(web.serve, [listener])
    yield listener.getsockname()[1]
    web.should_exit = True
    done.result(timeout=10)


def whole(answer):
    head, blank, body = answer.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
    return bool(blank) and length is not None and len(body) >= int(length[1])


def exchange(port, *parts):
    """Send bytes as they are, and read one answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        for part in parts:
            connection.sendall(part)
        answer = b""
        while not whole(answer) and (chunk := connection.recv(65536)):
            answer += chunk
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), head.decode("latin-1").lower(), body


def post(api, headers):
    head = f"POST /v1/tempolor/music/song HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {api.token}\r\n"
    return (head + headers + "\r\n").encode()


def test_a_body_over_the_limit_is_refused_and_the_refusal_arrives(api, port):
    length = 100 * BODY_LIMIT
    request = post(api, f"Content-Type: application/json\r\nContent-Length: {length}\r\n")
    status, head, body = exchange(port, request, b" " * length)
    assert (status, json.loads(body)["code"]) == (413, 413)
    assert "access-control-allow-origin: *" in head


def test_a_body_without_a_length_is_counted(api, port):
    request = post(api, "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n")
    chunk = b"1000\r\n" + b" " * 4096 + b"\r\n"
    status, _, body = exchange(port, request, chunk * 10, b"0\r\n\r\n")
    assert (status, json.loads(body)["code"]) == (413, 413)


def test_a_body_shorter_than_its_length_makes_no_job(api, port):
    request = post(api, "Content-Type: application/json\r\nContent-Length: 500\r\n")
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request + b'{"prompt": "x"}')
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(65536):
            pass
    assert api.get("/scheduler").json() == []


def test_a_request_without_a_host_gets_links_on_the_servers_own_address(api, port, finished):
    path = f"/v1/tempolor/music/download/{finished}"
    status, _, body = exchange(port, f"GET {path} HTTP/1.0\r\nAuthorization: Bearer {api.token}\r\n\r\n".encode())
    assert status == 200
    assert json.loads(body)["url"].startswith(f"http://127.0.0.1:{port}/ai_material/")


def test_a_link_works_by_its_address_and_its_key_is_not_logged(api, port, finished, caplog):
    caplog.set_level(logging.DEBUG)
    path = f"/v1/tempolor/music/download/{finished}"
    head = f"Host: 127.0.0.1:{port}\r\nAuthorization: Bearer {api.token}\r\nConnection: close\r\n\r\n"
    _, _, body = exchange(port, f"GET {path} HTTP/1.1\r\n{head}".encode())
    target = json.loads(body)["url"].removeprefix(f"http://127.0.0.1:{port}")
    request = f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
    status, _, content = exchange(port, request.encode())
    assert (status, content) == (200, CONTENT["mp3"][1])
    lines = [record.getMessage() for record in caplog.records if record.name == "uvicorn.access"]
    assert any(item_of(finished) in line and "/mp3/" in line for line in lines)
    assert not any(re.search("[0-9a-f]{32}", line.replace(item_of(finished), "")) for line in lines)
    assert api.token not in caplog.text


@pytest.mark.parametrize(
    "target", ["/v1/tempolor/music/%00", "/v1/tempolor/music/%ff%fe", "/v1/tempolor/music/..%5c..%5cx"]
)
def test_raw_paths_are_answered(api, port, target):
    head = f"Host: 127.0.0.1\r\nAuthorization: Bearer {api.token}\r\nConnection: close\r\n\r\n"
    status, _, body = exchange(port, f"GET {target} HTTP/1.1\r\n{head}".encode())
    assert (status, json.loads(body)["error"]) == (400, "job_id has incorrect format")


@pytest.mark.parametrize("host", ["evil.example/x", "a b", "x\ty", "[", "http://a"])
def test_a_forged_host_is_refused(port, host):
    status, _, body = exchange(port, f"GET /healthz HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    assert (status, json.loads(body)["code"]) == (400, 400)
