"""Pictures of the shots as they come: on disk, and on real terminals of several kinds."""

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
from datetime import UTC, datetime
from pathlib import Path

import cv2
import numpy as np
import pytest

from infra.local.stack import ROOT
from infra.local.state import Running, StateFolder, born
from services.gateway.cli.album import Album
from services.gateway.cli.exits import Exit, Failed
from shared.artifacts import keys, previews
from shared.artifacts.decisions import Admitted, CastChosen, Planned, Released, Scripted
from shared.artifacts.folder import Folder
from shared.artifacts.media import keep, written
from shared.artifacts.previews import Preview
from shared.artifacts.records import Join, Line, Plan, Shot
from shared.events import digest, episode_id, shot_id
from shared.events.request import Request
from shared.planning import Decisions, EpisodeProgress, read_progress

NOW = datetime(2026, 1, 1, tzinfo=UTC)
DRAMA, CUT = "the-red-envelope", "c" * 64
LINES = ("奶奶，旧棉袄里怎么藏着一个红包？", "快放下！", "都三十年了，那是留给谁的？")
PLAN = Plan(
    number=1, title="红包", drama_title="红包", language="zh-CN", style="cinematic", seed=7, music=False,
    shots=tuple(
        Shot(
            id=f"e01-s{n:02}", place="kitchen", time="day", mood="comedic", framing="medium", seconds=3,
            lines=(Line(id=f"e01-s{n:02}-l01", speaker="林小满", text=text),),
        )
        for n, text in enumerate(LINES, 1)
    ),
)  # fmt: skip


@pytest.fixture
def state(tmp_path: Path) -> StateFolder:
    """A studio that seems to run, so that there is something to watch."""
    folder = StateFolder(tmp_path / "state")
    folder.store.mkdir(parents=True)
    folder.write(Running(os.getpid(), born(), "127.0.0.1:1", {}))
    return folder


@pytest.fixture
async def store(state: StateFolder) -> Folder:
    """A drama whose only episode is being made."""
    store = Folder(state.store)
    plan = keys.plan(episode_id(DRAMA, 1), digest(PLAN))
    await store.create(plan, written(PLAN))
    decisions = Decisions(store)
    told = {"at": NOW, "revision": 1}
    for decided in (
        Admitted(**told, request=Request(premise="She finds it.", title="The Red Envelope")),
        Planned(**told, story="script/stories/s.json"),
        CastChosen(**told, cast="character/casts/c.json"),
        Scripted(**told, number=1, plan=plan, draft="script/drafts/d.json"),
        Released(**told, number=1, cut=CUT),
    ):
        assert await decisions.append(await decisions.state(DRAMA), decided)
    return store


async def preview(store: Folder, scratch: Path, shot: int, take: int, colour: tuple[int, int, int]) -> None:
    """Let the shot have this picture, all of one colour (blue, green, red)."""
    path = scratch / "picture.jpg"
    cv2.imwrite(str(path), np.full((320, 180, 3), colour, np.uint8))
    picture = await keep(store, "video", path, "image/jpeg")
    name = shot_id(DRAMA, f"e01-s{shot:02}")
    await previews.note(store, CUT, Preview(shot=name, take=take, picture=picture))


async def join(store: Folder, shot: int) -> None:
    name = shot_id(DRAMA, f"e01-s{shot:02}")
    joined = Join(shot=name, lines=(), seconds=3, film="video/takes/t.json", verdict="character/verdicts/v.json")
    await store.create(keys.join(CUT, name), written(joined))


async def episodes(store: Folder) -> tuple[EpisodeProgress, ...]:
    progress = await read_progress(store, Decisions(store), DRAMA)
    assert progress is not None
    return progress.episodes


def colour_of(path: Path) -> list[int]:
    picture = cv2.imread(str(path))
    assert picture is not None
    return [round(float(value)) for value in picture.reshape(-1, 3).mean(axis=0)]


async def test_a_still_lies_in_the_folder_until_the_take_replaces_it(store: Folder, tmp_path: Path) -> None:
    album, out = Album(store, tmp_path / "out"), tmp_path / "out"
    await preview(store, tmp_path, 2, 0, (200, 0, 0))
    assert await album.update(await episodes(store)) == []
    assert [path.name for path in (out / "shots").iterdir()] == ["e01-s02.jpg"]
    assert colour_of(out / "shots" / "e01-s02.jpg")[0] == pytest.approx(200, abs=3)
    assert not album.thumbnails["e01-s02"].filmed
    await preview(store, tmp_path, 2, 1, (0, 0, 200))
    await album.update(await episodes(store))
    assert colour_of(out / "shots" / "e01-s02.jpg")[2] == pytest.approx(200, abs=3)
    assert album.thumbnails["e01-s02"].filmed


async def test_the_storyboard_is_written_when_it_is_whole_and_when_all_is_filmed(store: Folder, tmp_path: Path) -> None:
    album, out = Album(store, tmp_path / "out"), tmp_path / "out"
    sheets = []
    for take in (0, 1):
        for shot in (1, 2, 3):
            await preview(store, tmp_path, shot, take, (0, 200 * take, 200 * (1 - take)))
            sheets.append(await album.update(await episodes(store)))
    sheet = out / "storyboard-01.jpg"
    assert sheets == [[], [], [sheet], [], [], []]
    before = colour_of(sheet)
    for shot in (1, 2, 3):
        await join(store, shot)
    assert await album.update(await episodes(store)) == [sheet]
    assert await album.update(await episodes(store)) == []
    after = colour_of(sheet)
    assert (before[2] > before[1], after[1] > after[2]) == (True, True)


async def test_a_lost_preview_stops_nothing_and_is_taken_when_it_is_there(store: Folder, tmp_path: Path) -> None:
    album = Album(store, tmp_path / "out")
    await preview(store, tmp_path, 1, 0, (9, 9, 9))
    (found,) = [key for key, _ in await store.listing("video/blobs")]
    await store.delete(found)
    await album.update(await episodes(store))
    assert album.thumbnails == {}
    await keep(store, "video", tmp_path / "picture.jpg", "image/jpeg")
    await album.update(await episodes(store))
    assert list(album.thumbnails) == ["e01-s01"]


async def test_a_folder_that_cannot_be_written_is_told(store: Folder, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    await preview(store, tmp_path, 1, 0, (9, 9, 9))
    with pytest.raises(Failed, match="cannot be written"):
        await Album(store, tmp_path / "out").update(await episodes(store))


# --- on terminals

WIDE, NARROW = (120, 40), (50, 24)
COLOUR = re.compile(rb"\x1b\[[0-9;]*[34]8;")


def watched(state: StateFolder, size: tuple[int, int] | None, until: bytes, **environment: str) -> bytes:
    """What ``duanju watch`` writes to a terminal of that size, or to a pipe, up to those words."""
    inherited = {name: value for name, value in os.environ.items() if name not in ("CI", "NO_COLOR", "COLORTERM")}
    reader, writer = pty.openpty() if size else os.pipe()
    if size:
        fcntl.ioctl(writer, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    command = [sys.executable, "-c", "from services.gateway.cli import main; main()", "watch", DRAMA, "--state"]
    process = subprocess.Popen(
        [*command, str(state.root)], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=writer, stderr=writer,
        env=inherited | environment,
    )  # fmt: skip
    os.close(writer)
    said = b""
    while data := _read(reader):  # to its end: who writes to a full terminal does not hear a signal
        if until not in said and until in said + data:
            process.send_signal(signal.SIGINT)
        said += data
    assert (process.wait(timeout=30), until in said) == (Exit.INTERRUPTED, True)
    os.close(reader)
    return said


def _read(reader: int) -> bytes:
    try:
        return os.read(reader, 65536)
    except OSError:  # how a terminal says that nobody writes any more
        return b""


async def test_a_wide_terminal_shows_pictures_in_its_own_colours(
    state: StateFolder, store: Folder, tmp_path: Path
) -> None:
    await preview(store, tmp_path, 1, 1, (0, 0, 200))
    fine = watched(state, WIDE, "留给谁的".encode(), TERM="xterm-256color", COLORTERM="truecolor")
    assert b"38;2;200;0;0" in fine
    assert "▀".encode() in fine
    coarse = watched(state, WIDE, "留给谁的".encode(), TERM="xterm-256color")
    assert b"38;5;" in coarse
    assert b"38;2;" not in coarse


async def test_without_colours_words_take_the_place_of_pictures(
    state: StateFolder, store: Folder, tmp_path: Path
) -> None:
    await preview(store, tmp_path, 1, 1, (0, 0, 200))
    said = watched(state, WIDE, b"0 of 3", TERM="xterm-256color", COLORTERM="truecolor", NO_COLOR="1")
    assert "▀".encode() not in said
    assert not COLOUR.search(said)


async def test_a_narrow_terminal_shows_compact_lines(state: StateFolder, store: Folder, tmp_path: Path) -> None:
    await preview(store, tmp_path, 1, 1, (0, 0, 200))
    said = watched(state, NARROW, b"e01  0 of 3", TERM="xterm-256color", COLORTERM="truecolor")
    assert "▀".encode() not in said


@pytest.mark.parametrize(
    ("size", "environment"),
    [(WIDE, {"TERM": "dumb"}), (WIDE, {"TERM": "xterm-256color", "CI": "true"}), (None, {"TERM": "xterm-256color"})],
    ids=["dumb terminal", "CI", "pipe"],
)
async def test_elsewhere_there_are_plain_lines_without_control_characters(
    state: StateFolder, store: Folder, size: tuple[int, int] | None, environment: dict[str, str]
) -> None:
    said = watched(state, size, b"scripts 1 of 1", **environment)
    assert re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", said) is None
    assert b"0:00  The Red Envelope: revision 1" in said
