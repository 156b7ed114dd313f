"""What the gaps of templates may name: the premise's own things, years, places and words, as one says them."""

from services.script.numbers import in_chinese, in_english
from services.script.premise import Premise
from shared.events.request import Language

_SILENT_H = ("heir", "hour", "honest", "honour", "honor")


def facts_of(premise: Premise, years: int, language: Language) -> dict[str, str]:
    """The words for every gap that is no person and no drawn word."""
    return _mandarin(premise, years) if language == "zh-CN" else _english(premise, years)


def _mandarin(premise: Premise, years: int) -> dict[str, str]:
    thing = premise.thing
    facts = {
        "thing": thing.zh or "东西",
        "a_thing": f"一{thing.measure}{thing.zh}" if thing.zh else "一样东西",
        "this_thing": f"这{thing.measure}{thing.zh}" if thing.zh else "这样东西",
        "years": in_chinese(years) + "年",
        "spot": premise.spot_zh,
        "note": thing.note_zh,
        "eve": premise.occasion.zh,
        "dish": premise.occasion.dish_zh,
        "place": premise.setting_zh or "家里",
    }
    for gap, word in premise.words.items():
        facts |= _forms(gap, word.zh, f"一{word.measure}", f"这{word.measure}")
    return facts


def _english(premise: Premise, years: int) -> dict[str, str]:
    name = premise.thing.en or "keepsake"
    facts = {
        "thing": name,
        "a_thing": f"{article(name)} {name}",
        "this_thing": f"this {name}",
        "years": in_english(years) + (" year" if years == 1 else " years"),
        "spot": premise.spot_en,
        "note": premise.thing.note_en,
        "eve": premise.occasion.en,
        "dish": premise.occasion.dish_en,
        "place": f"the {premise.setting_en or 'house'}",
    }
    for gap, word in premise.words.items():
        facts |= _forms(gap, word.en, f"{article(word.en)} ", "this ")
    return facts


def _forms(gap: str, word: str, one: str, this: str) -> dict[str, str]:
    return {gap: word, f"a_{gap}": word and one + word, f"this_{gap}": word and this + word}


def article(word: str) -> str:
    return "an" if word[:1].lower() in tuple("aeiou") or word.startswith(_SILENT_H) else "a"
