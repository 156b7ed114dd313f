"""What is wrong with the shape of an episode: its hook, its turns, its end, its length."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from services.script.scenes import scenes_of
from services.script.timing import estimate
from shared.artifacts.records import Line, Plan, Story

TOLERANCE = 0.10
"""How far an episode's estimated length may be from the one asked for, as a share of it."""

SPEAKS_WITHIN, HOOK_WITHIN = 3.0, 5.0
"""Seconds after which somebody must have spoken, and within which something must be at stake."""

SECONDS_FOR_A_TURN = 36
"""From how many seconds an episode on a drama has to have a turn."""

_CALM = ("neutral", "happy")
_OPEN_END = re.compile(r"(?:[？！?!]|……|——|…|—|\.\.\.)[”\"]?$")
_AT_STAKE = re.compile(r"[？！?!…]")


def problems_of_shape(plan: Plan, story: Story) -> Iterator[str]:
    yield from _length(plan, story)
    yield from _hook(plan)
    yield from _turns(plan)
    if plan.number < len(story.episodes):
        yield from _cliffhanger(plan)
    if (plan.episodes, plan.next_title) != (len(story.episodes), _title_after(plan, story)):
        yield f"episode {plan.number} does not say how many episodes there are and what the next one is called"


def problems_between(plans: list[Plan]) -> Iterator[str]:
    """What is wrong from one episode to the next: what an end left open is taken up at once.

    That is: in the first seconds somebody speaks of the same, or those speak on who were there.
    """
    for before, after in pairwise(plans):
        last, opening = before.shots[-1], _spoken_within(after, HOOK_WITHIN)
        people = {name for shot in scenes_of(before)[-1].shots for name in shot.characters}
        asked = _content(line.text for line in last.lines)
        if not people & {line.speaker for _, line in opening} and not asked & _content(x.text for _, x in opening):
            yield f"episode {after.number} does not take up what episode {before.number} left open"


def _content(texts: Iterable[str]) -> set[str]:
    """What the texts speak of: English words that are not short, pairs of Chinese signs."""
    text = " ".join(texts).casefold()
    return {*re.findall(r"[a-z]{5,}", text), *re.findall(r"(?=([\u4e00-\u9fff]{2}))", text)}


def problems_of_turn(story: Story, plans: list[Plan]) -> Iterator[str]:
    """A drama in which nothing changes everything."""
    if story.episode_seconds >= SECONDS_FOR_A_TURN and not any(shot.turn for plan in plans for shot in plan.shots):
        yield "no shot of the drama is marked as its turn"


def _length(plan: Plan, story: Story) -> Iterator[str]:
    if any(line.id in story.lines for shot in plan.shots for line in shot.lines):
        return  # a person's own words may be as long as they like
    seconds, wanted = estimate(plan, story), story.episode_seconds
    if abs(seconds - wanted) > TOLERANCE * wanted:
        yield f"episode {plan.number} is about {seconds:.0f} s long, not {wanted} s"


def _hook(plan: Plan) -> Iterator[str]:
    if plan.shots[0].framing == "wide":
        yield f"episode {plan.number} has no hook: it opens on a distant view"
        return
    spoken = _spoken_within(plan, HOOK_WITHIN)
    if not spoken:
        yield f"episode {plan.number} has no hook: nobody speaks in the first {HOOK_WITHIN:.0f} seconds"
    elif spoken[0][0] > SPEAKS_WITHIN:
        yield f"episode {plan.number} has no hook: nobody speaks for {spoken[0][0]:.1f} s"
    elif all(line.emotion in _CALM and not _AT_STAKE.search(line.text) for _, line in spoken):
        yield f"episode {plan.number} has no hook: nothing is at stake in the first {HOOK_WITHIN:.0f} s"


def _spoken_within(plan: Plan, seconds: float) -> list[tuple[float, Line]]:
    """The lines of the shots that begin so early, with the seconds before the shot's first word."""
    now, found = 0.0, []
    for shot in plan.shots:
        if now >= seconds:
            break
        found += [(now + shot.lead_in, line) for line in shot.lines]
        now += shot.seconds
    return found


def _turns(plan: Plan) -> Iterator[str]:
    for scene in scenes_of(plan):
        if not scene.turns:
            first, last = scene.shots[0].id, scene.shots[-1].id
            yield f"nothing turns in the scene from {first} to {last}: one feeling, and nobody learns anything"


def _cliffhanger(plan: Plan) -> Iterator[str]:
    last = plan.shots[-1]
    if not last.turn:
        yield f"episode {plan.number} does not mark its cliffhanger as a turn"
    elif not (last.lines and _OPEN_END.search(last.lines[-1].text)):
        yield f"episode {plan.number} has no cliffhanger: its last shot leaves nothing open"


def _title_after(plan: Plan, story: Story) -> str:
    return story.episodes[plan.number].title if plan.number < len(story.episodes) else ""
