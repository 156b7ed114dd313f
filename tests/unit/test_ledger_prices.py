"""Prices are dated data, exact to the last digit."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.ledger import PUBLISHED, Prices
from shared.runtime import Misconfigured

DAY = date(2026, 6, 1)
TABLE = """
currency = "CNY"
per_usd = 7.2

[[price]]
model = "kling-v1-6"
unit = "second"
amount = 0.08
since = 2026-01-01
factors = {"1080p" = 1.5, "4k" = 3}

[[price]]
model = "kling-v1-6"
unit = "second"
amount = 0.07
since = 2026-07-01

[[price]]
model = "kling-*"
unit = "second"
amount = 0.5
since = 2026-01-01

[unknown]
second = 0.10
"""


@pytest.fixture
def prices(tmp_path: Path) -> Prices:
    return table(tmp_path, TABLE)


def table(folder: Path, text: str) -> Prices:
    path = folder / "prices.toml"
    path.write_text(text)
    return Prices.read(path)


def test_a_call_costs_its_units_times_the_price_of_its_model(prices: Prices) -> None:
    quote = prices.quote("kling-v1-6", "second", 5, DAY)
    assert (quote.amount, quote.currency, quote.is_known) == (Decimal("0.40"), "CNY", True)


def test_a_feature_multiplies_the_price_and_one_without_a_factor_does_not(prices: Prices) -> None:
    assert prices.quote("kling-v1-6", "second", 5, DAY, "1080p").amount == Decimal("0.60")
    assert prices.quote("kling-v1-6", "second", 5, DAY, "720p").amount == Decimal("0.40")


def test_a_price_holds_until_the_day_of_the_next_one(prices: Prices) -> None:
    amounts = [prices.quote("kling-v1-6", "second", 1, day).amount for day in (date(2026, 6, 30), date(2026, 7, 1))]
    assert amounts == [Decimal("0.08"), Decimal("0.07")]


def test_a_family_s_price_holds_for_models_without_one_of_their_own(prices: Prices) -> None:
    assert prices.quote("kling-v2", "second", 1, DAY).amount == Decimal("0.5")


def test_an_unknown_model_has_a_named_price(prices: Prices) -> None:
    quote = prices.quote("brand-new", "second", 3, DAY)
    assert (quote.amount, quote.is_known) == (Decimal("0.30"), False)


@pytest.mark.parametrize(("model", "unit"), [("kling-v1-6", "image"), ("brand-new", "minute")])
def test_what_has_no_price_at_all_is_not_bought(prices: Prices, model: str, unit: str) -> None:
    with pytest.raises(Misconfigured, match=f"no price of {model} for a {unit} on 2026-06-01: add one"):
        prices.quote(model, unit, 1, DAY)  # type: ignore[arg-type]


def test_before_its_first_day_a_model_is_unknown(prices: Prices) -> None:
    assert not prices.quote("kling-v1-6", "second", 1, date(2025, 12, 31)).is_known


def test_dollars_are_changed_into_the_currency_of_the_table(prices: Prices) -> None:
    assert prices.of_usd(Decimal("0.01")) == Decimal("0.072")


@given(st.decimals("0", "100000", places=3))
def test_tokens_are_priced_without_loss(tokens: Decimal) -> None:
    quote = Prices.read(PUBLISHED).quote("deepseek-v3.2", "million tokens", tokens / 1_000_000, DAY)
    assert abs(quote.amount - tokens * Decimal("0.42") / 1_000_000) <= Decimal("0.000000005")
    assert type(quote).model_validate_json(quote.model_dump_json()) == quote


def test_the_published_table_can_be_read_and_knows_every_unit() -> None:
    published = Prices.read(PUBLISHED)
    assert published.quote("runway-gen3", "second", 10, DAY, "1080p").amount == Decimal("1.8")
    assert published.quote("video-gen-2.5", "second", 10, DAY).amount == Decimal("0.5")
    assert set(published.unknown) == {"second", "million tokens", "minute", "image", "call", "episode"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("currency = 'dollars'", "currency: String should match"),
        ("currency = 'USD'\n[[price]]\nmodel = 'a'\nunit = 'mile'\namount = 1\nsince = 2026-01-01", "number 1, unit"),
        ("currency = 'USD'\n[[price]]\nmodel = 'a'\nunit = 'call'\namount = -1\nsince = 2026-01-01", "amount"),
        ("currency = 'USD'\n[[price]]\nmodel = 'a'\nunit = 'call'\namount = 1", "since: it has to be there"),
        ("currency = 'USD'\nprices = 3", "prices: there is no such field"),
        ("currency = USD", "is no TOML"),
    ],
)
def test_a_wrong_table_says_where_it_is_wrong(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(Misconfigured, match=said):
        table(tmp_path, text)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match=r"none\.toml cannot be read: No such file"):
        Prices.read(tmp_path / "none.toml")
