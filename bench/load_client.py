"""A small HTTP/1.1 load client: keep-alive connections that each send the same GET again and again.

Run as a process of its own, so that it takes no time from the server's loop:

    python -m bench.load_client HOST PORT SECONDS CONNECTIONS PATH [AUTHORIZATION]

It prints `{"requests", "seconds", "requests_per_s", "p50_ms", "p99_ms"}`; an answer other than 200 ends it.
"""

import asyncio
import json
import sys
import time
from typing import cast


class Connection(asyncio.Protocol):
    """One connection: sends, waits for the whole answer, notes the time, sends again."""

    def __init__(self, request: bytes, deadline: float) -> None:
        self.request = request
        self.deadline = deadline
        self.latencies: list[float] = []
        self.done = asyncio.get_running_loop().create_future()
        self._seen = b""
        self._sent_at = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        self._send()

    def data_received(self, data: bytes) -> None:
        self._seen += data
        head, blank, body = self._seen.partition(b"\r\n\r\n")
        if not blank:
            return
        if not head.startswith(b"HTTP/1.1 200"):
            self._finish(RuntimeError(head.decode("latin-1") + "\n" + body.decode("latin-1")))
            return
        if len(body) < int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0]):
            return
        now = time.perf_counter()
        self.latencies.append(now - self._sent_at)
        if now < self.deadline:
            self._send()
        else:
            self._finish(None)

    def connection_lost(self, error: Exception | None) -> None:
        self._finish(error or RuntimeError("the server closed the connection"))

    def _send(self) -> None:
        self._seen = b""
        self._sent_at = time.perf_counter()
        self.transport.write(self.request)

    def _finish(self, error: Exception | None) -> None:
        if self.done.done():
            return
        if error is None:
            self.done.set_result(None)
        else:
            self.done.set_exception(error)
        self.transport.close()


async def load(
    host: str, port: int, seconds: float, connections: int, path: str, authorization: str
) -> dict[str, float]:
    """Send requests for that long and measure them."""
    request = f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nAuthorization: {authorization}\r\n\r\n".encode()
    loop = asyncio.get_running_loop()
    start = time.perf_counter()
    opened = [
        (await loop.create_connection(lambda: Connection(request, start + seconds), host, port))[1]
        for _ in range(connections)
    ]
    await asyncio.gather(*(connection.done for connection in opened))
    elapsed = time.perf_counter() - start
    latencies = sorted(latency for connection in opened for latency in connection.latencies)
    return {
        "requests": len(latencies),
        "seconds": round(elapsed, 3),
        "requests_per_s": round(len(latencies) / elapsed, 1),
        "p50_ms": round(1000 * latencies[len(latencies) // 2], 3),
        "p99_ms": round(1000 * latencies[int(len(latencies) * 0.99)], 3),
    }


if __name__ == "__main__":
    import uvloop

    host, port, seconds, connections, path, *authorization = sys.argv[1:]
    measured = uvloop.run(
        load(
            host,
            int(port),
            float(seconds),
            int(connections),
            path,
            authorization[0] if authorization else "none",
        )
    )
    print(json.dumps(measured))
