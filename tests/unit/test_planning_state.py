"""A drama's state, folded from its decisions."""

from datetime import UTC, datetime, timedelta

from shared.artifacts.decisions import Admitted, Completed, Decision
from shared.events import Request
from shared.planning import State, fold

NOON = datetime(2026, 2, 1, 12, tzinfo=UTC)


def at(minute: int) -> datetime:
    return NOON + timedelta(minutes=minute)


def admitted(minute: int, revision: int) -> Admitted:
    return Admitted(at=at(minute), revision=revision, request=Request(premise="A rider.", seed=revision))


def state(*decisions: Decision) -> State:
    return fold("red", decisions)


def test_work_is_done_since_the_first_revision_that_was_never_finished() -> None:
    assert state(admitted(0, 1), admitted(5, 2)).opened_at == at(0)


def test_a_revision_of_a_finished_drama_opens_it_anew() -> None:
    done = Completed(at=at(9), revision=1, manifest="showrunner/dramas/red/manifest-0001.json")
    found = state(admitted(0, 1), done, admitted(20, 2), admitted(30, 3))
    assert (found.opened_at, found.requested_at) == (at(20), at(30))


def test_a_state_goes_on_where_it_was_left() -> None:
    done = Completed(at=at(9), revision=1, manifest="showrunner/dramas/red/manifest-0001.json")
    log: list[Decision] = [admitted(0, 1), done, admitted(20, 2), admitted(30, 3)]
    for length in range(len(log) + 1):
        assert fold("red", log[length:], state(*log[:length])) == state(*log)
