"""A real Prometheus for a test, and its promtool."""

import contextlib
import io
import os
import shutil
import subprocess
import tarfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from math import isnan
from pathlib import Path
from typing import Any

import docker
import httpx

from infra.local.ports import LOOPBACK, free_port
from tests.containers import need_engine

IMAGE = "prom/prometheus:v3.5.0"
_UNPACKED = Path(__file__).parents[1] / ".cache" / IMAGE.replace(":", "-").replace("/", "-")


def program(name: str) -> str:
    """The program ``prometheus`` or ``promtool``: DUANJU_PROMETHEUS, DUANJU_PROMTOOL, on the PATH, or of the image.

    The test is skipped where there is none of them, and fails where CI=true, so that nobody takes a skip for a pass.
    """
    variable = f"DUANJU_{name.upper()}"
    if found := os.environ.get(variable) or shutil.which(name):
        return found
    if not (_UNPACKED / name).exists():
        need_engine(f"there is no {name}: install Prometheus 3, name the program in {variable}, or start Docker")
        _unpack(name)
    return str(_UNPACKED / name)


def _unpack(name: str) -> None:
    """Take the program out of the image: it needs nothing around it."""
    engine = docker.from_env()
    if not engine.images.list(IMAGE):
        engine.images.pull(IMAGE)
    container = engine.containers.create(IMAGE)
    try:
        chunks, _ = container.get_archive(f"/bin/{name}")
        _UNPACKED.mkdir(parents=True, exist_ok=True)
        with tarfile.open(fileobj=io.BytesIO(b"".join(chunks))) as archive:
            archive.extractall(_UNPACKED, filter="data")
    finally:
        container.remove()


@dataclass(frozen=True)
class Prometheus:
    """A running Prometheus."""

    url: str

    def get(self, path: str, **parameters: str | float) -> Any:
        answer = httpx.get(f"{self.url}/api/v1/{path}", params=parameters, timeout=30, trust_env=False)
        assert answer.status_code == 200, f"{parameters}: {answer.text}"
        return answer.json()["data"]

    def now(self, expr: str) -> dict[tuple[str, ...], float]:
        """The values of an expression by the values of its labels, in the labels' order."""
        found = self.get("query", query=expr)["result"]
        return {tuple(value for _, value in sorted(each["metric"].items())): float(each["value"][1]) for each in found}

    def since(self, expr: str, start: float) -> list[float]:
        """Every value that a graph of the expression would show, from the Unix time ``start`` until now."""
        found = self.get("query_range", query=expr, start=start, end=time.time(), step="1s")["result"]
        values = [float(value) for series in found for _, value in series["values"]]
        return [value for value in values if not isnan(value)]


@contextlib.contextmanager
def running_prometheus(folder: Path, config: str) -> Iterator[Prometheus]:
    """Prometheus with this configuration, on a loopback port, with its data in ``folder``, until the test ends."""
    path = folder / "prometheus.yml"
    path.write_text(config, encoding="utf-8")
    address = f"{LOOPBACK}:{free_port()}"
    command = [program("prometheus"), f"--config.file={path}", f"--storage.tsdb.path={folder / 'data'}"]
    with (folder / "prometheus.log").open("wb") as log:
        process = subprocess.Popen([*command, f"--web.listen-address={address}"], stdout=log, stderr=log)
        try:
            _wait_until_ready(f"http://{address}", process, folder / "prometheus.log")
            yield Prometheus(f"http://{address}")
        finally:
            process.kill()
            process.wait()


def _wait_until_ready(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"{url}/-/ready", timeout=2, trust_env=False).status_code == 200:
                return
        time.sleep(0.1)
    raise AssertionError(f"Prometheus is not ready; it said:\n{log.read_text()[-2000:]}")
