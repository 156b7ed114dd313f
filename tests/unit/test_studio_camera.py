"""Where people stand before the camera, what it shows behind them, and how it moves."""

from itertools import pairwise
from typing import Any

import pytest

from shared.artifacts.records import Framing, Move
from shared.providers.ports import Actor, FilmBrief, Utterance
from shared.providers.studio.picture.props import prop_in, shown_in
from shared.providers.studio.picture.stage import camera, staging

ANNA = Actor(name="Anna", gender="female", age=30, look="", outfit="", seed=1, palette=())
BO = Actor(name="Bo", gender="male", age=35, look="", outfit="", seed=1, palette=())
CHILD = Actor(name="Dou", gender="male", age=6, look="", outfit="", seed=1, palette=())
BAND = (0.70, 0.86)
"""Rows of the height that belong to the subtitles."""


def brief(**changed: Any) -> FilmBrief:
    told: dict[str, Any] = {
        "place": "kitchen", "time": "day", "mood": "dramatic", "framing": "medium", "move": "static", "action": "",
        "actors": (ANNA, BO), "utterances": (said("Anna"),), "seconds": 3.0, "style": "cinematic", "seed": 1,
    }  # fmt: skip
    return FilmBrief(**{**told, **changed})


def said(name: str) -> Utterance:
    return Utterance(speaker=name, emotion="neutral", start=0.5, end=2.0, mouth=())


@pytest.mark.parametrize("framing", ["close-up", "over-shoulder"])
def test_each_of_two_people_has_another_wall_behind(framing: Framing) -> None:
    walls = {name: staging.lens(brief(framing=framing, utterances=(said(name),))).side for name in ("Anna", "Bo")}
    assert walls == {"Anna": "left", "Bo": "right"}


@pytest.mark.parametrize("framing", ["wide", "medium", "close-up", "over-shoulder"])
@pytest.mark.parametrize("speaker", ["Anna", "Bo"])
def test_the_camera_never_crosses_the_line(framing: Framing, speaker: str) -> None:
    marks = {mark.actor.name: mark for mark in staging.marks(brief(framing=framing, utterances=(said(speaker),)))}
    for name, way in (("Anna", 1), ("Bo", -1)):
        if name in marks:
            assert marks[name].yaw * way > 0
            assert marks[name].partner * way > 0
    if len(marks) == 2:
        assert marks["Anna"].x < marks["Bo"].x


def test_who_is_alone_always_looks_the_same_way() -> None:
    shots = [
        brief(actors=(ANNA,), framing=framing, action=action) for framing in ("medium", "close-up") for action in "ab"
    ]
    assert len({staging.marks(shot)[0].yaw > 0 for shot in shots}) == 1


def test_shots_of_one_framing_show_different_parts_of_the_set() -> None:
    lenses = {staging.lens(brief(framing="close-up", action=str(number))) for number in range(5)}
    assert len({round(lens.x) for lens in lenses}) == 5


@pytest.mark.parametrize("count", [1, 2, 3])
def test_people_fill_a_good_part_of_a_wide_shot_and_stand_on_the_ground(count: int) -> None:
    placed = staging.marks(brief(framing="wide", actors=(ANNA, CHILD, BO)[:count]))
    tall = [(mark.ground - mark.y + 130 * mark.scale) / 1280 for mark in placed if mark.actor is not CHILD]
    assert all(0.53 < share < 0.72 for share in tall)
    assert all(1000 < mark.ground < 1270 for mark in placed)


@pytest.mark.parametrize("framing", ["wide", "medium"])
def test_one_of_two_stands_nearer(framing: Framing) -> None:
    far, near = staging.marks(brief(framing=framing))
    assert near.scale > far.scale * 1.1


def test_three_people_make_a_triangle() -> None:
    placed = {mark.actor.name: mark for mark in staging.marks(brief(actors=(ANNA, BO, CHILD), framing="medium"))}
    assert placed["Bo"].scale < min(placed["Anna"].scale, placed["Dou"].scale)
    assert placed["Anna"].yaw > 0 > placed["Dou"].yaw


@pytest.mark.parametrize("framing", ["wide", "medium", "close-up", "over-shoulder"])
@pytest.mark.parametrize("actors", [(CHILD,), (ANNA,), (CHILD, BO), (ANNA, CHILD, BO)])
@pytest.mark.parametrize("move", ["static", "push-in", "pan", "handheld"])
def test_faces_are_whole_and_above_the_subtitles_in_every_moment(
    framing: Framing, actors: tuple[Actor, ...], move: Move
) -> None:
    shot = brief(framing=framing, actors=actors, move=move)
    placed = staging.marks(shot)
    for moment in (0.0, 1.5, 3.0):
        zoom, x, y = camera.view_at(shot, staging.focus(placed), moment).matrix()
        for mark in placed:
            if not mark.back:
                middle, crown, chin = (y + zoom * (mark.y + part * mark.scale) for part in (0, -150, 106))
                assert crown > 0
                assert middle < 0.62 * 1280
                assert chin < BAND[0] * 1280
                assert 60 < x + zoom * mark.x < 660


def test_a_camera_moves_without_jerks() -> None:
    for move in ("static", "push-in", "pan", "handheld"):
        shot = brief(move=move)
        views = [camera.view_at(shot, (360, 400), number / 24).matrix() for number in range(72)]
        steps = [after[1] - before[1] for before, after in pairwise(views)]
        assert max(abs(after - before) for before, after in pairwise(steps)) < 0.35
        assert all(zoom >= 1.0 for zoom, _, _ in views)


def test_a_sad_wide_shot_pulls_back() -> None:
    shot = brief(framing="wide", mood="melancholic")
    zooms = [camera.view_at(shot, (360, 400), moment).zoom for moment in (0.0, 3.0)]
    assert zooms[0] > zooms[1] + 0.04


def test_what_is_farther_away_moves_less() -> None:
    shot = brief(move="pan")
    view = camera.view_at(shot, (360, 400), 0.0)
    shifts = [abs(view.matrix(depth)[1] + view.matrix(depth)[0] * 360 - 360) for depth in (0.5, 0.78, 1.0, 1.5)]
    assert shifts == sorted(shifts)
    assert shifts[0] > 5


@pytest.mark.parametrize(
    ("action", "thing"),
    [
        ("小满从旧棉袄里翻出红包", "red envelope"), ("She unfolds the letter", "letter"), ("一张旧照片", "photo"),
        ("桌上的钥匙", "key"), ("他看手机短信", "phone"), ("the wedding ring", "ring"), ("拿出车票", "ticket"),
        ("奶奶的存折", "bankbook"), ("签合同", "contract"), ("玉镯碎了", "bracelet"), ("递过药瓶", "medicine"),
        ("一碗饺子", "dumplings"), ("坐在茶几旁喝汤", "cup"),
        ("拖着行李箱", "suitcase"), ("他不相信", "parcel"), ("a strange device", "parcel"),
    ],
)  # fmt: skip
def test_an_insert_shows_what_the_action_names(action: str, thing: str) -> None:
    assert shown_in(action).name == thing


def test_an_unknown_thing_is_carried_by_nobody() -> None:
    assert prop_in("他回头看了一眼") is None
