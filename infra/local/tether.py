"""Become a program that ends when its parent does, however the parent dies.

    python -I -S tether.py SIGNAL PARENT PROGRAM [ARGUMENT…]

SIGNAL is the number sent when process PARENT, which must be ours, is gone. Linux keeps this promise through ``exec``;
elsewhere the program just starts, and the guard (``guard.py``) is what ends it.
"""

import ctypes
import os
import sys

_PR_SET_PDEATHSIG = 1


def main() -> None:
    signal, parent, *program = sys.argv[1:]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal))
    if os.getppid() != int(parent):  # it died before we asked
        sys.exit("the parent process has gone: nothing is started")
    try:
        os.execvp(program[0], program)  # noqa: S606 (no shell is wanted)
    except OSError as error:
        sys.exit(f"cannot start {program[0]}: {error.strerror}")


if __name__ == "__main__":
    main()
