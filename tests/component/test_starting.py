"""What a process loads before it has anything to do."""

import subprocess
import sys

from infra.local.stack import SERVICES

DICTIONARIES = ("pypinyin", "rjieba", "cn2an")
"""A hundred megabytes and most of a second, for words that are not there yet."""


def test_no_service_loads_dictionaries_before_its_first_words() -> None:
    imports = "; ".join(f"import services.{name}.main" for name in SERVICES)
    command = f"import sys; {imports}; print(*sorted(sys.modules.keys() & set({DICTIONARIES!r})))"
    told = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    assert told.stdout.split() == []
