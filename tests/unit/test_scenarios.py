"""A scenario file is read whole, or refused with each mistake, its line and how to mend it."""

from pathlib import Path

import pytest

from infra.simulator import Scenario
from services.gateway.requests import BadRequest
from services.gateway.scenarios import read_scenario
from services.gateway.words import choose

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "scenarios").glob("*.yaml"))


@pytest.mark.parametrize("path", EXAMPLES, ids=[path.stem for path in EXAMPLES])
def test_the_examples_are_valid(path: Path) -> None:
    assert read_scenario(path) != Scenario()


def test_the_rough_day_is_as_rough_as_it_says() -> None:
    rough = read_scenario(next(path for path in EXAMPLES if path.stem == "rough"))
    errors = rough.faults.error + rough.faults.error_after_charge
    shares = (errors, rough.faults.throttle, rough.faults.moderation, rough.webhooks.lost, rough.webhooks.forged)
    assert shares == pytest.approx((0.05, 0.10, 0.03, 0.20, 0.05))
    assert rough.keys.expire_after_calls


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("seed: -1", "line 1: seed: -1 is not allowed; write 0 or more"),
        ("seed: 1\nfautls: {}", "line 2: fautls: there is no such field; did you mean 'faults'?"),
        ("faults: {error: 1.5}", "line 1: faults.error: 1.5 is not allowed; write 1.0 or less"),
        ("faults: {error: 0.6, hang: 0.6}", "line 1: faults: the shares from 'throttle' to 'drop_after_charge'"),
        ("faults: {erorr: 0.5}", "line 1: faults.erorr: there is no such field; did you mean 'error'?"),
        ("idempotency: {kind: honored}", "idempotency.kind: 'honored' is not allowed; allowed: 'honoured'"),
        ("keys: 3", "keys: 3 is not allowed; write its fields: form, expire_after_calls"),
        ("rules:\n  - {call: models}", "line 2: rules.0.then: it is missing; add 'then: …'"),
        (
            "rules:\n  - {call: media, then: {fault: slow}, nht: 2}",
            "rules.0.nht: there is no such field; did you mean 'nth'",
        ),
        ("rules:\n  - {call: models, nth: 1, every: 2, then: {fault: hang}}", "'nth' and 'every' exclude each other"),
        (
            "rules:\n  - {call: models, then: {fault: hang, status: 500}}",
            "'status' is of error, not of 'hang'; leave it out",
        ),
        ("webhooks: {secret: hello}", "webhooks.secret: 'hello' is not allowed; write it as"),
        ("- 1", "it has no fields; write fields, such as 'seed: 7'"),
        ("seed: [", "is no scenario"),
    ],
)
def test_a_mistake_is_answered_with_its_place_and_its_remedy(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "scenario.yaml"
    path.write_text(text)
    with pytest.raises(BadRequest) as refused:
        read_scenario(path)
    assert told in str(refused.value)


def test_mistakes_are_told_in_chinese_too(tmp_path: Path) -> None:
    path = tmp_path / "scenario.yaml"
    path.write_text("rules:\n  - {call: models, nth: 1, every: 2, then: {fault: hang}}")
    try:
        choose("zh")
        with pytest.raises(BadRequest, match="nth 和 every 不能同时使用；请省略其中一个"):
            read_scenario(path)
    finally:
        choose("en")
