"""What only the plot of the pretended couple promises."""

import pytest

from services.script.casting import Company, company
from services.script.plan import write_plan
from services.script.plots import plot
from services.script.story import invent_story
from services.script.teller import Teller
from shared.artifacts.records import Plan
from shared.events.request import LANGUAGES, Language, Request, RequestedCharacter

CONTRACT = "护士许知夏和总裁陆景深签了一年的契约婚姻，只为瞒过他病重的奶奶。"
RENTED = "她雇了一个假男友回家过年，妈妈却把他当成了亲女婿。"
_TOLD_OF = {"zh-CN": ("协议", "合同", "{fee}"), "en-US": ("contract", "{fee}")}


def request(premise: str, *cast: str, language: Language = "zh-CN", **fields: int) -> Request:
    characters = tuple(RequestedCharacter(name=name) for name in cast)
    return Request(genre="fake-relationship", premise=premise, language=language, characters=characters, **fields)


def gathered(premise: str, *cast: str, language: Language = "zh-CN", **fields: int) -> Company:
    return company(invent_story(request(premise, *cast, language=language, **fields)))


def plans_of(wanted: Request) -> list[Plan]:
    story = invent_story(wanted)
    return [write_plan(story, outline.number) for outline in story.episodes]


def words_of(plans: list[Plan]) -> str:
    return "\n".join(line.text for plan in plans for shot in plan.shots for line in shot.lines)


@pytest.mark.parametrize(
    ("premise", "family_of"),
    [
        (CONTRACT, "B"),
        (RENTED, "A"),
        ("Nora pays a stranger to be her husband at her grandmother's birthday.", "A"),
        ("Nora Reed signs a contract marriage with Leo Park to fool his dying grandmother.", "B"),
        ("Leo Park signs a contract marriage with a nurse to fool his dying grandmother.", "A"),
    ],
)
def test_it_is_the_family_of_whom_the_premise_says(premise: str, family_of: str) -> None:
    language: Language = "en-US" if premise.isascii() else "zh-CN"
    found = gathered(premise, language=language)
    assert found.parts["O"] is found.parts[family_of]
    assert found.parts["N"] is found.parts["AB".replace(family_of, "")]
    assert found.address.seen(found.parts["O"], found.parts["E"]) is not None


def test_the_elder_of_the_partner_is_a_stranger_to_the_one_who_signed() -> None:
    found = gathered(CONTRACT)
    nurse, groom, granny = (found.parts[letter] for letter in "ABE")
    assert found.address.call(groom, granny) == "奶奶"
    assert found.address.refer(nurse, groom, granny) == "你奶奶"
    assert found.address.you(nurse, granny) == "您"


@pytest.mark.parametrize(
    ("premise", "tie"),
    [(CONTRACT, "wed"), (RENTED, "dating"), ("A florist needs a fiancé for one weekend.", "engaged")],
)
def test_what_they_pretend_to_be_opens_and_ends_the_drama(premise: str, tie: str) -> None:
    story = invent_story(request(premise, episodes=2))
    teller = Teller(story, 2)
    told = [[act.beat.name for act in teller.episode(number).acts] for number in (1, 2)]
    assert told[0][0] in (f"deal-{tie}", f"bluff-{tie}")
    assert f"end-{tie}" in told[1]


def test_the_premise_s_own_price_and_time_are_named_at_once() -> None:
    opening = write_plan(invent_story(request("林悦花二十万雇陆舟假扮三个月的未婚夫。", episodes=2)), 1)
    first = "".join(line.text for shot in opening.shots[:4] for line in shot.lines)
    assert "二十万" in first
    assert gathered("She pays him for thirty days.", language="en-US").facts["term"] == "thirty days"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_elder_hears_nothing_of_the_contract_before_it_is_read(language: Language) -> None:
    early = True
    for beat in plot("fake-relationship", language).beats:
        early = early and not beat.reveal
        secret = beat.when == "early" if beat.pool == "side" else early
        shown = [shot for shot in beat.shots if secret and "E" in shot.who]
        said = " ".join(text for shot in shown for line in shot.lines for text in line.variants)
        assert not any(word in said for word in _TOLD_OF[language]), beat.name


def test_what_is_read_to_the_family_is_what_was_found() -> None:
    for seed in range(12):
        story = invent_story(request(RENTED, episodes=3, seed=seed))
        teller = Teller(story, 3)
        acts = [act for number in (1, 2, 3) for act in teller.episode(number).acts]
        proofs = {act.beat.one for act in acts if act.beat.one.startswith("proof:")}
        assert [act.beat.name for act in acts if act.beat.name in ("found", "taped")]
        assert len(proofs) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_alone_is_seen_alone_and_speaks_on_the_phone(language: Language) -> None:
    name = "林小满" if language == "zh-CN" else "Nora"
    for plan in plans_of(request("一个人" if language == "zh-CN" else "One", name, language=language, episodes=2)):
        assert {person for shot in plan.shots for person in shot.characters} == {name}


def test_the_job_is_named_only_where_the_premise_does() -> None:
    told = words_of(plans_of(request(CONTRACT, episodes=2, episode_seconds=90)))
    assert "护士" in told
    assert gathered(RENTED).facts["job"] == ""
