"""A colour is found in any light, and not mistaken for another."""

import numpy as np
import pytest
from numpy.typing import NDArray

from services.character.palette import SIZE, presence

RED, NAVY, GREEN, PURPLE, WHITE, BLACK = "#c92d38", "#212f51", "#2f8a52", "#6a438e", "#efede8", "#212028"
WALL, FLOOR, SKIN = (150, 145, 138), (92, 74, 60), (240, 205, 180)


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _scene(coat: str, light: tuple[float, float, float] = (1, 1, 1)) -> NDArray[np.uint8]:
    """A person in a coat before a wall, in a light that dims and tints."""
    width, height = SIZE
    picture = np.zeros((height, width, 3), np.float32)
    picture[:], picture[height * 3 // 4 :] = WALL, FLOOR
    picture[50:72, 38:58] = SKIN
    picture[72:140, 30:66] = _rgb(coat)
    return np.asarray(np.clip(picture * light, 0, 255), np.uint8)


LIGHTS = {"day": (1, 1, 1), "dusk": (1.0, 0.78, 0.6), "night": (0.42, 0.46, 0.6), "lamp": (0.9, 0.7, 0.5)}


@pytest.mark.parametrize("light", LIGHTS)
@pytest.mark.parametrize("coat", [RED, NAVY, GREEN, PURPLE])
def test_a_coat_is_found_in_its_light(coat: str, light: str) -> None:
    assert presence(_scene(coat, LIGHTS[light]), coat) > 0.1


@pytest.mark.parametrize("light", LIGHTS)
@pytest.mark.parametrize(("coat", "other"), [(RED, PURPLE), (NAVY, RED), (GREEN, PURPLE), (PURPLE, RED), (RED, GREEN)])
def test_another_coat_is_not_taken_for_it(coat: str, other: str, light: str) -> None:
    assert presence(_scene(coat, LIGHTS[light]), other) < 0.03


def test_black_and_white_are_told_by_their_lightness() -> None:
    assert presence(_scene(BLACK), BLACK) > 0.1
    assert presence(_scene(WHITE), WHITE) > 0.1
    assert presence(_scene(BLACK), WHITE) < 0.03


def test_specks_are_no_coat() -> None:
    picture = _scene(NAVY)
    picture[::4, ::4] = _rgb(RED)
    assert presence(picture, RED) == 0
