"""A request told to the end: its story, its plans, what is wrong with them, and how it reads."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from services.script.checks import problems_of_drama, problems_of_wishes
from services.script.plan import write_plan
from services.script.scene import hearing
from services.script.story import invent_story
from services.script.timing import estimate
from shared.artifacts.records import Plan, Story
from shared.events.request import Request


@dataclass(frozen=True)
class Telling:
    request: Request
    story: Story
    plans: tuple[Plan, ...]

    @property
    def problems(self) -> list[str]:
        plans = list(self.plans)
        return [*problems_of_drama(self.story, plans), *problems_of_wishes(self.request, self.story, plans)]

    @property
    def errors(self) -> list[float]:
        """How far each episode is from the length asked for, as a share of it."""
        wanted = self.story.episode_seconds
        return [estimate(plan, self.story) / wanted - 1 for plan in self.plans]

    @property
    def lines(self) -> int:
        return sum(len(shot.lines) for plan in self.plans for shot in plan.shots)


def likeness(tellings: Sequence[Telling]) -> float:
    """Which share of their lines two of the dramas have in common, in the mean of all pairs."""
    said = [
        {hearing(line.text) for plan in one.plans for shot in plan.shots for line in shot.lines} for one in tellings
    ]
    shares = [len(one & other) / max(min(len(one), len(other)), 1) for one, other in combinations(said, 2)]
    return sum(shares) / len(shares)


def told(request: Request) -> Telling:
    story = invent_story(request)
    return Telling(request, story, tuple(write_plan(story, outline.number) for outline in story.episodes))


def to_be_read(telling: Telling) -> Iterator[str]:
    """The drama as text: the cast, each episode's outline, each shot with what is done and said."""
    yield f"{telling.story.title}: {telling.story.logline}"
    for one in telling.story.characters:
        yield f"    {one.name}, {one.role}, {one.gender} {one.age}, {one.personality}"
    for outline, plan in zip(telling.story.episodes, telling.plans, strict=True):
        yield f"\n{outline.number}. {outline.title}"
        yield from (f"    = {beat}" for beat in outline.beats)
        for shot in plan.shots:
            turn = " TURN" if shot.turn else ""
            yield f"[{shot.id} {shot.place}/{shot.time} {shot.framing} {shot.seconds:.1f} s{turn}] {shot.action}"
            yield from (f"        {line.speaker} {line.emotion}: {line.text}" for line in shot.lines)
