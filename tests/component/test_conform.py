"""Films that somebody made become takes: whatever their shape, and never anything but films."""

from pathlib import Path

import av
import pytest

from shared.providers import FilmBrief
from shared.providers.remote.conform import conform
from shared.runtime import ffmpeg
from shared.runtime.errors import Permanent

BRIEF = FilmBrief.model_validate(
    {
        "place": "street",
        "time": "night",
        "mood": "suspense",
        "framing": "wide",
        "move": "pan",
        "action": "",
        "actors": (),
        "utterances": (),
        "seconds": 1.02,
        "style": "cinematic",
        "seed": 1,
        "width": 90,
        "height": 160,
        "fps": 25,
    }
)


def made(folder: Path, *arguments: str) -> Path:
    """A file of ffmpeg's own making."""
    path = folder / "source.mp4"
    ffmpeg.run([*arguments, str(path)], "make a source")
    return path


@pytest.mark.parametrize(
    ("size", "rate", "seconds"), [("320x180", 24, 5), ("180x320", 60, 0.4), ("64x64", 12, 1), ("90x162", 25, 1.02)]
)
def test_a_film_of_any_shape_rate_and_length_becomes_the_take(
    tmp_path: Path, size: str, rate: int, seconds: float
) -> None:
    source = made(tmp_path, "-f", "lavfi", "-i", f"testsrc=size={size}:rate={rate}:duration={seconds}")
    take = conform(source, BRIEF, tmp_path / "take.mp4")
    with av.open(str(tmp_path / "take.mp4")) as film:
        (stream,) = film.streams
        pictures = list(film.decode(video=0))
    assert (len(pictures), take.frames) == (26, 26)
    assert {(picture.width, picture.height, picture.format.name) for picture in pictures} == {(90, 160, "yuv420p")}
    assert stream.average_rate == 25
    assert take.thumbnail.read_bytes().startswith(b"\xff\xd8\xff")


def test_the_middle_of_a_wide_film_is_kept(tmp_path: Path) -> None:
    green_between_red = "color=red:size=320x160:rate=25:duration=2,drawbox=x=115:w=90:h=160:color=lime:t=fill"
    source = made(tmp_path, "-f", "lavfi", "-i", green_between_red)
    conform(source, BRIEF, tmp_path / "take.mp4")
    with av.open(str(tmp_path / "take.mp4")) as film:
        picture = next(film.decode(video=0)).to_ndarray(format="rgb24")
    red, green, _ = picture[8:-8, 8:-8].reshape(-1, 3).mean(axis=0)
    assert green > 200
    assert red < 50


def test_a_take_has_no_sound(tmp_path: Path) -> None:
    sources = ("-f", "lavfi", "-i", "testsrc=duration=2", "-f", "lavfi", "-i", "sine=duration=2")
    conform(made(tmp_path, *sources), BRIEF, tmp_path / "take.mp4")
    with av.open(str(tmp_path / "take.mp4")) as film:
        assert [stream.type for stream in film.streams] == ["video"]


def test_a_sound_is_no_film(tmp_path: Path) -> None:
    source = made(tmp_path, "-f", "lavfi", "-i", "sine=duration=1")
    with pytest.raises(Permanent, match="could not conform the take"):
        conform(source, BRIEF, tmp_path / "take.mp4")


@pytest.mark.parametrize("kind", ["playlist", "concat", "picture", "nothing"])
def test_what_is_no_film_is_not_read_as_one(tmp_path: Path, kind: str) -> None:
    film = made(tmp_path, "-f", "lavfi", "-i", "testsrc=duration=2")
    text = {
        "playlist": f"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n{film}\n#EXT-X-ENDLIST\n",
        "concat": f"ffconcat version 1.0\nfile '{film}'\n",
        "picture": "\x89PNG\r\n\x1a\n",
        "nothing": "",
    }[kind]
    source = tmp_path / "other.mp4"
    source.write_bytes(text.encode("latin-1"))
    with pytest.raises(Permanent, match="could not conform the take"):
        conform(source, BRIEF, tmp_path / "take.mp4")
