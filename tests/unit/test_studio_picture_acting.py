"""What actors do, when, and where they stand."""

from itertools import pairwise
from typing import Any

import pytest

from shared.artifacts.records import Framing, Mouth
from shared.providers.ports import Actor, FilmBrief, Utterance
from shared.providers.studio.picture.props import prop_in
from shared.providers.studio.picture.stage import camera
from shared.providers.studio.picture.stage.acting import direct, emotion_of_action, mouth_at, pose_at
from shared.providers.studio.picture.stage.staging import marks

ANNA = Actor(name="Anna", gender="female", age=30, look="", outfit="", seed=1, palette=())
BO = Actor(name="Bo", gender="male", age=35, look="", outfit="", seed=1, palette=())
CHILD = Actor(name="Dou", gender="male", age=6, look="", outfit="", seed=1, palette=())
SPEECH = (
    Mouth(start=1.0, open=0.9, wide=0.2),
    Mouth(start=1.5, open=0.1, wide=-0.5),
    Mouth(start=1.9, open=0.0, wide=0.0),
)


def brief(**changed: Any) -> FilmBrief:
    told: dict[str, Any] = {
        "place": "street", "time": "day", "mood": "dramatic", "framing": "medium", "move": "static", "action": "",
        "actors": (ANNA, BO), "seconds": 3.0, "style": "cinematic", "seed": 1,
        "utterances": (Utterance(speaker="Anna", emotion="happy", start=1.0, end=2.0, mouth=SPEECH),),
    }  # fmt: skip
    return FilmBrief(**{**told, **changed})


def test_silence_closes_the_mouth() -> None:
    assert mouth_at(SPEECH, 0.5) == (0.0, 0.0)
    assert mouth_at(SPEECH, 2.5) == (0.0, 0.0)
    assert mouth_at((), 1.0) == (0.0, 0.0)


def test_the_mouth_glides_from_mark_to_mark() -> None:
    assert mouth_at(SPEECH, 1.2)[0] == pytest.approx(0.9)
    assert 0.1 < mouth_at(SPEECH, 1.45)[0] < 0.9
    assert mouth_at(SPEECH, 1.55)[0] == pytest.approx(0.1)
    steps = [mouth_at(SPEECH, 0.9 + frame / 24)[0] for frame in range(30)]
    assert max(abs(after - before) for before, after in pairwise(steps)) < 0.75


def test_only_the_speaker_s_mouth_moves() -> None:
    shot = brief()
    anna, bo = direct(shot, "Anna", 20, 1), direct(shot, "Bo", -20, -1)
    assert pose_at(shot, anna, 1.2).mouth > 0.6
    assert pose_at(shot, bo, 1.2).mouth == 0
    assert pose_at(shot, anna, 0.2).mouth == 0


def test_a_speaker_smiles_in_a_happy_line_and_the_listener_a_little() -> None:
    shot = brief()
    speaker = pose_at(shot, direct(shot, "Anna", 20, 1), 1.6).expression
    listener = pose_at(shot, direct(shot, "Bo", -20, -1), 1.9).expression
    assert speaker.smile > 0.9
    assert 0.2 < listener.smile < speaker.smile


def test_eyes_blink_now_and_then() -> None:
    shot = brief(seconds=12.0)
    anna = direct(shot, "Anna", 20, 1)
    lids = [pose_at(shot, anna, frame / 24).lids for frame in range(288)]
    assert min(lids) < 0.3
    assert sum(lid > 0.95 for lid in lids) > 230


def test_a_take_varies_what_may_vary() -> None:
    first, second = (direct(brief(take=take), "Anna", 20, 1).blinks for take in (1, 2))
    assert first != second


def test_an_action_tells_an_emotion() -> None:
    assert emotion_of_action("她哭着跑开") == "sad"
    assert emotion_of_action("He smiles at her") == "happy"
    assert emotion_of_action("walks in") == "neutral"


def test_an_action_names_a_thing() -> None:
    envelope, key = prop_in("她打开红包"), prop_in("gives him the key and a letter")
    assert envelope is not None
    assert envelope.name == "red envelope"
    assert key is not None
    assert key.name == "key"
    assert prop_in("looks away") is None


@pytest.mark.parametrize("framing", ["wide", "medium", "close-up", "over-shoulder"])
@pytest.mark.parametrize("actors", [(ANNA,), (ANNA, BO), (ANNA, CHILD, BO), (CHILD,)])
def test_faces_stay_above_the_subtitles(framing: Framing, actors: tuple[Actor, ...]) -> None:
    for mark in marks(brief(framing=framing, actors=actors)):
        if not mark.back:
            assert mark.y - 120 * mark.scale > 40  # the crown
            assert (mark.y + 115 * mark.scale) * camera.REACH < 0.72 * 1280  # the chin


def test_actors_stand_from_left_to_right() -> None:
    where = {mark.actor.name: mark.x for mark in marks(brief(actors=(ANNA, CHILD, BO)))}
    assert where["Anna"] < where["Dou"] < where["Bo"]


def test_a_close_up_favours_the_speaker() -> None:
    shot = brief(framing="close-up", actors=(BO, ANNA))
    sharp = [mark.actor.name for mark in marks(shot) if not mark.soft]
    assert sharp == ["Anna"]


def test_who_is_looked_at_over_a_shoulder_is_the_speaker() -> None:
    turned = {mark.actor.name: mark.back for mark in marks(brief(framing="over-shoulder"))}
    assert turned == {"Anna": False, "Bo": True}


def test_a_push_in_comes_nearer_and_a_static_camera_hardly_moves() -> None:
    ends = [camera.view_at(brief(move="push-in"), (360, 400), moment).zoom for moment in (0.0, 3.0)]
    assert ends[1] - ends[0] > 0.05
    rests = [camera.view_at(brief(), (360, 400), moment).zoom for moment in (0.0, 3.0)]
    assert abs(rests[1] - rests[0]) < 0.02
