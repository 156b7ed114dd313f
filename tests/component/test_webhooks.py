"""Webhooks: who is believed, who only makes us look, and what a provider is answered."""

import asyncio
from pathlib import Path

import pytest
from prometheus_client import REGISTRY
from pydantic import SecretStr

from services.gateway.settings import GatewaySettings
from services.gateway.webhooks import Signers
from shared.artifacts import StoreUnavailable
from shared.artifacts.folder import Folder
from shared.events import JobCalledBack
from shared.runtime import Misconfigured, Outage
from tests.webhooked import SUBMISSIONS, Case, Receiving, Sign, cases, submit_all, whsec

HERE = Path(__file__).parents[1] / "corpora" / "webhooks"
GENUINE, FORGED = cases(HERE / "genuine.yaml"), cases(HERE / "forged.yaml")
TRUE = Case(name="true message")
PLAIN = Case(name="plain", path="plain/{plain}/{url_plain}", sign=None)


@pytest.fixture
async def store(tmp_path: Path) -> Folder:
    store = Folder(tmp_path / "store")
    await submit_all(store)
    return store


def counted(provider: str, outcome: str) -> float:
    return REGISTRY.get_sample_value("duanju_webhooks_total", {"provider": provider, "outcome": outcome}) or 0


async def believed(store: Folder, case: Case) -> tuple[list[str], int, str, int]:
    """The jobs that the case alone made us believe, its status and outcome, and how many events it led to."""
    there = Receiving(store)
    if case.after:
        before = TRUE if case.after == TRUE.name else TRUE.model_copy(update={"body": case.after})
        assert (await there.post(before)).status == 202
    known = len(there.published)
    outcomes = {(who, what): counted(who, what) for who in ("holysheep", "plain", "unknown") for what in OUTCOMES}
    answer = await there.post(case)
    [outcome] = [what for (who, what), count in outcomes.items() if counted(who, what) > count]
    return there.jobs[known:], answer.status, outcome, len(there.published) - known


OUTCOMES = ("told", "hinted", "repeated", "limited", "unknown", "refused", "unanswered")


@pytest.mark.parametrize("case", GENUINE, ids=lambda case: case.name)
async def test_a_genuine_message_is_believed(store: Folder, case: Case) -> None:
    assert await believed(store, case) == (["job-1"], 202, "told", 1)


@pytest.mark.parametrize("case", FORGED, ids=lambda case: case.name)
async def test_a_forged_message_is_not_believed(store: Folder, case: Case) -> None:
    jobs, status, outcome, events = await believed(store, case)
    assert (jobs, status, outcome) == ([], case.status, case.outcome)
    assert events == (1 if case.outcome == "hinted" else 0)


async def test_of_all_that_is_tried_nothing_is_accepted(store: Folder) -> None:
    found = [await believed(store, case) for case in FORGED]
    assert len({case.name for case in FORGED}) == len(FORGED)
    assert (len(found) >= 150, sum(len(jobs) for jobs, *_ in found)) == (True, 0)


async def test_what_is_believed_is_an_event_about_the_submissions_drama(store: Folder) -> None:
    there = Receiving(store)
    await there.post(TRUE)
    assert there.published == [JobCalledBack(drama="red", submission=SUBMISSIONS["a"][1], job="job-1")]


async def test_a_repeat_is_answered_and_not_published_again(store: Folder) -> None:
    there = Receiving(store)
    assert [(await there.post(TRUE)).status for _ in range(3)] == [202] * 3
    assert there.jobs == ["job-1"]


async def test_a_repeat_is_published_once_more_by_a_gateway_that_forgot(store: Folder) -> None:
    first, second = Receiving(store), Receiving(store)
    await first.post(TRUE)
    await second.post(TRUE)
    assert first.published == second.published != []


async def test_a_forgery_that_came_first_does_not_keep_the_true_message_out(store: Folder) -> None:
    there = Receiving(store)
    await there.post(Case(name="forged", sign=Sign(by="other"), body='{"job_id": "job-9"}'))
    await there.post(TRUE)
    assert there.jobs == ["job-1"]


async def test_hints_about_one_submission_are_no_more_frequent_than_polls(store: Folder) -> None:
    there = Receiving(store)
    unsigned = Case(name="unsigned", sign=None)
    for time in (0, 1, 2.9, 3, 4, 6):
        there.time = time
        assert (await there.post(unsigned)).status == 202
    assert len(there.published) == 3


async def test_strangers_make_us_look_into_the_store_only_so_often(store: Folder) -> None:
    there = Receiving(store)
    stranger = Case(name="stranger", path="holysheep/{b}/{url_a}")
    found = [(await there.post(stranger)).status for _ in range(45)]
    assert found == [202] * 40 + [429] * 5
    assert (await there.post(TRUE)).status == 202, "who knows our URL is no stranger"
    there.time = 1
    assert (await there.post(stranger)).status == 202


@pytest.mark.parametrize("error", [Outage("no broker"), StoreUnavailable("no store"), TimeoutError()])
async def test_what_could_not_be_published_is_asked_for_again(store: Folder, error: Exception) -> None:
    there = Receiving(store, failing=[error])
    first = await there.post(TRUE)
    assert (first.status, first.headers["retry-after"], there.jobs) == (503, "5", [])
    assert ((await there.post(TRUE)).status, there.jobs) == (202, ["job-1"])


async def test_a_broker_that_does_not_answer_keeps_no_provider_waiting(
    store: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.gateway.webhooks.endpoint.DEADLINE", 0.02)
    there = Receiving(store)

    async def never(_events: object) -> None:
        await asyncio.Event().wait()

    there.app._publish = never
    assert (await there.post(TRUE)).status == 503


async def test_a_damaged_intent_is_nobodys(store: Folder) -> None:
    service, fingerprint, *_ = SUBMISSIONS["plain"][1].split(".")
    await store.put(f"{service}/ledger/{fingerprint}/intent-0003.json", b"{")
    assert await believed(store, PLAIN) == ([], 202, "unknown", 0)


@pytest.mark.parametrize(
    "text",
    ["holysheep", "holysheep=abc", "=whsec_AAAA", "holysheep=whsec_AAAA", "holysheep=whsec_ünicode", "whsec_AAAA"],
)
def test_a_wrong_signing_secret_is_refused_and_not_shown(text: str) -> None:
    with pytest.raises(Misconfigured, match="DUANJU_WEBHOOK_SIGNERS: write provider=whsec_") as refused:
        Signers(SecretStr(text))
    assert text not in str(refused.value)


def test_two_secrets_may_live_at_a_time() -> None:
    words = [f"p={whsec(bytes([number]) * 24)}" for number in range(3)]
    assert Signers(SecretStr(" ".join(words[:2]))).signs("p")
    with pytest.raises(Misconfigured, match="more than two"):
        Signers(SecretStr(",".join(words)))
    settings = GatewaySettings(webhook_secrets=SecretStr("a" * 16 + ", " + "b" * 16 + ",c"))
    with pytest.raises(Misconfigured, match="DUANJU_WEBHOOK_SECRETS has 3 secrets"):
        settings.callbacks  # noqa: B018
