"""What hands and bodies do, and when."""

from itertools import pairwise
from typing import Any

import pytest

from shared.artifacts.records import Emotion, Mouth
from shared.providers.ports import Actor, FilmBrief, Utterance
from shared.providers.studio.picture.figure.arms import GESTURES, Swing, arm_in, eased, tip_of
from shared.providers.studio.picture.figure.body import build_of
from shared.providers.studio.picture.figure.legs import Stride, drop_of
from shared.providers.studio.picture.look import look_of
from shared.providers.studio.picture.stage.bearing import doer, leaning, step_at, walk_of
from shared.providers.studio.picture.stage.gestures import arms_at, cues_of, stress_at, stresses

ANNA = Actor(name="林小满", gender="female", age=30, look="", outfit="", seed=1, palette=())
BO = Actor(name="陈建国", gender="male", age=35, look="", outfit="", seed=1, palette=())
BUILD = build_of(look_of("male", 35, "", "", 1, "Bo"), 0)


def line(speaker: str = "林小满", emotion: Emotion = "angry", start: float = 1.0, end: float = 3.0) -> Utterance:
    beats = (0.3, 0.9, 1.6)
    mouth = [Mouth(start=start + step * 0.1, open=0.2, wide=0) for step in range(round((end - start) * 10))]
    mouth += [Mouth(start=start + beat, open=0.9, wide=0) for beat in beats if start + beat < end]
    return Utterance(
        speaker=speaker, emotion=emotion, start=start, end=end, mouth=tuple(sorted(mouth, key=lambda m: m.start))
    )


def brief(**changed: Any) -> FilmBrief:
    told: dict[str, Any] = {
        "place": "street", "time": "day", "mood": "dramatic", "framing": "medium", "move": "static", "action": "",
        "actors": (ANNA, BO), "seconds": 4.0, "style": "cinematic", "seed": 1, "utterances": (line(),),
    }  # fmt: skip
    return FilmBrief(**{**told, **changed})


def seen(shot: FilmBrief, actor: Actor = ANNA, partner: float = 1.0, leads: bool = True) -> set[str]:
    """Every gesture that the actor comes to in the shot."""
    return {arm for cue in cues_of(shot, actor, partner, leads) for arm in cue.arms}


@pytest.mark.parametrize(
    ("action", "gesture"),
    [
        ("林小满指着他", "point"), ("She points at him", "point"), ("捂着胸口", "chest"),
        ("hand on her heart", "chest"), ("把红包递给他", "offer"), ("hands him the red envelope", "offer"),
        ("拿着一封信", "hold"), ("holding a letter", "hold"),
        ("打电话", "phone"), ("on the phone", "phone"), ("叉腰站着", "hip"), ("摊手", "plead"), ("挥手", "wave"),
        ("擦眼泪", "wipe"), ("wipes away a tear", "wipe"), ("抱着胳膊", "crossed"), ("crosses her arms", "crossed"),
        ("握紧拳头", "fist"), ("clenches his fists", "fist"),
    ],
)  # fmt: skip
def test_the_words_of_an_action_move_the_hands(action: str, gesture: str) -> None:
    assert gesture in seen(brief(action=action))


def test_nobody_holds_what_the_action_does_not_name() -> None:
    assert not {"hold", "offer"} & seen(brief(action="伸出手，又缩回去", utterances=()))


def test_whom_the_action_names_does_it() -> None:
    shot = brief(action="建国推门进来", utterances=(line("林小满"),))
    assert doer(shot) == "陈建国"
    assert doer(brief()) == "林小满"


def test_a_gesture_lands_on_the_first_stress_and_is_let_go() -> None:
    shot = brief(action="指着他")
    cues = cues_of(shot, ANNA, 1.0, True)
    first = stresses(shot.utterances[0])[0]
    landed, before, after = (arms_at(cues, shot, "林小满", moment) for moment in (first + 0.02, 0.3, 3.9))
    assert any(arm.now == "point" and arm.share > 0.9 for arm in landed)
    assert all(arm.now != "point" for arm in (*before, *after))


def test_gestures_of_lines_vary_within_a_shot_and_are_repeatable() -> None:
    shot = brief(seconds=14.0, utterances=tuple(line(start=1 + 3.0 * index, end=3 + 3.0 * index) for index in range(4)))
    cues = cues_of(shot, ANNA, 1.0, True)
    assert cues == cues_of(shot, ANNA, 1.0, True)
    spoken = [cue.arms for cue in cues[1:] if cue.arms != cues[0].arms]
    assert len(set(spoken)) >= 2


def test_no_cue_comes_while_an_arm_is_still_on_its_way() -> None:
    lines = tuple(
        line("林小满" if index % 2 else "陈建国", start=0.6 * index, end=0.6 * index + 0.55) for index in range(6)
    )
    for seed in range(12):
        cues = cues_of(brief(seed=seed, utterances=lines), ANNA, 1.0, True)
        assert all(after.start > before.start for before, after in pairwise(cues))


def test_a_pointing_hand_stays_before_its_own_body() -> None:
    for swing, side in ((Swing("point", "point"), -1), (Swing("point", "point"), 1)):
        arm = arm_in(BUILD, side, swing)
        _, wrist = arm.joints(BUILD.joint(side), side)
        tip = tip_of(wrist, arm.turn, side, BUILD.size)
        assert -side * (tip[0] - wrist[0]) > 80  # to the other side, where the partner is
        assert abs(tip[0]) < BUILD.shoulder


def test_the_arm_away_from_the_partner_points() -> None:
    left, right = (cues_of(brief(action="指着他"), ANNA, partner, True)[1].arms for partner in (1.0, -1.0))
    assert left[0] == "point"
    assert right[1] == "point"


def test_an_arm_moves_without_jumps_and_ends_where_it_should() -> None:
    wrists = [arm_in(BUILD, 1, Swing("down", "palm", step / 20)).joints(BUILD.joint(1), 1)[1] for step in range(21)]
    steps = [abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairwise(wrists)]
    assert max(steps) < 0.3 * sum(steps)
    assert wrists[-1] == arm_in(BUILD, 1, Swing("palm", "palm")).joints(BUILD.joint(1), 1)[1]
    assert min(eased(step / 20) for step in range(6)) < 0  # it draws back first


def test_every_gesture_keeps_arms_of_human_length() -> None:
    for name in GESTURES:
        arm = arm_in(BUILD, 1, Swing(name, name))
        assert 40 < arm.upper_length < 215, name
        assert 30 < arm.fore_length < 235, name


def test_a_stress_is_felt_and_dies_away() -> None:
    shot = brief()
    first = stresses(shot.utterances[0])[0]
    assert stress_at(shot, "林小满", first) == pytest.approx(1.0)
    assert stress_at(shot, "林小满", first + 0.4) < 0.1
    assert stress_at(shot, "陈建国", first) == 0.0


def test_anger_leans_in_and_the_listener_gives_way() -> None:
    shot = brief()
    assert leaning(shot, "林小满", 2.5) > 1
    assert leaning(shot, "陈建国", 2.5) < -1
    assert leaning(shot, "林小满", 0.2) == 0


def test_who_enters_walks_in_from_the_nearer_edge_and_stops_at_the_mark() -> None:
    shot = brief(action="陈建国走进来", framing="wide")
    walk = walk_of(shot, "陈建国", 520, 0.56)
    assert walk is not None
    start, end = step_at(walk, 0.0), step_at(walk, 2.1)
    assert start.travel * 0.56 > 200
    assert start.stride is not None
    assert (end.travel, end.stride) == (0.0, None)
    places = [step_at(walk, frame / 24).travel for frame in range(60)]
    assert all(after <= before for before, after in pairwise(places))


def test_who_leaves_speaks_first() -> None:
    shot = brief(action="林小满往外走", seconds=6.0)
    walk = walk_of(shot, "林小满", 200, 1.2)
    assert walk is not None
    assert walk.start > 3.0
    assert step_at(walk, 2.9).travel == 0.0
    assert step_at(walk, 5.9).travel < -100
    assert walk_of(brief(action="林小满往外走", seconds=3.2), "林小满", 200, 1.2) is None


def test_hips_sink_when_the_feet_are_apart() -> None:
    apart, together = (drop_of(BUILD, Stride(phase, 1)) for phase in (0.25, 0.0))
    assert apart > together + 10
