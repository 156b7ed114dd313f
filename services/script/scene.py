"""A beat is played: parts become people, templates become lines nobody has said before in this drama."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random

from services.script.casting import Company
from services.script.numbers import in_chinese, in_english
from services.script.people import Person
from services.script.plots import Beat, LineDraft, Plot
from services.script.template import fill
from services.script.timing import speech_seconds
from shared.artifacts.records import Emotion, Framing, TimeOfDay
from shared.events.request import Language

_TRIES = 6
_SPOKEN = re.compile(r"\w+")
_DAYS_KEPT = 28 * 12
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True)
class Spoken:
    """A line, what the speaker does meanwhile (nothing where the plot leaves it open), and how long it takes to say."""

    speaker: Person
    listener: Person
    text: str
    emotion: Emotion
    action: str
    seconds: float


@dataclass(frozen=True)
class Played:
    """A passage of a beat, played: who is there, what happens, what is said."""

    framing: Framing | None
    who: tuple[Person, ...]
    action: str
    lines: tuple[Spoken, ...]
    there: tuple[str, TimeOfDay] | None = None


class Stagehand:
    """Plays beats of one drama and remembers every line, so that none is heard twice."""

    def __init__(self, company: Company, plot: Plot, seed: int) -> None:
        self.company, self.plot, self.seed = company, plot, seed
        self.heard: set[str] = set()
        self.days = 0

    def play(
        self, beat: Beat, random: Random, words: dict[str, str] | None = None, extra: dict[str, Person] | None = None
    ) -> list[Played] | None:
        """Play the beat with lines not heard yet; None if it has nothing new to say. ``extra`` casts further parts."""
        for _ in range(_TRIES):
            casting = _Casting(self, {**self.company.parts, **(extra or {})}, dict(words or {}), random)
            heard: set[str] = set()
            shots = [
                Played(
                    draft.framing,
                    tuple(casting.parts[part] for part in draft.who),
                    fill(draft.action, casting.told, False),
                    tuple(casting.say(line, heard) for line in draft.lines),
                    draft.there,
                )
                for draft in beat.shots
            ]
            if all(line.text for shot in shots for line in shot.lines):
                return shots
        return None

    def remember(self, shots: list[Played]) -> None:
        """What was played stays in the drama: none of its lines will be played again."""
        self.heard |= {hearing(line.text) for shot in shots for line in shot.lines}

    def line(self, draft: LineDraft, text: str, random: Random, who: Person) -> Spoken | None:
        """One line of a crowd beat for ``who``, if it was not heard yet."""
        casting = _Casting(self, {**self.company.parts, "X": who}, {}, random)
        spoken = casting.say(replace(draft, speaker="X", variants=(text,)), set())
        return spoken if spoken.text else None

    def tell(self, template: str, words: dict[str, str]) -> str:
        """A sentence about the people, for the outline."""
        casting = _Casting(self, self.company.parts, dict(words), Random(0))
        return fill(template, casting.told, self.company.language == "en-US")

    def date(self) -> str:
        """A day in the years that the thing was kept, never the same twice while there are days left."""
        self.days += 1
        year, day = divmod(self.days * 37, _DAYS_KEPT)  # 37 and the days kept have no common factor
        month, day = divmod((day + year) % _DAYS_KEPT, 28)
        year %= max(self.company.years, 1)
        if self.company.language == "zh-CN":
            return f"第{in_chinese(year + 1)}年，{in_chinese(month + 1).replace('两', '二')}月{_day_zh(day + 1)}"
        return f"{_MONTHS[month]} {day + 1}, year {in_english(year + 1)}"


class _Casting:
    """The gaps of one beat's templates: who is meant, and which of the plot's words were drawn."""

    def __init__(self, hand: Stagehand, parts: dict[str, Person], words: dict[str, str], random: Random) -> None:
        self.hand, self.parts, self.words, self.random = hand, parts, words, random
        self.mandarin = hand.company.language == "zh-CN"

    def say(self, draft: LineDraft, heard: set[str]) -> Spoken:
        """The line in its first new variant, in an order drawn by chance; with empty text if none is new."""
        speaker = self.parts[draft.speaker]
        listener = self.parts.get(draft.listener) or self.hand.company.lead
        for variant in self.random.sample(draft.variants, len(draft.variants)):
            text = fill(variant, lambda gap: self._said(gap, speaker, listener), not self.mandarin)
            key = hearing(text)
            if key not in self.hand.heard and key not in heard:
                heard.add(key)
                return self._spoken(draft, speaker, listener, text)
        return self._spoken(draft, speaker, listener, "")

    def _spoken(self, draft: LineDraft, speaker: Person, listener: Person, text: str) -> Spoken:
        done = fill(draft.action, self.told, False)
        action = does(speaker, done, self.hand.company.language) if done else ""
        pace = self.hand.company.paces.get(speaker.name, 1.0)
        seconds = speech_seconds(text, self.hand.company.language, draft.emotion, pace) if text else 0.0
        return Spoken(speaker, listener, text, draft.emotion, action, seconds)

    def told(self, gap: str) -> str:
        """A gap in a sentence about the people: parts are full names."""
        if gap in self.parts:
            person = self.parts[gap]
            return person.name or self._what(person)
        return self._fact(gap)

    def _what(self, person: Person) -> str:
        """What somebody is who has no name."""
        if person.kin is None:
            return person.label
        return person.kin.noun_zh if self.mandarin else person.kin.noun

    def _drawn(self, kind: str) -> str:
        """One of the plot's words, another one than those of its kind that the beat has already."""
        words = self.hand.plot.words[kind]
        taken = {word for name, word in self.words.items() if name.rstrip("0123456789") == kind}
        return self.random.choice([word for word in words if word not in taken] or words)

    def _said(self, gap: str, speaker: Person, listener: Person) -> str:
        address = self.hand.company.address
        if gap == "you":
            return address.you(speaker, listener)
        if gap in self.parts:
            return address.refer(speaker, listener, self.parts[gap])
        if gap.endswith("!") and gap[:-1] in self.parts:
            return address.call(speaker, self.parts[gap[:-1]])
        if ":" in gap:
            by, _, who = gap.partition(":")
            return address.call(self.parts[by], self.parts[who])
        return self._fact(gap)

    def _fact(self, gap: str) -> str:
        company = self.hand.company
        if gap.endswith(".title"):
            return title_case(self._fact(gap.removesuffix(".title")))
        if gap.startswith("~"):
            name = gap[1:]
            if name not in self.words:
                self.words[name] = self._drawn(name.rstrip("0123456789"))
            return self.words[name]
        if "." in gap:
            part, _, form = gap.partition(".")
            if form == "age":
                age = self.parts[part].age
                return in_chinese(age) if self.mandarin else in_english(age)
            return pronoun(self.parts[part], form)
        facts = company.facts
        if gap.startswith("date"):
            if gap not in self.words:
                self.words[gap] = self.hand.date()
            return self.words[gap]
        return facts[gap]


def _day_zh(day: int) -> str:
    number = in_chinese(day).replace("两", "二")
    return f"初{number}" if day <= 10 else number


def does(person: Person, done: str, language: Language) -> str:
    """Somebody and what they do, as one sentence."""
    return f"{person.name}{done}" if language == "zh-CN" else f"{person.name} {done}"


@lru_cache(maxsize=4096)
def hearing(text: str) -> str:
    """The line as the ear compares it: no punctuation, no capitals."""
    return "".join(_SPOKEN.findall(text)).casefold()


def pronoun(person: Person, form: str) -> str:
    """The word for a man or a woman: ``he`` ``him`` ``his``, ``ta`` in Chinese, or two of the plot's: ``sir/ma'am``."""
    woman = person.gender == "female"
    if "/" in form:
        return form.split("/")[woman]
    forms = {"he": ("he", "she"), "him": ("him", "her"), "his": ("his", "her"), "ta": ("他", "她")}
    return forms[form][woman]


def title_case(text: str) -> str:
    """Words with capitals: "red envelope" is Red Envelope."""
    return " ".join(word[:1].upper() + word[1:] for word in text.split())
