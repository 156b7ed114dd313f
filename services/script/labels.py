"""What somebody is who has no role, or whom nobody plays: one of the part's labels that fits the others."""

from collections.abc import Mapping, Sequence
from random import Random

from services.script.kin import Kin, kin_in, may_have
from services.script.people import Person, either, other_than
from services.script.plots import Label, Part, Playbill
from services.script.premise import Premise
from shared.events.request import Language

_ELDER_FROM = 14  # years older than the protagonist
_GROWN = (30, 58)
Ties = Mapping[str, Kin | None]
"""What those who have a part are to the protagonist, by the part's letter."""


def label_for(
    part: Part, labels: Sequence[Label], ties: Ties, premise: Premise, bill: Playbill, random: Random
) -> Label | None:
    """One that the premise speaks of, else one that agrees with whose child or parent the part is, else any."""
    named = [label for label in labels if label.is_named(premise.text)]
    wanted = generations(part, ties, premise, bill)
    near = [label for label in labels if (kin := kin_in(label.zh)) and kin.generation in wanted]
    pool = named or near or labels
    return random.choice(pool) if pool else None


def labels_of(part: Part, labels: Sequence[Label], ties: Ties, premise: Premise, bill: Playbill) -> list[Label]:
    """The part's labels, and the relatives whom the premise speaks of, where somebody of their generation is wanted."""
    wanted, dead = generations(part, ties, premise, bill), premise.named("gone")
    own = [Label(kin.noun_zh, kin.noun) for kin in premise.kin if kin.generation in wanted and kin not in dead]
    return [*own, *labels]


def generations(part: Part, ties: Ties, premise: Premise, bill: Playbill) -> set[int]:
    """Of which generation the part has to be, as the child of one part or the parent of others; empty if of any."""
    parent = ties.get(part.child_of)
    if parent is None and part.child_of:
        parent = next(iter(premise.named(bill.parts[part.child_of].names)), None)
    children = [ties.get(letter) for letter, other in bill.parts.items() if other.child_of == part.letter]
    return {kin.generation + 1 for kin in children if kin} | (_children(parent) if parent else set())


def _children(parent: Kin) -> set[int]:
    """The generation below; of somebody as old as the protagonist, a husband or a sister, the rest of the family."""
    return {parent.generation - 1} if parent.generation else {0, 1}


def may_be(label: Label, person: Person, lead: Person) -> bool:
    """Whether somebody of that gender and age can be that to the protagonist."""
    kin = kin_in(label.zh)
    if kin is None:
        return True
    elder = person.age - lead.age >= _ELDER_FROM
    return kin.gender in (None, person.gender) and may_have(lead.gender, kin) and elder == (kin.generation > 0)


def absentees(
    bill: Playbill,
    played: dict[str, Person],
    crowd: Sequence[Person],
    premise: Premise,
    language: Language,
    random: Random,
) -> dict[str, Person]:
    """Those whom the story speaks of, though nobody plays them: the premise's own, else nobody who is in the cast."""
    taken = {person.kin for person in (*played.values(), *crowd) if person.kin}
    ties = {letter: person.kin for letter, person in played.items()}
    found: dict[str, Person] = {}
    for letter, part in bill.parts.items():
        if letter in played or not part.absent:
            continue
        labels = labels_of(part, part.absent, ties, premise, bill)
        free = [label for label in labels if kin_in(label.zh) not in taken] or labels
        label = label_for(part, free, ties, premise, bill, random) or free[0]
        kin = next(iter(premise.named(part.names)), kin_in(label.zh))
        ties[letter] = kin
        found[letter] = _voice(part, kin, label, played[bill.lead], language, random)
    return found


def _voice(part: Part, kin: Kin | None, label: Label, lead: Person, language: Language, random: Random) -> Person:
    gender = (kin.gender if kin else None) or (other_than(lead.gender) if part.other else either(random))
    age = lead.age + 25 * kin.generation if kin else random.randint(*(part.ages or _GROWN))
    what = (kin.noun_zh, kin.noun) if kin else (label.zh, label.en)
    return Person("", gender, age, kin, what[language == "en-US"])
