"""Which model is wanted for what, and in which order they are asked."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.artifacts.records import Shot
from shared.ledger import PUBLISHED, Prices
from shared.providers.catalogue import Catalogue
from shared.providers.catalogue.quotes import film_quote
from shared.providers.routing import Bid, Quality, Rule, Rules, rank, traits_of_brief, traits_of_scene, traits_of_shot
from shared.providers.routing.ranking import is_wanted
from shared.runtime import Misconfigured
from tests.unit.test_catalogue import film

RULES, CATALOGUE, PRICES = Rules.read(), Catalogue.read(), Prices.read(PUBLISHED)
FILMS = [Bid(spec, film_quote(spec, 5, 720, 1280, PRICES, date(2026, 6, 1))) for spec in CATALOGUE.models("video")]
PLAIN = Rule(capability="video", because="plain")


def shot(people: int = 2, text: str = "走吧。", emotion: str = "neutral", **more: Any) -> Shot:
    names = tuple(f"p{n}" for n in range(people))
    said = ({"id": "e01-s01-l01", "speaker": "p0", "text": text, "emotion": emotion},) if text else ()
    facts = {"id": "e01-s01", "place": "kitchen", "time": "day", "mood": "comedic", "framing": "medium", "seconds": 5}
    return Shot.model_validate(facts | {"characters": names, "lines": said} | more)


def names(ranked: list[Any]) -> list[str]:
    return [each.candidate.spec.name for each in ranked]


@pytest.mark.parametrize(
    ("seen", "traits"),
    [
        (shot(), {"dialogue"}),
        (shot(4), {"dialogue", "crowd"}),
        (shot(mood="romantic"), {"dialogue", "intimate"}),
        (shot(emotion="tender"), {"dialogue", "intimate"}),
        (shot(4, mood="romantic"), {"dialogue", "crowd"}),
        (shot(mood="dramatic"), {"dialogue", "dramatic"}),
        (shot(emotion="angry"), {"dialogue", "dramatic"}),
        (shot(2, "", framing="wide"), {"establishing"}),
        (shot(0, "", framing="wide"), {"establishing", "background"}),
        (shot(0, "", framing="insert", mood="romantic"), {"background"}),
    ],
)
def test_a_shot_has_its_traits(seen: Shot, traits: set[str]) -> None:
    assert traits_of_shot(seen) == traits


def test_a_scene_has_everybody_who_is_in_any_of_its_shots() -> None:
    two, others = shot(2), shot(0).model_copy(update={"characters": ("a", "b")})
    assert "crowd" not in traits_of_scene([two])
    assert "crowd" in traits_of_scene([two, others])
    assert "establishing" in traits_of_scene([shot(1, "", framing="wide")])
    assert "establishing" not in traits_of_scene([shot(1, "", framing="wide"), shot(1, "")])


def test_a_brief_has_the_traits_of_its_shot() -> None:
    actor = {"name": "a", "gender": "female", "age": 30, "look": "", "outfit": "", "seed": 1, "palette": ()}
    said = {"speaker": "a", "emotion": "angry", "start": 0, "end": 1, "mouth": ()}
    brief = film(actors=[actor], utterances=[said], mood="comedic")
    assert traits_of_brief(brief) == traits_of_shot(shot(1, emotion="angry"))


@pytest.mark.parametrize(
    ("traits", "model"),
    [
        ({"crowd", "intimate", "dialogue"}, "gemini-2.5-flash"),
        ({"intimate", "dialogue"}, "claude-sonnet-4.5"),
        ({"dramatic", "dialogue"}, "claude-sonnet-4.5"),
        ({"establishing"}, "deepseek-v3.2"),
        ({"background"}, "deepseek-v3.2"),
    ],
)
@pytest.mark.parametrize("quality", ["standard", "premium"])
def test_a_scene_is_written_by_who_is_good_at_it(traits: Any, model: str, quality: Quality) -> None:
    bids = [
        Bid(spec, PRICES.quote(spec.name, "million tokens", 1, date(2026, 6, 1))) for spec in CATALOGUE.models("chat")
    ]
    assert names(rank(bids, RULES.rule_for("chat", traits, quality)))[0] == model


@pytest.mark.parametrize(
    ("traits", "quality", "model"),
    [
        ({"dialogue"}, "standard", "kling-v1-6"),
        ({"dialogue", "intimate"}, "standard", "kling-v1-6"),
        ({"dialogue", "intimate"}, "premium", "runway-gen3"),
        ({"background"}, "standard", "pika-2-0"),
        ({"establishing"}, "standard", "pika-2-0"),
        ({"establishing"}, "premium", "runway-gen3"),
        ({"crowd", "dialogue"}, "premium", "kling-v1-6"),
    ],
)
def test_a_shot_is_filmed_by_who_is_good_at_it(traits: Any, quality: Quality, model: str) -> None:
    assert names(rank(FILMS, RULES.rule_for("video", traits, quality)))[0] == model


def test_the_request_s_preferences_come_before_any_rule() -> None:
    first, *_ = rank(FILMS, PLAIN, ["video-gen-2.0", "pika-2-0"])
    assert (first.candidate.spec.name, first.reason) == ("video-gen-2.0", "the request prefers it")
    assert names(rank(FILMS, PLAIN, ["nobody", "holysheep"])) == names(rank(FILMS, PLAIN))


def test_the_provider_that_is_first_in_use_comes_before_the_rule_and_after_the_request() -> None:
    own = Bid(FILMS[0].spec.model_copy(update={"name": "own", "provider": "local", "rank": 9}), FILMS[0].quote)
    bids = [*FILMS, own]
    assert names(rank(bids, PLAIN, providers=["local", "holysheep"]))[0] == "own"
    assert names(rank(bids, PLAIN, providers=["holysheep", "local"]))[-1] == "own"
    assert names(rank(bids, PLAIN, ["pika-2-0"], providers=["local", "holysheep"]))[:2] == ["pika-2-0", "own"]


def test_the_best_that_the_room_affords_is_asked_first_and_says_who_was_too_dear() -> None:
    first, *_, last = rank(FILMS, PLAIN, room=Decimal("0.5"))
    assert (first.candidate.spec.name, first.reason) == (
        "kling-v1-6",
        "rank 2 (0.5 left is too little for runway-gen3)",
    )
    assert (last.candidate.spec.name, last.is_affordable) == ("runway-gen3", False)


def test_when_nobody_can_be_paid_the_cheapest_is_first() -> None:
    ranked = rank(FILMS, PLAIN, ["runway-gen3"], room=Decimal("0.01"))
    assert [each.is_affordable for each in ranked] == [False] * 4
    assert names(ranked)[-1] == "runway-gen3"


def test_nobody_is_bought_of_whom_the_request_likes_less_than_the_studio() -> None:
    assert rank(FILMS, PLAIN, ["studio"]) == []
    assert names(rank(FILMS, PLAIN, ["pika-2-0", "studio", "kling-v1-6"])) == ["pika-2-0"]
    assert is_wanted(FILMS[0].spec, ["holysheep", "studio"])


@given(st.permutations(FILMS), st.decimals(0, 1, places=2), st.lists(st.sampled_from(["pika-2-0", "kling-v1-6"])))
def test_the_order_does_not_depend_on_the_file_s_and_loses_nobody(
    bids: list[Bid], room: Decimal, preferences: list[str]
) -> None:
    ranked = rank(bids, PLAIN, preferences, room)
    assert names(ranked) == names(rank(FILMS, PLAIN, preferences, room))
    assert sorted(names(ranked)) == sorted(bid.spec.name for bid in FILMS)
    assert all(each.is_affordable == (each.candidate.quote.amount <= room) for each in ranked)


def test_where_no_rule_fits_the_best_rank_is_wanted() -> None:
    assert Rules().rule_for("music", (), "standard").because == "the best rank"


@pytest.mark.parametrize("rule", RULES.rule, ids=lambda rule: f"{rule.capability} {rule.because}")
def test_every_shipped_rule_can_count_and_wants_something_that_there_is(rule: Rule) -> None:
    assert any(RULES.rule_for(rule.capability, rule.traits, quality) is rule for quality in get_args(Quality))
    strengths = {strength for spec in CATALOGUE.models(rule.capability) for strength in spec.strengths}
    assert set(rule.strengths) <= strengths


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[rule]]\ncapability = "video"', "rule, number 1, because: it has to be there"),
        ('[[rule]]\ncapability = "video"\nbecause = "x"\ntraits = ["fog"]', "rule, number 1, traits, number 1"),
        ("rule", "is no TOML"),
    ],
)
def test_wrong_rules_say_where_and_what(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(text)
    with pytest.raises(Misconfigured) as wrong:
        Rules.read(path)
    assert said in str(wrong.value)
