"""``duanju edit-line``: other words for one line of a drama, as its next revision."""

import asyncio
import json
from pathlib import Path

from services.gateway.cli.editing import lines_of
from services.gateway.cli.exits import Exit
from shared.artifacts.folder import Folder
from shared.artifacts.records import Line
from shared.events import Request
from shared.planning import Decisions
from tests.desk import ADMITTED, decide, duanju, run_here, showrunner
from tests.rehearsed import scripted
from tests.studio import tiny

REQUEST = tiny(episodes=2)


def lines(store: Folder) -> list[Line]:
    async def read() -> list[Line]:
        return await lines_of(store, await Decisions(store).state("red"))

    return asyncio.run(read())


def request(store: Folder) -> Request | None:
    return asyncio.run(Decisions(store).state("red")).request


def test_the_same_request_with_the_line_s_words_is_published(
    state: Path, store: Folder, broker: str, tmp_path: Path
) -> None:
    asyncio.run(scripted(store, "red", REQUEST))
    line = lines(store)[1]
    run_here(state, broker)
    with showrunner(broker, store, tmp_path, "admitted") as runner:
        result = duanju("edit-line", "red", line.id, " 是谁写的信？ ", "--json", "--state", state)
        again = duanju("edit-line", "red", lines(store)[0].id, "奶奶！", "--state", state)
    assert result.exit_code == again.exit_code == Exit.OK, result.stderr + again.stderr
    assert [event.request.lines for event in runner.taken[:1]] == [{line.id: "是谁写的信？"}]
    assert request(store) == REQUEST.model_copy(
        update={"lines": {line.id: "是谁写的信？", lines(store)[0].id: "奶奶！"}}
    )
    answer = json.loads(result.stdout)
    assert (answer["drama"], answer["revision"], answer["line"]) == ("red", 2, line.id)
    stages = {stage["stage"]: stage for stage in answer["stages"]}
    assert stages["story"]["stale"], "the story is looked at again"
    assert stages["portray"]["done"] == ["林小满", "王桂英"]
    assert "kept: 2 portraits" in again.stdout


def test_an_unknown_drama_names_the_nearest(state: Path, store: Folder) -> None:
    asyncio.run(decide(store, "the-red-envelope", ADMITTED))
    result = duanju("edit-line", "the-red-envelop", "e01-s01-l01", "x", "--state", state)
    assert (result.exit_code, "the nearest: the-red-envelope" in result.stderr) == (Exit.NO_DRAMA, True)


def test_an_unknown_line_names_the_nearest_with_their_words(state: Path, store: Folder) -> None:
    asyncio.run(scripted(store, "red", REQUEST))
    known = lines(store)[0]
    result = duanju("edit-line", "red", known.id[:-1] + "9", "x", "--state", state)
    assert result.exit_code == Exit.REFUSED
    assert f"{known.id} ({known.speaker}: {known.text})" in result.stderr


def test_a_drama_without_a_script_has_no_lines_yet(state: Path, store: Folder) -> None:
    asyncio.run(decide(store, "red", ADMITTED))
    assert duanju("edit-line", "red", "e01-s01-l01", "x", "--state", state).exit_code == Exit.UNFINISHED


def test_words_that_nobody_can_say_are_refused(state: Path, store: Folder) -> None:
    asyncio.run(scripted(store, "red", REQUEST))
    line = lines(store)[0]
    for words, reason in {"  ": "nothing to say", "a\x1b[31m": "control characters", "x" * 201: "too long"}.items():
        result = duanju("edit-line", "red", line.id, words, "--state", state)
        assert (result.exit_code, reason in result.stderr) == (Exit.REFUSED, True), result.stderr
        assert f"lines.{line.id}" in result.stderr


def test_the_same_words_change_nothing(state: Path, store: Folder) -> None:
    asyncio.run(scripted(store, "red", REQUEST))
    line = lines(store)[0]
    result = duanju("edit-line", "red", line.id, line.text, "--state", state)  # no studio runs, and none is needed
    assert (result.exit_code, "says that already" in result.stdout) == (Exit.OK, True)
