"""Who plays which part: what a plot wants of its parts against what is known of the people."""

from collections.abc import Sequence

from services.script.labels import generations
from services.script.people import Person
from services.script.plots import Part, Playbill
from services.script.premise import Premise

_SUITS, _SUITS_ANOTHER = 40, 30
_NAMED = 100
_ELDER, _CHILD, _RELATIVE, _OUTSIDER, _OTHER_GENDER = 12, 30, 20, 20, 15
_YEARS = 10  # a year of age counts a tenth, one beyond the part's ages half a point
_FAR = 2


def audition(
    people: Sequence[Person], lead: Person, texts: dict[str, str], premise: Premise, bill: Playbill
) -> dict[str, Person]:
    """The part of each who has one: the largest shape that these people can play, cast as well as can be.

    ``texts`` are role and personality by name. The protagonist plays the plot's leading part, unless only somebody else
    is described as it.
    """
    leading = _leading(people, lead, texts, bill)
    best: tuple[int, float, dict[str, Person]] = (1, 0.0, {bill.lead: leading})
    for shape in bill.shapes:
        if best[0] <= len(shape) <= len(people):
            found = _filled(shape, people, leading, texts, premise, bill)
            if found and (len(shape), found[0]) > best[:2]:
                best = (len(shape), *found)
    return best[2]


def _leading(people: Sequence[Person], lead: Person, texts: dict[str, str], bill: Playbill) -> Person:
    suits = bill.parts[bill.lead].suits
    described = [one for one in people if suits and suits.search(texts[one.name])]
    return lead if lead in described or not described else described[0]


def _filled(
    shape: tuple[str, ...],
    people: Sequence[Person],
    leading: Person,
    texts: dict[str, str],
    premise: Premise,
    bill: Playbill,
) -> tuple[float, dict[str, Person]] | None:
    """The shape's parts in their order, each given to who suits it best of those left; and how well."""
    parts, total = {shape[0]: leading}, 0.0
    for letter in shape[1:]:
        left = [one for one in people if one not in parts.values()]
        scored = [
            (score, -index)
            for index, one in enumerate(left)
            if (score := _score(bill.parts[letter], one, parts, texts, premise, bill)) is not None
        ]
        if not scored:
            return None
        score, index = max(scored)
        parts[letter] = left[-index]
        total += score
    return total, parts


def _score(
    part: Part, person: Person, parts: dict[str, Person], texts: dict[str, str], premise: Premise, bill: Playbill
) -> float | None:
    """How well the part suits somebody; None if they cannot play it."""
    kin, lead, text = person.kin, parts[bill.lead], texts[person.name]
    if part.plays == "family" and kin is None:
        return None
    score = float(_SUITS if part.suits and part.suits.search(text) else 0)
    score -= _SUITS_ANOTHER * sum(
        bool(other.suits and other.suits.search(text)) for other in bill.parts.values() if other is not part
    )
    if part.plays == "elder":
        score += _ELDER * person.generation
    if part.plays == "family" and kin:
        score += _RELATIVE + 5 * min(kin.generation, 0)
    if part.plays == "outside" and kin is None:
        score += _OUTSIDER
    if kin and any(named.noun == kin.noun for named in premise.named(part.names)):
        score += _NAMED
    ties = {letter: one.kin for letter, one in parts.items()}
    if kin and kin.generation in generations(part, ties, premise, bill):
        score += _CHILD
    if part.other and person.gender != lead.gender:
        score += _OTHER_GENDER
    if part.ages is None:
        return score + person.age / _YEARS
    first, last = part.ages
    return score - max(first - person.age, person.age - last, 0) / _FAR
