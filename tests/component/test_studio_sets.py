"""Sets, light, foregrounds and the filming loop, drawn and measured."""

import re
from collections.abc import Callable
from dataclasses import astuple
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import cv2
import numpy as np
import pytest

from shared.artifacts.records import Place, TimeOfDay
from shared.events.request import Language, Mood
from shared.providers.ports import Actor, FilmBrief, Utterance
from shared.providers.studio.picture import lettering
from shared.providers.studio.picture.brush import Pen
from shared.providers.studio.picture.encode import Encoder
from shared.providers.studio.picture.figure.sprite import Bounds, paint, shifted
from shared.providers.studio.picture.film import Shot, film
from shared.providers.studio.picture.places import FRONTS, PLACES, festive, signs
from shared.providers.studio.picture.places.place import Side
from shared.providers.studio.picture.places.region import REGIONS
from shared.providers.studio.picture.props import house, papers, props_of
from shared.providers.studio.picture.props.local import LOCALS
from shared.providers.studio.picture.stage import camera, scenery
from shared.providers.studio.picture.stage.finish import GRADES, Finish, coloured

ANNA = Actor(name="Anna", gender="female", age=30, look="", outfit="red coat", seed=1, palette=())
BO = Actor(name="Bo", gender="male", age=35, look="", outfit="", seed=1, palette=())
WIDTH, HEIGHT = 180, 320
SMALL = Bounds(0, 0, 720, 1280)


def brief(**changed: Any) -> FilmBrief:
    told: dict[str, Any] = {
        "place": "kitchen", "time": "day", "mood": "dramatic", "framing": "medium", "move": "static", "action": "",
        "actors": (), "utterances": (), "seconds": 1.0, "style": "cinematic", "seed": 1, "width": WIDTH,
        "height": HEIGHT,
    }  # fmt: skip
    return FilmBrief(**{**told, **changed})


def said(name: str) -> Utterance:
    return Utterance(speaker=name, emotion="neutral", start=0.2, end=0.8, mouth=())


def seen(shot: FilmBrief, number: int = 0) -> np.ndarray:
    return Shot(shot).frame(number)[:, :, :3].astype(np.int16)


def background(shot: FilmBrief) -> np.ndarray:
    """The set alone, a twelfth as large, so that grain and sharpness do not count."""
    drawn = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
    view = camera.View(1.0, 0.0, 0.0, (360, 520))
    scenery.Scenery(shot, (), WIDTH / 720).lay(drawn, view, np.diag([0.25, 0.25, 1.0]), 0.0)
    return cv2.resize(drawn[:, :, :3], (15, 27), interpolation=cv2.INTER_AREA).astype(np.int16)


@pytest.mark.parametrize("place", sorted(PLACES))
def test_the_walls_behind_two_people_differ(place: Place) -> None:
    walls = [
        background(brief(place=place, framing="close-up", actors=(ANNA, BO), utterances=(said(name),)))
        for name in ("Anna", "Bo")
    ]
    assert np.abs(walls[0] - walls[1]).mean() > 12


@pytest.mark.parametrize("place", sorted(PLACES))
def test_every_time_of_day_looks_different(place: Place) -> None:
    times = [background(brief(place=place, framing="wide", time=time)) for time in get_args(TimeOfDay)]
    for index, one in enumerate(times):
        for other in times[index + 1 :]:
            assert np.abs(one - other).mean() > 5


REDECORATED = ("courtyard", "living-room", "street", "station", "hospital", "teahouse")


@pytest.mark.parametrize("language", get_args(Language))
def test_every_language_has_its_signs_and_papers(language: Language) -> None:
    told = [*astuple(REGIONS[language]), *astuple(LOCALS[language])]
    words = " ".join(
        word for part in told for word in (part if isinstance(part, tuple) else (part,)) if isinstance(word, str)
    )
    assert bool(re.search(r"[\u4e00-\u9fff]", words)) == (language == "zh-CN")


@pytest.mark.parametrize("place", REDECORATED)
def test_another_part_of_the_world_looks_different(place: Place) -> None:
    sides = [(), (said("Anna"),), (said("Bo"),)]
    changes = []
    for lines in sides:
        told: dict[str, Any] = {"place": place, "framing": "over-shoulder" if lines else "wide"}
        if lines:
            told |= {"actors": (ANNA, BO), "utterances": lines}
        here, there = (background(brief(**told, language=language)) for language in get_args(Language))
        changes.append(np.abs(here - there).max())
    assert max(changes) > 25


def letters_seen(monkeypatch: pytest.MonkeyPatch, draw: Callable[[], object]) -> str:
    """All that is written while something is drawn."""
    seen: list[str] = []

    def listening(pen: Pen, text: str, *rest: Any, **named: Any) -> None:
        seen.append(text)
        lettering.write(pen, text, *rest, **named)

    for module in (signs, festive, papers, house):
        monkeypatch.setattr(module, "write", listening)
    draw()
    return "".join(seen)


def test_nothing_is_written_in_chinese_where_english_is_spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    def everything(pen: Pen) -> None:
        for place in PLACES.values():
            for side in get_args(Side):
                place.build(side, place.stage(pen, pen, "day", "seed", "en-US"))
        for prop in props_of("en-US"):
            if prop.name != "red envelope":
                prop.draw(pen)

    text = letters_seen(monkeypatch, lambda: paint(SMALL, 0.1, everything))
    assert {"P", "D"} <= set(text)
    assert not re.search(r"[\u4e00-\u9fff]", text)


@pytest.mark.parametrize("front", ["lanterns", "pillar"])
def test_what_is_near_the_lens_is_of_the_country(front: str) -> None:
    def redness(language: Language) -> Any:
        street = PLACES["street"]
        sprite = paint(
            scenery.FRAME, 0.25, lambda pen: FRONTS[front].draw(street.stage(pen, pen, "day", "seed", language))
        )
        colours = sprite.pixels.astype(np.int16)
        return (colours[:, :, 2] - colours[:, :, 1]).max()

    assert redness("zh-CN") > 80
    assert redness("en-US") < 40


def test_money_is_red_or_green_and_an_envelope_red_only_where_it_is_called_so() -> None:
    def hue(action: str, language: Language) -> Any:
        shown = seen(brief(framing="insert", action=action, language=language))
        return shown[120:160, 70:110].mean(axis=(0, 1))

    red, green = hue("money", "zh-CN"), hue("money", "en-US")
    assert red[2] > red[1] + 40
    assert green[1] - green[2] > red[1] - red[2] + 40
    plain, gift = hue("an envelope", "en-US"), hue("a red envelope", "en-US")
    assert plain.min() > 120
    assert gift[2] > 1.8 * gift[0]


def test_the_moods_grade_the_same_picture_differently() -> None:
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    grey = np.dstack([(x + y) % 256] * 4).astype(np.uint8)
    looks = {mood: coloured(Finish(mood, 1, WIDTH, HEIGHT).planes(grey, 0))[:, :, :3] for mood in get_args(Mood)}
    assert looks.keys() == GRADES.keys()
    dark, light = (grey[:, :, 0] < 90), (grey[:, :, 0] > 190)
    cool, warm = looks["suspense"][dark].mean(axis=0), looks["suspense"][light].mean(axis=0)
    assert cool[0] > cool[2] + 8  # teal shadows
    assert warm[2] > warm[0] + 8  # warm lights
    rosy = looks["romantic"][dark].mean(axis=0)
    assert rosy[2] > rosy[1] + 5


@pytest.mark.parametrize("name", sorted(FRONTS))
def test_what_is_near_the_lens_leaves_the_middle_free(name: str) -> None:
    place = PLACES["kitchen"]
    front = FRONTS[name]
    sprite = paint(
        scenery.FRAME, 0.25, lambda pen: front.draw(place.stage(pen, pen, "day", "seed"))
    )  # fmt: skip
    left, top = (round(-edge * 0.25) for edge in (scenery.FRAME.left, scenery.FRAME.top))
    alpha = sprite.pixels[top : top + 320, left : left + 180, 3]
    assert alpha.max() > 0
    band = alpha[round(0.70 * 320) : round(0.86 * 320), round(0.13 * 180) : round(0.87 * 180)]
    assert band.max() == 0
    assert alpha[round(0.20 * 320) : round(0.70 * 320), round(0.13 * 180) : round(0.87 * 180)].max() == 0


def test_not_every_shot_has_something_near_the_lens() -> None:
    fronts = [scenery.foreground(brief(action=str(number)), (), 0.25) for number in range(12)]
    assert 2 <= sum(front is not None for front in fronts) <= 10


def test_the_floor_stays_below_the_feet_when_the_camera_pans() -> None:
    shot = brief(framing="wide", move="pan", place="street")
    made = scenery.Scenery(shot, (), 0.5)
    still, moved = (np.zeros((640, 360, 4), np.uint8) for _ in range(2))
    made.lay(still, camera.View(1.0, 0.0, 0.0, (360, 520)), np.diag([0.5, 0.5, 1.0]), 0.0)
    made.lay(moved, camera.View(1.0, 40.0, 0.0, (360, 520)), np.diag([0.5, 0.5, 1.0]), 0.0)
    row = round(scenery.FEET * 0.5)
    expected = cv2.warpAffine(still, shifted(20, 0)[:2], (360, 640))
    strips = [part[row - 6 : row + 6, 60:300, :3].astype(np.int16) for part in (expected, moved, still)]
    assert np.abs(strips[0] - strips[1]).mean() < 0.5 * np.abs(strips[2] - strips[1]).mean()


def test_rain_falls_outdoors_only() -> None:
    outside, inside = (
        [drop.streak for drop in scenery.air(brief(place=place, action="大雨"))] for place in ("street", "office")
    )
    assert all(outside)
    assert not any(inside)


def test_an_insert_without_people_lies_on_a_table_and_hands_hold_it_else() -> None:
    table, held = (seen(brief(framing="insert", action="红包", actors=actors)) for actors in ((), (ANNA,)))
    for shown in (table, held):
        red = shown[110:150, 75:105].mean(axis=(0, 1))
        assert red[2] > 1.8 * red[0]
    assert np.abs(table - held).mean() > 20


def test_the_thumbnail_is_there_before_the_first_frame_is_encoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[tuple[int, ...]] = []

    class Watching(Encoder):
        def write(self, planes: np.ndarray) -> None:
            if not found:
                picture = cv2.imread(str(tmp_path / "take.jpg"))
                found.append(picture.shape if picture is not None else ())
            super().write(planes)

    monkeypatch.setattr(import_module("shared.providers.studio.picture.film"), "Encoder", Watching)
    film(brief(actors=(ANNA, BO), utterances=(said("Anna"),)), tmp_path / "take.mp4")
    assert found == [(HEIGHT, WIDTH, 3)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["take.jpg", "take.mp4"]


def test_frames_do_not_depend_on_the_order_in_which_they_are_drawn() -> None:
    shot = brief(place="street", time="night", move="handheld", framing="wide")
    once, again = Shot(shot), Shot(shot)
    again.frame(20)
    assert np.array_equal(once.frame(3), again.frame(3))
