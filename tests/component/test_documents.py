"""The documents and dashboards that are generated from the code."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["infra.docs", "infra.grafana"])
def test_what_is_generated_is_up_to_date(module: str) -> None:
    done = subprocess.run([sys.executable, "-m", module, "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
