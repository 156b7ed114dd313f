"""``POST chat/completions``, as OpenAI's; a call can be found by its key where the provider looks calls up."""

from shared.ledger.prices import Quote
from shared.providers.catalogue.spec import ModelSpec
from shared.providers.completions import ChatBrief, Completion
from shared.providers.holysheep.jobs import finding_call
from shared.providers.openai import chat
from shared.providers.remote.wire import Wire
from shared.providers.remote.work import Work


def complete(wire: Wire, spec: ModelSpec, brief: ChatBrief, quote: Quote) -> Work[Completion]:
    """A completion by that model; pictures are looked at. What it said stays in the receipt's answer."""
    return chat.complete(wire, spec, brief, quote, finding_call(wire, lambda answer: chat.billed(quote, answer)))
