"""Set up everything that Duanju needs on this machine: ``python3 infra/local/setup.py``, or ``make setup``.

Needs Python 3.11 and nothing else; with an older one it looks for a newer, and says so if there is none.
"""

from __future__ import annotations  # so that an older Python gets as far as the message

import os
import shutil
import signal
import sys
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """0 when everything is in place, 1 with the reason when it is not, 130 when interrupted."""
    if sys.version_info < OLDEST:
        return _go_on_with_newer_python()
    sys.path.insert(0, str(ROOT))
    from infra.local.install import install  # noqa: PLC0415 (needs the Python that was checked above)
    from infra.local.system import CannotSetUp  # noqa: PLC0415

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    try:
        install()
    except CannotSetUp as reason:
        print(f"setup: {reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nsetup: interrupted; run it again and it goes on where it stopped", file=sys.stderr)
        return 130
    return 0


def _go_on_with_newer_python() -> int:
    """Hand over to a newer Python of this machine, or say that there is none."""
    for minor in range(14, OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found:
            os.execv(found, [found, *sys.argv])  # noqa: S606
    print(
        f"setup: Duanju needs Python 3.{OLDEST[1]} or newer and this is {sys.version.split()[0]}: install one "
        f"(on Debian: apt-get install python3.{OLDEST[1]}), or name yours with 'make setup PYTHON=/path/to/python3'",
        file=sys.stderr,
    )
    return 1


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
