"""The adapter of OpenAI's API: on a real model behind llama.cpp's server, and on the simulated provider."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import BaseModel

from infra.simulator import Charge, Scenario, simulating
from shared.artifacts.folder import Folder
from shared.ledger import PUBLISHED, Prices, Quote
from shared.providers import SpeechBrief
from shared.providers.catalogue import ModelSpec
from shared.providers.completions import ChatBrief, Completion, Message, structured
from shared.providers.openai.chat import asked, billed, complete
from shared.providers.openai.models import models
from shared.providers.openai.speech import speak
from shared.providers.ports import Spoken
from shared.providers.remote.keys import KeyRing
from shared.providers.remote.media import Shelf
from shared.providers.remote.wire import Wire
from shared.runtime import Permanent, Unreached
from shared.runtime.children import Children
from tests.modelserver import need_model, serving
from tests.simulated import FAST
from tests.wires import TERMS, TICKET, Renewed, provider, receipt_of

PRICES = Prices.read(PUBLISHED)
MODEL = ModelSpec(name="gemma-3-270m", provider="local", capability="chat", json_schema=True)
PATIENT = TERMS.model_copy(update={"answer_within": 300.0})


class Tone(BaseModel):
    """Short, since a small model on a busy machine says a few words a second."""

    mood: Literal["sad", "happy"]
    certain: bool


def ask(words: str, tokens: int, **more: Any) -> ChatBrief:
    return ChatBrief(messages=(Message(role="user", text=words),), max_tokens=tokens, temperature=0, **more)


def quote_of(tokens: int) -> Quote:
    return PRICES.quote("gemma-3-270m", "million tokens", Decimal(tokens) / 1_000_000, date(2026, 6, 1))


@asynccontextmanager
async def local(url: str) -> AsyncIterator[Wire]:
    """A wire to a server of one's own, which needs no key."""
    ours = provider(url, name="local", adapter="openai", key="", terms=PATIENT)
    async with Wire(ours, KeyRing(None, {}), allow_loopback=True) as wire:
        yield wire


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("model")) as url:
        yield url


@need_model
async def test_a_real_model_is_asked_by_its_base_url_alone(server: str, tmp_path: Path) -> None:
    async with local(server) as wire:
        assert len(await models(wire)) == 1
        work = complete(wire, MODEL, ask("Say hello.", 4), quote_of(1000))
        found = await work.submit(TICKET)
        completion = await work.fetch(receipt_of(found, TICKET, work.quote), tmp_path / "answer.txt")
    assert isinstance(completion, Completion)
    assert completion.text == (tmp_path / "answer.txt").read_text()
    assert completion.ending == "length"
    assert found.job.startswith("chatcmpl-")
    tokens = found.answer["usage"]["total_tokens"]  # type: ignore[index]
    assert found.billed == Decimal(15) * tokens / 1_000_000, "the price of unknown models"


@need_model
async def test_a_real_model_keeps_to_a_schema(server: str, tmp_path: Path) -> None:
    async with local(server) as wire:
        brief = ask("Mood?", 40, answer=Tone.model_json_schema())
        work = structured(complete(wire, MODEL, brief, quote_of(1000)), Tone)
        found = await work.submit(TICKET)
        tone = await work.fetch(receipt_of(found, TICKET, work.quote), tmp_path / "answer.txt")
    assert isinstance(tone, Tone)


@need_model
async def test_a_real_server_says_what_is_wrong_with_a_request(server: str) -> None:
    class Wrong(BaseModel):
        messages: str = "no list"

    async with local(server) as wire:
        with pytest.raises(Permanent, match="invalid_request_error"):
            await wire.call("POST", "chat/completions", Tone, body=Wrong())


async def test_a_server_that_is_not_running_is_unreached() -> None:
    async with local("http://127.0.0.1:9/v1") as wire:
        with pytest.raises(Unreached, match="local cannot be reached"):
            await complete(wire, MODEL, ask("Hello?", 4), quote_of(1000)).submit(TICKET)


async def test_speech_comes_as_bytes_and_is_kept(children: Children, tmp_path: Path) -> None:
    charges: list[Charge] = []
    brief = SpeechBrief(text="Who are you?", language="en-US", voice="local/Emma", emotion="neutral")
    model = ModelSpec(name="tts-1-hd", provider="local", capability="speech")
    quote = PRICES.quote("tts-1-hd", "minute", Decimal("0.05"), date(2026, 6, 1))
    shelf = Shelf(Folder(tmp_path / "store"), "audio", tmp_path)
    async with simulating(Scenario(time_scale=FAST), charges.append) as running:
        ours = provider(running.url, name="local", adapter="openai")
        async with Wire(ours, Renewed(running), allow_loopback=True) as wire:
            work = speak(wire, model, brief, quote, shelf=shelf, children=children)
            found = await work.submit(TICKET)
            spoken = await work.fetch(receipt_of(found, TICKET, quote), tmp_path / "line.wav")
    assert isinstance(spoken, Spoken)
    assert spoken.phonemes[0].symbol == "h"
    assert found.billed == Decimal(charges[0].price)


def test_a_schema_goes_where_the_model_looks_for_it() -> None:
    brief = ask("Mood?", 40, answer=Tone.model_json_schema())
    keeps, reads = asked(MODEL, brief), asked(MODEL.model_copy(update={"json_schema": False}), brief)
    assert keeps.response_format == {
        "type": "json_schema",
        "json_schema": {"name": "answer", "schema": Tone.model_json_schema()},
    }
    assert [message["role"] for message in keeps.messages] == ["user"]
    assert reads.response_format == {"type": "json_object"}
    assert '"enum": ["sad", "happy"]' in reads.messages[0]["content"]
    assert asked(MODEL, ask("Mood?", 40)).response_format is None


@pytest.mark.parametrize(
    "usage",
    [
        None,
        {},
        {"total_tokens": "many"},
        {"total_tokens": -3},
        {"total_tokens": None},
        [7],
        {"total_tokens": 1.5},
        {"total_tokens": 10**40},
    ],
)
def test_tokens_that_are_not_counted_are_not_billed(usage: object) -> None:
    assert billed(quote_of(1000), {"usage": usage}) is None
