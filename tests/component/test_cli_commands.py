"""The commands of ``duanju`` against a real store, and a real broker where one is needed."""

import asyncio
import json
import signal
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from infra.local.stack import ROOT
from services.gateway.cli import publishing
from services.gateway.cli.exits import Exit
from shared.artifacts.decisions import Need
from shared.artifacts.folder import Folder
from shared.artifacts.manifest import Manifest
from tests.desk import ADMITTED, BLOCKED, REQUEST, decide, duanju, finish, run_here, showrunner

# --- without a studio


def test_help_tells_the_exit_codes() -> None:
    words = duanju("publish", "--help").output
    for code in Exit:
        assert f"{code.value} {code.meaning.split()[0]}" in " ".join(words.split())


def test_a_bad_request_is_refused_before_anything_else(tmp_path: Path, state: Path) -> None:
    file = tmp_path / "drama.yaml"
    file.write_text("premise: a\nepisods: 2")
    for command in (("publish", file), ("demo", file, tmp_path / "out")):
        result = duanju(*command, "--state", state)
        assert result.exit_code == Exit.REFUSED
        assert "line 2: episods: there is no such field; did you mean 'episodes'?" in result.stderr
        assert result.stdout == ""
    assert not state.exists()
    assert not (tmp_path / "out").exists()


def test_a_script_reads_the_problems_as_json(tmp_path: Path, state: Path) -> None:
    file = tmp_path / "drama.yaml"
    file.write_text("premise: a\nepisodes: 101")
    answer = json.loads(duanju("publish", file, "--json", "--state", state).stderr)
    assert answer["exit"] == Exit.REFUSED
    (problem,) = answer["problems"]
    assert problem == {"field": "episodes", "line": 2} | {key: problem[key] for key in ("reason", "mend")}


def test_without_a_studio_nothing_is_published(tmp_path: Path, state: Path) -> None:
    file = tmp_path / "drama.yaml"
    file.write_text("premise: a")
    result = duanju("publish", file, "--state", state)
    assert (result.exit_code, "start one with 'duanju up'" in result.stderr) == (Exit.NO_STACK, True)
    assert duanju("down", "--state", state).exit_code == Exit.NO_STACK
    assert not state.exists()


def test_what_does_not_exist_has_its_own_exit_code(state: Path, store: Folder, tmp_path: Path) -> None:
    asyncio.run(decide(store, "another", ADMITTED))
    for command in (("watch", "nobody"), ("watch", "No/Name"), ("export", "nobody", tmp_path / "out")):
        result = duanju(*command, "--state", state)
        assert (result.exit_code, "there is no drama" in result.stderr) == (Exit.NO_DRAMA, True)
    assert not (tmp_path / "out").exists()


def test_an_empty_studio_lists_nothing(state: Path) -> None:
    result = duanju("list", "--state", state)
    assert (result.exit_code, "no dramas yet" in result.stdout) == (Exit.OK, True)


def test_dramas_are_listed_for_people_and_scripts(state: Path, store: Folder, tmp_path: Path) -> None:
    asyncio.run(finish(store, "the-red-envelope", tmp_path))
    asyncio.run(decide(store, "under-way", ADMITTED))
    assert "the-red-envelope  1         done" in duanju("list", "--state", state).stdout
    lines = duanju("list", "--json", "--state", state).stdout.splitlines()
    assert [(d["drama"], d["state"]) for d in map(json.loads, lines)] == [
        ("the-red-envelope", "done"),
        ("under-way", "working"),
    ]


def test_a_finished_drama_is_exported_whole(state: Path, store: Folder, tmp_path: Path) -> None:
    manifest = asyncio.run(finish(store, "the-red-envelope", tmp_path))
    out = tmp_path / "out"
    for _ in range(2):  # again over itself
        result = duanju("export", "the-red-envelope", out, "--state", state)
        assert result.exit_code == Exit.OK
    assert {path.name: path.read_text() for path in out.iterdir() if path.suffix != ".json"} == {
        "episode-01.mp4": "the film",
        "episode-01.srt": "the subtitles",
        "cover.png": "the cover",
    }
    assert Manifest.model_validate_json((out / "manifest.json").read_bytes()) == manifest
    assert str(out / "episode-01.mp4") in result.stdout
    as_json = json.loads(duanju("export", "the-red-envelope", out, "--json", "--state", state).stdout)
    assert as_json["files"][0] == str(out / "episode-01.mp4")


def test_a_damaged_film_leaves_the_last_export_as_it_was(state: Path, store: Folder, tmp_path: Path) -> None:
    manifest = asyncio.run(finish(store, "the-red-envelope", tmp_path))
    out = tmp_path / "out"
    out.mkdir()
    (out / "episode-01.mp4").write_text("an older film")
    (store.root / manifest.episodes[0].cover.blob).write_text("something else")
    result = duanju("export", "the-red-envelope", out, "--state", state)
    assert (result.exit_code, "is damaged" in result.stderr) == (Exit.UNEXPECTED, True)
    assert [path.read_text() for path in out.iterdir()] == ["an older film"]


def test_a_drama_that_lacks_money_is_not_told_to_be_published_again(state: Path, store: Folder) -> None:
    need = Need(allotment="c", about="poor.e01-s01", stage="video", cap=Decimal(3))
    asyncio.run(decide(store, "poor", ADMITTED, BLOCKED.model_copy(update={"needs": (need,)})))
    result = duanju("watch", "poor", "--state", state)
    assert result.exit_code == Exit.BLOCKED
    assert "goes on by itself" in result.stderr and "publish" not in result.stderr


def test_only_a_finished_drama_is_exported(state: Path, store: Folder, tmp_path: Path) -> None:
    asyncio.run(decide(store, "under-way", ADMITTED))
    asyncio.run(decide(store, "stuck", ADMITTED, BLOCKED))
    assert duanju("export", "under-way", tmp_path / "out", "--state", state).exit_code == Exit.UNFINISHED
    result = duanju("export", "stuck", tmp_path / "out", "--state", state)
    assert (result.exit_code, "no voice 'zf_x'" in result.stderr) == (Exit.BLOCKED, True)


def test_films_are_not_written_over_a_file(state: Path, store: Folder, tmp_path: Path) -> None:
    asyncio.run(finish(store, "the-red-envelope", tmp_path))
    (tmp_path / "out").write_text("mine")
    result = duanju("export", "the-red-envelope", tmp_path / "out", "--state", state)
    assert (result.exit_code, "it is a file" in result.stderr) == (Exit.REFUSED, True)


def test_watching_ends_with_the_drama(state: Path, store: Folder, tmp_path: Path) -> None:
    asyncio.run(finish(store, "finished", tmp_path))
    asyncio.run(decide(store, "stuck", ADMITTED, BLOCKED))
    asyncio.run(decide(store, "under-way", ADMITTED))
    assert duanju("watch", "finished", "--state", state).exit_code == Exit.OK
    assert duanju("watch", "stuck", "--state", state).exit_code == Exit.BLOCKED
    result = duanju("watch", "under-way", "--state", state)
    assert (result.exit_code, "start the studio with 'duanju up'" in result.stderr) == (Exit.NO_STACK, True)


def test_an_interrupted_watch_says_so_without_a_traceback(state: Path, store: Folder) -> None:
    asyncio.run(decide(store, "under-way", ADMITTED))
    run_here(state, "127.0.0.1:1")
    command = [sys.executable, "-c", "from services.gateway.cli import main; main()", "watch", "under-way"]
    with subprocess.Popen(
        [*command, "--state", str(state)], cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert "The Red Envelope: revision 1" in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (Exit.INTERRUPTED, "duanju: interrupted\n")


def test_an_unexpected_failure_shows_no_traceback_unless_asked(
    state: Path, store: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the roof is on fire")

    monkeypatch.setattr("services.gateway.cli.commands.list_dramas.read_all", fail)
    result = duanju("list", "--state", state)
    assert (result.exit_code, result.stderr) == (
        Exit.UNEXPECTED,
        "duanju: RuntimeError: the roof is on fire (add --debug to see where)\n",
    )
    assert "Traceback" in duanju("list", "--state", state, "--debug").stderr


# --- with a broker


@pytest.fixture
def request_file(tmp_path: Path) -> Path:
    file = tmp_path / "The Red Envelope.yaml"
    file.write_text(f"premise: {REQUEST.premise}\ntitle: {REQUEST.title}\n")
    return file


def test_a_request_is_published_watched_and_finished(
    state: Path, store: Folder, broker: str, request_file: Path, tmp_path: Path
) -> None:
    run_here(state, broker)
    with showrunner(broker, store, tmp_path) as runner:
        result = duanju("publish", request_file, "--watch", "--json", "--state", state)
    assert result.exit_code == Exit.OK
    assert json.loads(result.stdout.splitlines()[-1])["state"] == "done"
    (event,) = runner.taken
    assert (event.drama, event.request) == ("the-red-envelope", REQUEST)


def test_the_revision_is_told_once_the_request_is_taken(
    state: Path, store: Folder, broker: str, request_file: Path, tmp_path: Path
) -> None:
    run_here(state, broker)
    with showrunner(broker, store, tmp_path):
        result = duanju("publish", request_file, "--drama", "mine", "--json", "--state", state)
    assert json.loads(result.stdout) == {"drama": "mine", "revision": 1}


def test_a_blocked_drama_has_its_own_exit_code_and_its_old_block_is_not_mistaken_for_a_new_one(
    state: Path, store: Folder, broker: str, request_file: Path, tmp_path: Path
) -> None:
    run_here(state, broker)
    with showrunner(broker, store, tmp_path, "blocked"):
        result = duanju("publish", request_file, "--watch", "--state", state)
        assert (result.exit_code, "no voice 'zf_x'" in result.stderr) == (Exit.BLOCKED, True)
        asyncio.run(finish(store, "d", tmp_path))
        assert duanju("publish", request_file, "--watch", "--state", state).exit_code == Exit.OK


def test_a_request_that_nobody_takes_is_told(
    state: Path, store: Folder, broker: str, request_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "_ADMISSION_SECONDS", 0.5)
    run_here(state, broker)
    result = duanju("publish", request_file, "--state", state)
    assert (result.exit_code, "no showrunner took it" in result.stderr) == (Exit.NO_STACK, True)


def test_a_broker_that_is_away_is_told(state: Path, store: Folder, request_file: Path) -> None:
    run_here(state, "127.0.0.1:1")
    result = duanju("publish", request_file, "--state", state)
    assert (result.exit_code, "does not take the request" in result.stderr) == (Exit.NO_STACK, True)
