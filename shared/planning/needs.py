"""What a cut needs, and what of it is there: one answer for running, continuing, showing and quoting. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.artifacts import keys
from shared.artifacts.records import Plan
from shared.events import shot_id


@dataclass(frozen=True)
class Needs:
    """The joins that make a cut complete: a shot's id, or None for the score, by the key of its join."""

    joins: dict[str, str | None]

    def missing(self, present: Iterable[str]) -> dict[str, str | None]:
        """What has not joined yet."""
        there = set(present)
        return {key: shot for key, shot in self.joins.items() if key not in there}


def needs(drama: str, cut: str, plan: Plan) -> Needs:
    """Every shot of the plan, and the score unless the request wants no music."""
    shots = [shot_id(drama, shot.id) for shot in plan.shots]
    joins: dict[str, str | None] = {keys.join(cut, shot): shot for shot in shots}
    if plan.music is not False:
        joins[keys.score_join(cut)] = None
    return Needs(joins)
