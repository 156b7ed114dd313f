"""A call, and what happens to it."""

from dataclasses import dataclass
from typing import Literal

from infra.simulator.fates import Fate
from infra.simulator.jobs import lasts
from infra.simulator.replies import Reply, drifted, refusal, renamed
from infra.simulator.scenario import Fault, Scenario
from infra.simulator.webhooks import Message

_NOTHING = Reply(0, {})


@dataclass(frozen=True)
class Call:
    """A call as it arrived. ``base`` is where its caller found us, such as ``http://127.0.0.1:8000``."""

    operation: str
    body: bytes = b""
    authorization: str = ""
    key: str | None = None
    base: str = ""
    about: str = ""
    """The job that is asked for."""

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")


@dataclass(frozen=True)
class Turn:
    """An answer after so many seconds, or another end, and the webhooks that follow; whether it passed the door."""

    reply: Reply
    seconds: float = 0
    ending: Literal["answer", "hang", "drop"] = "answer"
    entered: bool = True
    webhooks: tuple[Message, ...] = ()


def ended(fault: Fault, fate: Fate, scenario: Scenario) -> Turn:
    """The end of a call that a fault takes the answer from."""
    match fault.fault:
        case "hang":
            return Turn(_NOTHING, ending="hang")
        case "drop":
            return Turn(_NOTHING, moment(fate, scenario), ending="drop")
    reply = refusal(fault.status, "internal_error", "The server had an error while processing your request.")
    return Turn(dressed(reply, fate, scenario), moment(fate, scenario))


def dressed(reply: Reply, fate: Fate, scenario: Scenario) -> Reply:
    """The answer, under other names where fate says so."""
    if fate.strikes("renamed", scenario.faults.renamed):
        return renamed(reply, fate.luck.pick("name", ("generation_id", "id")))
    return drifted(reply) if fate.strikes("drift", scenario.faults.drift) else reply


def moment(fate: Fate, scenario: Scenario) -> float:
    """The seconds that an answer takes for which nothing needs to be made."""
    return lasts(scenario.latency.reading, 0, fate, "reading")
