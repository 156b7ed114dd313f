"""What is on each sheet. Every cell is a brief as a drama could order it, drawn at one moment."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, product
from typing import Any, get_args

from infra.gallery.people import PEOPLE, SEED
from shared.artifacts.records import Emotion, Framing, Mouth, Place, TimeOfDay
from shared.providers import Actor, FilmBrief, Utterance

WIDTH, HEIGHT = 360, 640
MOMENT = 1.2
"""Seconds into the shot at which it is drawn: the emotion has come, the mouth is open."""

PLACES: tuple[Place, ...] = get_args(Place)
TIMES: tuple[TimeOfDay, ...] = get_args(TimeOfDay)
FRAMINGS: tuple[Framing, ...] = get_args(Framing)
EMOTIONS: tuple[Emotion, ...] = get_args(Emotion)


@dataclass(frozen=True)
class Drawing:
    """One cell to be drawn."""

    brief: FilmBrief
    words: str
    small: str = ""


@dataclass(frozen=True)
class Sheet:
    """A sheet of the gallery; each picture is ``width`` × ``height`` pixels on it."""

    title: str
    columns: int
    width: int
    height: int
    drawings: Sequence[Drawing]


def _brief(
    actors: Sequence[Actor],
    emotion: Emotion = "neutral",
    speaker: int | None = 0,
    opening: float = 0.35,
    **changed: Any,
) -> FilmBrief:
    said: tuple[Utterance, ...] = ()
    if speaker is not None and actors:
        mouth = (Mouth(start=0.2, open=opening, wide=0.1), Mouth(start=3.0, open=opening, wide=0.1))
        said = (Utterance(speaker=actors[speaker].name, emotion=emotion, start=0.2, end=3.0, mouth=mouth),)
    told: dict[str, Any] = {
        "place": "living-room", "time": "day", "mood": "dramatic", "framing": "medium", "move": "static", "action": "",
        "actors": tuple(actors), "utterances": said, "seconds": 3.2, "style": "cinematic", "seed": SEED,
        "width": WIDTH, "height": HEIGHT,
    }  # fmt: skip
    return FilmBrief(**(told | changed))


def _casts() -> Iterator[Drawing]:
    for person, place in zip(PEOPLE, cycle(PLACES), strict=False):
        brief = _brief([person], place=place, opening=0.0, mood="romantic")
        yield Drawing(brief, f"{person.name} · {person.age}", f"{person.look} · {person.outfit}")


def _emotions() -> Iterator[Drawing]:
    for person, emotion in product((PEOPLE[0], PEOPLE[10], PEOPLE[2], PEOPLE[11], PEOPLE[12]), EMOTIONS):
        yield Drawing(_brief([person], emotion, framing="close-up"), emotion, person.name)


def _places() -> Iterator[Drawing]:
    pairs = cycle(((PEOPLE[0], PEOPLE[9]), (PEOPLE[4], PEOPLE[13]), (PEOPLE[1], PEOPLE[10])))
    for place, pair in zip(PLACES, pairs, strict=False):
        for time in TIMES:
            yield Drawing(_brief(pair, place=place, time=time, framing="wide"), f"{place} · {time}")


_GESTURES: tuple[tuple[str, Emotion, int], ...] = (
    ("指着门口", "angry", 9),
    ("递上红包", "tender", 0),
    ("捂住胸口", "sad", 2),
    ("抱着胳膊", "angry", 8),
    ("擦眼泪", "sad", 4),
    ("spreads his hands", "surprised", 10),
    ("waves goodbye", "happy", 17),
    ("接起电话", "afraid", 4),
    ("双手叉腰", "angry", 6),
    ("捂住嘴", "surprised", 1),
    ("clenches a fist", "angry", 16),
    ("托腮沉思", "neutral", 13),
    ("hands in his pockets", "neutral", 15),
    ("holds a letter", "sad", 1),
)
_FOR_TWO = 7
"""So many of them are shown with a partner as well."""


def _gestures() -> Iterator[Drawing]:
    for action, emotion, who in _GESTURES:
        yield Drawing(_brief([PEOPLE[who]], emotion, action=action), action, f"{PEOPLE[who].name} · {emotion}")
    for action, emotion, who in _GESTURES[:_FOR_TWO]:
        pair = [PEOPLE[who], PEOPLE[9 if who == 0 else 0]]
        yield Drawing(_brief(pair, emotion, action=action, place="courtyard", time="dusk"), action, emotion)


def _framings() -> Iterator[Drawing]:
    groups = (((PEOPLE[0], PEOPLE[2]), "living-room", "night"), ((PEOPLE[13], PEOPLE[4]), "rooftop", "dusk"))
    for (pair, place, time), framing in product(groups, FRAMINGS):
        brief = _brief(pair, "tender", framing=framing, place=place, time=time, action="拿着红包", move="push-in")
        yield Drawing(brief, framing, f"{place} · {time}")
    trio = (PEOPLE[9], PEOPLE[0], PEOPLE[2])
    for framing in FRAMINGS[:4]:
        yield Drawing(_brief(trio, "angry", framing=framing, place="teahouse"), framing, "three people")
    yield Drawing(_brief((), framing="wide", place="station", time="night"), "wide", "nobody")


_INSERTS: tuple[tuple[str, Place, TimeOfDay], ...] = (
    ("红包", "living-room", "night"),
    ("一封信", "kitchen", "dusk"),
    ("an old photo", "living-room", "morning"),
    ("合同", "office", "day"),
    ("手机短信", "street", "night"),
    ("a key", "station", "dusk"),
    ("一杯茶", "teahouse", "morning"),
    ("礼物盒", "courtyard", "day"),
    ("现金", "office", "night"),
    ("a ring", "rooftop", "dusk"),
    ("玉镯", "hospital", "day"),
    ("怀表", "station", "night"),
)


def _inserts() -> Iterator[Drawing]:
    for number, (action, place, time) in enumerate(_INSERTS):
        actors = [PEOPLE[number]] if number % 3 else []
        brief = _brief(actors, speaker=None, framing="insert", action=action, place=place, time=time)
        yield Drawing(brief, action, f"{place} · {time}")


_SHEETS: Mapping[str, tuple[str, int, int, int, Callable[[], Iterator[Drawing]]]] = {
    "casts": ("Who can be cast, from a line of description", 7, 216, 330, _casts),
    "emotions": ("Six emotions and a neutral face", 7, 216, 300, _emotions),
    "places": ("Places at every time of day", 12, 150, 266, _places),
    "gestures": ("Gestures, from the words of an action", 7, 216, 330, _gestures),
    "framings": ("Framings", 5, 216, 384, _framings),
    "inserts": ("Inserts, from the words of an action", 6, 216, 384, _inserts),
}

NAMES = tuple(_SHEETS)


def sheet(name: str) -> Sheet:
    """The sheet of that name; KeyError if there is none."""
    title, columns, width, height, drawings = _SHEETS[name]
    return Sheet(title, columns, width, height, tuple(drawings()))
