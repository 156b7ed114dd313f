"""Where and when the beats of an episode play: at least so many places, each change with a reason of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.script.casting import Company
from services.script.plots import LATER, NEXT, Beat
from shared.artifacts.records import Place, TimeOfDay

_DAY: tuple[TimeOfDay, ...] = ("morning", "day", "dusk", "night")
_TABLES: tuple[Place, ...] = ("kitchen", "courtyard", "teahouse")
_NEAR: dict[Place, tuple[Place, ...]] = {
    "living-room": ("courtyard", "kitchen", "street"),
    "kitchen": ("courtyard", "living-room", "street"),
    "courtyard": ("street", "kitchen", "living-room"),
    "teahouse": ("street", "courtyard", "rooftop"),
    "hospital": ("rooftop", "street", "courtyard"),
    "office": ("rooftop", "street", "teahouse"),
    "street": ("courtyard", "teahouse", "rooftop"),
    "station": ("street", "teahouse", "rooftop"),
    "rooftop": ("street", "living-room", "courtyard"),
}
"""Where one can walk to while one talks on."""


@dataclass(frozen=True)
class Where:
    """Place and time, as one episode hands them to the next."""

    place: Place
    time: TimeOfDay


def home_of(company: Company) -> Place:
    """The premise's own setting is where its people are at home, else the plot's."""
    return company.premise.setting or company.bill.home


def place_of(at: str, company: Company) -> Place:
    """The set for a plot's name of a place."""
    home = home_of(company)
    places: dict[str, Place] = {
        "home": home,
        "table": home if home in _TABLES else "living-room",
        "kitchen": "kitchen",
        "living-room": "living-room",
        "office": "office",
        "hospital": "hospital",
        "yard": "courtyard",
        "street": "street",
        "station": "station",
        "roof": "rooftop",
        "teahouse": "teahouse",
    }
    return places[at]


def places_wanted(seconds: float) -> int:
    """In how many places shots of that length in all play at least."""
    return 1 if seconds < 30 else 2 if seconds < 52 else 3


@dataclass(frozen=True)
class Stop:
    """A beat on the way of an episode: how long it is, and the places that it remembers or shows besides its own."""

    beat: Beat
    seconds: float
    shown: frozenset[Place] = frozenset()


def itinerary(stops: Sequence[Stop], start: Where, company: Company, wanted: int) -> list[Where]:
    """Where each beat plays. Where the plot's own moves are too few, people walk on near the middle of the episode."""
    moves: dict[int, Place] = {}
    way = _walk(stops, start, company, moves)
    while _count(stops, way) < wanted:
        later = list(enumerate(zip(stops, way, strict=True)))[1:]
        options = [(index, place) for index, (stop, at) in later for place in _choices(stop.beat, at, company)]
        tried = [(_worth(stops, _walk(stops, start, company, moves | dict([option]))), option) for option in options]
        if not tried or max(tried)[0][0] <= _count(stops, way):
            break
        index, place = max(tried)[1]
        moves[index] = place
        way = _walk(stops, start, company, moves)
    return way


def _walk(stops: Sequence[Stop], start: Where, company: Company, moves: dict[int, Place]) -> list[Where]:
    way, here = [], start
    for index, stop in enumerate(stops):
        place = moves.get(index) or (place_of(stop.beat.at[0], company) if stop.beat.at else here.place)
        here = Where(place, _time(here.time, stop.beat.time))
        way.append(here)
    return way


def _time(now: TimeOfDay, moves: str) -> TimeOfDay:
    if moves in (LATER, NEXT):
        after = _DAY.index(now) + 1
        return _DAY[after % len(_DAY) if moves == NEXT else min(after, len(_DAY) - 1)]
    return next((time for time in _DAY if time == moves), now)


def _choices(beat: Beat, here: Where, company: Company) -> list[Place]:
    """Where else the beat may play; an answer is given where the question was asked, and the crowd stands around."""
    if beat.answers or beat.pool == "crowd":
        return []
    home = home_of(company)
    near = (home, *_NEAR[home]) if not beat.at else tuple(place_of(at, company) for at in beat.at[1:])
    return [place for place in near if place != here.place]


def _count(stops: Sequence[Stop], way: Sequence[Where]) -> int:
    return len({where.place for where in way}.union(*(stop.shown for stop in stops)))


def _worth(stops: Sequence[Stop], way: Sequence[Where]) -> tuple[int, int, float]:
    """More places, then fewer moves, then stays of like length."""
    stays: list[float] = []
    before = None
    for stop, where in zip(stops, way, strict=True):
        if where.place == before:
            stays[-1] += stop.seconds
        else:
            stays.append(stop.seconds)
        before = where.place
    return _count(stops, way), -len(stays), min(stays)


def remembered(there: tuple[str, TimeOfDay], company: Company) -> Where:
    """A place and time that is shown for the length of a shot."""
    return Where(place_of(there[0], company), there[1])
