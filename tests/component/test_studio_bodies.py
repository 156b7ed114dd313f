"""Bodies, clothes and hands, drawn and measured."""

import numpy as np
import pytest

from shared.providers.studio.picture.figure.arms import GESTURES, Swing
from shared.providers.studio.picture.figure.expression import Expression
from shared.providers.studio.picture.figure.legs import Stride
from shared.providers.studio.picture.figure.puppet import Pose, Puppet
from shared.providers.studio.picture.figure.sprite import scaled, shifted
from shared.providers.studio.picture.look import Look, look_of
from shared.providers.studio.picture.portrait import EVEN
from shared.providers.studio.picture.props import props_of
from shared.providers.studio.picture.wardrobe import GARMENTS, Garment

WIDTH, HEIGHT, SCALE, EYES = 200, 300, 0.4, 70.0
ENVELOPE = next(prop for prop in props_of("zh-CN") if prop.name == "red envelope")


def person(outfit: str = "深蓝西装", gender: str = "male", age: int = 30) -> Look:
    return look_of("male" if gender == "male" else "female", age, "", outfit, 1, "甲")


def drawn(look: Look, pose: Pose, held: bool = False, height: int = HEIGHT) -> np.ndarray:
    """The puppet before green, RGB."""
    frame = np.zeros((height, WIDTH, 4), np.uint8)
    frame[:] = (0, 255, 0, 255)
    puppet = Puppet(look, SCALE, EVEN, 0.0, (height - EYES) / SCALE, ENVELOPE if held else None)
    puppet.draw(frame, shifted(WIDTH / 2, EYES) @ scaled(SCALE), pose)
    return frame[:, :, 2::-1].astype(np.int16)


def arms(left: str = "down", right: str = "down") -> Pose:
    return Pose(0.0, Expression(), arms=(Swing(left, left), Swing(right, right)))


def skin(picture: np.ndarray) -> np.ndarray:
    red, green, blue = np.moveaxis(picture, -1, 0)
    return np.asarray((red > 190) & (red > green + 8) & (green > blue) & (green > 120))


@pytest.mark.parametrize("gesture", sorted(set(GESTURES) - {"down", "tucked", "pocket", "folded"}))
def test_a_gesture_shows_a_hand_before_chest_or_face(gesture: str) -> None:
    rest, moved = (drawn(person(), arms(right=name)) for name in ("down", gesture))
    new = skin(moved) & ~skin(rest)
    changed = np.abs(moved - rest).max(axis=2) > 30
    rows = np.nonzero(changed.any(axis=1))[0]
    assert changed.sum() > 900  # an arm is somewhere else
    assert new.sum() > 60 or GESTURES[gesture].high  # skin before skin is no news
    assert rows.min() < EYES + 520 * SCALE


def test_a_gesture_moves_one_arm_only() -> None:
    rest, moved = drawn(person(), arms()), drawn(person(), arms(right="hip"))
    assert np.abs(moved - rest)[:, : WIDTH // 2 - 25].max() == 0


def test_what_is_held_is_seen() -> None:
    with_it, without = (drawn(person(), arms("support", "hold"), held) for held in (True, False))
    red, green, blue = np.moveaxis(with_it, -1, 0)
    assert ((red > 140) & (green < 70) & (blue < 70)).sum() > 250
    assert np.abs(with_it - without).max() > 100


def test_an_arm_on_its_way_lies_between() -> None:
    def reach(share: float) -> float:
        pose = Pose(0.0, Expression(), arms=(Swing(), Swing("down", "wave", share)))
        new = skin(drawn(person(), pose)) & ~skin(drawn(person(), arms()))
        return float(np.nonzero(new)[0].mean())

    low, middle, high = reach(0.25), reach(0.55), reach(1.0)
    assert low > middle > high


@pytest.mark.parametrize("garment", GARMENTS, ids=lambda garment: garment.name)
def test_every_garment_can_be_worn_and_keeps_its_colour(garment: Garment) -> None:
    words = {"cotton jacket": "cotton-padded jacket", "white coat": "doctor's coat"}
    look = person(f"a purple {words.get(garment.name, garment.name)}", "female")
    assert look.outfit.garment is garment
    picture = drawn(look, arms("chest", "down"))
    red, green, blue = np.moveaxis(picture, -1, 0)
    purple = (blue > green + 25) & (red > green + 8)
    assert purple.sum() > 0.05 * WIDTH * HEIGHT


@pytest.mark.parametrize("words", ["条纹", "striped", "格子", "plaid", "碎花", "floral", "波点", "polka dot"])
def test_a_pattern_is_on_body_and_sleeves(words: str) -> None:
    plain, woven = (drawn(person(f"{pattern} 蓝色衬衫"), arms()) for pattern in ("", words))
    different = np.abs(plain - woven).max(axis=2) > 24
    middle, half = WIDTH // 2, 18
    assert different[150:220, middle - half : middle + half].mean() > 0.03
    assert different[150:220, middle + 45 : middle + 70].mean() > 0.015


def test_garments_are_told_apart() -> None:
    def chest(words: str) -> np.ndarray:
        return drawn(person(words), arms())[140:230, 60:140].astype(float)

    worn = [chest(f"蓝色{words}") for words in ("羽绒服", "西装", "卫衣", "马甲", "牛仔夹克", "白大褂", "毛衣")]
    for index, one in enumerate(worn):
        assert all(np.abs(one - other).mean() > 2.5 for other in worn[index + 1 :])


def test_legs_stride_and_stand() -> None:
    def feet(stride: Stride | None) -> int:
        pose = Pose(0.0, Expression(), stride=stride)
        low = drawn(person(), pose, height=600)[560:592]
        return int(np.ptp(np.nonzero((low[:, :, 1] < 200).any(axis=0))[0]))

    assert feet(Stride(0.25, 1)) > 1.5 * feet(None)


def test_a_child_is_smaller_and_no_less_whole() -> None:
    grown, small = (skin(drawn(person(age=age), arms("chest", "down"), height=600)).sum() for age in (30, 7))
    covers = [(drawn(person(age=age), arms(), height=600)[:, :, 1] < 200).sum() for age in (30, 7)]
    assert covers[1] < 0.6 * covers[0]
    assert small > 0.4 * grown
