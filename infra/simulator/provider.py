"""The provider: what becomes of each call. It has a memory but no clock; whoever asks says what time it is."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from pydantic import ValidationError

from infra.simulator.access import Access
from infra.simulator.books import Books, Charge, plain
from infra.simulator.calls import BRIEFS, Bench, Brief
from infra.simulator.calls.video import look
from infra.simulator.door import Door
from infra.simulator.fates import Fate, Fates
from infra.simulator.jobs import Job
from infra.simulator.luck import Luck
from infra.simulator.memory import Memory, Taken
from infra.simulator.moderation import refused_input
from infra.simulator.prices import PriceList, Sale
from infra.simulator.reader import Reader
from infra.simulator.replies import Reply, refusal
from infra.simulator.scenario import Operation, Scenario
from infra.simulator.shelf import Shelf
from infra.simulator.stats import Stats
from infra.simulator.turns import Call, Turn, dressed, ended, moment
from infra.simulator.webhooks import Message, messages, secret_of

_IDS = {"chat/completions": "chatcmpl", "images/references": "ref", "video/generate": "job"}
_SMALLEST_UNIT = Decimal("0.00000001")


@dataclass
class Provider:
    """The simulated provider. ``epoch`` is the moment of second 0; ``write`` gets each charge before it is answered."""

    scenario: Scenario
    epoch: datetime
    write: Callable[[Charge], None]
    stats: Stats = field(default_factory=Stats)

    def __post_init__(self) -> None:
        scenario = self.scenario
        self.books = Books(self.write)
        self.access = Access(scenario.keys, scenario.seed)
        self.secret = secret_of(scenario.webhooks, scenario.seed)
        self.memory = Memory(scenario.idempotency)
        self._prices = PriceList(scenario.prices)
        self._shelf = Shelf(scenario.downloads.valid_seconds)
        self._fates = Fates(scenario)
        self._door = Door(scenario, self.access, self.memory, self.stats)
        self.reader = Reader(scenario, self._fates, self._door, self.memory, self._shelf, self._prices.models())

    def take(self, operation: Operation, call: Call, now: float) -> Turn:
        """What becomes of a paid operation. It is charged here or never; a repeat of an honoured key is not."""
        brief = _brief(operation, call.body)
        model, tokens = ("", 0) if isinstance(brief, Reply) else (brief.model, brief.tokens())
        fate = self._fates.of(operation, call.key or Luck(call.text).name("body"), model, call.text)
        if outside := self._door.enter(call, fate, now, tokens):
            return Turn(outside, entered=False)
        ending = fate.ending(self.scenario.faults)
        if ending and not ending.charged:
            return ended(ending, fate, self.scenario)
        if isinstance(brief, Reply):
            return self._answered(brief, fate)
        turn = self._fulfilled(operation, brief, call, fate, now)
        return replace(ended(ending, fate, self.scenario), webhooks=turn.webhooks) if ending else turn

    def _fulfilled(self, operation: Operation, brief: Brief, call: Call, fate: Fate, now: float) -> Turn:
        if first := self.memory.first(operation, call.key, now):
            return self._again(first, call, fate)
        if unknown := self._unknown(brief):
            return self._answered(unknown, fate)
        sticks = self.memory.refused(operation, call.key, now)
        if input_ := sticks or refused_input(operation, brief, fate, self.scenario):
            self.memory.refuse(operation, call.key, input_, now)
            message = f"The {input_} was refused by content moderation: use other words."
            return self._answered(refusal(400, "content_policy_violation", message, param=input_), fate)
        return self._accept(operation, brief, call, fate, now)

    def _unknown(self, brief: Brief) -> Reply | None:
        """The refusal of a call that names a picture of which we know nothing."""
        for name, ids in brief.references().items():
            if strange := [id_ for id_ in ids if id_ not in self.memory.pictures]:
                message = f"There is no picture of a character of the id {strange[0]!r}."
                return refusal(400, "reference_not_found", message, param=name)
        return None

    def _again(self, first: Taken, call: Call, fate: Fate) -> Turn:
        if first.body != call.body:
            message = "This Idempotency-Key was used with another body: use a key for one call only."
            return self._answered(refusal(422, "idempotency_key_reused", message), fate)
        self.stats.replayed += 1
        return self._answered(replace(first.reply, headers={"idempotent-replayed": "true"}), fate)

    def _accept(self, operation: Operation, brief: Brief, call: Call, fate: Fate, now: float) -> Turn:
        id_ = f"{_IDS.get(operation, 'gen')}-{fate.luck.name('id', 20)}"
        accepted = brief.accept(Bench(id_, call.key, fate, self.scenario, self._shelf, call.base, now))
        if self._prices.price(accepted.sale):
            self._charge(operation, accepted.sale, id_, call.key, now)
        reply, job = Reply(200, accepted.answer), accepted.job
        self.memory.keep(Taken(operation, call.key, call.body, now, reply, job))
        follow = self._webhooks(job, fate) if job and job.callback else ()
        return Turn(dressed(reply, fate, self.scenario), accepted.seconds, webhooks=follow)

    def _charge(self, operation: str, sale: Sale, id_: str, key: str | None, now: float) -> None:
        time = (self.epoch + timedelta(seconds=now)).astimezone(UTC).isoformat(timespec="milliseconds")
        units, price = plain(sale.units.quantize(_SMALLEST_UNIT)), plain(self._prices.price(sale))
        self.books.charge(Charge(time, key, sale.model, operation, units, sale.unit, price, id_))

    def _webhooks(self, job: Job, fate: Fate) -> tuple[Message, ...]:
        if job.plan.outcome == "stuck" or job.callback is None:
            return ()
        body = dressed(Reply(200, look(job, self._shelf, job.plan.ends)), fate, self.scenario).body
        return tuple(messages(job, body, fate, self.scenario.webhooks)) if isinstance(body, dict) else ()

    def _answered(self, reply: Reply, fate: Fate) -> Turn:
        return Turn(dressed(reply, fate, self.scenario), moment(fate, self.scenario))


def _brief(operation: Operation, body: bytes) -> Brief | Reply:
    """What is asked for, or why it cannot be understood."""
    try:
        return BRIEFS[operation].model_validate_json(body)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)[0]
        param = ".".join(map(str, found["loc"]))
        return refusal(400, "invalid_request_error", f"{param or 'body'}: {found['msg']}", param=param)
