"""What will be spent is told before: shot by shot for the caps, model by model for a person."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from services.script.plan import write_plan
from services.script.story import invent_story
from shared.artifacts.records import Plan
from shared.ledger import PUBLISHED, Prices
from shared.planning.bill import Wish, bill, others, scenes, total
from shared.planning.estimate import TAKES, Tariff, estimate_shot
from shared.providers.catalogue import Catalogue
from shared.providers.routing import Quality, Rules
from tests.studio import tiny
from tests.unit.test_routing_rules import shot

DAY = date(2026, 6, 1)
TARIFF = Tariff(Catalogue.read(), Rules.read(), Prices.read(PUBLISHED), DAY)
STORY = invent_story(tiny(episodes=2))
PLANS = tuple(write_plan(STORY, number) for number in (1, 2))
BOUGHT = {person.name: "holysheep/Tianmei" for person in STORY.characters}
WISH = Wish(PLANS, {}, "standard", {})


def shot_costs(quality: Quality = "standard", **more: object) -> dict[str, Decimal]:
    facts = {"voices": {"p0": "holysheep/Tianmei"}} | more
    of = (TARIFF.catalogue, TARIFF.rules, TARIFF.prices, DAY)
    return estimate_shot(shot(), 6.2, quality, *of, **facts)  # type: ignore[arg-type]


def test_a_shot_costs_its_expected_takes_and_its_bought_lines() -> None:
    assert shot_costs() == {"video": 7 * Decimal("0.08") * TAKES, "audio": Decimal("0.00405")}
    assert shot_costs("premium")["audio"] == Decimal("0.02")


def test_what_the_studio_makes_costs_nothing() -> None:
    nobody = TARIFF.catalogue.among(())
    assert estimate_shot(shot(), 6.2, "standard", nobody, TARIFF.rules, TARIFF.prices, DAY) == {}
    assert "audio" not in shot_costs(voices={"p0": "zf_xiaoxiao"})
    assert "video" not in shot_costs(preferences={"video": ["studio"]})


def test_a_shot_that_nobody_can_film_costs_nothing() -> None:
    of = (TARIFF.catalogue, TARIFF.rules, TARIFF.prices, DAY)
    assert estimate_shot(shot(text=""), 31, "standard", *of) == {}


def test_the_request_s_preferences_decide_what_it_costs() -> None:
    assert shot_costs(preferences={"video": ["pika-2-0"]})["video"] == 7 * Decimal("0.05") * TAKES


@given(st.floats(0.5, 30), st.floats(0.5, 30))
def test_a_longer_shot_never_costs_less(one: float, other: float) -> None:
    short, long = sorted([one, other])
    of = (TARIFF.catalogue, TARIFF.rules, TARIFF.prices, DAY)
    costs = [estimate_shot(shot(), seconds, "premium", *of)["video"] for seconds in (short, long)]
    assert costs[0] <= costs[1]


def test_the_bill_of_a_drama_is_the_sum_of_its_shots_and_scenes() -> None:
    wish = replace(WISH, voices=BOUGHT)
    items = bill(wish, TARIFF)
    of = (TARIFF.catalogue, TARIFF.rules, TARIFF.prices, DAY)
    each = [
        sum(estimate_shot(one, one.seconds, "standard", *of, voices=BOUGHT).values(), Decimal(0))
        for plan in PLANS
        for one in plan.shots
    ]
    assert total(item for item in items if item.capability != "chat") == sum(each)
    assert {item.capability for item in items} == {"chat", "speech", "video"}
    shots = sum(len(plan.shots) for plan in PLANS)
    assert sum(item.calls for item in items if item.capability == "video") == shots * TAKES
    lines = sum(len(one.lines) for plan in PLANS for one in plan.shots)
    assert sum(item.calls for item in items if item.capability == "speech") == lines


def test_each_model_alone_is_told_beside_it() -> None:
    found = others(WISH, TARIFF)
    films = [item for item in found if item.capability == "video"]
    assert {item.model for item in films} == {spec.name for spec in TARIFF.catalogue.models("video")}
    assert films == sorted(films, key=lambda item: item.amount)
    assert len({item.calls for item in films}) == 1


def test_preferences_do_not_hide_what_others_would_cost() -> None:
    picky = replace(WISH, preferences={"video": ("studio",)})
    assert not [item for item in bill(picky, TARIFF) if item.capability == "video"]
    assert [item for item in others(picky, TARIFF) if item.capability == "video"]


def test_scenes_are_the_shots_with_words_in_one_place() -> None:
    plan: Plan = PLANS[0]
    assert [one for scene in scenes(plan) for one in scene] == [one for one in plan.shots if one.lines]
    assert all(len({(one.place, one.time) for one in scene}) == 1 for scene in scenes(plan))
