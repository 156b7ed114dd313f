"""Every call of HolySheep's API, on a provider that answers as it documents: what is asked, kept, billed, fetched."""

import json
import wave
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, TypeVar

import av
import httpx
import pytest
from pydantic import BaseModel

from infra.simulator import Charge, Scenario, simulating
from shared.artifacts.folder import Folder
from shared.ledger import PUBLISHED, Accepted, Failed, Prices, Quote, Receipt, Terms, Ticket
from shared.ledger import Running as StillRunning
from shared.ledger.prices import Unit
from shared.providers import FilmBrief, SpeechBrief
from shared.providers.catalogue import ModelSpec
from shared.providers.completions import ChatBrief, Completion, Malformed, Message, Picture, again, structured
from shared.providers.holysheep import background, lipsync, references, speech, video
from shared.providers.holysheep.chat import complete
from shared.providers.openai.models import models
from shared.providers.ports import Actor, Filmed, Spoken
from shared.providers.remote import Drifted, Work
from shared.providers.remote.media import Shelf
from shared.providers.remote.wire import Wire
from shared.runtime import Forgotten, Permanent, Rejected, Throttled, Transient
from shared.runtime.children import Children
from tests.simulated import FAST, rule
from tests.wires import wired

T = TypeVar("T")

PRICES = Prices.read(PUBLISHED)
ACTOR = Actor(
    name="林小满", gender="female", age=24, look="ponytail", outfit="red down jacket", seed=7, palette=("#8a5a3c",)
)
FILM = FilmBrief(
    place="street",
    time="night",
    mood="suspense",
    framing="medium",
    move="push-in",
    action="她停下电动车，回头看。",
    actors=(ACTOR,),
    utterances=(),
    seconds=1.5,
    style="cinematic",
    seed=7,
    width=144,
    height=256,
)
LINE = SpeechBrief(text="妈，我回来了。", language="zh-CN", voice="holysheep/Tianmei", emotion="happy")
ASK = ChatBrief(messages=(Message(role="user", text="Write a scene."),), max_tokens=800)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


class Scene(BaseModel):
    title: str
    lines: list[str]


class Followed:
    """Downloads without any guard: what the simulator names is fetched."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http

    async def fetch(self, url: str, into: Path, media: Literal["video", "audio", "image"]) -> None:
        try:
            answer = await self._http.get(url)
        except httpx.HTTPError as error:
            raise Transient("the download broke off") from error
        if answer.status_code != 200:
            raise Permanent(f"the download was answered with {answer.status_code}")
        into.write_bytes(answer.content)


class Bought:
    """A buyer at a simulated provider: one submission after the other, each with a key of its own."""

    def __init__(self, wire: Wire, charges: list[Charge], children: Children, tmp_path: Path) -> None:
        self.wire, self.charges, self.children, self.folder = wire, charges, children, tmp_path
        self.shelf = Shelf(Folder(tmp_path / "store"), "audio", tmp_path / "scratch")
        self.http = httpx.AsyncClient(trust_env=False)
        self.downloads = Followed(self.http)
        self.keys = 0

    def ticket(self) -> Ticket:
        self.keys += 1
        return Ticket(f"video.{'0' * 64}.{self.keys}.abc", "")

    async def submit(self, work: Work[Any], ticket: Ticket | None = None) -> Receipt:
        ticket = ticket or self.ticket()
        return receipt_of(await work.submit(ticket), ticket, work.quote)

    async def buy(self, work: Work[T]) -> T | Failed:
        return await self.fetch(work, await self.submit(work))

    async def fetch(self, work: Work[T], receipt: Receipt) -> T | Failed:
        for _ in range(2000):
            found = await work.fetch(receipt, self.folder / "result.bin")
            if not isinstance(found, StillRunning):
                return found
        raise AssertionError("the job never ends")

    def film(self, brief: FilmBrief = FILM, model: str = "kling-v1-6", reference: str = "") -> Work[Filmed]:
        quote, media = quoted(model, "second", 5, "720p"), self.downloads
        return video.film(self.wire, spec(model), brief, quote, reference, downloads=media, children=self.children)

    def line(self, model: str, unit: Unit, brief: SpeechBrief = LINE) -> Work[Spoken]:
        made = spec(model, capability="speech", voices={"zh-CN": {"Tianmei": "female"}})
        quote = quoted(model, unit, Decimal("0.05") if unit == "minute" else 1)
        media = {"downloads": self.downloads, "children": self.children, "shelf": self.shelf}
        return speech.speak(self.wire, made, brief, quote, **media)  # type: ignore[arg-type]

    def chat(self, brief: ChatBrief = ASK) -> Work[Completion]:
        model = spec("deepseek-chat", capability="chat")
        return complete(self.wire, model, brief, quoted("deepseek-chat", "million tokens", Decimal("0.002")))


def spec(name: str, **more: Any) -> ModelSpec:
    return ModelSpec.model_validate({"name": name, "provider": "holysheep", "capability": "video"} | more)


def quoted(model: str, unit: Unit, quantity: Decimal | int, *features: str) -> Quote:
    return PRICES.quote(model, unit, quantity, date(2026, 6, 1), *features)


def receipt_of(found: Accepted, ticket: Ticket, quote: Quote) -> Receipt:
    """The receipt as the ledger would write and read it."""
    receipt = Receipt(
        key=ticket.key,
        job=found.job,
        billed=quote.amount if found.billed is None else found.billed,
        is_estimate=found.billed is None,
        known_by="answer",
        answer=found.answer,
        at=datetime.now(UTC),
    )
    return Receipt.model_validate_json(receipt.model_dump_json())


Buying = Callable[..., Any]


@pytest.fixture(scope="module")
def children() -> Iterator[Children]:
    """One child process for all: it takes seconds to start."""
    pool = Children(1)
    yield pool
    pool.close()


@pytest.fixture
def buying(children: Children, tmp_path: Path) -> Iterator[Buying]:
    """A buyer at a provider of a scenario."""

    @asynccontextmanager
    async def open_(scenario: dict[str, Any] | None = None, **provider: Any) -> AsyncIterator[Bought]:
        charges: list[Charge] = []
        found = Scenario.model_validate({"time_scale": FAST} | (scenario or {}))
        async with simulating(found, charges.append) as running, wired(running, **provider) as wire:
            bought = Bought(wire, charges, children, tmp_path)
            try:
                yield bought
            finally:
                await bought.http.aclose()

    yield open_


LOOKUP = {"idempotency": {"kind": "lookup"}}
LOOKING_UP = Terms(acceptance="lookup", answer_within=20, done_within=3600)


# --- films


async def test_a_film_becomes_a_take_of_exactly_its_size_rate_and_length(buying: Buying) -> None:
    async with buying() as bought:
        take = await bought.buy(bought.film())
    assert isinstance(take, Filmed)
    assert (take.frames, take.width, take.height, take.fps) == (36, 144, 256, 24)
    with av.open(str(bought.folder / "result.bin")) as film:
        (stream,) = film.streams
        pictures = list(film.decode(video=0))
    assert stream.codec_context.name == "h264"
    assert len(pictures) == 36
    assert {(picture.width, picture.height) for picture in pictures} == {(144, 256)}
    assert take.thumbnail.read_bytes().startswith(b"\xff\xd8\xff")


async def test_a_film_that_is_too_short_holds_its_last_picture(buying: Buying) -> None:
    async with buying() as bought:
        take = await bought.buy(bought.film(FILM.model_copy(update={"seconds": 6.0})))
    assert isinstance(take, Filmed)
    with av.open(str(bought.folder / "result.bin")) as film:
        assert sum(1 for _ in film.decode(video=0)) == take.frames == 144


async def test_a_film_is_charged_as_it_was_quoted(buying: Buying) -> None:
    async with buying() as bought:
        work = bought.film()
        await bought.submit(work)
    (charge,) = bought.charges
    assert Decimal(charge.price) == work.quote.amount == Decimal("0.4")
    assert charge.model == "kling-v1-6"


async def test_a_film_that_is_done_at_once_needs_no_job(buying: Buying) -> None:
    async with buying({"jobs": {"at_once": 1}}) as bought:
        work = bought.film()
        receipt = await bought.submit(work)
        assert receipt.answer["video_url"]
        assert isinstance(await bought.fetch(work, receipt), Filmed)


async def test_a_job_is_found_whatever_its_id_is_called(buying: Buying) -> None:
    async with buying({"faults": {"renamed": 1}}) as bought:
        receipts = [await bought.submit(bought.film()) for _ in range(12)]
        named = {name for receipt in receipts for name in receipt.answer if name in ("id", "generation_id")}
        assert named == {"id", "generation_id"}
        assert all(receipt.job.startswith("job-") for receipt in receipts)
        assert isinstance(await bought.fetch(bought.film(), receipts[0]), Filmed)


async def test_the_same_key_again_is_the_same_job_and_is_not_charged(buying: Buying) -> None:
    async with buying() as bought:
        ticket = bought.ticket()
        first = await bought.submit(bought.film(), ticket)
        assert (await bought.submit(bought.film(), ticket)).job == first.job
    assert len(bought.charges) == 1


async def test_a_failed_job_is_paid_and_may_be_tried_again(buying: Buying) -> None:
    async with buying({"jobs": {"failed": 1}}) as bought:
        failed = await bought.buy(bought.film())
    assert isinstance(failed, Failed)
    assert type(failed.error) is Transient
    assert "generation_failed" in str(failed.error)
    assert failed.billed == Decimal("0.4")


async def test_a_film_that_moderation_refuses_wants_other_words(buying: Buying) -> None:
    async with buying({"jobs": {"moderated": 1}}) as bought:
        failed = await bought.buy(bought.film())
    assert isinstance(failed, Failed)
    assert isinstance(failed.error, Rejected)


async def test_a_prompt_that_moderation_refuses_is_named_and_costs_nothing(buying: Buying) -> None:
    async with buying({"faults": {"forbidden": ["电动车"]}}) as bought:
        with pytest.raises(Rejected) as refused:
            await bought.submit(bought.film())
    assert refused.value.what == "prompt"
    assert not bought.charges


async def test_a_job_whose_state_has_another_name_says_which_field_is_missing(buying: Buying) -> None:
    rules = [rule("video/jobs", "drift")]
    async with buying({"rules": rules}) as bought:
        with pytest.raises(Drifted, match="status") as drifted:
            await bought.buy(bought.film())
    assert drifted.value.field == "status"


async def test_a_submission_whose_answer_was_lost_is_found_by_its_key(buying: Buying) -> None:
    rules = [{"call": "video/generate", "then": {"fault": "drop", "charged": True}}]
    async with buying(LOOKUP | {"rules": rules}, terms=LOOKING_UP) as bought:
        work, ticket = bought.film(), bought.ticket()
        with pytest.raises(Transient) as lost:
            await bought.submit(work, ticket)
        assert type(lost.value) is Transient, "nobody knows whether it was accepted"
        assert work.find
        assert await work.find("video.unknown.1.abc") is None
        found = await work.find(ticket.key)
        assert found
        assert isinstance(await bought.fetch(work, receipt_of(found, ticket, work.quote)), Filmed)
    assert [charge.job_id for charge in bought.charges] == [found.job]


async def test_a_provider_that_knows_keys_is_not_looked_up(buying: Buying) -> None:
    async with buying() as bought:
        assert bought.film().find is None
        assert bought.chat().find is None


# --- speech


@pytest.mark.parametrize(("model", "unit"), [("tts-1-hd", "minute"), ("voice-tts-3.0", "call")])
async def test_a_line_is_measured_and_its_mouth_moves_with_it(buying: Buying, model: str, unit: Unit) -> None:
    async with buying() as bought:
        spoken = await bought.buy(bought.line(model, unit))
    assert isinstance(spoken, Spoken)
    with wave.open(str(bought.folder / "result.bin")) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 24_000)
        assert spoken.seconds == pytest.approx(file.getnframes() / 24_000, abs=1e-3)
    assert len(spoken.phonemes) >= 8
    assert 0 <= spoken.phonemes[0].start < spoken.phonemes[-1].end <= spoken.seconds + 1e-3
    assert max(target.open for target in spoken.mouth) > 0.3
    assert spoken.mouth[-1].start == pytest.approx(spoken.seconds, abs=1e-3)
    assert spoken.mouth[-1].open == 0


@pytest.mark.parametrize(("model", "unit"), [("tts-1-hd", "minute"), ("voice-tts-3.0", "call")])
async def test_a_line_is_billed_to_the_last_digit_as_the_provider_charged_it(
    buying: Buying, model: str, unit: Unit
) -> None:
    async with buying() as bought:
        receipt = await bought.submit(bought.line(model, unit))
    (charge,) = bought.charges
    assert receipt.billed == Decimal(charge.price)


async def test_a_line_that_came_as_bytes_is_fetched_as_often_as_one_likes(buying: Buying) -> None:
    async with buying() as bought:
        work = bought.line("tts-1-hd", "minute")
        receipt = await bought.submit(work)
        assert len(json.dumps(receipt.answer)) < 400, "the sound itself is in the store"
        assert await bought.fetch(work, receipt) == await bought.fetch(work, receipt)
    assert len(bought.charges) == 1


async def test_a_line_whose_bytes_were_lost_is_found_by_its_key(buying: Buying) -> None:
    rules = [{"call": "audio/speech", "then": {"fault": "drop", "charged": True}}]
    async with buying(LOOKUP | {"rules": rules}, terms=LOOKING_UP) as bought:
        work, ticket = bought.line("tts-1-hd", "minute"), bought.ticket()
        with pytest.raises(Transient):
            await bought.submit(work, ticket)
        assert work.find
        found = await work.find(ticket.key)
        assert found
        assert isinstance(await bought.fetch(work, receipt_of(found, ticket, work.quote)), Spoken)


async def test_a_voice_that_the_model_does_not_have_is_named_before_anything_is_bought(buying: Buying) -> None:
    async with buying() as bought:
        with pytest.raises(Permanent, match=r"no voice 'holysheep/Nobody' in zh-CN; it has: holysheep/Tianmei"):
            bought.line("tts-1-hd", "minute", LINE.model_copy(update={"voice": "holysheep/Nobody"}))
    assert not bought.charges


async def test_a_voice_is_cloned(buying: Buying) -> None:
    sample = b"RIFF" + bytes(64)
    async with buying() as bought:
        work = speech.clone(
            bought.wire, spec("voice-clone"), sample, "林小满", "zh-CN", "warm", quoted("voice-clone", "call", 1)
        )
        cloned = await bought.buy(work)
    assert isinstance(cloned, speech.ClonedVoice)
    assert cloned.voice_id


# --- completions


async def test_a_completion_is_billed_by_the_tokens_that_were_counted(buying: Buying) -> None:
    async with buying() as bought:
        work = bought.chat()
        receipt = await bought.submit(work)
        completion = await bought.fetch(work, receipt)
    (charge,) = bought.charges
    assert not receipt.is_estimate
    assert receipt.billed == Decimal(charge.price)
    assert isinstance(completion, Completion)
    assert completion.text


@pytest.mark.parametrize("json_schema", [True, False])
async def test_an_answer_in_json_fits_its_schema(buying: Buying, json_schema: bool) -> None:
    brief = ASK.model_copy(update={"answer": Scene.model_json_schema()})
    model = spec("gpt-4.1", capability="chat", json_schema=json_schema)
    async with buying({"faults": {"fenced": 1}}) as bought:
        quote = quoted("gpt-4.1", "million tokens", Decimal("0.002"))
        scene = await bought.buy(structured(complete(bought.wire, model, brief, quote), Scene))
    assert isinstance(scene, Scene)


async def test_broken_json_is_mended_or_its_error_goes_into_the_next_question(buying: Buying) -> None:
    brief = ASK.model_copy(update={"answer": Scene.model_json_schema()})
    mended, refused = 0, []
    async with buying({"faults": {"malformed": 1}}) as bought:
        for _ in range(16):
            found = await bought.buy(structured(bought.chat(brief), Scene))
            mended += isinstance(found, Scene)
            if isinstance(found, Failed):
                refused.append(found)
    assert mended
    assert refused
    assert all(isinstance(each.error, Malformed) and each.billed > 0 for each in refused)
    error = refused[0].error
    assert isinstance(error, Malformed)
    assert error.problem in again(brief, error.problem).messages[-1].text


async def test_an_answer_in_a_new_form_is_paid_and_kept_and_names_the_field(buying: Buying) -> None:
    async with buying({"faults": {"drift": 1}}) as bought:
        work = bought.chat()
        receipt = await bought.submit(work)
        failed = await bought.fetch(work, receipt)
    assert receipt.answer["results"], "kept for whoever wants to see it"
    assert isinstance(failed, Failed)
    assert isinstance(failed.error, Drifted)
    assert failed.error.field == "choices"
    assert failed.billed == Decimal(bought.charges[0].price)


async def test_a_lost_completion_is_found_by_its_key_and_billed_by_its_tokens(buying: Buying) -> None:
    rules = [{"call": "chat/completions", "then": {"fault": "drop", "charged": True}}]
    async with buying(LOOKUP | {"rules": rules}, terms=LOOKING_UP) as bought:
        work, ticket = bought.chat(), bought.ticket()
        with pytest.raises(Transient):
            await bought.submit(work, ticket)
        assert work.find
        found = await work.find(ticket.key)
        assert found
        assert found.billed == Decimal(bought.charges[0].price)
        assert isinstance(await bought.fetch(work, receipt_of(found, ticket, work.quote)), Completion)


async def test_pictures_are_looked_at_for_the_price_of_a_picture(buying: Buying) -> None:
    picture = Picture(media_type="image/png", data=PNG)
    message = Message(role="user", text="Is this the same woman?", pictures=(picture, picture))
    async with buying() as bought:
        quote = quoted("gpt-4.1", "image", 2)
        model = spec("gpt-4.1", capability="vision")
        work = complete(bought.wire, model, ChatBrief(messages=(message,), max_tokens=200), quote)
        receipt = await bought.submit(work)
        assert isinstance(await bought.fetch(work, receipt), Completion)
    (charge,) = bought.charges
    assert (charge.unit, charge.units) == ("image", "2")
    assert receipt.billed == Decimal(charge.price)


# --- the other calls


async def test_a_film_names_the_picture_that_the_provider_was_shown(buying: Buying) -> None:
    async with buying() as bought:
        reference = await references.remember(bought.wire, PNG, ACTOR)
        assert reference
        assert (await bought.submit(bought.film(reference=reference))).job
    assert [charge.model for charge in bought.charges] == ["kling-v1-6"], "to be shown somebody costs nothing"


async def test_a_picture_that_the_provider_does_not_know_is_told_apart_and_costs_nothing(buying: Buying) -> None:
    async with buying() as bought:
        with pytest.raises(Forgotten, match="reference_not_found"):
            await bought.submit(bought.film(reference="ref-of-last-year"))
    assert not bought.charges


async def test_the_mouths_of_a_film_follow_a_line(buying: Buying) -> None:
    async with buying({"jobs": {"at_once": 1}}) as bought:
        made = await bought.submit(bought.film())
        request = lipsync.Request(video_url=str(made.answer["video_url"]), audio_url="https://media.example.com/a.wav")
        media = {"downloads": bought.downloads, "children": bought.children}
        work = lipsync.sync(bought.wire, spec("lipsync"), request, FILM, quoted("lipsync", "call", 1), **media)
        take = await bought.buy(work)
    assert isinstance(take, Filmed)
    assert take.frames == 36


async def test_a_film_gets_music(buying: Buying) -> None:
    async with buying() as bought:
        request = background.Request(video_url="https://media.example.com/a.mp4", mood="romantic")
        quote = quoted("background-music", "episode", 1)
        work = background.accompany(bought.wire, spec("background-music"), request, quote, downloads=bought.downloads)
        found = await bought.buy(work)
    assert isinstance(found, Path)
    with av.open(str(found)) as film:
        assert film.streams.audio
    assert quote.amount == Decimal(bought.charges[0].price)


async def test_the_models_are_listed(buying: Buying) -> None:
    async with buying() as bought:
        assert "kling-v1-6" in await models(bought.wire)


# --- keys and limits


async def test_keys_that_expire_in_the_middle_cost_no_call(buying: Buying) -> None:
    async with buying({"keys": {"expire_after_calls": 3}}) as bought:
        for _ in range(10):
            assert isinstance(await bought.buy(bought.chat()), Completion)
    assert len(bought.charges) == 10


async def test_a_key_is_refreshed_until_one_works(buying: Buying) -> None:
    async with buying({"keys": {"expire_after_calls": 1, "bad_refreshes": 2}}) as bought:
        await bought.buy(bought.chat())
        await bought.buy(bought.chat())
    assert len(bought.charges) == 2


async def test_a_throttled_call_is_told_how_long_to_wait_and_costs_nothing(buying: Buying) -> None:
    rules = [{"call": "chat/completions", "then": {"fault": "throttle", "seconds": 4000}}]
    async with buying({"rules": rules}) as bought:
        with pytest.raises(Throttled) as throttled:
            await bought.submit(bought.chat())
    assert throttled.value.retry_after == pytest.approx(2, abs=0.01), "4,000 simulated seconds"
    assert not bought.charges


@pytest.mark.parametrize("charged", [True, False])
@pytest.mark.parametrize("fault", ["error", "drop"])
async def test_after_a_broken_answer_nobody_knows(buying: Buying, fault: str, charged: bool) -> None:
    rules = [{"call": "video/generate", "then": {"fault": fault, "charged": charged}}]
    async with buying({"rules": rules}) as bought:
        with pytest.raises(Transient) as broken:
            await bought.submit(bought.film())
    assert type(broken.value) is Transient
    assert len(bought.charges) == charged
