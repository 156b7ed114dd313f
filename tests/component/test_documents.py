"""The documents that are generated from the code."""

import subprocess
import sys


def test_the_generated_documents_are_up_to_date() -> None:
    done = subprocess.run([sys.executable, "-m", "infra.docs", "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
