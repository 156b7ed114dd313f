"""The check of a take that the studio did not draw: whole, as ordered, lit and alive; its colours are its own."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.character.checks import Checker
from shared.artifacts.folder import Folder
from shared.artifacts.library import OpenCut
from shared.artifacts.media import keep, written
from shared.artifacts.records import Cast, Character, Cut, Made, Media, Member, Plan, Shot, Take, Verdict
from shared.events import ShotFilmed
from shared.runtime import Children, Once, Settings, Times
from shared.runtime.leases import Leases
from tests.films import film_take

ANCHOR = Media(blob="character/blobs/a", sha256="a" * 64, size=1, media_type="image/png")
DRAWN = Made(provider="studio", model="m", operation="portray", seconds=1)
PERSON = Character(name="林小满", role="protagonist", gender="female", age=24)
CAST = Cast(
    language="zh-CN",
    style="cinematic",
    members=(
        Member(character=PERSON, voice="v", anchor=ANCHOR, palette=("#f0cdb4", "#1f1b23", "#c92d38"), made=DRAWN),
    ),
)
SHOT = Shot(
    id="e01-s01", place="street", time="day", mood="comedic", framing="medium", seconds=1, characters=("林小满",)
)
PLAN = Plan(number=1, title="t", drama_title="t", language="zh-CN", style="s", seed=7, music=False, shots=(SHOT,))
CUT = Cut(drama="red", episode="red.e01", number=1, plan="p", cast="c", track="final", language="zh-CN", style="s")
KEY = "video/takes/t.json"
ORDER = ShotFilmed(
    drama="red", episode="red.e01", cut="c" * 64, shot="red.e01-s01", lines=(), seconds=1, take=1, film=KEY
)


async def checked(children: Children, folder: Path, provider: str, frames: int = 24, width: int = 720) -> Verdict:
    """The verdict on a film of moving greys, in which nobody's coat is to be seen."""
    store = Folder(folder / "store")
    leases = Leases(store, "character", "one", Times())
    await leases.beat()
    film = await keep(store, "video", film_take(folder / "film.mp4", frames, width, 1280), "video/mp4")
    made = Made(provider=provider, model="m", operation="film", at=datetime.now(UTC), seconds=1)
    take = Take(
        fingerprint="f" * 64, shot=ORDER.shot, number=1, film=film, thumbnail=film, width=width, height=1280, fps=24,
        seconds=frames / 24, made=made,
    )  # fmt: skip
    await store.create(KEY, written(take))
    checker = Checker(store, Once(store, leases, 0.1), children, Settings(scratch=folder))
    _, verdict = await checker.verdict(OpenCut(ORDER.cut, CUT, PLAN, CAST), ORDER)
    return verdict


async def test_a_bought_take_is_not_asked_for_the_colours_of_our_own_drawings(
    children: Children, tmp_path: Path
) -> None:
    assert (await checked(children, tmp_path, "holysheep")).passed


async def test_a_take_of_the_studio_s_own_is(children: Children, tmp_path: Path) -> None:
    [reason] = (await checked(children, tmp_path, "studio")).reasons
    assert "林小满 is not to be recognised" in reason


@pytest.mark.parametrize(
    ("wrong", "reason"), [({"frames": 12}, "shorter than the 1.00 s"), ({"width": 360}, "360×1280")]
)
async def test_a_bought_take_has_to_be_what_was_ordered(
    children: Children, tmp_path: Path, wrong: dict[str, int], reason: str
) -> None:
    verdict = await checked(children, tmp_path, "holysheep", **wrong)
    assert any(reason in each for each in verdict.reasons)
