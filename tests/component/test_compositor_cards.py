"""Cards and covers: letters over the pictures of the episode, checked on the decoded files."""

from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest

from services.compositor.cards import Card, Kind
from services.compositor.conform import conform_shot
from services.compositor.cover import draw_cover
from services.compositor.master import master_episode
from services.compositor.titling import film_card
from tests.films import DELIVERY, decoded, film_take, grey, record_sound


@pytest.fixture
def take(tmp_path: Path) -> Callable[..., Path]:
    """Films a silent take whose every frame has its own grey."""

    def film(name: str = "take.mp4", **shape: int) -> Path:
        return film_take(tmp_path / name, **shape)

    return film


# --- cards


@pytest.fixture
def card(tmp_path: Path, take: Callable[..., Path]) -> Callable[..., Path]:
    """Films a card after a take of a single bright grey."""

    def film(
        title: str, note: str = "第一集 · 谁的名字", kind: Kind = "title", label: str = "", frames: int = 36
    ) -> Path:
        path = tmp_path / f"card-{kind}.mp4"
        film_card(Card(kind, frames / 24, label, title, note), take(frames=12), 12, 7, DELIVERY, frames, path)
        return path

    return film


def test_a_card_begins_with_the_last_frame_before_it_and_ends_dark(card: Callable[..., Path]) -> None:
    frames = decoded(card("三十年的红包"))
    assert len(frames) == 36
    assert frames[0].mean() == pytest.approx(grey(11), abs=6)
    assert frames[-1].max() < 40


def test_a_card_ends_where_its_shot_does_and_not_where_its_take_does(take: Callable[..., Path], tmp_path: Path) -> None:
    film_card(Card("end", 0.5, "", "", ""), take(frames=20), 5, 7, DELIVERY, 12, tmp_path / "card.mp4")
    assert decoded(tmp_path / "card.mp4")[0].mean() == pytest.approx(grey(4), abs=6)


def test_gold_letters_appear_on_a_card(card: Callable[..., Path]) -> None:
    frame = decoded(card("红包"))[24].astype(int)
    gold = (frame[..., 0] > 180) & (frame[..., 0] - frame[..., 2] > 40)
    rows, columns = np.nonzero(gold)
    assert 0.36 < rows.mean() / 480 < 0.5
    assert columns.mean() / 270 == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize(
    "title",
    ["红", "我在八零年代靠一碗饺子收服了冷面厂长和他的三个崽子们" * 3, "The Billionaire's Ex-Wife Returns With Twins",
     "x" * 90, "“他说：‘别走’”", "הבית שלנו", "红包🧧来了", ""],
)  # fmt: skip
def test_whatever_stands_on_a_card_stays_in_the_safe_area(card: Callable[..., Path], title: str) -> None:
    frames = decoded(card(title, "Episode 12 · " + (title or "一"))).astype(int)
    bare = decoded(card("", "")).astype(int)
    shown, across = np.nonzero(np.abs(frames[24] - bare[24]).max(axis=2) > 40)
    assert shown.min() > 0.12 * 480
    assert shown.max() < 0.84 * 480
    assert across.min() > 0.08 * 270
    assert across.max() < 0.92 * 270


def test_a_card_is_the_same_every_time(card: Callable[..., Path]) -> None:
    assert card("红包").read_bytes() == card("红包").read_bytes()


def test_cards_join_shots_without_being_encoded_again(
    take: Callable[..., Path], card: Callable[..., Path], tmp_path: Path
) -> None:
    conform_shot(take(), (), DELIVERY, 12, tmp_path / "shot.mp4")
    reel = [tmp_path / "shot.mp4", card("红包"), tmp_path / "shot.mp4", card("完", kind="end")]
    master_episode(reel, record_sound(tmp_path / "mix.wav", 4.0), DELIVERY, "t", tmp_path / "master.mp4")
    assert np.array_equal(decoded(tmp_path / "master.mp4"), np.concatenate([decoded(film) for film in reel]))


# --- cover


@pytest.mark.parametrize("title", ["奶奶的红包", "很长的标题" * 30, "", "x" * 200])
def test_a_cover_has_the_delivery_s_size_and_its_title_inside(
    take: Callable[..., Path], tmp_path: Path, title: str
) -> None:
    draw_cover(take(), title, "第 1 集", DELIVERY, tmp_path / "cover.png")
    draw_cover(take(), "", "", DELIVERY, tmp_path / "bare.png")
    cover, bare = (decoded(tmp_path / name)[0].astype(int) for name in ("cover.png", "bare.png"))
    assert cover.shape == (480, 270, 3)
    rows, columns = np.nonzero(np.abs(cover - bare).max(axis=2) > 30)
    assert rows.min() > 0.5 * 480
    assert rows.max() < 0.97 * 480
    assert columns.min() > 0.02 * 270
    assert columns.max() < 0.98 * 270


def test_a_cover_is_made_of_a_frame_that_shows_something(tmp_path: Path) -> None:
    """The film is black but for its third quarter."""
    path = tmp_path / "take.mp4"
    scene = np.random.default_rng(3).integers(0, 255, (16, 9, 3), np.uint8).repeat(20, axis=0).repeat(20, axis=1)
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=24)
        stream.width, stream.height, stream.pix_fmt = 180, 320, "yuv420p"
        for number in range(48):
            picture = scene if 24 <= number < 36 else np.zeros_like(scene)
            out.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        out.mux(stream.encode(None))
    draw_cover(path, "", "", DELIVERY, tmp_path / "cover.png")
    assert decoded(tmp_path / "cover.png")[0].mean() > 40
