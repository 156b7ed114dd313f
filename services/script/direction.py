"""An episode's acts are directed: where they play, how people come there, what they do, who is seen to listen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from services.script.casting import Company
from services.script.coverage import Setup, cover
from services.script.fitting import fit
from services.script.gestures import Gestures
from services.script.places import Stop, Where, itinerary, places_wanted, remembered
from services.script.plots import Beat, Plot
from services.script.scene import Played
from services.script.staging import Placed, shoot
from shared.artifacts.records import Emotion, Shot
from shared.events.request import Mood

ARRIVAL = 1.6
_REST = 0.5
_SHAKEN: tuple[Emotion, ...] = ("surprised", "afraid")
"""In these people forget their manner."""
_SHORT_STRETCH = 5.0


@dataclass(frozen=True)
class Act:
    """A beat that is played in an episode. ``place`` orders acts: the chapter's part, then what follows on it."""

    place: tuple[int, int]
    beat: Beat
    played: list[Played]
    seconds: float


class Director:
    """Directs one episode; ``random`` draws what people do where the plot leaves it open."""

    def __init__(self, company: Company, plot: Plot, random: Random) -> None:
        self.company = company
        self.gestures = Gestures(plot, company, random)

    def shots(self, acts: Sequence[Act], number: int, start: Where, seconds: float, ends_open: bool) -> list[Shot]:
        """The acts as shots of ``seconds`` in all. The last one is a turn where the episode ``ends_open``."""
        placed = self._placed(acts, start, places_wanted(seconds))
        placed[-1] = replace(placed[-1], setup=_last(placed[-1].setup, ends_open))
        return shoot(fit(placed, seconds, self._listens), number, self.company)

    def _placed(self, acts: Sequence[Act], start: Where, places: int) -> list[Placed]:
        """Every setup in its place: a new one is shown as somebody comes in, except at the hook."""
        found: list[Placed] = []
        before = start
        stops = [_stop(act, self.company) for act in acts]
        way = itinerary(stops, start, self.company, places)
        for act, where, mood in zip(acts, way, _moods(acts), strict=True):
            setups = cover(act.beat, act.played)
            if found and where.place != before.place:
                setups = self._arriving(setups, where)
            for setup in setups:
                there = remembered(setup.there, self.company) if setup.there else where
                found.append(Placed(self._acted(setup), there, mood))
            before = where
        return self._in_character(found)

    def _arriving(self, setups: list[Setup], where: Where) -> list[Setup]:
        first = setups[0]
        if first.framing == "wide" and not first.there:
            return [replace(first, arrival=True), *setups[1:]]
        who = first.who[:2]
        coming = Setup(who, self.gestures.arrives(where.place, who), framing="wide", seconds=ARRIVAL, arrival=True)
        return [coming, *setups]

    def _acted(self, setup: Setup) -> Setup:
        """Everybody who is seen does something."""
        if setup.action or not setup.lines:
            return setup
        return replace(setup, action=self.gestures.speaks(max(setup.lines, key=lambda line: line.seconds)))

    def _in_character(self, placed: list[Placed]) -> list[Placed]:
        """Whose personality is known shows it once in what they do: where they are calm, if they are."""
        found = list(placed)
        for person in self.company.traits:
            own = [index for index, one in enumerate(found) if one.setup.action.startswith(person.name)]
            spoken = [index for index in own if any(line.speaker is person for line in found[index].setup.lines)]
            calm = [index for index in spoken if found[index].setup.lines[-1].emotion not in _SHAKEN]
            if options := calm or spoken:
                one = found[options[0]]
                action = self.gestures.in_character(person, one.setup.action)
                found[options[0]] = replace(one, setup=replace(one.setup, action=action))
        return found

    def _listens(self, setup: Setup) -> Setup | None:
        """How the one who was spoken to takes it; somebody alone listens to their own words."""
        line = setup.lines[-1]
        person = line.speaker if len(self.company.people) == 1 else line.listener
        if person not in setup.who:
            return None
        return Setup((person,), self.gestures.hears(person, line.emotion, line.speaker), there=setup.there, tension=2.2)


def _last(setup: Setup, ends_open: bool) -> Setup:
    """A cliffhanger is a turn and is cut at once; on an end the camera rests."""
    if ends_open:
        return replace(setup, turn=True)
    return replace(setup, pauses=(*setup.pauses[:-1], *(pause + _REST for pause in setup.pauses[-1:])))


def _stop(act: Act, company: Company) -> Stop:
    shown = {remembered(passage.there, company).place for passage in act.played if passage.there}
    return Stop(act.beat, act.seconds, frozenset(shown))


def _moods(acts: Sequence[Act]) -> list[Mood]:
    """Each act's mood; one that would be over before the music has changed takes that of its neighbour."""
    moods = [act.beat.mood for act in acts]
    for index, act in enumerate(acts[1:-1], 1):
        alone = moods[index] not in (moods[index - 1], moods[index + 1])
        if alone and act.seconds < _SHORT_STRETCH and not act.beat.reveal:
            moods[index] = moods[index - 1]
    return moods
