"""Health on the wire."""

import pytest
from served_api import Api


@pytest.mark.parametrize("slash", ["", "/"])
def test_the_process_is_alive(nobody, slash):
    answer = nobody.get(f"//healthz{slash}")
    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})


@pytest.mark.parametrize("slash", ["", "/"])
def test_it_is_ready_once_a_worker_has_been_seen(nobody, server, slash):
    async def count(connection, statement):
        await connection.execute(statement)

    answer = nobody.get(f"//readyz{slash}")
    assert (answer.status_code, answer.json()) == (503, {"ready": False, "database": True, "workers": 0})
    server.run(count, b"INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour')")
    assert nobody.get("//readyz").status_code == 503
    server.run(count, b"INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
    answer = nobody.get(f"//readyz{slash}")
    server.run(count, b"DELETE FROM procrastinate_workers")
    assert (answer.status_code, answer.json()) == (200, {"ready": True, "database": True, "workers": 1})


def test_without_its_database_it_is_alive_but_not_ready(server):
    from types import SimpleNamespace

    from tonewright.database.pool import make_pool

    pool = make_pool("host=/nowhere dbname=x connect_timeout=1", max_size=1)
    cut_off = Api(server, "user:1-" + "a" * 32, app=server.make_app(database=SimpleNamespace(pool=pool)))
    assert cut_off.get("//healthz").status_code == 200
    answer = cut_off.get("//readyz")
    assert (answer.status_code, answer.json()) == (503, {"ready": False, "database": False, "workers": 0})
    answer = cut_off.get("/accounts")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "2"
    assert answer.json() == {"error": "The database cannot be reached, try again", "code": 503}
