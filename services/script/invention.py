"""People for a drama whose request names none: those of the premise first, then whom the plot still wants."""

from random import Random

from services.script.auditions import audition
from services.script.kin import BY_KEY, Kin, kin_in, may_have
from services.script.labels import generations
from services.script.mentions import mentions
from services.script.names import new_name, spoken_name, surname
from services.script.people import Person, age_for, complete, either, lead_of, other_than, sketch
from services.script.plots import Label, Part, Playbill
from services.script.premise import Premise
from shared.artifacts.records import Gender
from shared.events.request import Language, RequestedCharacter

_LOOKS: dict[Gender, tuple[tuple[str, str], ...]] = {
    "female": (("马尾", "ponytail"), ("短发", "short hair"), ("长发", "long hair")),
    "male": (("短发", "short hair"), ("寸头", "buzz cut"), ("卷发", "curly hair")),
}
_OLD_LOOKS: dict[Gender, tuple[str, str]] = {
    "female": ("银发，挽着发髻", "white hair in a bun"),
    "male": ("花白头发", "grey hair"),
}
_MOST = 4
_LEAD_AGES, _OTHER_AGES = (22, 30), (30, 58)
_PAIRS = (("奶奶", "爷爷"), ("外婆", "外公"), ("姥姥", "姥爷"), ("妈", "爸"))
_OTHER = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}
_YOUNGEST = 8
_OF_ONE_NAME = (
    *("爷爷", "爸", "大伯", "叔叔", "姑姑", "姐", "哥", "妹", "弟", "姐妹", "兄弟"),
    *("女儿", "儿子", "孙女", "孙子"),
)


def invented(
    text: str, premise: Premise, language: Language, bill: Playbill, random: Random
) -> tuple[RequestedCharacter, ...]:
    """The people of the premise, and for each part that the plot invents and nobody plays somebody new.

    Names are the premise's, or new ones of the drama's language.
    """
    return _Inventor(premise, language, bill, random).people(text)


class _Inventor:
    def __init__(self, premise: Premise, language: Language, bill: Playbill, random: Random) -> None:
        self.premise, self.language, self.bill, self.random = premise, language, bill, random
        self.mandarin = language == "zh-CN"
        self.found: list[RequestedCharacter] = []
        self.kin: dict[str, Kin | None] = {}

    def people(self, text: str) -> tuple[RequestedCharacter, ...]:
        self.found = self._named(text) or [self._protagonist()]
        sketches = [sketch(one) for one in self.found]
        people = complete(sketches, self.premise.gender, self.random, self.bill.family)
        texts = {one.name: one.role for one in self.found}
        cast = audition(people, people[lead_of(sketches)], texts, self.premise, self.bill)
        self.kin = {letter: person.kin for letter, person in cast.items()}
        lead = cast[self.bill.lead]
        for letter in self.bill.invents:
            if letter not in cast and (label := self._label(self.bill.parts[letter], text, lead)):
                self.kin[letter] = kin_in(label.zh)
                self._add(self.bill.parts[letter], label, lead)
        return tuple(self.found)

    def _own(self, zh: str, en: str) -> str:
        return zh if self.mandarin else en

    def _named(self, text: str) -> list[RequestedCharacter]:
        """The people whom the premise names; the first who is nobody's relative is the protagonist."""
        found = [
            RequestedCharacter(name=one.name, role=one.role)
            for one in mentions(text)
            if spoken_name(one.name, self.language)
        ][:_MOST]
        lead = next((index for index, one in enumerate(found) if kin_in(one.role) is None), None)
        if lead is None:
            return []
        first = found.pop(lead)
        role = self._own("，", ", ").join(part for part in (self._own("主角", "protagonist"), first.role) if part)
        return [first.model_copy(update={"role": role}), *found]

    def _protagonist(self) -> RequestedCharacter:
        part = self.bill.parts[self.bill.lead]
        gender = self.premise.gender or either(self.random)
        age = self.random.randint(*(part.ages or _LEAD_AGES))
        return self._new(gender, age, self._own("主角", "protagonist"), "")

    def _label(self, part: Part, text: str, lead: Person) -> Label | None:
        """What the new one is: whom the premise speaks of, or one of the part's own labels that is still free."""
        taken = [kin for kin in self.kin.values() if kin]
        for kin in self._relatives(part):
            new = all(kin.generation != other.generation for other in taken)
            if new and kin.gender and kin.generation >= 0 and may_have(lead.gender, kin):
                return Label(kin.noun_zh, kin.noun)
        free = [label for label in part.labels if self._is_free(label, taken, lead, part)]
        named = [label for label in free if label.is_named(text)]
        ages = generations(part, self.kin, self.premise, self.bill)
        near = [label for label in free if (tie := kin_in(label.zh)) and tie.generation in ages]
        pool = named or near or ([] if ages and part.plays == "family" else free)
        return self.random.choice(pool) if pool else None

    def _is_free(self, label: Label, taken: list[Kin], lead: Person, part: Part) -> bool:
        kin = kin_in(label.zh)
        if kin is None:
            return True
        return kin not in taken and may_have(lead.gender, kin) and not (part.other and kin.gender == lead.gender)

    def _relatives(self, part: Part) -> list[Kin]:
        """Whom the premise speaks of and the part can be; what a dead one kept is with the other of the two."""
        found = [kin for kin in self.premise.named(part.names) if kin.generation > 0]
        if part.names == "keeper" and self.premise.gone:
            found = [BY_KEY[_OTHER.get(kin.key, "奶奶")] for kin in found]
        near = generations(part, self.kin, self.premise, self.bill)
        dead = self.premise.named("gone")
        found += [kin for kin in self.premise.kin if kin.generation in near and kin not in dead]
        return found + ([*self.premise.kin] if part.plays == "family" and not self.premise.gone else [])

    def _add(self, part: Part, label: Label, lead: Person) -> None:
        kin, role = kin_in(label.zh), self._own(label.zh, label.en)
        told = sketch(RequestedCharacter(name="?", role=role)).gender
        gender = told or (other_than(lead.gender) if part.other else either(self.random))
        if kin and not (part.family_of and part.ages):
            age = age_for(kin, lead.age, self.random)
        else:
            age = self.random.randint(*(part.ages or _OTHER_AGES))
        family = surname(lead.name) if kin and kin.key in _OF_ONE_NAME and not part.family_of else ""
        self.found.append(self._new(gender, max(age, _YOUNGEST), role, family))

    def _new(self, gender: Gender, age: int, role: str, family: str) -> RequestedCharacter:
        taken = {one.name.casefold() for one in self.found}
        name = new_name(self.language, gender, taken, family, self.random)
        return RequestedCharacter(name=name, role=role, look=_look(gender, age, self.mandarin, self.random))


def _look(gender: Gender, age: int, mandarin: bool, random: Random) -> str:
    zh, en = _OLD_LOOKS[gender] if age >= 60 else random.choice(_LOOKS[gender])
    return f"{age}岁，{zh}" if mandarin else f"{age}, {en}"
