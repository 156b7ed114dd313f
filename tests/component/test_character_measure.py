"""Takes of every kind of fault, filmed with H.264 and measured."""

from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from services.character.judge import Expected, judge
from services.character.measure import measure_take

WIDTH, HEIGHT = 180, 320
SKIN, HAIR, RED, PURPLE = "#f0cdb4", "#1f1b23", "#c92d38", "#6a438e"

Picture = NDArray[np.uint8]
Film = Callable[..., Path]
EXPECTED = Expected(seconds=1.0, width=WIDTH, height=HEIGHT, fps=24, framing="medium", actors=("小满",))


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _person(number: int, coat: str = RED, width: int = WIDTH, height: int = HEIGHT) -> Picture:
    """Somebody in a coat who sways a little before a wall with a lamp."""
    picture = np.full((height, width, 3), (140, 136, 128), np.uint8)
    picture[-height // 4 :] = (90, 74, 62)
    picture[20:50, 10:30] = (250, 220, 150)
    left = round(width / 2 + 4 * np.sin(number / 5))
    picture[90:110, left - 22 : left + 22] = _rgb(HAIR)
    picture[110:150, left - 20 : left + 20] = _rgb(SKIN)
    picture[150:280, left - 40 : left + 40] = _rgb(coat)
    return picture


@pytest.fixture
def film(tmp_path: Path) -> Film:
    """Films what ``draw`` gives for each frame's number."""

    def shoot(draw: Callable[[int], Picture] = _person, frames: int = 24, fps: int = 24) -> Path:
        path = tmp_path / "take.mp4"
        with av.open(str(path), "w") as out:
            stream = out.add_stream("libx264", rate=fps, options={"crf": "18", "preset": "veryfast"})
            stream.height, stream.width = draw(0).shape[:2]
            stream.pix_fmt = "yuv420p"
            for number in range(frames):
                out.mux(stream.encode(av.VideoFrame.from_ndarray(draw(number), format="rgb24")))
            out.mux(stream.encode(None))
        return path

    return shoot


def _verdict(path: Path, coat: str = RED) -> tuple[str, ...]:
    return judge(measure_take(path, [(SKIN, HAIR, coat)]), EXPECTED)


def test_a_right_take_passes_and_is_measured(film: Film) -> None:
    measures = measure_take(film(), [(SKIN, HAIR, RED)])
    assert judge(measures, EXPECTED) == ()
    assert (measures.width, measures.height, measures.frames) == (WIDTH, HEIGHT, 24)
    assert measures.fps == pytest.approx(24)
    assert measures.seconds == pytest.approx(1.0)
    assert measures.actors[0].outfit == pytest.approx(80 * 130 / (WIDTH * HEIGHT), rel=0.15)


def test_an_actor_in_another_s_outfit_is_rejected(film: Film) -> None:
    (reason,) = _verdict(film(lambda number: _person(number, PURPLE)))
    assert "outfit" in reason


def test_an_empty_set_is_rejected_where_somebody_was_ordered(film: Film) -> None:
    empty = np.full((HEIGHT, WIDTH, 3), (60, 90, 140), np.uint8)

    def drift(number: int) -> Picture:
        picture = empty.copy()
        picture[:, number * 3 : number * 3 + 30] = (90, 130, 90)
        return picture

    (reason,) = _verdict(film(drift))
    assert "小满" in reason


def test_a_black_film_is_rejected(film: Film) -> None:
    reasons = _verdict(film(lambda number: np.full((HEIGHT, WIDTH, 3), number % 3, np.uint8)))
    assert any("black" in reason for reason in reasons)


def test_a_frozen_film_is_rejected(film: Film) -> None:
    (reason,) = _verdict(film(lambda _: _person(0)))
    assert "stands still" in reason


def test_a_blinking_eye_is_life_enough(film: Film) -> None:
    def blink(number: int) -> Picture:
        picture = _person(0)
        picture[124:130, 80:90] = number % 6 * 40
        return picture

    assert _verdict(film(blink)) == ()


@pytest.mark.parametrize(("frames", "word"), [(18, "shorter"), (40, "longer")])
def test_a_film_of_another_length_is_rejected(film: Film, frames: int, word: str) -> None:
    (reason,) = _verdict(film(frames=frames))
    assert word in reason


def test_a_film_of_another_size_is_rejected(film: Film) -> None:
    (reason,) = _verdict(film(lambda number: _person(number, width=200, height=HEIGHT)))
    assert "200×320" in reason


def test_another_frame_rate_is_rejected(film: Film) -> None:
    (reason,) = _verdict(film(frames=30, fps=30))
    assert "30.00 frames a second" in reason


@pytest.mark.parametrize("kept", [0.0, 0.3, 0.95])
def test_a_truncated_file_is_a_finding_and_no_error(film: Film, kept: float) -> None:
    path = film()
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * kept)])
    (reason,) = _verdict(path)
    assert "decoded" in reason


def test_a_film_with_broken_frames_is_rejected(film: Film) -> None:
    path = film()
    data = bytearray(path.read_bytes())
    start = data.index(b"mdat") + 1500
    data[start : start + 400] = bytes(400)
    path.write_bytes(bytes(data))
    (reason,) = _verdict(path)
    assert "damaged" in reason or "decoded" in reason


def test_a_file_without_picture_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "take.mp4").write_text("no film at all")
    assert "cannot be decoded" in _verdict(tmp_path / "take.mp4")[0]
