"""What an episode has time for beside its spine: side beats, and words in which somebody's personality shows."""

from collections.abc import Sequence
from random import Random

from services.script.casting import Company
from services.script.people import Person
from services.script.plots import Beat, Plot
from services.script.scene import Played, Stagehand

_SECONDS_FOR_A_TRAIT = 52
_TRAIT = 7.0  # seconds that such an exchange takes, more or less


class Sides:
    """Chooses the beats of one drama that fill time, those told least often first, and remembers them."""

    def __init__(self, company: Company, plot: Plot, hand: Stagehand) -> None:
        self.company, self.plot, self.hand = company, plot, hand
        self.told: dict[str, int] = {}

    def traits_for(self, seconds: float) -> int:
        """In how many beats of an episode of that length personalities may show."""
        return int(seconds // _SECONDS_FOR_A_TRAIT)

    def reserved(self, seconds: float) -> float:
        """How many seconds of an episode of that length are kept free for personalities."""
        shown = sum(name.startswith("of ") for name in self.told)
        waiting = len(self.company.traits) - shown if len(self.company.people) > 1 else 0
        return _TRAIT * max(min(waiting, self.traits_for(seconds)), 0)

    def options(self, when: str, before: set[str], random: Random) -> list[tuple[Beat, dict[str, Person]]]:
        """The side beats that may follow ``before``, the least told first, with whom X is in them."""
        pool = [beat for beat in self.plot.pool("side", self.company.flags) if beat.when in ("", when)]
        pool = [beat for beat in pool if not beat.after or before.intersection(beat.after)]
        order = sorted((self.told.get(beat.name, 0), random.random(), index) for index, beat in enumerate(pool))
        return [(pool[index], self._extra(pool[index])) for _, _, index in order]

    def traits(self, present: Sequence[Person], random: Random) -> list[tuple[Beat, dict[str, Person]]]:
        """The beats in which the personality of somebody present, P, shows to another, Q: who showed it least first."""
        found = []
        for person in present:
            others = [other for other in present if other is not person]
            for trait in self.company.traits.get(person, ()) if others else ():
                pool = [beat for beat in self.plot.pool("trait", frozenset((trait,))) if beat.name not in self.told]
                found += [(beat, {"P": person, "Q": others[0]}) for beat in random.sample(pool, len(pool))]
        return sorted(found, key=lambda entry: self.told.get(f"of {entry[1]['P'].name}", 0))

    def remember(self, beat: Beat, played: list[Played], extra: dict[str, Person]) -> None:
        """The beat was told: none of its lines will be told again, and others come first now."""
        self.hand.remember(played)
        people = [f"{'of' if part == 'P' else 'by'} {person.name}" for part, person in extra.items() if part != "Q"]
        for name in (beat.name, *people):
            self.told[name] = self.told.get(name, 0) + 1

    def _extra(self, beat: Beat) -> dict[str, Person]:
        return {"X": self._witness()} if any("X" in shot.who for shot in beat.shots) else {}

    def _witness(self) -> Person:
        """Who has been asked least often, of all those whom the plot is not about."""
        return min(self.company.witnesses, key=lambda one: self.told.get(f"by {one.name}", 0))
