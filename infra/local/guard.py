"""The guard: ends what the supervisor started when the supervisor can no longer do it itself.

It reads ``+GROUP`` and ``-GROUP`` (process groups, one a line) from standard input. At its end, which comes with the
supervisor's however that dies, every group still named is killed: also what services have started in their turn.
"""

import os
import signal
import sys
from collections.abc import Iterable


def remaining(lines: Iterable[str]) -> set[int]:
    """The groups that were added and not removed, once the lines end."""
    groups: set[int] = set()
    for line in lines:
        sign, group = line[:1], line[1:].strip()
        if sign == "+" and group.isdigit():
            groups.add(int(group))
        elif sign == "-" and group.isdigit():
            groups.discard(int(group))
    return groups


def kill_group(group: int) -> None:
    """Kill every process of the group; nothing happens if it is empty already."""
    try:
        os.killpg(group, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):  # macOS says the latter of a group of zombies
        return


def main() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    for group in remaining(sys.stdin):
        kill_group(group)


if __name__ == "__main__":
    main()
