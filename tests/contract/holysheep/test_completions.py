"""Completions of HolySheep: their form, their price by tokens, and what becomes of a broken one."""

from decimal import Decimal

import pytest
from pydantic import BaseModel

from shared.ledger import Failed
from shared.providers.completions import ChatBrief, Completion, Malformed, Message, Picture, again, structured
from shared.providers.holysheep.chat import complete
from shared.providers.remote import Drifted
from shared.runtime import Transient
from tests.contract.holysheep.buyer import ASK, LOOKING_UP, LOOKUP, PNG, Buying, quoted, spec
from tests.wires import receipt_of


class Scene(BaseModel):
    title: str
    lines: list[str]


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
