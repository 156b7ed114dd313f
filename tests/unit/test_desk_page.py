"""docs/desk.md describes every command, and what each answers to scripts."""

import re
from pathlib import Path

from services.gateway.cli.app import COMMANDS
from services.gateway.cli.exits import Exit

PAGE = (Path(__file__).parents[2] / "docs" / "desk.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^### (\S+)\n(.*?)(?=^### |\Z)", PAGE, re.MULTILINE | re.DOTALL))


def test_every_command_is_described_with_its_json() -> None:
    assert list(SECTIONS) == list(COMMANDS)
    for name, text in SECTIONS.items():
        assert re.search(r"JSON[^.]*: ", text), name


def test_every_exit_code_is_listed() -> None:
    assert [int(code) for code in re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE)] == [code.value for code in Exit]
    for code in Exit:
        assert f"| {code.value} | {code.meaning} |" in PAGE
