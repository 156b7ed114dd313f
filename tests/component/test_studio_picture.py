"""The offline studio's picture, drawn, filmed, decoded and measured."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
import pytest

from shared.artifacts.records import Framing, Mouth, Place
from shared.providers.ports import Actor, FilmBrief, PortraitBrief, Utterance
from shared.providers.studio.picture import StudioImage, StudioVideo
from shared.providers.studio.picture.film import Shot, film
from shared.providers.studio.picture.places import PLACES
from shared.providers.studio.picture.portrait import portray
from shared.runtime.children import Children
from shared.runtime.errors import Permanent

XIAOMAN = Actor(name="林小满", gender="female", age=24, look="马尾", outfit="红色羽绒服", seed=7, palette=())
JIANGUO = Actor(name="陈建国", gender="male", age=36, look="glasses", outfit="dark blue suit", seed=7, palette=())
GRANNY = Actor(name="奶奶", gender="female", age=76, look="白发，发髻", outfit="紫色棉袄", seed=7, palette=())
OPEN = (Mouth(start=0.0, open=0.9, wide=0.1), Mouth(start=2.0, open=0.9, wide=0.1))
SHUT = (Mouth(start=0.0, open=0.0, wide=0.0), Mouth(start=2.0, open=0.0, wide=0.0))
WIDTH, HEIGHT = 360, 640


def brief(**changed: Any) -> FilmBrief:
    told: dict[str, Any] = {
        "place": "living-room", "time": "day", "mood": "comedic", "framing": "medium", "move": "static", "action": "",
        "actors": (XIAOMAN, JIANGUO), "utterances": (line("林小满", OPEN),), "seconds": 1.0, "style": "cinematic",
        "seed": 3, "width": WIDTH, "height": HEIGHT,
    }  # fmt: skip
    return FilmBrief(**{**told, **changed})


def line(speaker: str, mouth: tuple[Mouth, ...]) -> Utterance:
    return Utterance(speaker=speaker, emotion="neutral", start=0.0, end=2.0, mouth=mouth)


def anchor(actor: Actor) -> PortraitBrief:
    return PortraitBrief(
        name=actor.name, gender=actor.gender, age=actor.age, look=actor.look, outfit=actor.outfit, style="cinematic",
        seed=actor.seed, width=WIDTH, height=HEIGHT,
    )  # fmt: skip


def frame(shot: FilmBrief, number: int = 8) -> np.ndarray:
    return Shot(shot).frame(number)[:, :, :3].astype(np.int16)


def around(shot: FilmBrief, name: str, picture: np.ndarray, height: float, half: float) -> np.ndarray:
    """The square of ``half`` head units around a point of somebody's face, ``height`` head units below the eyes."""
    mark = next(mark for mark in Shot(shot).marks if mark.actor.name == name)
    unit = WIDTH / 720
    x, y, reach = mark.x * unit, (mark.y + height * mark.scale) * unit, half * mark.scale * unit
    return picture[round(y - reach) : round(y + reach), round(x - reach) : round(x + reach)]


def decoded(path: Path) -> list[np.ndarray]:
    with av.open(str(path)) as container:
        return [picture.to_ndarray(format="rgb24") for picture in container.decode(video=0)]


async def test_a_take_is_what_was_ordered(children: Children, tmp_path: Path) -> None:
    video = StudioVideo(children)
    filmed = await video.film(brief(seconds=0.77), tmp_path / "take.mp4")
    with av.open(str(tmp_path / "take.mp4")) as container:
        stream = container.streams.video[0]
        codec, form = stream.codec_context.name, stream.codec_context.pix_fmt
        assert (codec, form, stream.width, stream.height) == ("h264", "yuv420p", WIDTH, HEIGHT)
        assert stream.average_rate == 24
        assert not container.streams.audio
    pictures = decoded(tmp_path / "take.mp4")
    assert len(pictures) == filmed.frames == round(0.77 * 24)
    assert (filmed.width, filmed.height, filmed.fps) == (WIDTH, HEIGHT, 24)
    assert filmed.thumbnail.suffix == ".jpg"
    thumbnail = cv2.imread(str(filmed.thumbnail))
    assert thumbnail is not None
    assert thumbnail.shape == (HEIGHT, WIDTH, 3)
    assert (video.provider, video.model) == ("studio", "animatic-1")


def test_a_take_is_neither_black_nor_frozen(tmp_path: Path) -> None:
    film(brief(utterances=(), time="night", seconds=0.8), tmp_path / "take.mp4")
    pictures = [picture.astype(np.float32) for picture in decoded(tmp_path / "take.mp4")]
    assert all(20 < picture.mean() < 235 for picture in pictures)
    assert all(np.abs(after - before).max() > 12 for before, after in pairwise(pictures))
    assert np.abs(pictures[-1] - pictures[0]).mean() > 1


def test_the_same_brief_gives_the_same_frames() -> None:
    assert np.array_equal(frame(brief()), frame(brief()))


def test_another_take_differs() -> None:
    assert not np.array_equal(frame(brief()), frame(brief(take=2)))


def test_the_speaker_s_mouth_moves_and_the_listener_s_does_not() -> None:
    speaking, silent = brief(), brief(utterances=(line("林小满", SHUT),))
    difference = np.abs(frame(speaking) - frame(silent))
    assert around(speaking, "林小满", difference, 75, 30).mean() > 8
    assert around(speaking, "陈建国", difference, 75, 30).mean() < 0.5


def test_a_wide_open_mouth_is_seen() -> None:
    widths = [around(shot, "林小满", frame(shot), 78, 40) for shot in (brief(), brief(utterances=()))]
    dark = [int((mouth.sum(axis=2) < 240).sum()) for mouth in widths]
    assert dark[0] > dark[1] + 60


async def test_a_portrait_has_the_described_colours(children: Children, tmp_path: Path) -> None:
    image = StudioImage(children)
    palette = (await image.portray(anchor(XIAOMAN), tmp_path / "face.png")).palette
    skin, hair, outfit = (np.array([int(code[at : at + 2], 16) for at in (1, 3, 5)]) for code in palette)
    assert outfit[0] > 150
    assert outfit[0] > 2.5 * outfit[1:].max()
    assert hair.max() < 90
    assert skin.min() > 150
    picture = cv2.imread(str(tmp_path / "face.png"))
    assert picture is not None
    assert picture.shape == (HEIGHT, WIDTH, 3)


def test_the_outfit_keeps_its_colour_in_the_take(tmp_path: Path) -> None:
    code = portray(anchor(XIAOMAN), tmp_path / "face.png").palette[2]
    wanted = np.array([int(code[at : at + 2], 16) for at in (5, 3, 1)])
    near = np.linalg.norm(frame(brief()) - wanted, axis=2) < 60
    assert near.mean() > 0.03


def test_characters_are_told_apart_and_recognised() -> None:
    def head(actor: Actor, place: Place) -> np.ndarray:
        shot = brief(actors=(actor,), utterances=(), place=place, framing="close-up", action="")
        face = around(shot, actor.name, frame(shot), 10, 100)
        return cv2.resize(face.astype(np.float32), (24, 24), interpolation=cv2.INTER_AREA)

    people = (XIAOMAN, JIANGUO, GRANNY)
    here, there = ([head(actor, place) for actor in people] for place in ("office", "hospital"))
    for index, face in enumerate(here):
        distances = [float(np.abs(face - other).mean()) for other in there]
        assert int(np.argmin(distances)) == index
        assert min(distances[:index] + distances[index + 1 :]) > 1.5 * distances[index]


@pytest.mark.parametrize("place", sorted(PLACES))
def test_every_place_can_be_seen_by_day_and_by_night(place: Place) -> None:
    day, night = (
        frame(brief(place=place, time=time, actors=(), utterances=(), framing="wide"), 0) for time in ("day", "night")
    )
    assert day.mean() > night.mean() > 15
    assert day.std() > 15


@pytest.mark.parametrize("framing", ["wide", "medium", "close-up", "over-shoulder", "insert"])
@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_every_framing_takes_any_number_of_actors(framing: Framing, count: int) -> None:
    picture = frame(brief(framing=framing, actors=(XIAOMAN, JIANGUO, GRANNY)[:count], width=180, height=320), 2)
    assert 20 < picture.mean() < 235


def test_an_insert_shows_the_thing() -> None:
    shown = {
        action: frame(brief(framing="insert", actors=(), utterances=(), action=action)) for action in ("红包", "手机")
    }
    middle = [picture[240:320, 150:210].mean(axis=(0, 1)) for picture in shown.values()]
    assert middle[0][2] > 2 * middle[0][0]
    assert np.abs(middle[0] - middle[1]).max() > 30


def test_an_odd_size_is_refused_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(Permanent, match="even"):
        film(brief(width=361), tmp_path / "take.mp4")
