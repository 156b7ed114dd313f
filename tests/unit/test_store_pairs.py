"""Access keys of the store that could be guessed are refused, by their variable and never by their value."""

import hashlib
from pathlib import Path

import pytest
from pydantic import SecretStr

from infra.access import USERS
from infra.compose.environment import filled, variables
from infra.minio.pairs import Pair, pairs
from shared.runtime import Misconfigured

REAL_EXAMPLE = (Path(__file__).parents[2] / ".env.example").read_text(encoding="utf-8")


def _good(what: str) -> str:
    return hashlib.sha256(what.encode()).hexdigest()[:32]


GOOD = {
    name: _good(name)
    for name in (
        "DUANJU_STORE_KEY_VIDEO",
        "DUANJU_STORE_SECRET_VIDEO",
        "DUANJU_STORE_KEY_DESK",
        "DUANJU_STORE_SECRET_DESK",
        "DUANJU_STORE_ADMIN_KEY",
        "DUANJU_STORE_ADMIN_SECRET",
    )
}


def _pairs(**differently: str) -> dict[str, Pair]:
    known = GOOD | differently
    admin = Pair(SecretStr(known["DUANJU_STORE_ADMIN_KEY"]), SecretStr(known["DUANJU_STORE_ADMIN_SECRET"]))
    return pairs(["video", "desk"], known, admin)


def test_each_user_has_a_key_and_a_secret_in_variables_of_its_own() -> None:
    found = _pairs(DUANJU_STORE_KEY_DESK=f" {_good('new')}\n")
    assert found["video"].key.get_secret_value() == GOOD["DUANJU_STORE_KEY_VIDEO"]
    assert found["video"].secret.get_secret_value() == GOOD["DUANJU_STORE_SECRET_VIDEO"]
    assert found["desk"].key.get_secret_value() == _good("new")


def test_those_that_the_first_start_makes_are_good() -> None:
    made = variables(filled(REAL_EXAMPLE))
    admin = Pair(SecretStr(made["DUANJU_STORE_ADMIN_KEY"]), SecretStr(made["DUANJU_STORE_ADMIN_SECRET"]))
    users = [user.name for user in USERS]
    assert pairs(users, made, admin).keys() == set(users)


@pytest.mark.parametrize("name", ["DUANJU_STORE_KEY_VIDEO", "DUANJU_STORE_ADMIN_KEY"])
@pytest.mark.parametrize(
    ("key", "lack"),
    [
        ("", "is not set"),
        ("video", "is shorter than 16 characters"),
        ("minioadmin4f1c09b7e2", "looks like an example"),
        ("duanju-Video-2026-01", "has a user's name in it"),
        ("the-desk-of-a-studio", "has a user's name in it"),
        ("4f1c09b7e2a84d6390==", "has a =, which MinIO takes in no key"),
        ("4f1c09b7e2a84d,63901", "has a character other than"),
    ],
)
def test_a_key_that_can_be_guessed_or_that_no_server_takes_is_refused(name: str, key: str, lack: str) -> None:
    with pytest.raises(Misconfigured, match=f"^{name} {lack}.*: write .*random letters and digits") as refused:
        _pairs(**{name: key})
    assert len(key) < 6 or key not in str(refused.value)


@pytest.mark.parametrize("other", sorted(GOOD.keys() - {"DUANJU_STORE_KEY_VIDEO"}))
def test_no_two_keys_and_no_key_and_secret_are_the_same(other: str) -> None:
    with pytest.raises(Misconfigured, match="are the same") as refused:
        _pairs(DUANJU_STORE_KEY_VIDEO=GOOD[other])
    assert {"DUANJU_STORE_KEY_VIDEO", other} <= set(str(refused.value).replace(":", "").split())
    assert GOOD[other] not in str(refused.value)


def test_every_key_with_a_name_in_it_is_named() -> None:
    with pytest.raises(Misconfigured, match=r"^DUANJU_STORE_KEY_VIDEO has .*; DUANJU_STORE_KEY_DESK has "):
        _pairs(DUANJU_STORE_KEY_VIDEO="duanju-video-2026-01", DUANJU_STORE_KEY_DESK="duanju-desk-2026-01")
