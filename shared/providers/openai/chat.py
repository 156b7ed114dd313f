"""``POST chat/completions``: words, JSON, pictures that are looked at."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field

from shared.ledger.offers import Accepted, Failed, Find, Running, Ticket
from shared.ledger.prices import Quote
from shared.ledger.records import Receipt
from shared.providers.catalogue.spec import ModelSpec
from shared.providers.completions.ask import LONGEST_TEXT, ChatBrief, Completion, Message
from shared.providers.remote.acceptance import answered, submitted
from shared.providers.remote.media import charged
from shared.providers.remote.refusals import Problem, rejected
from shared.providers.remote.wire import Wire
from shared.providers.remote.work import Work

_PATH = "chat/completions"
_MOST_TOKENS = 100_000_000
"""More than any call takes: who counts more has counted wrong."""


class _Request(BaseModel):
    model: str
    messages: list[dict[str, Any]]
    temperature: float
    max_tokens: int
    response_format: dict[str, Any] | None = None


class _Said(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    message: _Said
    finish_reason: str | None = None


class _Answer(BaseModel):
    choices: list[_Choice] = Field(min_length=1)


def complete(wire: Wire, spec: ModelSpec, brief: ChatBrief, quote: Quote, find: Find | None = None) -> Work[Completion]:
    """A completion by that model. What it said stays in the receipt's answer, and is written to the file as well.

    It is billed by the tokens that the provider counted, where it counts and they are what is paid for.
    """
    request = asked(spec, brief)

    async def submit(ticket: Ticket) -> Accepted:
        found = await submitted(wire, _PATH, request, ticket, "choices")
        return Accepted(found.job, billed(quote, found.answer), found.answer)

    async def fetch(receipt: Receipt, into: Path) -> Completion | Running | Failed:
        answer = answered(wire, receipt, _Answer)
        if isinstance(answer, Failed):
            return answer
        choice = answer.choices[0]
        if choice.finish_reason == "content_filter" or choice.message.refusal:
            problem = Problem({"error": {"code": "content_filter", "message": choice.message.refusal or ""}})
            return Failed(rejected(wire.spec.name, problem), receipt.billed)
        text = (choice.message.content or "")[: LONGEST_TEXT + 1]
        into.write_text(text, "utf-8")
        return Completion(text=text, ending=choice.finish_reason or "stop")

    return Work(wire.spec.name, spec.name, quote, wire.spec.terms, submit, fetch, find)


def billed(quote: Quote, answer: dict[str, object]) -> Decimal | None:
    """What the tokens cost that the answer counts; None if none can be believed, or something else is paid for."""
    usage = answer.get("usage")
    tokens = usage.get("total_tokens") if isinstance(usage, dict) else None
    if quote.unit != "million tokens" or type(tokens) is not int or not 0 <= tokens <= _MOST_TOKENS:
        return None
    return charged(quote, Decimal(tokens) / 1_000_000)


def asked(spec: ModelSpec, brief: ChatBrief) -> _Request:
    """The request: a schema goes into ``response_format`` where the model keeps to one, else into the messages."""
    messages, form = [_message(each) for each in brief.messages], None
    if brief.answer is not None and spec.json_schema:
        form = {"type": "json_schema", "json_schema": {"name": "answer", "schema": brief.answer}}
    elif brief.answer is not None:
        form = {"type": "json_object"}
        schema = json.dumps(brief.answer, ensure_ascii=False, sort_keys=True)
        said = f"Answer with one JSON object, without any words around it, that fits this JSON schema:\n{schema}"
        messages = [{"role": "system", "content": said}, *messages]
    return _Request(
        model=spec.name,
        messages=messages,
        temperature=brief.temperature,
        max_tokens=brief.max_tokens,
        response_format=form,
    )


def _message(message: Message) -> dict[str, Any]:
    if not message.pictures:
        return {"role": message.role, "content": message.text}
    pictures = [{"type": "image_url", "image_url": {"url": picture.uri}} for picture in message.pictures]
    return {"role": message.role, "content": [{"type": "text", "text": message.text}, *pictures]}
