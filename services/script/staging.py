"""From played beats to shots: where, when, how seen, and how long."""

from dataclasses import dataclass, replace

from services.script.casting import Company
from services.script.plots import Beat
from services.script.scene import LEAD_IN, PAUSE, Played, Spoken
from services.script.timing import speech_seconds
from shared.artifacts.records import Emotion, Framing, Line, Move, Place, Shot, TimeOfDay
from shared.events.request import Mood

ESTABLISHING = 2.2
LONGEST_SHOT = 7.6
SHORTEST_SHOT = 2.0
LONGEST_PAUSE = 1.1
SHORTEST_PAUSE = 0.15
WORDLESS_RANGE = (2.0, 3.0)
_DAY: tuple[TimeOfDay, ...] = ("morning", "day", "dusk", "night")
_STRONG: tuple[Emotion, ...] = ("sad", "tender", "afraid", "angry", "surprised")
_TABLES: tuple[Place, ...] = ("kitchen", "courtyard", "teahouse")


@dataclass(frozen=True)
class Where:
    """Place and time, as one episode hands them to the next."""

    place: Place
    time: TimeOfDay


def place_of(at: str, company: Company) -> Place:
    """The set for a plot's name of a place; the premise's own setting is where this family is at home."""
    home: Place = company.premise.setting or "living-room"
    places: dict[str, Place] = {
        "home": home,
        "table": home if home in _TABLES else "living-room",
        "kitchen": "kitchen",
        "yard": "courtyard",
        "street": "street",
        "station": "station",
        "roof": "rooftop",
        "teahouse": "teahouse",
    }
    return places[at]


def moved(beat: Beat, where: Where, company: Company) -> Where:
    place = place_of(beat.at, company) if beat.at else where.place
    time = _DAY[(_DAY.index(where.time) + 1) % len(_DAY)] if beat.later else where.time
    return Where(place, time)


class Stage:
    """Turns one episode's played beats into shots, with framings that never stay the same for long."""

    def __init__(self, company: Company, number: int, where: Where) -> None:
        self.company, self.number, self.where = company, number, where
        self.order = {person.name: index for index, person in enumerate(company.people)}
        self.shots: list[Shot] = []

    def play(self, beat: Beat, played: list[Played]) -> None:
        """Add the beat's shots; a new place is shown first, without words, except at the hook."""
        here = moved(beat, self.where, self.company)
        if self.shots and here.place != self.where.place and played[0].framing != "wide":
            self._add(
                here,
                beat.mood,
                "wide",
                Played("wide", played[0].who, played[0].action, (), played[0].language),
                ESTABLISHING,
            )
        self.where = here
        for shot in played:
            for part in _split(shot):
                framing = self._framing(part, opens=not self.shots)
                self._add(here, beat.mood, framing, part, ESTABLISHING)

    def _add(self, here: Where, mood: Mood, framing: Framing, played: Played, wordless: float) -> None:
        name = f"e{self.number:02}-s{len(self.shots) + 1:02}"
        lines = tuple(
            Line(id=f"{name}-l{index:02}", speaker=line.speaker.name, text=line.text, emotion=line.emotion)
            for index, line in enumerate(played.lines, 1)
        )
        who = played.who
        if framing == "close-up" and played.lines:
            who = tuple(dict.fromkeys(line.speaker for line in played.lines))
        if framing == "insert" and not lines:
            who = ()
        shot = Shot(
            id=name,
            place=here.place,
            time=here.time,
            mood=mood,
            framing=framing,
            move=self._move(framing, mood),
            characters=tuple(sorted({person.name for person in who}, key=self.order.__getitem__)),
            action=played.action,
            lines=lines,
            lead_in=LEAD_IN,
            seconds=wordless,
        )
        self.shots.append(shot)

    def _framing(self, played: Played, opens: bool) -> Framing:
        if opens:
            return "wide"
        if played.framing and not (played.framing == "over-shoulder" and len(played.who) < 2):
            return played.framing
        last = [shot.framing for shot in self.shots[-2:]]
        speakers = {line.speaker.name for line in played.lines}
        if len(speakers) == 1 and played.lines[-1].emotion in _STRONG and last != ["close-up", "close-up"]:
            return "close-up"
        choices: list[Framing] = ["medium", "over-shoulder"] if len(played.who) == 2 else ["medium", "wide"]
        if len(played.who) == 1:
            choices = ["medium", "close-up"]
        return choices[0] if last[-1] != choices[0] else choices[1]

    def _move(self, framing: Framing, mood: Mood) -> Move:
        if framing == "wide":
            return "pan" if len(self.shots) % 2 else "static"
        if framing in ("close-up", "insert"):
            return "push-in" if not self.shots or self.shots[-1].move != "push-in" else "static"
        if mood in ("suspense", "dramatic") and len(self.shots) % 3 == 2:
            return "handheld"
        return "static"


def _split(played: Played) -> list[Played]:
    """The shot in parts that are not too long to look at, each with at least a line."""
    parts: list[list[Spoken]] = []
    for line in played.lines:
        said = speech_seconds(line.text, played.language) + PAUSE
        length = sum(speech_seconds(other.text, played.language) + PAUSE for other in parts[-1]) if parts else 0.0
        if parts and LEAD_IN + length + said <= LONGEST_SHOT and len(parts[-1]) < 3:
            parts[-1].append(line)
        else:
            parts.append([line])
    if len(parts) < 2:
        return [played]
    first = replace(played, lines=tuple(parts[0]))
    return [first, *(replace(played, framing=None, lines=tuple(lines)) for lines in parts[1:])]
