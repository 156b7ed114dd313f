"""People for a drama whose request names none: a finder, the one who kept the thing, the one it is for, a witness."""

from random import Random

from services.script.kin import BY_KEY, Kin
from services.script.names import new_name, surname
from services.script.people import either
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
_PAIRS = (("奶奶", "爷爷"), ("外婆", "外公"), ("姥姥", "姥爷"), ("妈", "爸"))
_OTHER = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}


def invented(premise: Premise, language: Language, random: Random) -> tuple[RequestedCharacter, ...]:
    """Three or four people that the premise asks for, with names of its language."""
    lead = premise.gender or either(random)
    elder = premise.keeper
    if elder is None or elder.generation <= 0:
        elder = BY_KEY[random.choice(("奶奶", "爷爷"))]
    elif premise.gone:  # the one who is gone left the thing with the other of the two
        elder = BY_KEY[_OTHER.get(elder.key, "奶奶")]
    family = [elder]
    named = () if premise.gone else premise.kin
    for kin in (*named, BY_KEY[random.choice(("爸", "妈"))], BY_KEY["姑姑"]):
        if kin.gender and kin not in family and kin.generation >= 0 and kin.generation != elder.generation:
            family.append(kin)
    mandarin = language == "zh-CN"
    wanted: list[tuple[Kin | None, Gender, str]] = [(None, lead, "主角" if mandarin else "protagonist")]
    wanted += [(kin, kin.gender or lead, kin.noun_zh if mandarin else kin.noun) for kin in family[:2]]
    wanted.append((None, either(random), "邻居，知情的老友" if mandarin else "neighbour and old friend"))
    age = random.randint(22, 30)
    taken: set[str] = set()
    found: list[RequestedCharacter] = []
    for tie, gender, role in wanted[:_MOST]:
        shared = surname(found[0].name) if found and tie and tie.gender == "male" else ""
        name = new_name(language, gender, taken, shared, random)
        taken.add(name.casefold())
        years = age + 25 * tie.generation if tie else age if not found else random.randint(48, 66)
        found.append(RequestedCharacter(name=name, role=role, look=_look(gender, years, mandarin, random)))
    return tuple(found)


def _look(gender: Gender, age: int, mandarin: bool, random: Random) -> str:
    zh, en = _OLD_LOOKS[gender] if age >= 60 else random.choice(_LOOKS[gender])
    return f"{age}岁，{zh}" if mandarin else f"{age}, {en}"
