"""What refers to what: what is kept for itself, what that names, and what nobody names."""

import json
from collections.abc import Mapping

import pytest

from shared.artifacts import Item, keys, previews
from shared.artifacts.decisions import Admitted, Completed, Decision, Mastered, Released, Scripted
from shared.events import ShotFilmed
from shared.planning.references import EVENTS_KEPT, Stock, named, wishes
from tests.desk import NOW, REQUEST

HOUR, DAY = 3600.0, 86400.0
A, B, C, D = (sign * 64 for sign in "abcd")
TAKE, LINE, CUT = keys.take(A), keys.line(B), keys.cut("red.e01", C)
FILM, SPEECH = keys.blob("video", D), keys.blob("audio", A)
DECISION = keys.decision("red", 1)


def stock(records: Mapping[str, object], age: float = 8 * DAY, **changes: object) -> Stock:
    """A store with these records, and nothing behind what is no record; ``changes`` are fields of the stock."""
    items = {key: Item(key, age, 1) for key in records}
    names = {key: named(key, json.dumps(value).encode()) for key, value in records.items() if value is not None}
    return Stock(items, names, **changes)  # type: ignore[arg-type]


def garbage(found: Stock, young: float = DAY) -> set[str]:
    return {item.key for item in found.garbage(young)}


def test_whatever_a_decision_names_is_kept_with_all_that_it_names() -> None:
    found = stock({DECISION: {"manifest": TAKE}, TAKE: {"film": {"blob": FILM}, "line": LINE}, LINE: {}, FILM: None})
    assert garbage(found) == set()


def test_what_nobody_names_is_garbage_records_first() -> None:
    found = stock({FILM: None, TAKE: {"film": {"blob": FILM}}, DECISION: {}})
    assert [item.key for item in found.garbage(DAY)] == [TAKE, FILM]


def test_a_digest_names_what_lies_under_it() -> None:
    found = stock({keys.manifest("red", 1): {"fingerprint": A, "cut": C}, TAKE: {}, CUT: {}, LINE: {}})
    assert garbage(found) == {LINE}


def test_an_event_that_is_quoted_in_a_record_names_what_it_names() -> None:
    event = ShotFilmed(
        drama="red", episode="red.e01", cut=C, shot="red.e01-s01", lines=(), seconds=1, take=1, film=TAKE
    )
    letter = {"value": event.model_dump_json()}
    records = {"character/dead/shot.filmed/x.json": letter, TAKE: {}, CUT: {}, keys.join(C, "red.e01-s01"): {}}
    assert garbage(stock(records)) == set()
    job = {"name": "shot.filmed", "order": event.model_dump(mode="json")}
    assert garbage(stock({"character/jobs/red/shot.filmed_x.json": job, **records})) == set()


@pytest.mark.parametrize("folder", ["ledger", "commands", "something-new"])
def test_receipts_commands_and_what_a_later_version_writes_stay_and_what_they_name(folder: str) -> None:
    found = stock({f"video/{folder}/{B}/receipt-0001": {"result": TAKE}, TAKE: {}, LINE: {}})
    assert garbage(found) == {LINE}


def test_nothing_young_is_touched_nor_what_it_names() -> None:
    found = stock({TAKE: {"film": FILM}, FILM: None, LINE: {}, SPEECH: None})
    found.items = {**found.items, TAKE: Item(TAKE, HOUR, 1), SPEECH: Item(SPEECH, HOUR, 1)}
    assert garbage(found) == {LINE}


def test_a_result_whose_media_stay_anyway_stays_with_them() -> None:
    manifest, member = keys.manifest("red", 1), keys.member(B)
    records = {manifest: {"anchor": FILM}, member: {"anchor": FILM}, TAKE: {"film": FILM, "thumbnail": SPEECH}}
    assert garbage(stock({**records, FILM: None, SPEECH: None})) == {TAKE, SPEECH}


def test_what_a_request_would_find_again_is_kept() -> None:
    assert garbage(stock({TAKE: {"film": FILM}, FILM: None, LINE: {}}, found={TAKE})) == {LINE}


def test_joins_and_previews_stay_with_cuts_that_somebody_wants() -> None:
    of_cut = [keys.join(C, "red.e01-s01"), keys.score_join(C), previews.key(C, "red.e01-s01", 0)]
    records: dict[str, object] = {key: {"film": TAKE} for key in of_cut}
    records |= {TAKE: {}, CUT: {}, DECISION: {"kind": "released", "cut": C}}
    assert garbage(stock(records, cuts={C})) == set()
    assert garbage(stock(records, cuts=set())) == {*of_cut, TAKE}, "the decision keeps no more than the cut itself"


def test_a_stopped_cut_is_remembered_as_long_as_an_event_of_it_may_come() -> None:
    records: dict[str, object] = {keys.stopped(C): {}}
    assert garbage(stock(records, age=EVENTS_KEPT - 1), young=HOUR) == set()
    assert garbage(stock(records, age=EVENTS_KEPT + 1), young=HOUR) == {keys.stopped(C)}
    records["video/jobs/red/shot.voiced_x.json"] = {"order": {"cut": C}}
    assert garbage(stock(records, age=EVENTS_KEPT + 1), young=HOUR) == set()


def test_leases_go_when_their_worker_is_long_dead_and_never_before() -> None:
    heart, once = "video/leases/workers/video-1", f"video/leases/once/{A}"
    epochs: dict[str, object] = {
        f"{once}/epoch-0001": {"worker": "long-gone"},
        f"{once}/epoch-0002": {"worker": "video-1"},
        "video/leases/sweeper/epoch-0001": {"worker": "long-gone"},
        "video/leases/broken/epoch-0001": ["no lease"],
    }
    found = stock({heart: None, TAKE: {}, LINE: {}, **epochs})
    assert garbage(found) == {heart, TAKE, LINE, *epochs}
    found.items = {**found.items, heart: Item(heart, 10, 1)}
    assert garbage(found) == {LINE, "video/leases/sweeper/epoch-0001", "video/leases/broken/epoch-0001"}, (
        "the take that the lease is about may be on its way"
    )


def test_what_a_start_tried_the_store_with_goes() -> None:
    assert garbage(stock({"video/probes/0123": {}, "showrunner/open/red": {}})) == {"video/probes/0123"}


def test_a_medium_that_any_record_names_is_not_removed_before_the_record() -> None:
    found = stock({TAKE: {"film": FILM}, FILM: None, SPEECH: None})
    assert {item.key for item in found.unnamed(found.items[key] for key in (FILM, SPEECH))} == {SPEECH}


def test_a_record_that_cannot_be_read_names_what_can_be_made_out() -> None:
    assert named(TAKE, b'\xff{"film": {"blob": "%s", "sha' % FILM.encode()) >= {FILM}


# --- what a drama wants kept


def _revision(number: int, cut: str, *more: Decision) -> tuple[Decision, ...]:
    request = REQUEST.model_copy(update={"seed": number})
    plan = Scripted(at=NOW, revision=number, number=1, plan=f"script/plans/{cut}", draft=keys.draft(cut))
    admitted = Admitted(at=NOW, revision=number, request=request)
    return admitted, plan, Released(at=NOW, revision=number, number=1, cut=cut), *more


def mastered(number: int, cut: str) -> tuple[Decision, ...]:
    done = Mastered(at=NOW, revision=number, number=1, cut=cut, master=keys.master(cut))
    return done, Completed(at=NOW, revision=number, manifest=keys.manifest("red", number))


def test_a_drama_wants_its_finished_cuts_and_those_that_are_being_made() -> None:
    found = wishes("red", [*_revision(1, A, *mastered(1, A)), *_revision(2, B), *_revision(3, C)])
    assert found.cuts == {A, C}
    assert found.is_open
    waiting = Admitted(at=NOW, revision=4, request=REQUEST)
    assert wishes("red", [*_revision(3, C), waiting]).cuts == {C}, "it is made until the next one is released"


def test_the_requests_of_all_revisions_count_or_the_last_one_only() -> None:
    decided = [*_revision(1, A), *_revision(2, B), *_revision(1, C)]
    assert [request.seed for request in wishes("red", decided).requests] == [1, 2]
    assert [request.seed for request in wishes("red", decided, superseded=False).requests] == [1]
    assert wishes("red", []).requests == wishes("red", [], superseded=False).requests == ()


def test_every_result_has_a_place_that_is_known() -> None:
    made = [keys.story, keys.draft, keys.cast, keys.member, keys.verdict, keys.line, keys.score, keys.take]
    made += [keys.conformed, keys.master, keys.scene, keys.reference, previews.still_key]
    places = {keys.kind(key(A)) for key in made} | {keys.kind(keys.plan("red.e01", A))}
    assert places == set(keys.RESULTS)
    assert {keys.kind(keys.joins(A)), keys.kind(previews.folder(A))} == set(keys.OF_CUTS)
