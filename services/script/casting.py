"""Who plays what: the people of a story get their parts in its plot by kinship, role, personality and age."""

import re
from dataclasses import dataclass, replace
from random import Random

from services.script.address import Address
from services.script.auditions import audition
from services.script.facts import facts_of
from services.script.kin import kin_in
from services.script.labels import absentees, label_for, labels_of, may_be
from services.script.people import Person, complete, lead_of, other_than, sketch
from services.script.plots import Part, Playbill, playbill_of, plot
from services.script.premise import Premise, read_premise
from services.script.timing import paces
from services.script.traits import traits_of
from shared.artifacts.records import Character, Story
from shared.events.request import Language, Request, RequestedCharacter

_OLD = 62
_ELDER_GAP = 15
_GROWN_UP, _CAN_REMEMBER = 18, 6
_YEARS = (1, 2, 3, 5)
_YEARS_SINCE = (3, 5, 6, 8, 10, 12, 15, 18, 20)


@dataclass(frozen=True)
class Company:
    """The cast in its parts, and the facts it plays with.

    ``parts`` has everybody whom a template may name, ``cast`` the letters of those who are really there: the others are
    only spoken of. ``flags`` is what beats may ask for, ``traits`` what is said of people's personalities.
    """

    language: Language
    premise: Premise
    bill: Playbill
    parts: dict[str, Person]
    cast: frozenset[str]
    crowd: tuple[Person, ...]
    years: int
    address: Address
    facts: dict[str, str]
    flags: frozenset[str]
    paces: dict[str, float]
    traits: dict[Person, tuple[str, ...]]

    @property
    def people(self) -> tuple[Person, ...]:
        present = [self.parts[letter] for letter in self.bill.parts if letter in self.cast]
        return (*present, *self.crowd)

    @property
    def witnesses(self) -> tuple[Person, ...]:
        """Who may speak the lines of X."""
        sides = [self.parts[letter] for letter, part in self.bill.parts.items() if part.side and letter in self.cast]
        return (*sides, *self.crowd)

    @property
    def lead(self) -> Person:
        return self.parts[self.bill.lead]


def premise_of(text: str, context: str, language: Language, bill: Playbill, seed: int) -> Premise:
    """What the premise says; what it leaves open is drawn by the seed, whoever asks."""
    return read_premise(text, context, language, Random(f"premise {seed} {text}"), bill)


def gather(
    characters: tuple[RequestedCharacter, ...] | tuple[Character, ...],
    premise: Premise,
    bill: Playbill,
    random: Random,
) -> tuple[list[Person], Person]:
    """The people in the order given, completed, and the protagonist among them.

    Of those whose gender nothing tells, a part that wants the other one than the protagonist's decides.
    """
    sketches = [sketch(one) for one in characters]
    people = complete(sketches, premise.gender, random, bill.family)
    lead = people[lead_of(sketches)]
    for letter, person in audition(people, lead, texts_of(characters), premise, bill).items():
        index = people.index(person)
        if bill.parts[letter].other and sketches[index].gender is None and person is not lead and not person.kin:
            people[index] = replace(person, gender=other_than(lead.gender))
    return people, lead


def described(
    given: tuple[RequestedCharacter, ...], request: Request, premise: Premise, bill: Playbill, random: Random
) -> tuple[RequestedCharacter, ...]:
    """The same people, as their part makes them where nobody says it: a mother-in-law, a lawyer, as old as the part."""
    people, lead = gather(given, premise, bill, random)
    parts = audition(people, lead, texts_of(given), premise, bill)
    ties = {letter: person.kin for letter, person in parts.items()}
    found = {one.name: one for one in given}
    for letter, person in parts.items():
        if person is lead or person.kin:
            continue
        part = bill.parts[letter]
        labels = labels_of(part, part.labels, ties, premise, bill)
        free = [label for label in labels if may_be(label, person, lead)]
        if label := label_for(part, free, ties, premise, bill, random):
            ties[letter] = kin_in(label.zh)
            role = label.zh if request.language == "zh-CN" else label.en
            found[person.name] = _called(found[person.name], role)
        found[person.name] = _aged(found[person.name], part, request.language, random)
    return tuple(found.values())


def _called(one: RequestedCharacter, role: str) -> RequestedCharacter:
    return one.model_copy(update={"role": one.role or role})


def _aged(one: RequestedCharacter, part: Part, language: Language, random: Random) -> RequestedCharacter:
    """As old as the part wants, where nothing tells it; relatives are as old as their generation."""
    if not part.ages or kin_in(one.role) or sketch(one).age:
        return one
    age = random.randint(*part.ages)
    told, comma = (f"{age}岁", "，") if language == "zh-CN" else (str(age), ", ")
    return one.model_copy(update={"look": comma.join(filter(None, (told, one.look)))})


def company(story: Story) -> Company:
    """Give the story's people their parts; depends on the story alone."""
    random = Random(f"company {story.seed} {story.premise}")
    bill = playbill_of(story.genre)
    premise = premise_of(story.premise, story.cultural_context, story.language, bill, story.seed)
    people, lead = gather(story.characters, premise, bill, random)
    played = audition(people, lead, texts_of(story.characters), premise, bill)
    crowd = tuple(person for person in people if person not in played.values())
    parts = {**played, **absentees(bill, played, crowd, premise, story.language, random)}
    flags = _flags(bill, played, premise)
    parts |= {letter: played[part] for letter, part in bill.further(played, flags).items()}
    years = premise.kept or _years(bill, parts, random)
    flags |= {letter for letter in bill.also if letter in parts}
    if bill.since and years > parts[bill.since].age - _CAN_REMEMBER:
        flags |= {"before"}  # it happened before the one it is about could know of it
    facts = facts_of(premise, years, story.language)
    found = Company(
        language=story.language,
        premise=premise,
        bill=bill,
        parts=parts,
        cast=frozenset(played),
        crowd=crowd,
        years=years,
        address=_address(story, bill, parts, crowd, lead, facts),
        facts=facts,
        flags=flags,
        paces=paces(story.characters),
        traits={
            person: traits
            for one, person in zip(story.characters, people, strict=True)
            if (traits := traits_of(one.personality))
        },
    )
    flags = found.flags | {"X"} if found.witnesses else found.flags
    drawn = Random(f"ways {story.seed} {story.premise}")
    ways = plot(story.genre, story.language).ways(flags)
    return replace(found, flags=flags | {drawn.choice(ways[station]) for station in sorted(ways)})


def texts_of(characters: tuple[RequestedCharacter, ...] | tuple[Character, ...]) -> dict[str, str]:
    """What is written of each that tells which part suits them."""
    return {one.name: f"{one.role} {one.personality}" for one in characters}


def _flags(bill: Playbill, played: dict[str, Person], premise: Premise) -> frozenset[str]:
    lead = played[bill.lead]
    flags = {*played, *premise.flags}
    for letter, person in played.items():
        says = {
            "kin": person.kin is not None,
            "elder": person.age >= lead.age + _ELDER_GAP,
            "old": person.age >= _OLD,
            "woman": person.gender == "female",
            "man": person.gender == "male",
        }
        flags |= {f"{letter}.{flag}" for flag, true in says.items() if true}
    if premise.gone:
        flags.add("gone")
    return frozenset(flags)


def _address(
    story: Story,
    bill: Playbill,
    parts: dict[str, Person],
    crowd: tuple[Person, ...],
    lead: Person,
    facts: dict[str, str],
) -> Address:
    """Ways of address: the plot's calls, and whose relative somebody is who is none of the protagonist's."""
    calls = {
        (parts[by].name, parts[who].name): call
        for (by, who), call in bill.calls.items()
        if by in parts and who in parts
    }
    anchors = {
        parts[letter].name: parts[part.family_of]
        for letter, part in bill.parts.items()
        if part.family_of in parts and letter in parts and parts[part.family_of].kin is None
    }
    strangers = [one for one in (*parts.values(), *crowd) if one.name and one.kin is None and one is not lead]
    said = {one.name: other for one in story.characters for other in strangers if _says_whose(one.role, other.name)}
    return Address(lead, story.language, calls, anchors | said, facts)


def _says_whose(role: str, name: str) -> bool:
    """Whether the role says that somebody is that one's: 陆景深的奶奶, Ethan's mother."""
    return re.search(rf"{re.escape(name)}(?:的|['’]s )", role) is not None


def _years(bill: Playbill, parts: dict[str, Person], random: Random) -> int:
    """How long it has lasted, where the premise does not say: since somebody left home, or as the plot has it."""
    if not bill.since:
        return random.choice(bill.years or _YEARS)
    gone = parts[bill.since].age - _GROWN_UP
    return random.choice([years for years in _YEARS_SINCE if years <= max(gone, 3)][-4:])
