"""Who takes which part of the plot, by kinship, role, personality and age."""

import re
from dataclasses import dataclass
from random import Random

from services.script import kin as kinship
from services.script.address import Address
from services.script.numbers import in_chinese, in_english
from services.script.people import Person, complete, lead_of, sketch
from services.script.premise import Premise, read_premise
from services.script.timing import paces
from shared.artifacts.records import Character, Story
from shared.events.request import Language, RequestedCharacter

_OLD = 62
_ELDER = re.compile(r"长辈|族长|\b(?:elder|matriarch|patriarch|keeper)\b", re.IGNORECASE)
_DOUBTER = re.compile(
    r"对手|反派|怀疑|疏远|离家|倔|固执|冷漠|冷淡|要强|沉默|\b(?:rival|doubter|sceptic|skeptic|antagonist|villain|"
    r"estranged|stubborn|gruff|cold|proud|bitter|guarded|distant|silent)\b",
    re.IGNORECASE,
)
_CONFIDANT = re.compile(
    r"知情|朋友|邻居|闺蜜|发小|热心|直爽|\b(?:confidante?|friend|neighbou?r|witness|mentor|loyal|honest|gossip\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Company:
    """The cast in its parts, and the facts it plays with.

    F finds the thing, K kept it, D is the one it was kept for and will not hear of it, W has seen it all. A small cast
    leaves parts open: without D the thing is the finder's own; without K (alone) the keeper is a voice on the phone.
    """

    language: Language
    premise: Premise
    parts: dict[str, Person]
    crowd: tuple[Person, ...]
    years: int
    address: Address
    flags: frozenset[str]
    paces: dict[str, float]

    @property
    def people(self) -> tuple[Person, ...]:
        present = [part for part in "FDWK" if part in self.parts and not (part == "K" and "solo" in self.flags)]
        return (*(self.parts[part] for part in present), *self.crowd)

    @property
    def facts(self) -> dict[str, str]:
        """What the gaps of templates may name."""
        thing, premise = self.premise.thing, self.premise
        if self.language == "zh-CN":
            return {
                "thing": thing.zh or "东西",
                "a_thing": f"一{thing.measure}{thing.zh}" if thing.zh else "一样东西",
                "this_thing": f"这{thing.measure}{thing.zh}" if thing.zh else "这样东西",
                "years": in_chinese(self.years) + "年",
                "spot": premise.spot_zh,
                "note": thing.note_zh,
                "eve": premise.occasion.zh,
                "dish": premise.occasion.dish_zh,
            }
        name = thing.en or "keepsake"
        return {
            "thing": name,
            "a_thing": f"{'an' if name[0] in 'aeiou' else 'a'} {name}",
            "this_thing": f"this {name}",
            "years": in_english(self.years) + (" year" if self.years == 1 else " years"),
            "spot": premise.spot_en,
            "note": thing.note_en,
            "eve": premise.occasion.en,
            "dish": premise.occasion.dish_en,
        }


def gather(
    characters: tuple[RequestedCharacter, ...] | tuple[Character, ...],
    premise: Premise,
    language: Language,
    random: Random,
) -> tuple[list[Person], Person]:
    """The people in the order given, completed, and the protagonist among them."""
    sketches = [sketch(one) for one in characters]
    people = complete(sketches, premise.gender, random)
    return people, people[lead_of(sketches)]


def company(story: Story) -> Company:
    """Give the story's people their parts; depends on the story alone."""
    random = Random(f"company {story.seed} {story.premise}")
    premise = read_premise(story.premise, story.cultural_context, story.language, random)
    people, lead = gather(story.characters, premise, story.language, random)
    texts = {one.name: f"{one.role} {one.personality}" for one in story.characters}
    parts = _parts(people, lead, texts, premise)
    years = premise.kept or _years(parts, random)
    flags = {"trio" if "D" in parts else "duo" if len(people) > 1 else "solo"}
    flags |= {part for part in ("W",) if part in parts}
    if parts["K"].age >= _OLD:
        flags.add("old")
    if premise.gone:
        flags.add("gone")
    if years > parts.get("D", lead).age - 6:
        flags.add("before")  # the thing was put away before the one it is for could know of it
    parts["R"] = parts.get("D", lead)
    crowd = tuple(person for person in people if person not in parts.values())
    if crowd or "W" in parts:
        flags.add("X")
    address = Address(lead, story.language)
    return Company(story.language, premise, parts, crowd, years, address, frozenset(flags), paces(story.characters))


def _parts(people: list[Person], lead: Person, texts: dict[str, str], premise: Premise) -> dict[str, Person]:
    others = [person for person in people if person is not lead]
    if not others:
        kin = premise.keeper if premise.keeper and premise.keeper.generation > 0 else kinship.BY_KEY["妈"]
        return {"F": lead, "K": Person("", kin.gender or "female", lead.age + 25 * kin.generation, kin)}

    def as_keeper(person: Person) -> float:
        text = texts[person.name]
        named = person.kin is not None and premise.keeper is not None and person.kin.noun == premise.keeper.noun
        doubts = 20 if _DOUBTER.search(text) else 0
        return 100 * named + 50 * bool(_ELDER.search(text)) + 12 * person.generation + person.age / 10 - doubts

    keeper = max(others, key=as_keeper)
    parts = {"F": lead, "K": keeper}
    others.remove(keeper)

    def as_doubter(person: Person) -> float:
        child = person.kin is not None and person.generation == keeper.generation - 1
        score = 40 * bool(_DOUBTER.search(texts[person.name])) + 30 * child + person.age / 10
        return score + (20 + 5 * min(person.generation, 0) if person.kin else -45)

    def as_witness(person: Person) -> float:
        return 40 * bool(_CONFIDANT.search(texts[person.name])) + (0 if person.kin else 20) + person.age / 10

    if others and as_doubter(doubter := max(others, key=as_doubter)) > 0:
        parts["D"] = doubter
        others.remove(doubter)
    if others:
        parts["W"] = max(others, key=as_witness)
    return parts


def _years(parts: dict[str, Person], random: Random) -> int:
    """How long the thing was kept, where the premise does not say: since the one it is for left home, grown up."""
    gone = parts.get("D", parts["F"]).age - 18
    return random.choice([years for years in (3, 5, 6, 8, 10, 12, 15, 18, 20) if years <= max(gone, 3)][-4:])
