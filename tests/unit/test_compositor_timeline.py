"""Shots and lines lie where their frames put them."""

import pytest

from services.compositor.timeline import frames_of, lay_out
from shared.artifacts.records import Join, Line, Made, Media, Plan, Shot, Take
from shared.events import VoicedLine
from shared.runtime.errors import Permanent

SHA = "0" * 64
MADE = Made(provider="studio", model="test", operation="film", seconds=1)
MEDIA = Media(blob="video/blobs/x", sha256=SHA, size=1, media_type="video/mp4")


def _shot(number: int, lines: int = 1) -> Shot:
    name = f"e01-s{number:02}"
    return Shot(
        id=name,
        place="courtyard",
        time="day",
        mood="dramatic",
        framing="medium",
        lines=tuple(Line(id=f"{name}-l{n:02}", speaker="小满", text="好。") for n in range(1, lines + 1)),
        seconds=3,
    )


def _plan(*shots: Shot) -> Plan:
    return Plan(
        number=1, title="一", drama_title="红包", language="zh-CN", style="cinematic", seed=1, music=False, shots=shots
    )


def _join(shot: Shot, seconds: float, length: float = 0.5) -> Join:
    lines = tuple(
        VoicedLine(line=line.id, record="audio/lines/x.json", start=0.3 + n, seconds=length)
        for n, line in enumerate(shot.lines)
    )
    film = f"video/takes/{shot.id}.json"
    return Join(shot=f"red.{shot.id}", lines=lines, seconds=seconds, film=film, verdict="character/verdicts/v.json")


def _takes(*shots: Shot) -> dict[str, Take]:
    return {
        f"video/takes/{shot.id}.json": Take(
            fingerprint=SHA,
            shot=f"red.{shot.id}",
            number=2,
            film=MEDIA,
            thumbnail=MEDIA,
            width=720,
            height=1280,
            fps=24,
            seconds=3,
            made=MADE,
        )
        for shot in shots
    }


def test_a_shot_begins_where_the_frames_before_it_end() -> None:
    shots = [_shot(1), _shot(2), _shot(3)]
    placed, _ = lay_out(_plan(*shots), [_join(s, 1.01) for s in shots], _takes(*shots), 24)
    assert [shot.start for shot in placed] == [0, 1, 2]
    assert {shot.seconds for shot in placed} == {1}


def test_nothing_drifts_in_a_hundred_shots() -> None:
    shots = [_shot(n) for n in range(1, 100)]
    placed, lines = lay_out(_plan(*shots), [_join(s, 1.3) for s in shots], _takes(*shots), 24)
    assert placed[-1].start == pytest.approx(98 * 31 / 24, abs=1e-6)
    assert lines[-1].start == pytest.approx(98 * 31 / 24 + 0.3, abs=1e-6)


def test_the_plan_s_order_holds_whatever_joined_first() -> None:
    shots = [_shot(1), _shot(2)]
    placed, _ = lay_out(_plan(*shots), [_join(s, 2) for s in reversed(shots)], _takes(*shots), 24)
    assert [shot.shot for shot in placed] == ["e01-s01", "e01-s02"]


def test_a_line_lies_at_its_measured_time_in_the_episode() -> None:
    shots = [_shot(1), _shot(2, lines=2)]
    _, lines = lay_out(_plan(*shots), [_join(s, 2) for s in shots], _takes(*shots), 24)
    assert [(line.line, line.start, line.end) for line in lines] == [
        ("e01-s01-l01", 0.3, 0.8),
        ("e01-s02-l01", 2.3, 2.8),
        ("e01-s02-l02", 3.3, 3.8),
    ]


def test_a_line_never_runs_into_the_next_shot() -> None:
    shot = _shot(1)
    _, lines = lay_out(_plan(shot), [_join(shot, 1.0, length=5.0)], _takes(shot), 24)
    assert lines[0].end == 1.0


def test_a_shot_says_which_take_was_used() -> None:
    shot = _shot(1)
    placed, _ = lay_out(_plan(shot), [_join(shot, 1.0)], _takes(shot), 24)
    assert (placed[0].take, placed[0].number) == ("video/takes/e01-s01.json", 2)


def test_a_missing_shot_is_named() -> None:
    shots = [_shot(1), _shot(2)]
    with pytest.raises(Permanent, match="e01-s02"):
        lay_out(_plan(*shots), [_join(shots[0], 1)], _takes(*shots), 24)


def test_a_join_without_its_line_is_refused() -> None:
    one, two = _shot(1), _shot(1, lines=2)
    with pytest.raises(Permanent, match="e01-s01-l02"):
        lay_out(_plan(two), [_join(one, 1)], _takes(one), 24)


@pytest.mark.parametrize(("seconds", "frames"), [(1.0, 24), (0.001, 1), (2.979, 71), (2.98, 72)])
def test_a_shot_has_a_whole_number_of_frames(seconds: float, frames: int) -> None:
    assert frames_of(seconds, 24) == frames
