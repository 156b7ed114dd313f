"""Films of HolySheep: what is asked, kept, billed and fetched."""

from decimal import Decimal

import av
import pytest

from shared.ledger import Failed
from shared.providers.holysheep import references
from shared.providers.ports import Filmed
from shared.providers.remote import Drifted
from shared.runtime import Forgotten, Rejected, Transient
from tests.briefs import ACTOR, FILM
from tests.contract.holysheep.buyer import LOOKING_UP, LOOKUP, PNG, Buying
from tests.simulated import rule
from tests.wires import receipt_of


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
