"""What was bought, summed: nothing is lost or counted twice, whatever happened."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Literal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.ledger import Attempt, Quote, Receipt, Ruling, Terms
from shared.ledger.costs import Bill, Bought, bill, bills
from shared.ledger.records import Failure, Intent, Parked, Refusal, RefusalKind

NOW = datetime(2026, 6, 1, tzinfo=UTC)
TERMS = Terms(acceptance="neither", answer_within=60, done_within=600)
MODELS = ("kling-v1-6", "tts-1-hd", "gpt-4.1")
ORDERS = ("story.commissioned_red_0", "episode.commissioned_red.e01_0", "shot.voiced_red.e02-s11_0")
REFUSALS: tuple[RefusalKind, ...] = ("rejected", "permanent", "misconfigured", "throttled", "unreached", "withdrawn")
VERDICTS: tuple[Literal["charged", "again"], ...] = ("charged", "again")
_patient = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
MONEY = st.decimals(0, 10, places=4)


def intent(model: str = MODELS[0], order: str = ORDERS[2], quoted: Decimal = Decimal("0.4")) -> Intent:
    quote = Quote(model=model, unit="second", quantity=Decimal(5), amount=quoted, currency="USD")
    return Intent(
        number=1,
        attempt=1,
        key="k",
        writer="w",
        provider="holysheep",
        model=model,
        quote=quote,
        terms=TERMS,
        drama="red",
        order=order,
        account="red/x",
        at=NOW,
    )


def receipt(billed: Decimal = Decimal("0.5"), known_by: Literal["answer", "ruling"] = "answer") -> Receipt:
    return Receipt(key="k", job="j", billed=billed, is_estimate=False, known_by=known_by, at=NOW + timedelta(seconds=1))


def refusal(kind: RefusalKind) -> Refusal:
    return Refusal(kind=kind, reason="no", at=NOW)


@st.composite
def attempts(draw: st.DrawFn) -> Attempt:
    first = intent(draw(st.sampled_from(MODELS)), draw(st.sampled_from(ORDERS)), draw(MONEY))
    numbers = tuple(range(1, 1 + draw(st.integers(1, 4))))
    found = draw(st.booleans())
    return Attempt(
        first,
        numbers,
        0,
        0,
        tuple(refusal(kind) for kind in draw(st.lists(st.sampled_from(REFUSALS), max_size=len(numbers)))),
        receipt(draw(MONEY)) if found else None,
        0,
        Failure(reason="moderation", billed=draw(MONEY), at=NOW) if found and draw(st.booleans()) else None,
        Parked(reason="r", intent=first, submissions=1, at=NOW) if draw(st.booleans()) else None,
        draw(
            st.none()
            | st.builds(Ruling, attempt=st.just(1), verdict=st.sampled_from(VERDICTS), by=st.just("p"), at=st.just(NOW))
        ),
        draw(st.booleans()),
    )


@st.composite
def purchases(draw: st.DrawFn) -> Bought:
    attempt = draw(attempts())
    at = NOW + timedelta(seconds=draw(st.floats(0, 1000)))
    return Bought("video", attempt, at if attempt.receipt and draw(st.booleans()) else None)


@_patient
@given(st.lists(purchases(), max_size=8))
def test_however_it_is_divided_the_sums_are_the_same(found: list[Bought]) -> None:
    whole = sum(map(bill, found), Bill())
    for by in (lambda each: each.attempt.first.model, lambda each: each.episode):
        parts = sum(bills(found, by).values(), Bill())
        assert parts.billed == whole.billed == sum(each.attempt.spent for each in found if each.attempt.is_charged)
        assert (parts.calls, parts.quoted, parts.at_risk) == (whole.calls, whole.quoted, whole.at_risk)
        assert sorted(parts.waits) == sorted(whole.waits)


@_patient
@given(purchases())
def test_every_call_is_counted_as_one_thing(bought: Bought) -> None:
    found = bill(bought)
    kinds = (found.successful, found.failed, found.refused, found.retried, found.uncertain, found.open)
    assert min(kinds) >= 0
    assert sum(kinds) == found.calls == len(bought.attempt.numbers)
    assert found.estimated <= found.billed


@_patient
@given(st.lists(purchases(), min_size=1, max_size=8))
def test_the_95th_percentile_is_a_wait_that_was_and_no_less_than_most(found: list[Bought]) -> None:
    whole = sum(map(bill, found), Bill())
    if whole.p95 is None or whole.mean is None:
        assert whole.waits == ()
        return
    assert whole.p95 in whole.waits
    assert sum(wait <= whole.p95 for wait in whole.waits) >= 0.95 * len(whole.waits)
    assert min(whole.waits) <= whole.mean <= max(whole.waits) + 1e-9


def test_a_result_waits_from_its_submission_on() -> None:
    done = NOW + timedelta(seconds=90)
    assert Bought("video", Attempt(intent(), (1,), 0, 0, receipt=receipt()), done).seconds == 90
    later = receipt().model_copy(update={"asked_at": NOW + timedelta(seconds=30)})
    assert Bought("video", Attempt(intent(), (1, 2), 0, 0, receipt=later), done).seconds == 60
    known = receipt(known_by="ruling")
    assert Bought("video", Attempt(intent(), (1,), 0, 0, receipt=known), done).seconds is None


def test_what_was_refused_for_now_is_retried_and_what_was_judged_is_refused() -> None:
    once = Attempt(intent(), (1,), 0, 0, (refusal("throttled"),))
    judged = Attempt(intent(), (1,), 0, 0, (refusal("rejected"),))
    resent = Attempt(intent(), (1, 2, 3), 0, 0, (refusal("unreached"),), receipt())
    found = [bill(Bought("video", each, NOW)) for each in (once, judged, resent)]
    assert [(each.retried, each.refused, each.successful, each.calls) for each in found] == [
        (1, 0, 0, 1),
        (0, 1, 0, 1),
        (2, 0, 1, 3),
    ]


def test_a_repeat_in_doubt_is_counted_apart_with_what_it_may_cost() -> None:
    found = bill(Bought("script", Attempt(intent(quoted=Decimal("0.004")), (1,), 0, 0, is_let_go=True)))
    assert (found.uncertain, found.billed, found.at_risk) == (1, Decimal(0), Decimal("0.004"))


def test_what_it_was_bought_for_is_told_by_its_order() -> None:
    found = [Bought("video", Attempt(intent(order=order), (1,), 0, 0)) for order in ORDERS]
    assert [(each.about, each.episode) for each in found] == [("red", None), ("red.e01", 1), ("red.e02-s11", 2)]
