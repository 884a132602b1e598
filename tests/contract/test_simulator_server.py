"""The simulated Reddit as a server: where it listens, how it answers and ends."""

import json
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from civilbot.errors import Refused
from civilbot.simulator import (
    Simulator,
)
from tests.contract.clients import TIMEOUT_S, Raw
from tests.control import Control


def test_a_port_in_use_is_refused_in_one_line(sim: Simulator) -> None:
    """With a hint."""
    port = int(sim.url.rsplit(":", 1)[1])
    with pytest.raises(Refused, match="--port 0 finds a free port") as caught:
        Simulator(port=port).start()
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("host", ["0.0.0.0", "example.org", "::"])  # noqa: S104
def test_only_loopback_is_listened_on(host: str) -> None:
    """Nobody else may reach the simulator."""
    with pytest.raises(Refused, match="loopback only"):
        Simulator(host=host).start()


@pytest.mark.skipif(not socket.has_ipv6, reason="needs IPv6")
def test_the_other_loopback_works_too() -> None:
    """Its address is written in brackets."""
    try:
        with Simulator(host="::1") as sim:
            assert sim.url.startswith("http://[::1]:")
            assert Raw(sim).get("/api/v1/me").status_code == 200
    except Refused:
        pytest.skip("no IPv6 loopback here")


def test_a_simulator_that_does_not_run_has_no_address() -> None:
    """Before it starts and after it stopped; stopping twice is fine."""
    sim = Simulator()
    sim.stop()
    with pytest.raises(Refused, match="start it first"):
        _ = sim.url


def test_serving_tells_where_and_stops_when_told() -> None:
    """As `civilbot simulate` does: one JSON line, then it answers."""
    code = (
        "import sys; from civilbot.simulator import serve; "
        "serve(tell=lambda line: print(line, flush=True))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True
    ) as served:
        assert served.stdout is not None
        told = json.loads(served.stdout.readline())
        answer = requests.get(f"{told['url']}/_sim/clock", timeout=TIMEOUT_S)
        served.terminate()
    assert answer.status_code == 200
    assert told["user"] == "civilbot"


def test_waiting_ends_with_stopping() -> None:
    """Whoever waits goes on once the simulator is stopped."""
    sim = Simulator().start()
    stopper = threading.Timer(0.1, sim.stop)
    stopper.start()
    sim.wait()
    stopper.join()
    with pytest.raises(Refused):
        _ = sim.url


def test_answers_announce_that_the_connection_closes(sim: Simulator) -> None:
    """HTTP/1.1 with an exact length; PRAW would otherwise retry at random."""
    port = int(sim.url.rsplit(":", 1)[1])
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(b"GET /api/v1/me HTTP/1.1\r\nHost: x\r\n\r\n")
        received = b""
        while chunk := connection.recv(65536):
            received += chunk
    head, _, body = received.partition(b"\r\n\r\n")
    lines = head.decode().lower().split("\r\n")
    assert lines[0] == "http/1.1 401 unauthorized"
    assert "connection: close" in lines
    assert f"content-length: {len(body)}" in lines


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    """The journal keeps the requests."""
    with Simulator() as sim:
        Raw(sim).get("/api/v1/me")
        Control(sim).fault("*", drop=True)
        with pytest.raises(requests.ConnectionError):
            requests.get(f"{sim.url}/x", timeout=TIMEOUT_S)
    assert capfd.readouterr() == ("", "")


def test_importing_the_simulator_brings_no_praw() -> None:
    """The simulator knows Reddit's answers, not its clients."""
    code = "import civilbot.simulator, sys; print('praw' in sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "False"


def test_many_clients_at_once_lose_nothing(sim: Simulator, control: Control) -> None:
    """Each comment has an id of its own, and all are there."""
    thread = control.submit()
    raw = Raw(sim)

    def post(n: int) -> str:
        answer = raw.post("/api/comment", thing_id=thread, text=f"words {n}")
        return str(answer.json()["json"]["data"]["things"][0]["data"]["name"])

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(post, range(80)))
    assert len(set(made)) == 80
    assert set(control.thing(thread)["replies"]) == set(made)
