"""Which model is asked next, from how the earlier attempts ended."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.ledger import Attempt, Prices, Receipt
from shared.ledger.attempts import Aged, Pages, fold
from shared.ledger.records import Failure, Intent, Refusal, Terms
from shared.providers.catalogue import ModelSpec
from shared.providers.remote.refusals import LONGEST_WORDS
from shared.providers.routing.failover import (
    JOB_COUNTS,
    MOST,
    PATIENCE,
    REFUSAL_COUNTS,
    Closed,
    alike,
    forgiven,
    goes_on,
    pick,
    story,
)
from shared.providers.routing.ranking import Bid, Ranked
from shared.runtime import Misconfigured, Permanent, Rejected, Throttled
from tests.ledger.actors import NOW

PRICES = Prices.model_validate({"currency": "USD", "unknown": {"second": "0.1"}})
TERMS = Terms(acceptance="neither", answer_within=60, done_within=600)
Ended = tuple[str, str]
"""A model, and how its attempt ended."""


def bid(name: str, is_affordable: bool = True) -> Ranked[Bid]:
    spec = ModelSpec(name=name, provider="shop", capability="video")
    return Ranked(Bid(spec, PRICES.quote(name, "second", 5, NOW.date())), "first", is_affordable)


RANKED = [bid("kling"), bid("pika"), bid("runway")]


def past(*ended: Ended, age: float = 5) -> tuple[Attempt, ...]:
    """Attempts that ended as told: refused ("rejected", …), or as jobs ("failed", "job rejected", …)."""
    pages = Pages({}, {}, {}, {}, {})
    intents, refusals, receipts, failures = {}, {}, {}, {}
    for number, (model, how) in enumerate(ended, start=1):
        intents[number] = Aged(_intent(number, model), age)
        if how.startswith(("failed", "job")):
            receipts[number] = Aged(_receipt(number), age)
            kind = how.partition(" ")[2] or "transient"
            failures[number] = Failure.model_validate(
                {"reason": f"{model} failed", "kind": kind, "what": "the prompt", "billed": "0.5", "at": NOW}
            )
        else:
            told = {"kind": how, "reason": f"{model} said {how}", "what": "the prompt", "at": NOW}
            refusals[number] = Refusal.model_validate(told)
    return fold(Pages(intents, refusals, receipts, failures, pages.parked))


def _intent(number: int, model: str) -> Intent:
    return Intent(
        number=number,
        attempt=number,
        key=f"key-{number}",
        writer="w",
        provider="shop",
        model=model,
        quote=PRICES.quote(model, "second", 5, NOW.date()),
        terms=TERMS,
        drama="red",
        order="o",
        account="red/e01",
        at=NOW,
    )


def _receipt(number: int) -> Receipt:
    return Receipt(key=f"key-{number}", job="j", billed=Decimal("0.5"), is_estimate=False, known_by="answer", at=NOW)


def shut(**seconds: float) -> Closed:
    return lambda _provider, model: seconds.get(model)


OPEN = shut()


def asked(attempts: Sequence[Attempt], closed: Closed = OPEN, ranked: Sequence[Ranked[Bid]] = RANKED) -> str:
    return pick(ranked, attempts, closed).candidate.spec.name


def test_the_best_is_asked_first() -> None:
    assert asked(()) == "kling"


@pytest.mark.parametrize("how", ["rejected", "permanent", "misconfigured", "job rejected", "job permanent"])
def test_who_refuses_the_work_for_what_it_is_is_not_asked_again(how: str) -> None:
    assert asked(past(("kling", how))) == "pika"
    assert asked(past(("kling", how), ("pika", how))) == "runway"


@pytest.mark.parametrize("how", ["throttled", "unreached", "withdrawn"])
def test_who_only_had_no_room_is_asked_again(how: str) -> None:
    assert asked(past(("kling", how))) == "kling"


def test_a_job_that_failed_is_made_once_more_by_the_same_model_then_by_the_next() -> None:
    assert asked(past(("kling", "failed"))) == "kling"
    assert asked(past(("kling", "failed"), ("kling", "failed"))) == "pika"


def test_never_more_jobs_than_a_bound_are_paid_for_one_piece_of_work() -> None:
    ranked = [bid(f"m{n}") for n in range(MOST)]
    failed = [(f"m{n // 2}", "failed") for n in range(MOST)]
    assert asked(past(*failed[:-1]), ranked=ranked) == f"m{(MOST - 1) // 2}"
    with pytest.raises(Permanent, match="m0: m0 failed; m1: m1 failed"):
        asked(past(*failed), ranked=ranked)


def test_refusals_cost_nothing_and_do_not_count_as_jobs() -> None:
    ranked = [bid(f"m{n}") for n in range(MOST + 2)]
    assert asked(past(*((f"m{n}", "rejected") for n in range(MOST + 1))), ranked=ranked) == f"m{MOST + 1}"


def test_who_is_closed_for_long_is_passed_over_and_who_opens_soon_is_waited_for() -> None:
    assert asked((), shut(kling=PATIENCE + 1)) == "pika"
    with pytest.raises(Throttled) as waiting:
        asked((), shut(kling=PATIENCE))
    assert waiting.value.retry_after == PATIENCE


def test_when_all_are_closed_the_first_that_opens_is_waited_for() -> None:
    with pytest.raises(Throttled) as waiting:
        asked((), shut(kling=300, pika=40, runway=200))
    assert waiting.value.retry_after == 40


def test_who_is_closed_is_waited_for_before_the_cap_is_broken() -> None:
    ranked = [bid("pika"), bid("kling", is_affordable=False)]
    with pytest.raises(Throttled):
        asked((), shut(pika=300), ranked)
    assert asked(past(("pika", "rejected")), ranked=ranked) == "kling", "the ledger says what is missing"


def test_moderation_everywhere_names_the_input() -> None:
    with pytest.raises(Rejected, match=r"kling: kling said rejected; pika: pika said permanent") as nobody:
        asked(past(("kling", "rejected"), ("pika", "permanent"), ("runway", "rejected")))
    assert nobody.value.what == "the prompt"


def test_a_wrong_key_everywhere_is_a_matter_of_settings() -> None:
    with pytest.raises(Misconfigured, match="kling said misconfigured"):
        asked(past(*((name, "misconfigured") for name in ("kling", "pika", "runway"))))


def test_an_order_that_is_tried_again_later_finds_every_model_willing() -> None:
    everywhere = [(name, "permanent") for name in ("kling", "pika", "runway")]
    with pytest.raises(Permanent):
        asked(past(*everywhere, age=REFUSAL_COUNTS - 1))
    assert asked(past(*everywhere, age=REFUSAL_COUNTS)) == "kling"
    failed = [("kling", "failed"), ("kling", "failed")]
    assert asked(past(*failed, age=JOB_COUNTS - 1)) == "pika"
    assert asked(past(*failed, age=JOB_COUNTS)) == "kling"


def test_a_wrong_key_is_no_judgement_and_may_be_mended_by_the_next_look() -> None:
    everywhere = [(name, "misconfigured") for name in ("kling", "pika", "runway")]
    with pytest.raises(Misconfigured):
        asked(forgiven(past(*everywhere), 0))
    assert asked(forgiven(past(*everywhere), 3)) == "kling"
    assert asked(forgiven(past(*everywhere), 2)) == "kling"
    assert asked(forgiven(past(("kling", "rejected"), ("pika", "misconfigured")), 2)) == "pika", "words are words"


def test_waits_before_a_wrong_key_do_not_hide_that_it_can_be_mended() -> None:
    with pytest.raises(Misconfigured):
        asked(past(("kling", "throttled"), *((name, "misconfigured") for name in ("kling", "pika", "runway"))))


def test_one_reason_of_many_models_is_told_once() -> None:
    refused = [(name, "misconfigured") for name in ("kling", "pika")]
    same = [each.model_copy(update={"reason": "acme refuses the key"}) for at in past(*refused) for each in at.refusals]
    attempts = [replace(at, refusals=(why,)) for at, why in zip(past(*refused), same, strict=True)]
    assert story(RANKED, attempts) == "kling, pika: acme refuses the key"


def test_what_to_do_is_told_even_after_all_that_a_provider_may_say() -> None:
    said = "x" * LONGEST_WORDS + ": put a key that works into a file whose name is long, keys.toml"
    [attempt] = past(("kling", "misconfigured"))
    refusal = attempt.refusals[0].model_copy(update={"reason": said})
    assert story(RANKED, [replace(attempt, refusals=(refusal,))]).endswith("keys.toml")


@pytest.mark.parametrize(
    ("how", "closed", "on"),
    [
        ("rejected", shut(), True),
        ("failed", shut(), True),
        ("misconfigured", shut(), True),
        ("throttled", shut(), False),
        ("throttled", shut(kling=60), True),
        ("unreached", shut(), False),
    ],
)
def test_it_goes_on_at_once_where_another_may_be_asked_and_not_where_it_would_be_the_same(
    how: str, closed: Closed, on: bool
) -> None:
    assert goes_on(past(("kling", how)), closed) is on


def test_what_several_say_is_told_once() -> None:
    assert alike([("kling", "no key"), ("pika", "too long"), ("runway", "no key")]) == {
        "no key": ["kling", "runway"],
        "too long": ["pika"],
    }


def test_it_tells_why_each_is_out() -> None:
    assert story(RANKED, past(("kling", "rejected"), ("pika", "failed"))) == "kling: kling said rejected"
    assert story(RANKED, ()) == ""


ENDS = ["rejected", "permanent", "misconfigured", "failed", "job rejected", "job permanent"]


@given(st.lists(st.sampled_from(ENDS), min_size=60, max_size=60), st.integers(1, 9))
def test_whatever_happens_it_comes_to_an_end_and_pays_no_more_jobs_than_allowed(ends: list[str], models: int) -> None:
    ranked = [bid(f"m{n}") for n in range(models)]
    told: list[Ended] = []
    for how in ends:
        try:
            told.append((asked(past(*told), ranked=ranked), how))
        except (Rejected, Permanent, Misconfigured):
            break
    else:
        pytest.fail("it goes on for ever")
    assert sum(how.startswith(("failed", "job")) for _, how in told) <= MOST
    assert all(goes_on(past(*told[:n]), OPEN) for n in range(1, len(told) + 1))
