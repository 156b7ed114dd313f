"""What the hands say, and when: from the words of an action and the emotion of a line, on its stresses."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from shared.artifacts.records import Emotion
from shared.providers.ports import Actor, FilmBrief, Utterance
from shared.providers.studio.picture.figure.arms import Swing
from shared.providers.studio.picture.props import prop_in

MOVE = 0.42
"""Seconds in which an arm goes from one gesture to the next."""
SIDED = frozenset({"point", "offer"})
"""Gestures that lead across the own body to the partner: the arm farther away makes them."""
LASTING = frozenset({"phone", "hold", "hip", "crossed", "pocket"})
"""What arms that the action tells of do for the whole shot."""
PAIRS = {"hold": "support", "crossed": "folded", "clasp": "tucked"}
"""Who does the one with one arm does the other with the other arm."""

NEAR = frozenset({"chest", "wipe", "cover", "chin", "palm", "fist", "wave", "phone", "down"})
"""Gestures whose hands a close-up shows."""

_WORDS: tuple[tuple[str, str], ...] = (
    ("phone", r"打电话|拨.?电话|接电话|接起|贴在耳边|对着电话|听筒|\bphones?\b|\bcalls?\b|\bcalling\b"),
    ("point", r"指着|指向|指了|\bpoint"),
    ("wipe", r"擦.{0,3}泪|抹.{0,3}泪|抹眼|拭泪|揉眼|wip\w+ .{0,12}(?:tear|eye)"),
    ("cover", r"捂.{0,2}嘴|掩.{0,2}[口嘴]|covers? .{0,8}mouth"),
    ("chest", r"捂|胸口|心口|起誓|发誓|\bchest\b|\bheart\b|swear"),
    ("offer", r"递|塞给|塞进|交给|放进.{0,6}手|伸出手|送给|\boffer|\bhands? (?:him|her|it|over|them)|\bgives?\b|reach"),
    ("crossed", r"抱着?(?:胳膊|手臂|双臂|臂)|抄着手|(?:cross|fold)\w* .{0,8}arms|arms (?:cross|fold)"),
    ("hip", r"叉腰|hands? on .{0,6}hips?"),
    ("fist", r"握.{0,2}拳|攥.{0,2}拳|挥拳|拳头|\bfists?\b|clench"),
    ("wave", r"挥手|摆手|招手|打发|\bwav(?:e|es|ing)\b|dismiss|shoo"),
    ("plead", r"摊手|耸肩|求|解释|劝|shrug|plead|\bbeg|explain|spreads? .{0,6}hands"),
    ("chin", r"沉思|思索|托腮|摸.{0,2}下巴|ponder|thoughtful|\bchin\b"),
    ("pocket", r"插.{0,2}兜|口袋|\bpockets?\b"),
    (
        "hold",
        r"拿|捧|握|攥|端|抱|拆|打开|翻出|翻着|提着|举|看着?信|红包|信封|照片|\bhold|\bopen|\bcarr|clutch|envelope|letter|photo",
    ),
)
_FELT: dict[Emotion, tuple[str, ...]] = {
    "neutral": ("palm", "down", "clasp"),
    "happy": ("palm", "plead", "wave"),
    "sad": ("chest", "wipe", "down"),
    "angry": ("point", "fist", "palm", "hip"),
    "surprised": ("palm", "chest", "plead"),
    "afraid": ("chest", "plead", "palm"),
    "tender": ("chest", "palm", "clasp"),
}  # fmt: skip
_HEARD: dict[Emotion, tuple[str, ...]] = {
    "neutral": (), "happy": ("clasp",), "sad": ("chest", "clasp"), "angry": ("chest", "crossed"),
    "surprised": ("chest", "cover"), "afraid": ("chest", "cover"), "tender": ("chest", "clasp"),
}  # fmt: skip


@dataclass(frozen=True)
class Cue:
    """From ``start`` (seconds) on the arms go where they are named: (left, right)."""

    start: float
    arms: tuple[str, str]


STILL = Cue(-1.0, ("down", "down"))
"""Nothing to do."""


def cues_of(brief: FilmBrief, actor: Actor, partner: float, leads: bool) -> tuple[Cue, ...]:
    """Every change of an actor's arms in the shot, the first one before it begins.

    The one who ``leads`` does what the action names; lines have gestures of their own, never the same one twice in a
    row; who listens answers now and then. The same brief gives the same cues.
    """
    chance = Random(f"{brief.seed}/{actor.name}/{brief.action}/{brief.take}/arms")
    named = _named(brief.action) if leads else ""
    if named in ("hold", "offer") and prop_in(brief.action) is None:
        named = "plead" if named == "offer" else ""
    rest = ("down", "down") if brief.framing == "close-up" else _rest(actor, chance)
    if named in LASTING or named == "offer":
        rest = _both("hold" if named == "offer" else named, _side(partner, chance))
    cues, last = [Cue(-1.0, rest)], named
    for line in brief.utterances:
        if line.end - line.start < 0.5:
            continue
        if line.speaker == actor.name:
            once = named and named not in LASTING
            gesture = named if once else _other(_shown(_FELT[line.emotion], brief), last, chance)
            named = "" if once else named
            cues = _followed(cues, _played(line, gesture, partner, rest, chance))
        elif chance.random() < 0.45 and _shown(_HEARD[line.emotion], brief) and not LASTING & set(rest):
            gesture = _other(_shown(_HEARD[line.emotion], brief), last, chance)
            start = line.start + chance.uniform(0.5, 0.9)
            cues = _followed(cues, [Cue(start, _meant(gesture, partner, rest, chance)), Cue(line.end + 0.2, rest)])
        else:
            continue
        last = gesture
    if named and named not in LASTING:
        cues = _followed(cues, [Cue(min(0.5, brief.seconds * 0.2), _meant(named, partner, rest, chance))])
    return tuple(cues)


def reaches(action: str) -> bool:
    """Whether the action has somebody reach out to the partner, who then must not stand in the way."""
    return _named(action) in SIDED


def _shown(gestures: Sequence[str], brief: FilmBrief) -> tuple[str, ...]:
    return tuple(gesture for gesture in gestures if brief.framing != "close-up" or gesture in NEAR)


def _followed(cues: Sequence[Cue], more: Sequence[Cue]) -> list[Cue]:
    """The cues with more after them: an arm that would still be on its way does not begin that way."""
    kept = [cue for cue in cues[1:] if cue.start + MOVE <= more[0].start]
    return [cues[0], *kept, *more]


def arms_at(cues: Sequence[Cue], brief: FilmBrief, name: str, moment: float) -> tuple[Swing, Swing]:
    """Both arms at a moment; stresses of the line move those that gesticulate."""
    at = max(index for index, cue in enumerate(cues) if cue.start <= moment)
    share = min(1.0, (moment - cues[at].start) / MOVE) if at else 1.0
    beat = stress_at(brief, name, moment)
    was = cues[at - 1].arms if at else cues[0].arms
    left, right = (Swing(*pair, share, beat) for pair in zip(was, cues[at].arms, strict=True))
    return left, right


def stress_at(brief: FilmBrief, name: str, moment: float) -> float:
    """0 at rest, 1 on a stressed syllable of the actor's own line: a quick blow that dies away."""
    for line in brief.utterances:
        if line.speaker == name and line.start <= moment <= line.end + 0.4:
            since = min((moment - beat for beat in stresses(line) if beat <= moment + 0.08), default=9.0)
            return (since + 0.08) / 0.08 if since < 0 else max(0.0, 1 - since / 0.36)
    return 0.0


def stresses(line: Utterance) -> tuple[float, ...]:
    """The moments of the syllables for which the mouth opens widest, not closer than half a second."""
    found: list[float] = []
    for mark in sorted(line.mouth, key=lambda mark: -mark.open):
        if mark.open > 0.3 and all(abs(mark.start - other) > 0.5 for other in found):
            found.append(mark.start)
    return tuple(sorted(found))


def _played(line: Utterance, gesture: str, partner: float, rest: tuple[str, str], chance: Random) -> list[Cue]:
    """The gesture lands on the line's first stress, is held to its end and let go; a long line has a second one."""
    beats = stresses(line) or (line.start + 0.5,)
    begin = max(line.start - 0.15, beats[0] - MOVE)
    cues = [Cue(begin, _meant(gesture, partner, rest, chance))]
    if line.end - line.start > 3.4:
        middle = min(beats, key=lambda beat: abs(beat - (line.start + line.end) / 2))
        if middle - begin > 1.2:
            other = _other(_FELT[line.emotion], gesture, chance)
            cues.append(Cue(middle - MOVE, _meant(other, partner, rest, chance)))
    cues.append(Cue(max(line.end - 0.1, cues[-1].start + MOVE + 0.3), rest))
    return cues


def _meant(gesture: str, partner: float, rest: tuple[str, str], chance: Random) -> tuple[str, str]:
    """Which arm does it; the other one keeps on holding what it holds."""
    if gesture == "down" or "crossed" in rest or (gesture in PAIRS and rest != ("down", "down")):
        return rest
    busy = next((place for place in (0, 1) if rest[place] in LASTING), None)
    if busy is not None and gesture not in SIDED:
        return (rest[0], gesture) if busy == 0 else (gesture, rest[1])
    if gesture == "plead" and chance.random() < 0.5:
        return "plead", "plead"
    return _both(gesture, _side(partner, chance))


def _both(gesture: str, side: int) -> tuple[str, str]:
    other = PAIRS.get(gesture, "down")
    return (other, gesture) if side > 0 else (gesture, other)


def _side(partner: float, chance: Random) -> int:
    """The arm that makes a gesture: the one away from the partner, where there is more room."""
    drawn = chance.choice((-1, 1))
    if partner == 0:
        return drawn
    return -1 if partner > 0 else 1


def _rest(actor: Actor, chance: Random) -> tuple[str, str]:
    """How somebody stands when the hands have nothing to say."""
    woman, old = actor.gender == "female", actor.age > 55
    weights = (6, 5 if woman or old else 2, 0 if woman else 2)
    kind = chance.choices(("down", "clasp", "pocket"), weights)[0]
    return ("down", "down") if kind == "down" else _both(kind, chance.choice((-1, 1)))


def _named(action: str) -> str:
    """The gesture that the words of the action name first; things alone are held. Empty if they name none."""
    hits = [(hit.start(), gesture) for gesture, words in _WORDS if (hit := re.search(words, action, re.IGNORECASE))]
    return min(hits, key=lambda hit: (hit[1] == "hold", hit[0]))[1] if hits else ""


def _other(gestures: Sequence[str], last: str, chance: Random) -> str:
    fresh = [gesture for gesture in gestures if gesture != last]
    return chance.choice(fresh or list(gestures))
