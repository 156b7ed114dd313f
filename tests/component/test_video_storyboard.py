"""The storyboard: a picture of a shot long before it is filmed."""

from collections.abc import Awaitable, Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import cv2
import pytest

from services.video.service import sketch_the_shot
from services.video.storyboard import Storyboard, brief_still, draw_still
from shared.artifacts import keys, previews
from shared.artifacts.folder import Folder
from shared.artifacts.library import OpenCut
from shared.artifacts.media import fetch, read, written
from shared.artifacts.previews import STORYBOARD, Preview
from shared.artifacts.records import Cast, Character, Cut, Line, Made, Media, Member, Plan, Shot
from shared.events import ShotCommissioned, digest, episode_id, shot_id
from shared.providers import FilmBrief
from shared.runtime import Permanent, Settings

DRAMA, EPISODE, CUT = "the-red-envelope", episode_id("the-red-envelope", 1), "c" * 64
MADE = Made(provider="studio", model="m", operation="portray", seconds=1)
ANCHOR = Media(blob="character/blobs/a", sha256="a" * 64, size=1, media_type="image/png")


def member(name: str, look: str, outfit: str) -> Member:
    person = Character(name=name, role="protagonist", gender="female", age=24, look=look, outfit=outfit)
    return Member(character=person, voice="zf_xiaoxiao", anchor=ANCHOR, palette=("#f0d0b0", "#222222"), made=MADE)


CAST = Cast(
    language="zh-CN",
    style="cinematic",
    members=(member("林小满", "马尾", "红色羽绒服"), member("苏晚", "长发", "白色礼服")),
)
SHOT = Shot(
    id="e01-s01", place="kitchen", time="day", mood="comedic", framing="medium", seconds=6, lead_in=0.5,
    characters=("林小满", "苏晚"),
    lines=(
        Line(id="e01-s01-l01", speaker="林小满", text="短"),
        Line(id="e01-s01-l02", speaker="苏晚", text="这一句要长得多得多", emotion="angry"),
    ),
)  # fmt: skip
PLAN = Plan(
    number=1, title="红包", drama_title="红包", language="zh-CN", style="cinematic", seed=7, music=False, shots=(SHOT,)
)
PLAN_KEY, CAST_KEY = keys.plan(EPISODE, digest(PLAN)), keys.cast("b" * 64)
THE_CUT = Cut(drama=DRAMA, episode=EPISODE, number=1, plan=PLAN_KEY, cast=CAST_KEY, language="zh-CN", style="cinematic")
OPEN = OpenCut(CUT, THE_CUT, PLAN, CAST)
ORDER = ShotCommissioned(drama=DRAMA, episode=EPISODE, cut=CUT, shot=shot_id(DRAMA, SHOT.id))


class DrawnHere(Storyboard):
    """Draws in this process, and counts."""

    def __init__(self, failing: bool = False) -> None:
        self.drawn, self._failing = 0, failing

    async def draw(self, brief: FilmBrief, into: Path) -> None:
        self.drawn += 1
        if self._failing:
            raise Permanent("the still cannot be drawn: no such place")
        draw_still(brief, into)


@pytest.fixture
async def store(tmp_path: Path) -> Folder:
    store = Folder(tmp_path / "store")
    await store.create(keys.cut(EPISODE, CUT), written(THE_CUT))
    await store.create(PLAN_KEY, written(PLAN))
    await store.create(CAST_KEY, written(CAST))
    return store


async def sketched(store: Folder, storyboard: Storyboard, scratch: Path) -> None:
    async def once(key: str, kind: type[Any], make: Callable[[], Awaitable[Any]]) -> Any:
        if await store.age(key) is None:
            await store.create(key, written(await make()))
        return await read(store, key, kind)

    await sketch_the_shot(ORDER, once, storyboard, store, Settings(scratch=scratch))  # type: ignore[arg-type]


async def test_a_shot_that_is_ordered_has_a_preview_before_anything_is_spoken(store: Folder, tmp_path: Path) -> None:
    storyboard = DrawnHere()
    for _ in range(2):  # a redelivery changes nothing
        await sketched(store, storyboard, tmp_path)
    found = [key for key, _ in await store.listing(previews.folder(CUT))]
    assert found == [previews.key(CUT, ORDER.shot, STORYBOARD)]
    assert storyboard.drawn == 1
    preview = await read(store, found[0], Preview)
    picture = cv2.imread(str(await fetch(store, preview.picture, tmp_path / "still.jpg")))
    assert picture is not None
    assert picture.shape == (640, 360, 3)
    assert picture.std() > 20
    assert preview.made and (preview.made.operation, preview.made.cost_usd) == ("sketch", Decimal(0))


async def test_a_still_that_cannot_be_drawn_stops_no_drama(store: Folder, tmp_path: Path) -> None:
    await sketched(store, DrawnHere(failing=True), tmp_path)
    assert await store.listing(previews.folder(CUT)) == []


async def test_the_newest_preview_is_that_of_the_last_take(store: Folder) -> None:
    for take in (2, STORYBOARD, 10, 1):
        await previews.note(store, CUT, Preview(shot=ORDER.shot, take=take, picture=ANCHOR))
    found = previews.newest(key for key, _ in await store.listing(previews.folder(CUT)))
    assert found == {ORDER.shot: previews.key(CUT, ORDER.shot, 10)}


def test_the_planned_lines_share_the_time_by_their_length() -> None:
    first, second = brief_still(OPEN, SHOT).utterances
    assert first.start == 0.5
    assert second.end == pytest.approx(6)
    assert first.end == second.start == pytest.approx(0.5 + 5.5 / 10)
    assert second.emotion == "angry"


def test_what_the_drawing_stumbles_over_is_told_as_permanent(tmp_path: Path) -> None:
    broken = brief_still(OPEN, SHOT).model_copy(update={"place": "moon"})
    with pytest.raises(Permanent, match="cannot be drawn: KeyError"):
        draw_still(broken, tmp_path / "still.jpg")
