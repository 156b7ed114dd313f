"""Run the production stack: up, down, demo. Exit status 1 and the reason where it cannot."""

import argparse
import sys
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 (it runs on whatever Python the machine has, before anything is set up)
    sys.exit("this needs Python 3.11 or newer: name one, as in `make up STACK=compose PYTHON=python3.12`")

from infra.compose.engine import ROOT, Engine
from infra.compose.stack import Stack
from infra.compose.trouble import CannotRun

_INTERRUPTED = 130


def main() -> int:
    """Do what is asked for; the exit code of the process."""
    options = _parser().parse_args()
    stack = Stack(Engine(options.env.absolute(), options.project), lambda line: print(line, flush=True))
    try:
        if options.command == "demo":
            return stack.demo(options.request.absolute(), options.out.absolute())
        {"up": stack.up, "down": stack.down}[options.command]()
    except CannotRun as trouble:
        print(f"the stack cannot run: {trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted; `make down STACK=compose` ends what was started", file=sys.stderr)
        return _INTERRUPTED
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m infra.compose", description="Runs the production stack.")
    parser.add_argument("--env", type=Path, default=ROOT / ".env", help="its settings; written if there are none")
    parser.add_argument("--project", default="", help="its name, for a second stack on one machine")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("up", help="start everything, and wait until it is healthy")
    commands.add_parser("down", help="end everything; the data stays")
    demo = commands.add_parser("demo", help="up, then a drama from a request")
    demo.add_argument("request", type=Path)
    demo.add_argument("out", type=Path)
    return parser


if __name__ == "__main__":
    sys.exit(main())
