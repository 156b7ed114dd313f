"""Lines and voices of HolySheep: measured, billed as they were charged, found when their bytes were lost."""

import json
import wave
from decimal import Decimal

import pytest

from shared.ledger.prices import Unit
from shared.providers.holysheep import speech
from shared.providers.ports import Spoken
from shared.runtime import Permanent, Transient
from tests.briefs import LINE
from tests.contract.holysheep.buyer import LOOKING_UP, LOOKUP, Buying, quoted, spec
from tests.wires import receipt_of


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
