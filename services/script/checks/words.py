"""What is wrong with what is said: empty lines, gaps, another language, names of nobody, the same line twice."""

import re
from collections import Counter
from collections.abc import Iterator

from services.script.lexicon import OCCASIONS
from services.script.mentions import mentions
from services.script.names import is_surname, new_names, spoken_name, surname
from services.script.plots import playbill_of
from services.script.scene import hearing
from shared.artifacts.records import Line, Plan, Story

HAN = re.compile(r"[\u3400-\u9fff]")
LATIN = re.compile(r"[A-Za-z]")
LEFT_OVER = re.compile(r"\{[~A-Za-z_:.!0-9/']*\}|%s|<[^<>]*\{")

_TITLED = re.compile(
    r"([\u4e00-\u9fff])(?:总(?![是要会有算得能在想爱不觉共归])|董(?!事)|律师|经理|医生|小姐|先生|太太|少爷)"
)
_MISTER = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Miss)\.? ([A-Z][a-z]+)")
_CAPITAL = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+")
_NO_NAME = re.compile(
    r"Mom|Dad|Gran\w+|Aunt|Uncle|Mother|Father|Sir|Madam|God|Easter|Mrs?|Ms|Dr|Miss|Great|\w+day|January|February|March|"
    r"April|May|June|July|August|September|October|November|December"
)


def lines_of(plan: Plan) -> list[Line]:
    return [line for shot in plan.shots for line in shot.lines]


def problems_of_words(plan: Plan, story: Story) -> Iterator[str]:
    """What is wrong with each line; a person's own words are theirs."""
    known = known_words(story)
    foreign = LATIN if plan.language == "zh-CN" else HAN
    for line in lines_of(plan):
        if line.id in story.lines:
            continue
        if not hearing(line.text):
            yield f"{line.id} has nothing to say: {line.text!r}"
        if LEFT_OVER.search(line.text):
            yield f"{line.id} has an unfilled gap: {line.text!r}"
        if foreign.search(line.text):
            yield f"{line.id} is not written in {plan.language}: {line.text!r}"
        for name in dict.fromkeys(_names(line.text, story)):
            if name not in known:
                yield f"{line.id} names {name!r}, who is nobody of this story"


def repeated_lines(story: Story, plans: list[Plan]) -> Iterator[str]:
    """Every line that is heard twice in the drama."""
    lines = [line for plan in plans for line in lines_of(plan) if line.id not in story.lines]
    heard = Counter(hearing(line.text) for line in lines)
    return (f"{line.id} repeats a line: {line.text!r}" for line in lines if heard[hearing(line.text)] > 1)


def known_words(story: Story) -> str:
    """Everything that may be named: the premise and its setting, the people, and what the plot has words for."""
    people = (
        f"{one.name} {surname(one.name)} {spoken_name(one.name, story.language)} {one.role}" for one in story.characters
    )
    plot = (f"{word.zh} {word.en}" for gap in playbill_of(story.genre).gaps.values() for word in gap.words)
    feasts = (f"{one.zh} {one.en}" for one in OCCASIONS)
    return " ".join((story.title, story.premise, story.cultural_context, *people, *plot, *feasts))


def _names(text: str, story: Story) -> Iterator[str]:
    """What looks like the name of somebody: names that we invent, titles with a family name, capitals in a sentence."""
    yield from (name for name in new_names(story.language) if says(text, name))
    if story.language == "zh-CN":
        yield from (mention.name for mention in mentions(text) if mention.role)
        yield from (match.group(1) for match in _TITLED.finditer(text) if is_surname(match.group(1)))
        return
    yield from (match.group(1) for match in _MISTER.finditer(text))
    yield from (match.group() for match in _CAPITAL.finditer(text) if not _NO_NAME.fullmatch(match.group()))


def says(text: str, name: str) -> bool:
    """Whether the text has the name in it, as a word of its own."""
    if not name.isascii():
        return name in text
    return re.search(rf"\b{re.escape(name)}\b", text) is not None
