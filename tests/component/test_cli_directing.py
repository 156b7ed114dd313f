"""``duanju budget``, ``approve`` and ``cancel``: a record in the store, applied by the showrunner that hears of it."""

import asyncio
import json
from decimal import Decimal
from pathlib import Path

import pytest

from services.gateway.cli import directing
from services.gateway.cli.exits import Exit
from shared.artifacts import keys
from shared.artifacts.commands import COMMAND, Cancel
from shared.artifacts.decisions import Gated, Mastered, Released
from shared.artifacts.folder import Folder
from shared.planning import Decisions, State
from tests.desk import ADMITTED, NOW, decide, duanju, run_here, showrunner

GATED = Gated(at=NOW, revision=1, gate="animatic", manifest="showrunner/dramas/red/gate-0001-animatic.json")


def state_of(store: Folder) -> State:
    return asyncio.run(Decisions(store).state("red"))


def begin(store: Folder, *decisions: Released | Mastered | Gated) -> None:
    quality = {"quality": "premium", "stop_at": "animatic"}
    request = ADMITTED.request.model_copy(update=quality)
    admitted = ADMITTED.model_copy(update={"request": request, "budget": Decimal(5), "currency": "USD"})
    asyncio.run(decide(store, "red", admitted, *decisions))


def test_a_budget_is_shown_and_set(state: Path, store: Folder, broker: str, tmp_path: Path) -> None:
    begin(store)
    run_here(state, broker)
    shown = duanju("budget", "red", "--state", state)
    assert shown.stdout.strip() == "red: a budget of 5.00 USD, 0.00 given, 5.00 free"
    with showrunner(broker, store, tmp_path):
        result = duanju("budget", "red", "7.5", "--json", "--state", state)
    assert result.exit_code == Exit.OK, result.stderr
    facts = json.loads(result.stdout)
    assert (facts["budget"], facts["free"], facts["currency"]) == ("7.50", "7.50", "USD")
    command = COMMAND.validate_json(asyncio.run(store.get(keys.command("red", 1))) or b"")
    assert (command.kind, command.revision, command.by != "") == ("budget", 1, True)


def test_a_budget_below_what_is_given_says_why_it_is_not_lower(
    state: Path, store: Folder, broker: str, tmp_path: Path
) -> None:
    caps = {"red.e01-s01": {"video": Decimal(2)}}
    begin(store, Released(at=NOW, revision=1, number=1, cut="c" * 64, caps=caps))
    run_here(state, broker)
    with showrunner(broker, store, tmp_path):
        result = duanju("budget", "red", "0.50", "--state", state)
    assert "a budget of 2.00 USD, 2.00 given, 0.00 free" in result.stdout
    assert "What is given is not taken back" in result.stdout


@pytest.mark.parametrize("amount", ["five", "0", "1.001", "nan", "1e9"])
def test_an_amount_that_is_no_budget_is_refused(state: Path, store: Folder, amount: str) -> None:
    begin(store)
    result = duanju("budget", "red", amount, "--state", state)
    assert (result.exit_code, f"'{amount}' is no budget" in result.stderr) == (Exit.REFUSED, True), result.stderr


def test_an_animatic_is_approved(state: Path, store: Folder, broker: str, tmp_path: Path) -> None:
    begin(store, GATED)
    run_here(state, broker)
    with showrunner(broker, store, tmp_path):
        result = duanju("approve", "red", "--state", state)
    assert (result.exit_code, "red is approved" in result.stdout) == (Exit.OK, True), result.stderr
    found = state_of(store)
    assert (found.approved, found.gated) == ("animatic", None)


def test_what_does_not_wait_is_not_approved(state: Path, store: Folder) -> None:
    begin(store)
    result = duanju("approve", "red", "--state", state)
    assert (result.exit_code, "does not wait for an approval" in result.stderr) == (Exit.REFUSED, True)
    assert asyncio.run(store.listing(keys.commands("red"))) == []


def test_a_drama_is_cancelled_once(state: Path, store: Folder, broker: str, tmp_path: Path) -> None:
    begin(store, Released(at=NOW, revision=1, number=1, cut="c" * 64))
    run_here(state, broker)
    with showrunner(broker, store, tmp_path):
        result = duanju("cancel", "red", "--state", state)
        again = duanju("cancel", "red", "--state", state)
    assert (result.exit_code, "red is cancelled" in result.stdout) == (Exit.OK, True), result.stderr
    assert (again.exit_code, "nothing of 'red' is under way" in again.stderr) == (Exit.REFUSED, True)
    assert asyncio.run(store.age(keys.stopped("c" * 64))) is not None
    watched = duanju("watch", "red", "--state", state)
    assert (watched.exit_code, "was cancelled" in watched.stderr) == (Exit.UNFINISHED, True), watched.stderr


def test_a_command_that_comes_to_nothing_says_why(
    state: Path, store: Folder, broker: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(store, GATED)
    run_here(state, broker)
    asyncio.run(directing.keep(store, "red", Cancel(at=NOW, revision=1, nonce="of another desk")))
    with showrunner(broker, store, tmp_path):
        result = duanju("approve", "red", "--state", state)
    assert result.exit_code == Exit.REFUSED
    assert "does not wait for an approval of its animatic" in result.stderr


def test_a_command_that_nobody_applies_is_kept(
    state: Path, store: Folder, broker: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(directing, "_APPLIED_SECONDS", 0.5)
    begin(store)
    run_here(state, broker)
    result = duanju("budget", "red", "9", "--state", state)
    assert (result.exit_code, "is kept" in result.stderr) == (Exit.NO_STACK, True), result.stderr
    assert asyncio.run(store.age(keys.command("red", 1))) is not None


async def test_commands_of_two_desks_at_once_are_both_kept(store: Folder) -> None:
    kept = await asyncio.gather(
        *(directing.keep(store, "red", Cancel(at=NOW, revision=1, nonce=str(n))) for n in range(6))
    )
    assert sorted(kept) == [1, 2, 3, 4, 5, 6]
