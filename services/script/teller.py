"""A story is told episode by episode: beats are chosen to fill the episode, played, staged and brought to length."""

from dataclasses import dataclass, replace
from random import Random

from services.script.arc import Chapter, Part, chapters
from services.script.casting import Company, company
from services.script.coverage import length
from services.script.direction import ARRIVAL, Act, Director
from services.script.people import Person
from services.script.places import Where, home_of, place_of
from services.script.plots import Beat, plot
from services.script.scene import Played, Spoken, Stagehand
from services.script.sides import Sides
from services.script.timing import SECONDS_FOR_A_VOICE
from shared.artifacts.records import Shot, Story
from shared.planning import cards

_CROWD_SHARE = 0.45
_CROWD_LEAST = 4.5  # seconds, even where an answer is cut short for it
_CROWD_IN_SHOT = 3
_MOST_PASSAGES = 3
_ROUNDS = 3
_SHORTEST_SIDE = 4.0
_NEEDED = 1
_BEATS_SHARE = 0.97
_MAY_EXCEED = 0.07  # of the episode: what shorter silences make up for


@dataclass(frozen=True)
class Told:
    """One episode: the acts in their order, and the shots they became."""

    acts: list[Act]
    shots: list[Shot]


class Teller:
    """Tells a story episode by episode and remembers what was said, by whom, where and when."""

    def __init__(self, story: Story, episodes: int) -> None:
        self.story = story
        self.company: Company = company(story)
        self.plot = plot(story.genre, story.language)
        self.chapters = chapters(self.company, self.plot, episodes)
        self.hand = Stagehand(self.company, self.plot, story.seed)
        self.where = Where(home_of(self.company), self.company.premise.time)
        self.spoken: set[str] = set()
        self.sides = Sides(self.company, self.plot, self.hand)
        self.past: set[str] = set()

    def episode(self, number: int) -> Told:
        """Tell the next episode; they must be told in order, the first is 1."""
        random = Random(f"episode {number} {self.story.seed} {self.story.title} {self.story.premise}")
        chapter = self.chapters[number - 1]
        spine = self._spine(chapter, random)
        acts = self._with_crowd(chapter, number, spine, random)
        for act in acts:
            self.hand.remember(act.played)
        acts += self._sides(chapter, acts, self.room - sum(act.seconds for act in acts), random)
        acts.sort(key=lambda act: act.place)
        director = Director(self.company, self.plot, random)
        shots = director.shots(acts, number, self.where, self.seconds, ends_open=number < len(self.chapters))
        self.past |= {act.beat.name for act in acts}
        self.where = Where(shots[-1].place, shots[-1].time)
        self.spoken |= {line.speaker for shot in shots for line in shot.lines}
        return Told(acts, shots)

    @property
    def _everybody_speaks(self) -> bool:
        return self.seconds * len(self.chapters) >= SECONDS_FOR_A_VOICE * len(self.company.people)

    @property
    def seconds(self) -> float:
        """How long an episode's shots are in all: the cards take the rest."""
        return self.story.episode_seconds - cards.TITLE - cards.CLOSING

    @property
    def room(self) -> float:
        """What beats may fill of it: a face that listens takes time too."""
        return self.seconds * _BEATS_SHARE

    def _act(self, place: tuple[int, int], beat: Beat, played: list[Played]) -> Act:
        moves = bool(beat.at) and place_of(beat.at[0], self.company) != self.where.place
        shown = played[0].framing == "wide" and not played[0].there
        arrival = ARRIVAL if moves and place[0] and not shown else 0.0
        return Act(place, beat, played, length(beat, played) + arrival)

    def _spine(self, chapter: Chapter, random: Random) -> list[tuple[Part, Act]]:
        """Every beat of the chapter, played; which of them are kept is chosen later."""
        found = []
        for index, part in enumerate(chapter.parts):
            if played := self.hand.play(part.beat, random, dict(part.words)):
                found.append((part, self._act((index, 0), part.beat, played)))
        return found

    def _with_crowd(self, chapter: Chapter, number: int, spine: list[tuple[Part, Act]], random: Random) -> list[Act]:
        """The chapter's acts, and short words from those who would not speak: a share of the crowd in each episode, and
        whom earlier ones had no time for, in the last whoever has not spoken at all. Their time is taken from the
        acts, which may silence others in turn.
        """
        last = number == len(self.chapters)
        crowd_so_far = [one for index, one in enumerate(self.company.crowd) if index % len(self.chapters) < number]
        due = self.company.people if last else crowd_so_far
        room = self.room - self.sides.reserved(self.seconds)
        must = sum(act.seconds for part, act in spine if part.keep <= _NEEDED)
        for_crowd = min(room * _CROWD_SHARE, max(room - must, _CROWD_LEAST if self._everybody_speaks else 0.0))
        acts, crowd, waiting = _choose(spine, room, self.past), list[Act](), list[Person]()
        for _ in range(_ROUNDS):
            said = self.spoken | {line.speaker.name for act in acts for shot in act.played for line in shot.lines}
            silent = [person for person in due if person.name not in said and person not in waiting]
            if not silent:
                break
            waiting += silent
            crowd = self._crowd(chapter, last, waiting, for_crowd, random)
            acts = _choose(spine, room - sum(act.seconds for act in crowd), self.past)
        return acts + crowd

    def _crowd(self, chapter: Chapter, last: bool, waiting: list[Person], room: float, random: Random) -> list[Act]:
        """A short line each, three to a shot: before the cliffhanger, or at the end of the drama around the table."""
        beats = [beat for beat in self.plot.pool("crowd", self.company.flags) if beat.when == _when(not last)]
        lines = self._short_words(beats, waiting, room, random)
        index = max(len(chapter.parts) - 2, 0)
        groups = [lines[start : start + _CROWD_IN_SHOT] for start in range(0, len(lines), _CROWD_IN_SHOT)]
        return [self._act((index, 1 + at), beats[0], [_group(group)]) for at, group in enumerate(groups)]

    def _short_words(self, beats: list[Beat], waiting: list[Person], room: float, random: Random) -> list[Spoken]:
        """One new line for each who waits, while there is room."""
        drafts = [
            (line, text) for beat in beats for shot in beat.shots for line in shot.lines for text in line.variants
        ]
        random.shuffle(drafts)
        lines: list[Spoken] = []
        for person in waiting:
            spoken = None
            while drafts and spoken is None:
                spoken = self.hand.line(*drafts.pop(), random, person)
            if spoken is None or (room := room - length(beats[0], [_group([spoken])])) < 0:
                break
            lines.append(spoken)
        return lines

    def _sides(self, chapter: Chapter, acts: list[Act], room: float, random: Random) -> list[Act]:
        """What there is time for in the rooms of the chapter: somebody's personality first, then side beats."""
        rooms = _rooms(chapter, acts)
        found = self._traits(rooms, acts, room, random)
        room -= sum(act.seconds for act in found)
        while room > _SHORTEST_SIDE:
            place, early = rooms[len(found) % len(rooms)]
            before = self.past | {act.beat.name for act in acts if act.place[0] <= place}
            options = self.sides.options(_when(early), before, random)
            act = self._side((place, 100 + len(found)), options, room, random)
            if act is None:
                break
            room -= act.seconds
            found.append(act)
        return found

    def _traits(self, rooms: list[tuple[int, bool]], acts: list[Act], room: float, random: Random) -> list[Act]:
        """Exchanges in which a personality shows, at most one in each room."""
        found: list[Act] = []
        for place, _ in rooms:
            if len(found) == self.sides.traits_for(self.seconds):
                break
            options = self.sides.traits(_present(acts, place), random)
            if act := self._side((place, 100 + len(found)), options, room, random):
                room -= act.seconds
                found.append(act)
        return found

    def _side(
        self, place: tuple[int, int], options: list[tuple[Beat, dict[str, Person]]], room: float, random: Random
    ) -> Act | None:
        """The first of the beats that has something new to say and fits."""
        for beat, extra in options:
            played = self.hand.play(beat, random, extra=extra)
            act = self._act(place, beat, played) if played else None
            if act is not None and act.seconds <= room + _MAY_EXCEED * self.seconds:
                self.sides.remember(beat, act.played, extra)
                return act
        return None


def _present(acts: list[Act], place: int) -> list[Person]:
    """Who is there where a side beat is to follow on the part of that place."""
    passages = [passage for act in acts if act.place == (place, 0) for passage in act.played if not passage.there]
    return list(dict.fromkeys(person for passage in passages for person in passage.who))


def _group(lines: list[Spoken]) -> Played:
    return Played(None, tuple(line.speaker for line in lines), "", tuple(lines))


def _choose(spine: list[tuple[Part, Act]], room: float, past: set[str]) -> list[Act]:
    """The acts that fit, the most needed first, then the reveal: a question with its answer, or alone if need be.

    What comes ``after`` another beat is told only if that was told, here or in an episode of the ``past``.
    """
    slack = _MAY_EXCEED * room
    must = [act for part, act in spine if part.keep == 0]
    kept = {act.beat.name: act for act in _shortened(must, room + slack)}
    room -= sum(act.seconds for act in kept.values())
    answers = {part.beat.answers: act for part, act in spine if part.beat.answers}
    for part, act in sorted(spine, key=lambda entry: (entry[0].keep, not entry[0].beat.reveal, entry[1].place)):
        if part.beat.after and not {*part.beat.after} & {*past, *kept}:
            continue
        asked = not part.beat.answers or part.beat.answers in kept or _opens(part, spine)
        pair = [act, *(answers[name] for name in (part.beat.name,) if part.beat.cliff and name in answers)]
        if part.keep <= _NEEDED and sum(one.seconds for one in pair) > room + slack:
            pair = [act]
        wanted = [one for one in pair if one.beat.name not in kept]
        if part.beat.name not in kept and asked and sum(one.seconds for one in wanted) <= room + slack:
            kept |= {one.beat.name: one for one in wanted}
            room -= sum(one.seconds for one in wanted)
    return list(kept.values())


def _opens(part: Part, spine: list[tuple[Part, Act]]) -> bool:
    """Whether the part answers what the episode before left open."""
    return part is spine[0][0]


def _shortened(must: list[Act], room: float) -> list[Act]:
    """What has to be played, in a very short episode without the end of an answer or the start of a cliffhanger."""
    for _ in range(_MOST_PASSAGES):
        for index, act in enumerate(must):
            if sum(one.seconds for one in must) <= room:
                return must
            rest = act.played[1:] if act.beat.cliff else act.played[:-1]
            if any(passage.lines for passage in rest):
                must[index] = replace(act, played=rest, seconds=length(act.beat, rest))
    return must


def _rooms(chapter: Chapter, acts: list[Act]) -> list[tuple[int, bool]]:
    """After which parts side beats may be played, and whether that is before the secret is out."""
    played = {act.place[0] for act in acts}
    rooms = [(index, part.early) for index, part in enumerate(chapter.parts) if part.beat.room and index in played]
    return rooms or [(min(played), chapter.parts[min(played)].early)]


def _when(early: bool) -> str:
    return "early" if early else "late"
