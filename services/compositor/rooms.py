"""What the air of each place sounds like, by the time of day. Data; ``air.py`` makes it audible.

A new place is one more entry: noises of the room itself, hums of machines, and calls that come now and then.
"""

from typing import Literal, NamedTuple

from shared.artifacts.records import Place, TimeOfDay

Voice = Literal["bird", "cricket", "car", "bubble", "cup", "tick", "key", "monitor", "horn", "creak"]


class Noise(NamedTuple):
    """Noise between two frequencies (Hz), falling by ``slope`` dB an octave; ``swell`` 0 (even) to 1 (in gusts)."""

    low: float
    high: float
    slope: float
    level: float
    swell: float = 0.0


class Hum(NamedTuple):
    """A tone of a machine and its first overtones."""

    hertz: float
    level: float


class Call(NamedTuple):
    """Something that is heard every so many seconds, on the average; its level is that of its loudest moment."""

    voice: Voice
    every: float
    level: float


class Room(NamedTuple):
    """The air of a place. Levels are dB, relative to each other; ``level`` is that of all together, in dB RMS."""

    level: float
    noises: tuple[Noise, ...]
    hums: tuple[Hum, ...] = ()
    calls: tuple[Call, ...] = ()


_STILL = Noise(40, 6000, 5, 0)
_HALL = Noise(90, 2500, 3.5, 0, 0.15)
_TRAFFIC = Noise(35, 700, 5, 0, 0.45)
_WIND = Noise(120, 1400, 4, 0, 0.9)
_OPEN = Noise(60, 5000, 4, -3, 0.25)
_FRIDGE = Hum(100, -14)
_LAMPS = Hum(100, -22)

_ANY: dict[Place, Room] = {
    "living-room": Room(-54, (_STILL,), (_LAMPS,), (Call("tick", 1.0, -6),)),
    "kitchen": Room(-51, (_STILL, Noise(900, 7000, 1, -12, 0.3)), (_FRIDGE,), (Call("bubble", 0.16, -3),)),
    "office": Room(-53, (Noise(60, 4500, 3, 0),), (Hum(120, -20),), (Call("key", 0.7, -8),)),
    "hospital": Room(-52, (Noise(80, 5000, 3, 0),), (Hum(100, -18),), (Call("monitor", 1.5, -4),)),
    "teahouse": Room(-51, (_HALL, Noise(300, 1200, 2, -8, 0.7)), (), (Call("cup", 2.6, -1),)),
    "station": Room(-49, (_HALL, Noise(250, 1500, 2, -5, 0.6)), (Hum(50, -16),), (Call("horn", 11.0, 0),)),
    "street": Room(-49, (_TRAFFIC, _OPEN), (), (Call("car", 3.6, 5),)),
    "rooftop": Room(-50, (_WIND, Noise(35, 400, 6, -6)), (), (Call("car", 9.0, -6),)),
    "courtyard": Room(-52, (_OPEN, Noise(150, 900, 4, -6, 0.7)), (), (Call("bird", 3.4, 0),)),
}

_AT: dict[tuple[Place, TimeOfDay], Room] = {
    ("courtyard", "morning"): Room(-50, (_OPEN,), (), (Call("bird", 1.3, 3),)),
    ("courtyard", "dusk"): Room(-52, (_OPEN,), (), (Call("cricket", 3.2, -4), Call("bird", 6.0, -3))),
    ("courtyard", "night"): Room(-52, (_OPEN,), (), (Call("cricket", 1.4, 1),)),
    ("street", "morning"): Room(-50, (_TRAFFIC, _OPEN), (), (Call("car", 4.5, 3), Call("bird", 4.0, -4))),
    ("street", "night"): Room(-52, (_TRAFFIC, _OPEN), (), (Call("car", 7.0, 4), Call("cricket", 4.5, -7))),
    ("rooftop", "night"): Room(-51, (_WIND, Noise(35, 400, 6, -5)), (), (Call("car", 6.0, -4),)),
    ("living-room", "night"): Room(-55, (_STILL,), (_LAMPS,), (Call("tick", 1.0, -3), Call("creak", 9.0, -4))),
    ("station", "night"): Room(-51, (_HALL,), (Hum(50, -14),), (Call("horn", 12.0, 0),)),
    ("office", "night"): Room(-54, (Noise(60, 4500, 3, 0),), (Hum(120, -16),)),
}


def room_of(place: Place, time: TimeOfDay) -> Room:
    """The air of the place at that time of day."""
    return _AT.get((place, time)) or _ANY[place]
