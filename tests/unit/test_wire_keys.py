"""Keys of providers: where they come from, what is stripped from them, and that nobody ever sees them."""

from pathlib import Path

import pytest

from shared.providers.remote.keys import REFUSED, Held, KeyRing, cleaned
from shared.runtime import Misconfigured
from tests.wires import KEY, Given, provider


@pytest.mark.parametrize(
    "pasted",
    [
        KEY,
        f"  {KEY}\n",
        f"Bearer {KEY}",
        f"bearer: {KEY}",
        f"BEARER:{KEY}",
        f"\tBearer\t{KEY} ",
        f"Authorization: Bearer {KEY}",
        f"Bearer : {KEY}",
    ],
)
def test_what_was_pasted_along_with_a_key_is_stripped(pasted: str) -> None:
    assert cleaned(pasted, provider(), "here").get_secret_value() == KEY


@pytest.mark.parametrize(
    ("pasted", "said"),
    [
        (f"{KEY[:20]} {KEY[20:]}", "white space inside"),
        (f"Bearer {KEY[:20]}\n{KEY[20:]}", "white space inside"),
        (KEY[:31], "at least 32 characters"),
        ("Bearer", "at least 32 characters"),
        (f"{KEY}键", "no key has"),
        (f"{KEY[:20]}\x00{KEY[20:]}", "no key has"),
    ],
)
def test_what_cannot_be_a_key_is_refused_without_quoting_it(pasted: str, said: str) -> None:
    with pytest.raises(Misconfigured, match=said) as refused:
        cleaned(pasted, provider(), "the environment variable HOLYSHEEP_API_KEY")
    assert "HOLYSHEEP_API_KEY" in str(refused.value)
    assert KEY[:20] not in str(refused.value)


def test_a_server_of_ones_own_may_have_a_short_key_or_none() -> None:
    ours = provider("http://127.0.0.1:8080/v1", name="local", adapter="openai", key="")
    assert cleaned("sk-1", ours, "here").get_secret_value() == "sk-1"
    assert KeyRing(None, {}).current(ours) is None


def test_the_file_of_keys_wins_over_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "keys.toml"
    file.write_text(f'holysheep = "Bearer {KEY}"\n')
    ring = KeyRing(file, {"HOLYSHEEP_API_KEY": "e" * 40, "OTHER_KEY": "o" * 40})
    found = ring.current(provider())
    other = ring.current(provider(name="other", key="OTHER_KEY"))
    assert found and found.get_secret_value() == KEY
    assert other and other.get_secret_value() == "o" * 40
    assert KEY not in repr(ring) + repr(found)


async def test_the_file_is_read_again_for_a_fresh_key(tmp_path: Path) -> None:
    file = tmp_path / "keys.toml"
    file.write_text(f'holysheep = "{"a" * 40}"\n')
    ring = KeyRing(file, {})
    file.write_text(f'holysheep = "{"b" * 40}"\n')
    assert ring.current(provider()) != await ring.fresh(provider())


def test_a_missing_key_says_where_to_put_it(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="set the environment variable HOLYSHEEP_API_KEY"):
        KeyRing(None, {}).current(provider())
    file = tmp_path / "keys.toml"
    file.write_text("")
    with pytest.raises(Misconfigured, match=r"write holysheep = .* into .*keys.toml"):
        KeyRing(file, {}).current(provider())


@pytest.mark.parametrize("text", ["holysheep = 7\n", f"holysheep = {KEY}\n", "\udcff"])
def test_a_file_of_keys_that_is_none_says_so_without_quoting_it(tmp_path: Path, text: str) -> None:
    file = tmp_path / "keys.toml"
    file.write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(Misconfigured, match=r"keys\.toml") as refused:
        KeyRing(file, {})
    assert KEY not in str(refused.value)


def test_a_file_of_keys_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="cannot be read"):
        KeyRing(tmp_path / "none.toml", {})


async def test_a_refused_key_is_not_tried_again_for_a_minute_while_there_is_no_other() -> None:
    now = 0.0
    held = Held(provider(), Given(KEY), clock=lambda: now)
    await held.check()
    why = str(held.refused(held.current, "expired"))
    now = REFUSED - 1
    with pytest.raises(Misconfigured) as told:
        await held.check()
    assert str(told.value) == why
    now = REFUSED
    await held.check()


async def test_another_key_is_tried_at_once() -> None:
    held = Held(provider(), Given(KEY, "n" * 40), clock=lambda: 0)
    held.refused(held.current, "expired")
    await held.check()
    assert held.current and held.current.get_secret_value() == "n" * 40
