"""What people do with their hands and feet where the plot leaves it open: words of the plot, none twice in a row."""

from collections import deque
from random import Random

from services.script.casting import Company
from services.script.people import Person
from services.script.plots import Plot
from services.script.scene import Spoken, does
from services.script.template import fill, gaps
from shared.artifacts.records import Emotion, Place

_REMEMBERED = 6


class Gestures:
    """Actions for one episode, drawn from the words ``do-…``, ``hear-…``, ``to-…``, ``at-…`` and ``as-…``."""

    def __init__(self, plot: Plot, company: Company, random: Random) -> None:
        self._plot, self._company, self._random = plot, company, random
        self._used: deque[str] = deque(maxlen=_REMEMBERED)

    def speaks(self, line: Spoken) -> str:
        """What somebody does while saying the line."""
        return self._drawn(f"do-{line.emotion}", line.speaker, line.listener)

    def hears(self, person: Person, emotion: Emotion, speaker: Person) -> str:
        """How somebody takes what was said with that emotion."""
        return self._drawn(f"hear-{emotion}", person, speaker)

    def arrives(self, place: Place, who: tuple[Person, ...]) -> str:
        """How people come into a place."""
        return self._drawn(f"to-{place}" if len(who) > 1 else f"to-{place}-alone", who[0], who[-1])

    def in_character(self, person: Person, action: str) -> str:
        """The action, which begins with the name, as somebody of that personality does it."""
        manners = [manner for trait in self._company.traits[person] for manner in self._plot.words[f"as-{trait}"]]
        manner = self._random.choice([manner for manner in manners if manner not in self._used] or manners)
        self._used.append(manner)
        if self._company.language == "zh-CN":
            return f"{person.name}{manner}，{action.removeprefix(person.name)}"
        return f"{action}, {manner}"

    def _drawn(self, name: str, subject: Person, other: Person) -> str:
        """The least recently used of the words that this cast can play."""
        met = other is not subject and other in self._company.people
        words = [word for word in self._plot.words[name] if met or "L" not in gaps(word)]
        fresh = [word for word in words if word not in self._used] or words
        word = self._random.choice(fresh)
        self._used.append(word)
        facts = {"L": other.name, **self._company.facts}
        return does(subject, fill(word, facts.__getitem__, False), self._company.language)
