"""Passwords that are none are refused, by the variable that has them and never by their value."""

import pytest
from pydantic import SecretStr

from infra.passwords import demand_own_name, demand_strong, passwords
from shared.runtime import Misconfigured

GOOD = "4f1c09b7e2a84d6390cc1b7a"


def test_each_user_has_a_variable_of_its_own_and_spaces_around_do_not_count() -> None:
    found = passwords("DUANJU_BROKER_PASSWORD", ["video", "desk"], {"DUANJU_BROKER_PASSWORD_VIDEO": f" {GOOD}\n"})
    assert {user: secret.get_secret_value() for user, secret in found.items()} == {"video": GOOD, "desk": ""}


@pytest.mark.parametrize(
    ("password", "lack"),
    [
        ("", "A is not set"),
        ("4f1c09b7e2a84d6", "A is shorter than 16 characters"),
        ("abababababababababab", "A is too simple"),
        ("Change-Me-4f1c09b7e2a84d", "A looks like an example"),
        ("minioadmin4f1c09b7e2", "A looks like an example"),
        ('4f1c09b7"; user_eve="x', "A has a character other than"),
        ("4f1c09b7$HOME09b7e2a8", "A has a character other than"),
    ],
)
def test_a_password_that_is_no_secret_is_refused(password: str, lack: str) -> None:
    with pytest.raises(Misconfigured, match=f"^{lack}.*: write 16 or more random") as refused:
        demand_strong({"A": SecretStr(password), "B": SecretStr(GOOD)})
    assert not password or password not in str(refused.value)


def test_every_variable_that_is_wrong_is_named() -> None:
    with pytest.raises(Misconfigured, match="A is not set; C is shorter"):
        demand_strong({"A": SecretStr(""), "B": SecretStr(GOOD), "C": SecretStr("c")})


def test_two_users_never_have_the_same_password() -> None:
    with pytest.raises(Misconfigured, match="A and C are the same") as refused:
        demand_strong({"A": SecretStr(GOOD), "B": SecretStr(GOOD[::-1]), "C": SecretStr(GOOD)})
    assert GOOD not in str(refused.value)


def test_good_ones_are_let_through() -> None:
    demand_strong({"A": SecretStr(GOOD), "B": SecretStr("Zm9vYmFyYmF6cXV4/+=._~-")})


def test_the_admin_is_no_user() -> None:
    demand_own_name("ADMIN", "studio", ["video"])
    with pytest.raises(Misconfigured, match="ADMIN is 'video', which is a user"):
        demand_own_name("ADMIN", "video", ["video"])
