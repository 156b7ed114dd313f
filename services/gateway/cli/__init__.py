"""The desk: ``duanju`` on the command line."""

import sys
from io import TextIOWrapper

from services.gateway.words import choose, tongue_of
from services.gateway.words.desk import INTERRUPTED


def main() -> None:
    """The program ``duanju``."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that knows no Chinese shows something, and no traceback
    choose(tongue_of(sys.argv[1:]))  # before the commands are read: their help is in that language, too
    try:
        from services.gateway.cli.app import app  # noqa: PLC0415 (slow enough for somebody to press Ctrl-C in it)

        app()
    except KeyboardInterrupt:
        print(f"duanju: {INTERRUPTED()}", file=sys.stderr)
        sys.exit(130)


__all__ = ["main"]
