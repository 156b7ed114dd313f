"""The people of a drama: gender, age and kinship, read from what the producer wrote or chosen by the seed."""

import re
from dataclasses import dataclass
from random import Random

from services.script import kin as kinship
from services.script.kin import Kin, kin_in
from services.script.names import ELDERS, gender_of_name, is_chinese
from services.script.numbers import chinese_number, english_number
from services.script.plots import Playbill
from shared.artifacts.records import Character, Gender
from shared.events.request import Language, RequestedCharacter

_LEAD = re.compile(r"主角|主人公|女主|男主|\b(?:protagonist|lead|hero|heroine|main character)\b", re.IGNORECASE)
_NO_KIN = re.compile(
    r"朋友|好友|闺蜜|发小|邻居|街坊|同事|同学|战友|老板|医生|护士|律师|老师|店主|店长|房东|司机|警察|快递|助理|秘书|管家|"
    r"经理|主管|总裁|董事|保镖|保安|保洁|客户|合伙人|上司|下属|徒弟|师父|未婚|女友|男友|前妻|前夫|前任|公证|对手|情敌|"
    r"\b(?:friends?|neighbou?rs?|colleague|coworker|co-worker|classmate|boss|doctor|nurse|lawyer|teacher|landlady|"
    r"landlord|shopkeeper|driver|police|officer|roommate|partner|priest|stranger|mayor|owner|bartender|assistant|"
    r"secretary|butler|manager|supervisor|director|chairman|chairwoman|ceo|bodyguard|guard|client|notary|attorney|"
    r"fianc[eé]e?|girlfriend|boyfriend|ex|ex-\w+)\b",
    re.IGNORECASE,
)
_ELDER = re.compile(r"长辈|族长|老人|\b(?:elder|matriarch|patriarch)\b", re.IGNORECASE)
_WOMAN = re.compile(
    r"女|马尾|辫子|裙|旗袍|\b(?:woman|girl|female|lady|ponytail|braids?|dress|skirt|lipstick|she|her)\b", re.IGNORECASE
)
_MAN = re.compile(
    r"男|胡子|胡须|光头|小伙|\b(?:man|boy|male|gentleman|beard|bearded|mustache|moustache|he|his)\b", re.IGNORECASE
)
_AGE = re.compile(r"(?<![\d.])(\d{1,3})(?![\d.]|\s*(?:cm|kg|厘米|公斤|年|元|块|号|楼))")
_AGE_ZH = re.compile(r"([一二三四五六七八九十]{1,4})[多几]?岁")
_AGE_EN = re.compile(r"\b((?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?)\b", re.IGNORECASE)
_AGE_WORDS: tuple[tuple[str, int], ...] = (
    (r"小孩|孩子|男孩|女孩|\b(?:child|kid|little (?:girl|boy))\b", 9),
    (r"少年|少女|中学生|\bteen", 16),
    (r"大学生|年轻|青年|\b(?:young|student|twenties)\b", 23),
    (r"\bthirties\b", 35),
    (r"中年|\b(?:middle-aged|forties)\b", 47),
    (r"\bfifties\b", 55),
    (r"\bsixties\b", 65),
    (r"老人|年迈|白发|\b(?:old|elderly|aged|seventies|white-haired|grey-haired|gray-haired)\b", 72),
    (r"\beighties\b", 83),
)


@dataclass(frozen=True)
class Person:
    """A member of the cast; ``kin`` is what they are to the protagonist, None for those outside the family.

    ``label`` says what somebody is who has no name: one who is not in the cast, but spoken of.
    """

    name: str
    gender: Gender
    age: int
    kin: Kin | None
    label: str = ""

    @property
    def generation(self) -> int:
        return self.kin.generation if self.kin else 0


@dataclass(frozen=True)
class Sketch:
    """What is known of somebody so far."""

    given: RequestedCharacter | Character
    lead: bool
    outsider: bool
    gender: Gender | None
    age: int | None
    kin: Kin | None


def sketch(given: RequestedCharacter | Character) -> Sketch:
    """Read what is written of the character."""
    outsider = _NO_KIN.search(given.role) is not None
    kin = None if outsider else kin_in(given.role)
    if kin is None and not outsider and (alone := kin_in(given.name)) and _is_only_kin(given.name, alone):
        kin = alone
    if kin is None and is_chinese(given.name) and given.name[-1] in ELDERS:  # 王婶 is a neighbour whom all call so
        outsider = outsider or not _ELDER.search(given.role)
    lead = _LEAD.search(given.role) is not None
    if isinstance(given, Character):
        return Sketch(given, lead, outsider, given.gender, given.age, kin)
    return Sketch(given, lead, outsider, _gender(given, kin), _age(given), kin)


def _is_only_kin(name: str, kin: Kin) -> bool:
    return name in kin.words_zh or name.lower() in (*kin.words_en, kin.en.lower())


def _gender(given: RequestedCharacter, kin: Kin | None) -> Gender | None:
    if kin and kin.gender:
        return kin.gender
    if re.match(r"[a-z][fm]_", given.voice):
        return "female" if given.voice[1] == "f" else "male"
    for text in (given.role, given.look):
        woman, man = _WOMAN.search(text), _MAN.search(text)
        if bool(woman) != bool(man):
            return "female" if woman else "male"
    return gender_of_name(given.name)


def _age(given: RequestedCharacter) -> int | None:
    for text in (given.look, given.role, given.personality):
        for match in _AGE.finditer(text):
            if 1 <= int(match.group(1)) <= 110:
                return int(match.group(1))
        if (match_zh := _AGE_ZH.search(text)) and (years := chinese_number(match_zh.group(1))):
            return years
        if (match_en := _AGE_EN.search(text)) and (years := english_number(match_en.group(1))):
            return years
        for words, age in _AGE_WORDS:
            if re.search(words, text, re.IGNORECASE):
                return age
    return None


def either(random: Random) -> Gender:
    return "female" if random.random() < 0.5 else "male"


def other_than(gender: Gender) -> Gender:
    return "male" if gender == "female" else "female"


def lead_of(sketches: list[Sketch]) -> int:
    """Who the protagonist is: the one named so, else the first who is nobody's elder."""
    for index, one in enumerate(sketches):
        if one.lead:
            return index
    for index, one in enumerate(sketches):
        if not one.outsider and (one.kin is None or one.kin.generation <= 0) and not _ELDER.search(one.given.role):
            return index
    return 0


def complete(sketches: list[Sketch], lead_gender: Gender | None, random: Random, family: bool = True) -> list[Person]:
    """Fill in what nobody wrote, so that the family fits together. The protagonist has no kin of their own.

    In a plot about a ``family`` those whose role says nothing are relatives; elsewhere they are none.
    """
    lead = lead_of(sketches)
    first = sketches[lead]
    # A story's own cast list says what each is to the protagonist; a producer may speak from any relative's view.
    own = first.kin.generation if first.kin and not isinstance(first.given, Character) else 0
    gender = first.gender or lead_gender or either(random)
    age = first.age or (26 if own <= 0 else 26 + 25 * own) + random.randint(-2, 4)
    people = []
    relatives = _Family()
    for index, one in enumerate(sketches):
        if index == lead:
            people.append(Person(one.given.name, gender, age, None))
            continue
        kin = _seen_from(one.kin, own, one, age) if one.kin else None
        sex = (kin.gender if kin and kin.gender else one.gender) or either(random)
        if family and kin is None and not one.outsider:
            kin = relatives.place(one, sex, age)
        relatives.note(kin)
        years = one.age or age_for(kin, age, random)
        if kin is not None:
            kin = kinship.as_gender(kin, sex, years >= age)
        people.append(Person(one.given.name, sex, min(max(years, 1), 110), kin))
    return people


def _seen_from(kin: Kin, own: int, one: Sketch, lead_age: int) -> Kin:
    """Roles speak from one relative's view; if the protagonist is not that one, move the view to theirs."""
    if not own or not kin.generation or (kin.generation > 0) != (own > 0):
        return kin
    sex = kin.gender or one.gender or "female"
    step = kin.generation - own
    if step == 0:
        return kinship.sibling(sex, (one.age or lead_age) >= lead_age)
    if step > 0:
        return kinship.parent(sex) if step == 1 else kinship.grandparent(sex)
    return kinship.child(sex) if step == -1 else kinship.grandchild(sex)


def age_for(kin: Kin | None, lead_age: int, random: Random) -> int:
    """How old somebody is of whom nobody says it: older or younger than the protagonist as their kinship has it."""
    if kin is None:
        return random.randint(30, 58)
    if kin.generation == 0:
        older = kin.key in ("哥", "姐") or random.random() < 0.5
        years = random.randint(1, 6)
        return max(lead_age + (years if older and kin.key not in ("弟", "妹") else -years), 6)
    return max(lead_age + kin.generation * 25 + random.randint(-2, 3), 4)


class _Family:
    """Gives relatives without a named tie a place in the family, no place twice that exists once."""

    def __init__(self) -> None:
        self.filled: set[str] = set()
        self.loose = 0

    def note(self, kin: Kin | None) -> None:
        if kin:
            self.filled.add(kin.key)

    def place(self, one: Sketch, sex: Gender, lead_age: int) -> Kin | None:
        elder = _ELDER.search(one.given.role) is not None
        if one.age is None:
            order = [kinship.grandparent(sex)] if elder else []
            order += [kinship.parent(sex), kinship.aunt_or_uncle(sex), kinship.sibling(sex, True)]
            self.loose += 1
            if not elder and self.loose > 6:  # a crowd is the neighbourhood, not the family
                return None
        else:
            gap = one.age - lead_age
            if gap >= 40:
                order = [kinship.grandparent(sex)]
            elif gap >= 17:
                order = [kinship.parent(sex), kinship.aunt_or_uncle(sex)]
            elif gap > -17:
                order = [kinship.sibling(sex, gap >= 0)]
            else:
                order = [kinship.child(sex)]
        return next((kin for kin in order if kin.key not in self.filled), order[-1] if elder else None)


def role_of(person: Person, role: str, lead: bool, language: Language, bill: Playbill) -> str:
    """The role as given, with the tie to the protagonist added where it does not say it: read again, it is the same."""
    mandarin = language == "zh-CN"
    if lead:
        label = "" if _LEAD.search(role) else "主角" if mandarin else "protagonist"
    elif person.kin is None:
        known = _NO_KIN.search(role) or not bill.family
        label = "" if known else bill.outsider.zh if mandarin else bill.outsider.en
    else:
        noun = person.kin.noun_zh if mandarin else person.kin.noun
        label = "" if kin_in(role) == person.kin or noun in role.lower().split() else noun
    return ("，" if mandarin else ", ").join(part for part in (role, label) if part)[:200]
