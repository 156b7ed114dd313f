"""``duanju simulator``: a provider on a port, its books in a file."""

import json
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx

from infra.local.stack import ROOT
from infra.simulator import Scenario, simulating
from services.gateway.cli.exits import Exit
from tests.desk import duanju
from tests.simulated import CHAT, FILM


def test_it_answers_keeps_its_books_and_ends_on_ctrl_c(tmp_path: Path) -> None:
    books = tmp_path / "books.jsonl"
    scenario = ROOT / "examples" / "scenarios" / "calm.yaml"
    command = [sys.executable, "-c", "from services.gateway.cli import main; main()", "simulator", "--json"]
    process = subprocess.Popen(
        [*command, "--scenario", scenario, "--books", books], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout
        ready = json.loads(process.stdout.readline())
        assert ready["url"].startswith("http://127.0.0.1:") and ready["webhook_secret"].startswith("whsec_")
        headers = {"authorization": f"Bearer {ready['key']}", "idempotency-key": "k-1"}
        with httpx.Client(base_url=ready["url"], headers=headers, trust_env=False, timeout=30) as client:
            for call, body in (("video/generate", FILM), ("video/generate", FILM), ("chat/completions", CHAT)):
                assert client.post(call, json=body).status_code == 200
            lines = [json.loads(line) for line in books.read_text().splitlines()]
            told = client.get(ready["url"].replace("/v1", "/_simulator/books")).json()
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=30)
    finally:
        process.kill()
    assert process.returncode == Exit.OK
    assert [line["operation"] for line in lines] == ["video/generate", "chat/completions"]
    assert told["charges"] == lines
    end = json.loads(rest)
    assert (end["calls"], end["charges"], end["total"]) == (3, 2, told["total"])


async def test_a_simulator_for_everybody_tells_an_address_that_can_be_used() -> None:
    async with simulating(Scenario(), host="0.0.0.0") as running:  # noqa: S104 (what is tested)
        assert running.url == f"http://127.0.0.1:{running.port}/v1"


def test_books_are_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "books.jsonl").write_text("{}\n")
    result = duanju("simulator", "--books", tmp_path / "books.jsonl")
    assert (result.exit_code, "name a new file" in result.stderr) == (Exit.REFUSED, True)
    result = duanju("simulator", "--books", tmp_path / "nowhere" / "books.jsonl")
    assert (result.exit_code, "cannot be written" in result.stderr) == (Exit.REFUSED, True)


def test_a_bad_scenario_is_refused_with_its_lines(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text("faults: {erorr: 0.1}")
    result = duanju("simulator", "--scenario", tmp_path / "s.yaml", "--json")
    assert result.exit_code == Exit.REFUSED
    (problem,) = json.loads(result.stderr)["problems"]
    assert (problem["field"], problem["line"]) == ("faults.erorr", 1)


def test_a_taken_port_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = holder.getsockname()[1]
        result = duanju("simulator", "--port", port)
    assert (result.exit_code, f"port {port}" in result.stderr) == (Exit.NO_STACK, True)
