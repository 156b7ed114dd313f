"""The desk: ``duanju`` on the command line."""

import sys


def main() -> None:
    """The program ``duanju``."""
    try:
        from services.gateway.cli.app import app  # noqa: PLC0415 (slow enough for somebody to press Ctrl-C in it)

        app()
    except KeyboardInterrupt:
        print("duanju: interrupted", file=sys.stderr)
        sys.exit(130)


__all__ = ["main"]
