"""The gallery: what is on its sheets, and how a contact sheet is laid out."""

import re
from pathlib import Path
from typing import get_args

import cv2
import numpy as np
import pytest

from infra.gallery.people import PEOPLE
from infra.gallery.sheet import Cell, contact_sheet, save
from infra.gallery.sheets import NAMES, sheet
from shared.artifacts.records import Emotion, Place, TimeOfDay


def plain(blue: int, height: int = 64, width: int = 36) -> np.ndarray:
    return np.full((height, width, 3), (blue, 0, 0), np.uint8)


def test_the_cast_has_people_of_both_sexes_and_all_ages_described_in_two_languages() -> None:
    assert len(PEOPLE) >= 16
    for gender in ("female", "male"):
        ages = [person.age for person in PEOPLE if person.gender == gender]
        assert min(ages) < 12
        assert max(ages) > 65
        assert sum(20 < age < 50 for age in ages) >= 3
    chinese = [person for person in PEOPLE if re.search("[一-鿿]", person.look)]
    assert 6 <= len(chinese) <= len(PEOPLE) - 6
    assert len({person.name for person in PEOPLE}) == len(PEOPLE)


def test_every_emotion_place_and_time_has_its_picture() -> None:
    emotions = {line.emotion for cell in sheet("emotions").drawings for line in cell.brief.utterances}
    assert emotions == set(get_args(Emotion))
    seen = {(cell.brief.place, cell.brief.time) for cell in sheet("places").drawings}
    assert seen == {(place, time) for place in get_args(Place) for time in get_args(TimeOfDay)}
    assert {cell.brief.framing for cell in sheet("inserts").drawings} == {"insert"}
    for name in NAMES:
        assert all(cell.words for cell in sheet(name).drawings)


def test_cells_lie_in_rows_in_their_order() -> None:
    drawn = contact_sheet([Cell(plain(50 * n)) for n in range(1, 6)], columns=3, width=36, height=64)
    assert drawn.shape == (8 + 2 * (64 + 8), 8 + 3 * (36 + 8), 3)
    blues = [int(drawn[8 + 32 + 72 * (n // 3), 8 + 18 + 44 * (n % 3), 0]) for n in range(5)]
    assert blues == [50, 100, 150, 200, 250]


def test_a_picture_of_another_shape_is_cropped_around_its_middle() -> None:
    wide = np.hstack([plain(10, width=50), plain(200, width=20), plain(10, width=50)])
    drawn = contact_sheet([Cell(wide)], columns=1, width=18, height=64)
    assert abs(int(drawn[40, 17, 0]) - 200) < 3


@pytest.mark.parametrize("words", ["一二三四五六七八九十" * 4, "a very long line of words " * 4])
def test_words_stay_below_their_own_picture(words: str) -> None:
    cells = [Cell(plain(0), words, words), Cell(plain(0))]
    drawn = contact_sheet(cells, columns=2, width=90, height=160)
    assert drawn[170:, 8:98].max() > 200
    paper = drawn[-1, -1]
    assert (drawn[170:, 100:] == paper).all()


def test_a_sheet_is_kept_small_by_its_quality(tmp_path: Path) -> None:
    noise = np.random.default_rng(7).integers(0, 256, (400, 400, 3), np.uint8)
    path = tmp_path / "pictures" / "sheet.jpg"
    assert save(noise, path, 10_000_000) == 90
    fine = path.stat().st_size
    assert save(noise, path, round(fine * 0.75)) < 90
    assert path.stat().st_size <= fine * 0.75
    read = cv2.imread(str(path))
    assert read is not None
    assert read.shape == (400, 400, 3)
