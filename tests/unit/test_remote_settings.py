"""What the environment may say about providers, and what is said about it when it is wrong."""

from decimal import Decimal
from pathlib import Path

import pytest

from shared.artifacts.folder import Folder
from shared.ledger import PUBLISHED
from shared.providers.remote import Gate
from shared.providers.remote.agency import Lines
from shared.providers.routing import Rules
from shared.providers.settings import BuyerSettings, RemoteSettings
from shared.runtime import Misconfigured
from shared.runtime.settings import from_environment

FIRST, SECOND = "a-secret-of-the-studio", "another-of-the-studio"


def test_nothing_has_to_be_set_where_nothing_is_bought() -> None:
    settings = from_environment(BuyerSettings)
    assert settings.prices == PUBLISHED
    assert settings.price_table.currency == "USD"
    assert settings.offers.providers
    assert settings.callbacks.url("holysheep", "key") == ""
    assert not settings.allow_loopback


def test_an_empty_variable_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CATALOGUE", "PRICES", "KEYS", "WEBHOOKS", "WEBHOOK_SECRETS"):
        monkeypatch.setenv(f"DUANJU_{name}", "")
    assert from_environment(RemoteSettings) == RemoteSettings()


def test_the_first_of_two_secrets_signs_and_both_are_known() -> None:
    both = RemoteSettings.model_validate({"webhooks": "https://studio/hooks", "webhook_secrets": f"{FIRST}, {SECOND}"})
    old = RemoteSettings.model_validate({"webhooks": "https://studio/hooks", "webhook_secrets": SECOND})
    assert both.callbacks.url("p", "k") != old.callbacks.url("p", "k")
    assert both.callbacks.is_ours("p", "k", old.callbacks.url("p", "k").rpartition("/")[2])


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"webhook_secrets": f"{FIRST},{SECOND},{FIRST}2"}, "DUANJU_WEBHOOK_SECRETS has 3 secrets"),
        ({"webhook_secrets": "short"}, "at least 16 characters"),
        ({"webhooks": "https://studio/hooks"}, "webhooks need a secret"),
    ],
)
def test_secrets_that_cannot_be_are_refused_without_being_told(wrong: dict[str, str], words: str) -> None:
    with pytest.raises(Misconfigured) as told:
        _ = RemoteSettings.model_validate(wrong).callbacks
    assert words in str(told.value)
    assert FIRST not in str(told.value) and "short," not in str(told.value)


@pytest.mark.parametrize(("name", "value"), [("WEBHOOKS", "studio/hooks"), ("REPEAT_UNCERTAIN_BELOW_USD", "-1")])
def test_a_wrong_value_is_named_as_the_environment_spells_it(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"DUANJU_{name}", value)
    with pytest.raises(Misconfigured, match=f"DUANJU_{name}: "):
        from_environment(RemoteSettings)


def test_files_that_cannot_be_read_keep_the_service_from_starting(tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere.toml"
    with pytest.raises(Misconfigured, match="nowhere"):
        _ = RemoteSettings(catalogue=nowhere).offers
    with pytest.raises(Misconfigured, match="nowhere"):
        _ = RemoteSettings(prices=nowhere).price_table
    with pytest.raises(Misconfigured, match="nowhere"):
        Lines(RemoteSettings(keys=nowhere), Gate(Folder(tmp_path), "one", {}, {}))


def test_the_deployment_s_currency_is_told_in_dollars(tmp_path: Path) -> None:
    (tmp_path / "prices.toml").write_text('currency = "CNY"\nper_usd = 8\n')
    prices = RemoteSettings(prices=tmp_path / "prices.toml").price_table
    assert prices.in_usd(prices.of_usd(Decimal("0.5"))) == Decimal("0.5")


def test_a_deployment_s_own_rules_take_the_place_of_those_that_are_shipped(tmp_path: Path) -> None:
    assert RemoteSettings().routing == Rules.read()
    path = tmp_path / "rules.toml"
    path.write_text('[[rule]]\ncapability = "video"\nmodels = ["pika-2-0"]\nbecause = "we like it"\n')
    assert [rule.because for rule in RemoteSettings(rules=path).routing.rule] == ["we like it"]
