"""What each actor does at each moment: pure functions of the brief and the time."""

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from shared.artifacts.records import Emotion, Mouth
from shared.providers.ports import FilmBrief, Utterance
from shared.providers.studio.picture.brush import Point
from shared.providers.studio.picture.figure.expression import EXPRESSIONS, Expression
from shared.providers.studio.picture.figure.puppet import Pose
from shared.providers.studio.picture.stage.bearing import AT_REST, Walk, answer, doer, leaning, step_at, walk_of
from shared.providers.studio.picture.stage.gestures import STILL, Cue, arms_at, cues_of, stress_at

EASE = 0.30
"""Seconds in which a face turns from one emotion to the next."""
OPEN_GAIN = 0.92
TOWARDS = 8.0
"""Degrees by which a head turns to the partner who has all its attention."""
REACTIONS: dict[Emotion, tuple[Emotion, float]] = {
    "neutral": ("neutral", 0.0),
    "happy": ("happy", 0.55),
    "sad": ("sad", 0.5),
    "angry": ("afraid", 0.5),
    "surprised": ("surprised", 0.45),
    "afraid": ("afraid", 0.45),
    "tender": ("tender", 0.75),
}
"""What a listener's face does while somebody speaks with that emotion, and how strongly."""

_ACTION_EMOTIONS: tuple[tuple[Emotion, tuple[str, ...]], ...] = (
    ("sad", ("哭", "泪", "抽泣", "悲", "叹", "cry", "tear", "weep", "sob", "sigh", "grie")),
    ("angry", ("怒", "吼", "瞪", "摔", "angr", "shout", "glare", "slam", "furious")),
    ("surprised", ("惊", "愣", "震", "surpris", "shock", "stun", "startle", "froze", "freez")),
    ("afraid", ("怕", "恐", "发抖", "慌", "afraid", "fear", "trembl", "panic", "scared")),
    ("tender", ("温柔", "拥抱", "抱住", "抚", "gently", "tender", "embrace", "hug", "caress")),
    ("happy", ("笑", "喜", "开心", "smil", "laugh", "grin", "beam", "joy")),
)


def emotion_of_action(action: str) -> Emotion:
    """The emotion that the words of an action tell of."""
    lowered = action.lower()
    return next((emotion for emotion, words in _ACTION_EMOTIONS if any(word in lowered for word in words)), "neutral")


def mouth_at(marks: Sequence[Mouth], moment: float) -> tuple[float, float]:
    """How open and how wide the mouth is: the marks joined by smooth curves, closed outside of them."""
    if not marks or moment <= marks[0].start - 0.06:
        return 0.0, 0.0
    index = bisect_right([mark.start for mark in marks], moment) - 1
    if index < 0:
        share = (moment - marks[0].start + 0.06) / 0.06
        return marks[0].open * share, marks[0].wide * share
    here = marks[index]
    if index + 1 == len(marks):
        fade = max(0.0, 1 - (moment - here.start) / 0.18)
        return here.open * fade, here.wide * fade
    after = marks[index + 1]
    # A mouth holds its shape and glides to the next one in the last tenth of a second.
    glide = min(0.1, after.start - here.start)
    share = min(1.0, max(0.0, (moment - (after.start - glide)) / glide)) if glide > 0 else 1.0
    share = share * share * (3 - 2 * share)
    return here.open + (after.open - here.open) * share, here.wide + (after.wide - here.wide) * share


@dataclass(frozen=True)
class Actor:
    """The direction for one actor: where the head rests, where the partner is, and what varies from take to take."""

    name: str
    yaw: float
    partner: float  # -1 left, +1 right, 0 none
    blinks: tuple[float, ...]
    phase: float
    action: Emotion
    cues: tuple[Cue, ...]
    walk: Walk | None = None


def direct(brief: FilmBrief, name: str, yaw: float, partner: float, x: float = 360.0, scale: float = 1.0) -> Actor:
    """Prepare an actor whose mark lies at ``x`` on the stage; blinks and rhythm come from seed, name and take."""
    chance = Random(f"{brief.seed}/{name}/{brief.take}/{brief.action}")
    blinks: list[float] = []
    moment = chance.uniform(0.5, 2.2)
    while moment < brief.seconds:
        blinks.append(moment)
        moment += chance.choice((0.28, *(chance.uniform(1.8, 4.4) for _ in range(7))))
    leads = doer(brief) == name
    described = next((actor for actor in brief.actors if actor.name == name), None)
    return Actor(
        name=name,
        yaw=yaw,
        partner=partner,
        blinks=tuple(blinks),
        phase=chance.uniform(0, 2 * math.pi),
        action=emotion_of_action(brief.action),
        cues=cues_of(brief, described, partner, leads) if described else (STILL,),
        walk=walk_of(brief, name, x, scale) if leads else None,
    )


def turned_to(yaw: float, partner: float) -> float:
    """The turn around which a head moves that rests at ``yaw``: never less than some attention is on the partner."""
    return yaw + 0.7 * partner * TOWARDS


def pose_at(brief: FilmBrief, actor: Actor, moment: float) -> Pose:
    """The actor's pose at a moment of the shot."""
    speaking = _speaking(brief.utterances, actor.name, moment)
    opening, wide = mouth_at(speaking.mouth, moment) if speaking else (0.0, 0.0)
    face = _expression(brief, actor, moment)
    attention = sum(_attention(brief, actor, moment - step * 0.09) for step in range(5)) / 5
    phase = actor.phase
    voiced = opening if speaking else 0.0
    stress = stress_at(brief, actor.name, moment)
    lean = leaning(brief, actor.name, moment) * actor.partner + 0.7 * math.sin(moment * 0.85 + phase * 1.7)
    step = step_at(actor.walk, moment) if actor.walk else AT_REST
    face = replace(
        face,
        tilt=face.tilt * (1 if actor.yaw >= 0 else -1)
        - 0.6 * lean
        + 1.2 * math.sin(moment * 0.63 + phase)
        + 1.6 * voiced * math.sin(moment * 4.1),
        brow_outer=face.brow_outer + 0.35 * voiced,
        brow_inner=face.brow_inner + (0.3 * voiced if face.brow_inner > -0.3 else 0.0),
        shrug=face.shrug + 0.25 * stress,
    )
    heart = 1 + 0.6 * abs(face.shrug)
    return Pose(
        yaw=actor.yaw + attention * actor.partner * TOWARDS,
        expression=face,
        mouth=min(1.0, opening * OPEN_GAIN),
        wide=wide,
        lids=_lids(actor, moment),
        gaze=_gaze(actor, moment, attention),
        breath=heart * math.sin(moment * 1.75 * heart + phase),
        sway=3.4 * math.sin(moment * 0.55 + phase),
        nod=1.1 * math.sin(moment * 0.9 + phase * 2)
        + 5.0 * stress
        + 1.4 * voiced * math.sin(moment * 7.3 + phase)
        + answer(brief, actor.name, moment),
        arms=arms_at(actor.cues, brief, actor.name, moment),
        lean=lean + step.lean,
        swing=step.swing,
        travel=step.travel,
        stride=step.stride,
    )


def _speaking(utterances: Sequence[Utterance], name: str, moment: float) -> Utterance | None:
    return next((line for line in utterances if line.speaker == name and line.start <= moment <= line.end), None)


def _expression(brief: FilmBrief, actor: Actor, moment: float) -> Expression:
    """The emotions of the lines, one gliding into the next."""
    marks: list[tuple[float, Expression]] = []
    if actor.action != "neutral":
        marks.append((-1.0, _felt(actor.action, 0.9)))
    for line in brief.utterances:
        if line.speaker == actor.name:
            marks.append((line.start - 0.25, _heard(line.emotion, 1.0)))
        else:
            emotion, strength = REACTIONS[line.emotion]
            marks.append((line.start + 0.35, _heard(emotion, strength)))
    if not marks:
        return Expression()
    marks.sort(key=lambda mark: mark[0])
    face = marks[0][1]
    if marks[0][0] > -1.0:  # a face is on its way to its first emotion from the beginning
        face = Expression().mixed(face, 0.55)
    for start, felt in marks:
        share = min(1.0, max(0.0, (moment - start) / EASE))
        face = face.mixed(felt, share * share * (3 - 2 * share))
    return face


def _felt(emotion: Emotion, strength: float) -> Expression:
    return Expression().mixed(EXPRESSIONS[emotion], strength)


def _heard(emotion: Emotion, strength: float) -> Expression:
    """A face while somebody speaks: the mouth is the speech's, and a listener's stays closed."""
    return replace(_felt(emotion, strength), jaw=0.0)


def _attention(brief: FilmBrief, actor: Actor, moment: float) -> float:
    """How much the actor looks at the partner: fully at who speaks, mostly when speaking."""
    for line in brief.utterances:
        if line.start - 0.15 <= moment <= line.end + 0.3:
            return 0.75 if line.speaker == actor.name else 1.0
    return 0.45


def _lids(actor: Actor, moment: float) -> float:
    for blink in actor.blinks:
        since = moment - blink
        if 0 <= since < 0.22:
            return abs(since - 0.09) / 0.09 if since < 0.09 else min(1.0, (since - 0.09) / 0.13)
    return 1.0


def _gaze(actor: Actor, moment: float, attention: float) -> Point:
    """Eyes rest, then dart a little; they never glide."""
    beat = int(moment * 1.3 + actor.phase)
    chance = Random(f"{actor.name}/{beat}/{actor.phase:.3f}")
    across = actor.partner * attention * 0.5 + chance.uniform(-0.22, 0.22) + (0.0 if actor.partner else -actor.yaw / 40)
    return max(-0.9, min(0.9, across)), chance.uniform(-0.08, 0.2)
