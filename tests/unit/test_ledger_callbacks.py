"""The webhook's URL."""

import hashlib
import hmac

import pytest
from pydantic import SecretStr

from shared.ledger import Callbacks
from shared.runtime import Misconfigured

OLD, NEW = SecretStr("the-old-secret-of-the-studio"), SecretStr("the-new-secret-of-the-studio")
KEY = f"video.{'f' * 64}.1.abc"


def test_the_url_carries_the_key_and_a_signature_of_it() -> None:
    url = Callbacks("https://studio.example/webhooks/", [NEW]).url("holysheep", KEY)
    expected = hmac.new(NEW.get_secret_value().encode(), f"holysheep/{KEY}".encode(), hashlib.sha256).hexdigest()
    assert url == f"https://studio.example/webhooks/holysheep/{KEY}/{expected}"


def test_a_signature_holds_while_its_secret_lives() -> None:
    signature = Callbacks("https://a", [OLD]).url("p", KEY).rpartition("/")[2]
    assert Callbacks("https://a", [NEW, OLD]).is_ours("p", KEY, signature)
    assert not Callbacks("https://a", [NEW]).is_ours("p", KEY, signature)


@pytest.mark.parametrize(("provider", "key"), [("q", KEY), ("p", KEY.replace(".1.", ".2."))])
def test_a_signature_is_for_one_submission_of_one_provider(provider: str, key: str) -> None:
    callbacks = Callbacks("https://a", [NEW])
    signature = callbacks.url("p", KEY).rpartition("/")[2]
    assert not callbacks.is_ours(provider, key, signature)
    assert not callbacks.is_ours("p", KEY, "") and not callbacks.is_ours("p", KEY, "ü\ud800")


def test_without_an_address_no_webhook_is_asked_for() -> None:
    assert Callbacks("", ()).url("p", KEY) == ""
    assert not Callbacks("", ()).is_ours("p", KEY, "0" * 64)


@pytest.mark.parametrize("secrets", [[], [SecretStr("short")]])
def test_an_address_needs_a_secret_that_is_one(secrets: list[SecretStr]) -> None:
    with pytest.raises(Misconfigured, match="at least 16 characters"):
        Callbacks("https://a", secrets)
