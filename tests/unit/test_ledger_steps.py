"""What is decided about an attempt, from its records alone."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, get_args

import pytest

from shared.ledger import Attempt, Parked, Receipt, Ruling, Terms
from shared.ledger.attempts import Aged, Pages, fold
from shared.ledger.records import Failure, Intent, Refusal, RefusalKind
from shared.ledger.steps import (
    FIRST_POLL,
    LAST_POLL,
    MOST_REPEATS,
    Adopt,
    Begin,
    Collect,
    LookUp,
    Park,
    Resubmit,
    Wait,
    backoff,
    next_step,
)
from tests.ledger.actors import NOW, PRICE, PRICES

NOTHING = Decimal(0)
DEAR, CHEAP = NOTHING, PRICE * 2


def intent(number: int, acceptance: str, attempt: int | None = None, **more: Any) -> Intent:
    terms = {"acceptance": acceptance, "answer_within": 100, "done_within": 300, "remembers": 1000}
    first = attempt or number
    return Intent(
        number=number,
        attempt=first,
        key=f"key-{first}",
        writer="w",
        provider="studio",
        model="kling",
        quote=PRICES.quote("kling", "second", 5, NOW.date()),
        terms=Terms.model_validate(terms | more.pop("terms", {})),
        drama="red",
        order="o",
        account="red/e01",
        at=NOW,
        **more,
    )


def attempts(*intents: Intent, age: float = 10, **found: Mapping[int, Any] | tuple[Ruling, ...]) -> tuple[Attempt, ...]:
    empty: dict[str, Any] = {"refusals": {}, "receipts": {}, "failures": {}, "parked": {}}
    aged = {each.number: Aged(each, age) for each in intents}
    return fold(Pages(intents=aged, **(empty | found)))


def refusal(kind: RefusalKind) -> Refusal:
    return Refusal(kind=kind, reason="no", at=NOW)


def receipt(**more: Any) -> Aged[Receipt]:
    facts = {"key": "key-1", "job": "job-1", "billed": PRICE, "is_estimate": False, "known_by": "answer", "at": NOW}
    return Aged(Receipt.model_validate(facts | more), 5)


def ruling(verdict: str, job: str = "") -> Ruling:
    return Ruling.model_validate(
        {"attempt": 1, "verdict": verdict, "job": job, "billed": PRICE, "by": "producer", "at": NOW}
    )


def test_without_records_the_first_attempt_begins() -> None:
    assert next_step((), DEAR) == Begin()


def test_an_open_attempt_of_a_provider_that_honours_the_key_is_submitted_again() -> None:
    past = attempts(intent(1, "idempotent"), age=999)
    assert next_step(past, DEAR) == Resubmit(past[0])


def test_a_key_that_the_provider_has_forgotten_is_not_submitted_again() -> None:
    step = next_step(attempts(intent(1, "idempotent"), age=1001), DEAR)
    assert isinstance(step, Park) and "longer than the provider remembers" in step.reason


def test_an_open_attempt_is_looked_up_then_awaited_then_parked() -> None:
    past = attempts(intent(1, "lookup"), age=20)
    assert next_step(past, DEAR) == LookUp(past[0])
    assert next_step(past, DEAR, unknown="key-1") == Wait(10)
    late = next_step(attempts(intent(1, "lookup"), age=101), DEAR, unknown="key-1")
    assert isinstance(late, Park) and "knows no job" in late.reason


def test_an_answer_is_awaited_until_the_deadline_and_no_longer() -> None:
    assert next_step(attempts(intent(1, "neither"), age=98), DEAR) == Wait(2)
    step = next_step(attempts(intent(1, "neither"), age=101), DEAR)
    assert isinstance(step, Park)
    assert "whether studio charged 0.4 USD for kling (key key-1)" in step.reason


def test_the_smallest_amount_is_told_in_figures() -> None:
    own = intent(1, "neither")
    cheap = own.model_copy(update={"quote": own.quote.model_copy(update={"amount": Decimal("4.2E-7")})})
    step = next_step(attempts(cheap, age=101), DEAR)
    assert isinstance(step, Park) and "charged 0.00000042 USD" in step.reason


def test_a_cheap_call_is_repeated_instead_but_not_for_ever() -> None:
    assert next_step(attempts(intent(1, "neither"), age=101), CHEAP) == Begin(despite=(1,))
    many = [intent(n, "neither", despite=(n - 1,) if n > 1 else ()) for n in range(1, MOST_REPEATS + 2)]
    assert isinstance(next_step(attempts(*many, age=101), CHEAP), Park)


@pytest.mark.parametrize("kind", get_args(RefusalKind))
def test_after_a_refusal_the_next_attempt_begins(kind: RefusalKind) -> None:
    assert next_step(attempts(intent(1, "neither"), refusals={1: refusal(kind)}), DEAR) == Begin()


def test_one_submission_s_refusal_does_not_speak_for_another_s() -> None:
    twice = (intent(1, "idempotent"), intent(2, "idempotent", attempt=1))
    [past] = attempts(*twice, refusals={2: refusal("throttled")})
    assert next_step([past], DEAR) == Resubmit(past)
    [judged] = attempts(*twice, refusals={2: refusal("rejected")})
    assert judged.fate == "open" and next_step([judged], DEAR) == Wait(5)
    sticky = [
        each.model_copy(update={"terms": each.terms.model_copy(update={"refusals_stick": True})}) for each in twice
    ]
    assert next_step(attempts(*sticky, refusals={2: refusal("rejected")}), DEAR) == Begin()


def test_what_is_paid_is_collected_also_if_it_was_let_go() -> None:
    past = attempts(intent(1, "neither"), intent(2, "neither", despite=(1,)), receipts={1: receipt()})
    assert past[0].is_let_go and next_step(past, CHEAP) == Collect((past[0],))


def test_a_failed_job_makes_room_for_the_next_attempt_and_costs_what_the_provider_says() -> None:
    failure = Failure(reason="render", billed=Decimal("0.1"), at=NOW)
    past = attempts(intent(1, "neither"), receipts={1: receipt()}, failures={1: failure})
    assert next_step(past, DEAR) == Begin()
    assert (past[0].spent, past[0].reserved) == (Decimal("0.1"), NOTHING)


def test_a_person_s_word_decides_what_nobody_knew() -> None:
    parked = {1: Parked(reason="?", intent=intent(1, "neither"), submissions=1, at=NOW)}
    own = intent(1, "neither")
    [known] = attempts(own, parked=parked, rulings=(ruling("charged", "job-9"),))
    assert next_step([known], DEAR) == Adopt(known, ruling("charged", "job-9"))
    [lost] = attempts(own, parked=parked, rulings=(ruling("charged"),))
    assert next_step([lost], DEAR) == Begin() and lost.spent == PRICE
    [again] = attempts(own, parked=parked, rulings=(ruling("charged", "job-9"), ruling("again")))
    assert next_step([again], DEAR) == Begin()


@pytest.mark.parametrize("word", [ruling("again"), ruling("charged"), ruling("charged", "job-9")])
def test_a_receipt_that_comes_after_a_person_s_word_wins(word: Ruling) -> None:
    parked = {1: Parked(reason="?", intent=intent(1, "neither"), submissions=1, at=NOW)}
    past = attempts(intent(1, "neither"), parked=parked, rulings=(word,), receipts={1: receipt()})
    assert next_step(past, DEAR) == Collect(past)
    given_up = word.model_copy(update={"verdict": "again", "job": "", "despite_receipt": True})
    past = attempts(intent(1, "neither"), parked=parked, rulings=(given_up,), receipts={1: receipt()})
    assert next_step(past, DEAR) == Begin() and past[0].spent == PRICE


def test_what_may_be_charged_stays_reserved() -> None:
    [past] = attempts(intent(1, "neither"))
    assert (past.spent, past.reserved) == (NOTHING, PRICE)
    [paid] = attempts(intent(1, "neither"), receipts={1: receipt(billed=Decimal("0.3"))})
    assert (paid.spent, paid.reserved) == (Decimal("0.3"), NOTHING)


def test_a_young_job_is_asked_soon_and_an_old_one_seldom() -> None:
    waits = [backoff(age) for age in (0, 4, 20, 1000)]
    assert waits == [FIRST_POLL, FIRST_POLL, 10, LAST_POLL]
