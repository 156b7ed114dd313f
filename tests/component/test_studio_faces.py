"""Faces and hair, drawn and measured."""

from itertools import combinations, pairwise

import cv2
import numpy as np
import pytest

from shared.artifacts.records import Gender
from shared.providers.studio.picture.brush import Pen
from shared.providers.studio.picture.figure.expression import EXPRESSIONS, Expression
from shared.providers.studio.picture.figure.eyes import draw_brows, draw_eyes
from shared.providers.studio.picture.figure.face import draw_face, outline
from shared.providers.studio.picture.figure.head import Head, Mien
from shared.providers.studio.picture.figure.mouth import draw_mouth
from shared.providers.studio.picture.figure.sprite import Bounds, Light, Sprite, paint
from shared.providers.studio.picture.figure.turn import Turn
from shared.providers.studio.picture.hair import STYLES, HairStyle, Tress
from shared.providers.studio.picture.look import Look, look_of

HEAD = Bounds(-150, -172, 150, 300)
MEDIUM = 1.26
"""Pixels a unit in a medium shot of two."""

YOUNG_WOMAN = look_of("female", 24, "马尾", "", 7, "林小满")
YOUNG_MAN = look_of("male", 28, "", "", 7, "陈浩")
GRANNY = look_of("female", 76, "白发，发髻", "", 7, "奶奶")
GRANDPA = look_of("male", 74, "", "", 7, "爷爷")
CHILD = look_of("female", 8, "", "", 7, "妞妞")
PEOPLE = (YOUNG_WOMAN, YOUNG_MAN, GRANNY, GRANDPA, CHILD)
NAMES = ["young woman", "young man", "granny", "grandpa", "child"]


def head(look: Look, turn: Turn, face: Expression, opening: float = 0.0, wide: float = 0.0) -> Sprite:
    def draw(pen: Pen) -> None:
        draw_face(pen, look, turn, 1, 0.0, face.blush)
        draw_eyes(pen, look, turn, face, 1.0, (0.0, face.gaze))
        draw_brows(pen, look, turn, face)
        draw_mouth(pen, look, turn, face, opening, wide)

    return paint(Bounds(-112, -132, 112, 150), MEDIUM, draw)


def mouth(look: Look, opening: float, wide: float = 0.0) -> np.ndarray:
    """Where the inside of the mouth is seen: dark, or teeth and tongue, between the lips; a mask."""
    turn = Turn(16)

    def picture(gap: float) -> np.ndarray:
        bounds = Bounds(-80, 38, 80, 124)
        return paint(bounds, MEDIUM, lambda pen: draw_mouth(pen, look, turn, Expression(), gap, wide)).pixels

    blue, green, red, alpha = cv2.split(picture(opening).astype(np.int16))
    dark = (red < 130) & (green < 60) & (alpha > 200)
    teeth = (green > 215) & (blue > 205) & (alpha > 200)
    tongue = (red > 190) & (green < 130) & (green > 80) & (blue > green) & (alpha > 200)
    return np.asarray(dark | teeth | tongue)


def lids(look: Look, open_: float) -> np.ndarray:
    bounds = Bounds(-92, -64, 92, 40)
    return paint(bounds, MEDIUM, lambda pen: draw_eyes(pen, look, Turn(16), Expression(), open_, (0.0, 0.0))).pixels


def white(picture: np.ndarray) -> int:
    return int(((picture[:, :, :3].min(axis=2) > 205) & (picture[:, :, 3] > 200)).sum())


@pytest.mark.parametrize("look", PEOPLE, ids=NAMES)
def test_a_mouth_opens_further_the_further_it_is_opened(look: Look) -> None:
    heights = [int(mouth(look, step / 14).any(axis=1).sum()) for step in range(0, 15, 2)]
    assert all(after >= before for before, after in pairwise(heights))
    assert heights[-1] >= 28
    areas = [int(mouth(look, step / 10).sum()) for step in range(2, 11, 2)]
    assert all(after > before for before, after in pairwise(areas))


@pytest.mark.parametrize("look", PEOPLE, ids=NAMES)
def test_rounded_lips_are_narrow_and_spread_ones_wide(look: Look) -> None:
    widths = [int(mouth(look, 0.5, wide).any(axis=0).sum()) for wide in (-1.0, 0.0, 1.0)]
    assert widths[0] < 0.75 * widths[1]
    assert widths[2] > 1.1 * widths[1]


def test_in_silence_only_a_line_is_left_between_the_lips() -> None:
    # What is dark then is the line between the lips.
    assert mouth(YOUNG_WOMAN, 0.0).sum() < 0.25 * mouth(YOUNG_WOMAN, 0.5).sum()


@pytest.mark.parametrize("look", PEOPLE, ids=NAMES)
def test_lids_cover_the_eye_step_by_step(look: Look) -> None:
    seen = [white(lids(look, step / 6)) for step in range(6, -1, -1)]
    assert seen[0] > 60
    assert seen[-1] < 0.1 * seen[0]
    assert all(after <= before * 1.05 + 4 for before, after in pairwise(seen))


def test_a_look_aside_moves_the_irises() -> None:
    def middle(gaze: float) -> float:
        bounds = Bounds(-92, -64, 92, 40)
        eyes = paint(bounds, MEDIUM, lambda pen: draw_eyes(pen, YOUNG_WOMAN, Turn(0), Expression(), 1.0, (gaze, 0.0)))
        dark = (eyes.pixels[30:110, :, 2] < 90) & (eyes.pixels[30:110, :, 3] > 200)
        return float(np.nonzero(dark)[1].mean())

    assert middle(0.8) - middle(-0.8) > 6


@pytest.mark.parametrize("look", PEOPLE, ids=NAMES)
def test_emotions_look_different_at_the_size_of_a_phone(look: Look) -> None:
    faces = {
        emotion: cv2.resize(head(look, Turn(14), felt, felt.jaw).pixels, (84, 106), interpolation=cv2.INTER_AREA)
        for emotion, felt in EXPRESSIONS.items()
    }
    for one, other in combinations(faces, 2):
        difference = np.abs(faces[one].astype(np.int16) - faces[other].astype(np.int16))[:, :, :3].max(axis=2)
        assert (difference > 24).mean() > 0.012, (one, other)


def test_an_old_face_sags_where_a_young_one_is_taut() -> None:
    old, young = (outline(look_of("female", age, "鹅蛋脸", "", 3, "同"), Turn(0)) for age in (80, 25))

    def jowl(edge: np.ndarray) -> float:
        """How far the jaw stands out beyond the cheek above it."""
        right = edge[30:][::-1]
        low, high = (float(np.interp(height, right[:, 1], right[:, 0])) for height in (70.0, 46.0))
        return low - high

    assert jowl(old) > jowl(young)


def test_a_person_is_drawn_the_same_every_time() -> None:
    def drawn() -> np.ndarray:
        look = look_of("female", 24, "马尾", "", 7, "林小满")
        return paint(HEAD, 1.0, lambda pen: look.hair.front(Tress(pen, Turn(8), look.hair_colour, look.seed))).pixels

    assert np.array_equal(drawn(), drawn())


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_hair_hides_no_eye_and_leaves_no_hole(style: HairStyle) -> None:
    gender: Gender = style.worn_by[0]
    age = max(1, next(iter(style.ages[gender]))[0] + 2)
    look = look_of(gender, age, "", "", 11, style.name)
    fringes = set(style.fringes)
    for yaw in (-24.0, 0.0, 24.0):
        turn = Turn(yaw)
        for fringe in sorted(fringes):
            worn = type(look.hair)(style, fringe, 16.0, False, 1.0)
            tress = (look.hair_colour, look.seed)
            front = paint(HEAD, 1.0, lambda pen: worn.front(Tress(pen, turn, *tress))).pixels[:, :, 3]  # noqa: B023
            near = -turn.side
            x, y = turn.at(near * 38.5, 0)
            column, row = round(x - HEAD.left), round(y - HEAD.top)
            assert front[row - 7 : row + 8, column - 9 : column + 10].mean() < 60, (yaw, fringe)
            if style.name in ("bald", "balding"):
                continue
            x, y = turn.at(0, -104, 30)
            column, row = round(x - HEAD.left), round(y - HEAD.top)
            # A parting may show: a thin line, no more.
            assert (front[row - 8 : row + 9, column - 30 : column + 31] < 180).mean() < 0.05, (yaw, fringe)


@pytest.mark.parametrize("scale", np.arange(0.9, 2.1, 0.074))
def test_no_line_runs_through_a_face_at_any_size(scale: float) -> None:
    light = Light(1, (255, 255, 255), (0, 0, 0), 0.0, (0, 0, 0), (0, 0, 0), 0.0)
    body = np.zeros((4, 4), np.uint8), Bounds(-2, 298, 2, 302)
    drawn = Head(YOUNG_WOMAN, scale, light, 0.0, 12.0, body)
    for bow, opening in ((0.0, 0.0), (4.0, 0.6)):
        sprite = drawn.picture(Mien(14.0, Expression(bow=bow), opening, 0.0, 1.0, (0.0, 0.0)))
        x, near = round(-sprite.bounds.left * scale), round(8 * scale)
        forehead, chin = (round((y - sprite.bounds.top) * scale) for y in (-40, 78))
        assert (sprite.pixels[forehead:chin, x - near : x + near, 3] == 255).all()
