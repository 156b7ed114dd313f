"""The part of requirements.lock that goes into one layer of an image, with its hashes.

    python requirements.py                         what every service needs
    python requirements.py audio                   that, and the group ``audio`` of pyproject.toml
    python requirements.py video --beyond drawing  only what ``video`` adds to the layers below it

The lock says of each package what asked for it, so no resolver runs here. Standard library only: it runs while an image is
built, before anything is installed.
"""

import argparse
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_NAME = re.compile(r"^[A-Za-z0-9][\w.-]*")
_OUR_GROUPS = re.compile(r"^duanju\[(?P<groups>[\w,-]+)\]$")


@dataclass(frozen=True)
class Pin:
    """One package of the lock: its lines as they stand there, and who asked for it."""

    name: str
    lines: str
    wanted_by: frozenset[str]


class Requirements:
    """What pyproject.toml asks for, and what the lock made of it."""

    def __init__(self, project: Mapping[str, Any], lock: str) -> None:
        self._every: list[str] = project["project"]["dependencies"]
        self._groups: dict[str, list[str]] = project["project"]["optional-dependencies"]
        self._pins = [_pin(block) for block in re.split(r"\n(?=\S)", lock.strip())]

    def needed(self, *groups: str) -> set[str]:
        """Every package of an image with these groups. Raises KeyError for a group that there is not."""
        return self._with_theirs(self._asked_for(groups))

    def layer(self, groups: Iterable[str], below: Iterable[str] | None = None) -> list[Pin]:
        """The pins of these groups, in the lock's order.

        ``below`` names the groups of the layers below: what every service has is left out, and what is in each of them
        that the groups contain whole.
        """
        wanted = self.needed(*groups)
        if below is not None:
            there = [self.needed(group) for group in below]
            wanted = wanted.difference(self.needed(), *(names for names in there if names <= wanted))
        return [pin for pin in self._pins if pin.name in wanted]

    def _asked_for(self, groups: Iterable[str]) -> set[str]:
        found, left = {normal(each) for each in self._every}, list(groups)
        while left:
            for requirement in self._groups[left.pop()]:
                if ours := _OUR_GROUPS.match(requirement):
                    left += ours["groups"].split(",")
                else:
                    found.add(normal(requirement))
        return found

    def _with_theirs(self, names: set[str]) -> set[str]:
        """The names and whatever they, and those in turn, asked for."""
        while more := {pin.name for pin in self._pins if pin.wanted_by & names} - names:
            names = names | more
        return names


def normal(requirement: str) -> str:
    """The package's name in a requirement, in the one way of writing it: ``PyYAML==6.*`` is ``pyyaml``."""
    found = _NAME.match(requirement)
    if found is None:
        raise ValueError(f"no package is named in '{requirement}'")
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def _pin(block: str) -> Pin:
    comments = (line.strip() for line in block.splitlines())
    askers = (line.lstrip("# ").removeprefix("via").strip() for line in comments if line.startswith("#"))
    return Pin(normal(block), block, frozenset(normal(asker) for asker in askers if _NAME.match(asker)))


def main() -> int:
    """Print the requirements of the project in this folder; 0 unless a group is not known."""
    parser = argparse.ArgumentParser(description="Prints the part of requirements.lock for one layer of an image.")
    parser.add_argument("group", nargs="*", help="a group of pyproject.toml's optional-dependencies")
    parser.add_argument("--beyond", nargs="*", help="leave out what every service has, and what these groups hold")
    options = parser.parse_args()
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
    requirements = Requirements(project, Path("requirements.lock").read_text(encoding="utf-8"))
    try:
        pins = requirements.layer(options.group, options.beyond)
    except KeyError as unknown:
        print(f"pyproject.toml has no group {unknown} in its optional-dependencies", file=sys.stderr)
        return 1
    print("\n".join(pin.lines for pin in pins))
    return 0


if __name__ == "__main__":
    sys.exit(main())
