"""What each command answers to a script has the fields that docs/desk.md names."""

import asyncio
import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from infra.local.stack import ROOT
from services.gateway.cli.commands.completion import ShellName, script
from services.gateway.cli.exits import Exit
from services.gateway.cli.opening import open_with, opener
from shared.artifacts import keys
from shared.artifacts.decisions import Released, Scripted
from shared.artifacts.folder import Folder
from shared.runtime.outbox import DeadLetter
from tests.desk import ADMITTED, BLOCKED, NOW, REQUEST, decide, duanju, finish, run_here
from tests.rehearsed import made

PAGE = (ROOT / "docs" / "desk.md").read_text("utf-8")


def documented(command: str) -> set[str]:
    """The fields that the page names for a command."""
    section = re.split(r"^### ", PAGE.partition(f"### {command}\n")[2], flags=re.MULTILINE)[0]
    fields = set(re.findall(r"`(\w+)`", section[section.index("JSON") :]))
    return fields | (documented("plan") if command == "edit-line" else set())


def objects(*words: object) -> list[dict[str, object]]:
    result = duanju(*words, "--json")
    assert result.exit_code == Exit.OK, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def request_file(tmp_path: Path) -> Path:
    file = tmp_path / "red.yaml"
    file.write_text(f"premise: {REQUEST.premise}\ntitle: {REQUEST.title}\n")
    return file


def test_the_fields_of_every_answer_are_documented(
    state: Path, store: Folder, tmp_path: Path, request_file: Path
) -> None:
    asyncio.run(finish(store, "red", tmp_path))
    letter = DeadLetter(
        service="audio", event="x", reason="y", topic="z", key="red", value="{}", headers={}, at=NOW
    )  # fmt: skip
    asyncio.run(store.put("audio/dead/x/0123456789.json", letter.model_dump_json().encode()))
    commands: dict[str, Sequence[object]] = {
        "list": (),
        "watch": ("red",),
        "export": ("red", tmp_path / "out"),
        "plan": (request_file,),
        "estimate": (request_file,),
        "redrive": (),
        "gc": (),
        "doctor": (),
        "costs": ("red",),
        "logs": ("red",),
        "open": ("red",),
        "completion": ("bash",),
    }
    for command, words in commands.items():
        for answer in objects(command, *words, "--state", state):
            named = documented("watch" if command == "list" else command)
            assert answer.keys() <= named, command


def test_a_plan_tells_what_is_missing_and_what_is_done(state: Path, store: Folder, request_file: Path) -> None:
    (new,) = objects("plan", request_file, "--state", state.with_name("no-studio"))
    assert new["calls"] == new["whole"] != 0
    assert not state.with_name("no-studio").exists()
    asyncio.run(made(store, "red", REQUEST))
    (done,) = objects("plan", request_file, "--state", state)
    assert (done["calls"], done["whole"]) == (0, new["whole"])
    assert "everything is done" in duanju("plan", request_file, "--state", state).stdout


def test_a_plan_tells_what_is_stale(state: Path, store: Folder, request_file: Path) -> None:
    asyncio.run(made(store, "red", REQUEST))
    asyncio.run(decide(store, "red", ADMITTED))
    request_file.write_text(f"premise: {REQUEST.premise}\ntitle: Another\n")
    (found,) = objects("plan", request_file, "--state", state)
    stages = {stage["stage"]: stage for stage in found["stages"]}  # type: ignore[attr-defined]
    assert stages["master"]["stale"] == ["e01"]
    assert not any(stage["missing"] for stage in stages.values())
    text = duanju("plan", request_file, "--state", state).stdout
    assert "masters, made again: e01" in text


def test_what_would_block_a_drama_is_told_before_it_is_published(state: Path, store: Folder, tmp_path: Path) -> None:
    run_here(state, "127.0.0.1:1")
    file = tmp_path / "red.yaml"
    file.write_text("premise: a\nlines: {e01-s99-l01: No.}\n")
    for command in (("plan", file), ("publish", file), ("demo", file, tmp_path / "out")):
        result = duanju(*command, "--state", state)
        assert (result.exit_code, "words for e01-s99-l01" in result.stderr) == (Exit.BLOCKED, True), result.stderr


def test_logs_tell_what_happened_in_order(state: Path, store: Folder) -> None:
    asyncio.run(decide(store, "red", ADMITTED, BLOCKED))
    asyncio.run(decide(store, "red-envelope", ADMITTED))
    log = state / "logs" / "duanju.log"
    log.parent.mkdir(parents=True)
    log.write_text(
        "2026-01-02 10:00:00.000 audio        | ERROR shot.commissioned_red.e01-s01_0 is given up: \x1b[31mno voice\n"
        "2026-01-02 10:00:01.000 audio        | ERROR shot.commissioned_red-envelope.e01-s01_0 is given up\n"
        "  a traceback's line about red\n"
    )
    found = objects("logs", "red", "--state", state)
    assert [each["kind"] for each in found] == ["admitted", "blocked", "log"]
    text = duanju("logs", "red", "--last", "2", "--state", state).stdout
    assert len(text.splitlines()) == 2
    assert "blocked by audio: there is no voice 'zf_x'" in text
    assert "\x1b" not in text and "␛[31mno voice" in text
    assert duanju("logs", "blue", "--state", state).exit_code == Exit.NO_DRAMA


def test_logs_tell_when_each_shot_was_finished(state: Path, store: Folder, tmp_path: Path) -> None:
    cut = "0" * 64
    scripted = Scripted(at=NOW, revision=1, number=1, plan="script/plans/p.json", draft="script/drafts/d.json")
    asyncio.run(decide(store, "red", ADMITTED, scripted, Released(at=NOW, revision=1, number=1, cut=cut)))
    asyncio.run(store.put(keys.join(cut, "red.e01-s02"), b"{}"))
    asyncio.run(store.put(keys.score_join(cut), b"{}"))
    assert {each["text"] for each in objects("logs", "red", "--state", state)} >= {
        "e01-s02 is finished",
        "the music of episode 1 is finished",
    }


def test_where_there_is_no_desktop_the_path_is_printed(
    state: Path, store: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asyncio.run(finish(store, "red", tmp_path))
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    folder = state / "films" / "red"
    assert duanju("open", "red", "--state", state).stdout == f"{folder}\n"
    assert (folder / "manifest.json").is_file()
    film = duanju("open", "red", "--episode", "1", "--state", state).stdout.strip()
    assert Path(film).read_text() == "the film"
    assert duanju("open", "red", "--episode", "2", "--state", state).exit_code == Exit.REFUSED


def test_a_desktop_opens_it_with_its_own_opener(tmp_path: Path) -> None:
    tool = tmp_path / "xdg-open"
    tool.write_text(f'#!/bin/sh\nprintf %s "$1" > {tmp_path}/opened\n')
    tool.chmod(0o755)
    environment = {"DISPLAY": ":0", "PATH": str(tmp_path)}
    assert opener("linux", environment) == ("xdg-open",)
    assert opener("linux", {"PATH": str(tmp_path)}) is None
    assert opener("linux", {"DISPLAY": ":0", "PATH": "/nowhere"}) is None
    assert opener("darwin", {}) == ("open",)
    assert open_with((str(tool),), tmp_path)
    assert (tmp_path / "opened").read_text() == str(tmp_path)
    assert not open_with(("/no/such/opener",), tmp_path)


@pytest.mark.parametrize("shell", list(ShellName))
def test_each_shell_has_a_completion_script(shell: ShellName) -> None:
    assert "_DUANJU_COMPLETE=complete_" + shell.value in script(shell)


def test_bash_completes_commands_and_dramas(state: Path, store: Folder, tmp_path: Path) -> None:
    asyncio.run(decide(store, "the-red-envelope", ADMITTED))
    (tmp_path / "duanju.sh").write_text(script(ShellName.BASH))
    program = tmp_path / "duanju"
    program.write_text(
        f"#!{ROOT}/.venv/bin/python\nimport sys\nsys.path.insert(0, '{ROOT}')\n"
        "from services.gateway.cli import main\nmain()\n"
    )
    program.chmod(0o755)
    for line, expected in {"duanju redr": "redrive", "duanju watch the": "the-red-envelope"}.items():
        words = line.split()
        ask = f". {tmp_path}/duanju.sh; COMP_WORDS=({line}); COMP_CWORD={len(words) - 1}; "
        ask += '_duanju_completion duanju; printf %s "${COMPREPLY[*]}"'
        environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "DUANJU_STATE": str(state), "LANG": "C.UTF-8"}
        done = subprocess.run(["bash", "-c", ask], capture_output=True, text=True, check=True, env=environment)
        assert done.stdout == expected, done.stderr
