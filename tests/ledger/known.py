"""What the records say of one want, read without the ledger's own rules: what a play holds the ledger against."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.ledger import Ruling
from shared.ledger.records import Intent, Refusal
from tests.ledger.world import World


@dataclass(frozen=True)
class Known:
    """``again``: attempts that a person let be tried again; ``repeated``: how many began in spite of an earlier one;
    ``paid``: those with a receipt and no failure, but for those that a person gave up all the same; ``judged``: keys of
    which a submission was refused for what it asks.
    """

    again: frozenset[int]
    repeated: int
    paid: frozenset[int]
    judged: frozenset[str]


def known(world: World, want: str) -> Known:
    records = {key: data for key, data, _ in world.records if want in key}
    intents = {number: Intent.model_validate_json(data) for number, data in _numbered(records, "intent").items()}
    rulings = [Ruling.model_validate_json(data) for key, data in records.items() if key.startswith("gateway/rulings/")]
    refusals = _numbered(records, "refusal").items()
    again = frozenset(ruling.attempt for ruling in rulings if ruling.verdict == "again")
    given_up = {ruling.attempt for ruling in rulings if ruling.despite_receipt}
    return Known(
        again=again,
        repeated=sum(bool(intent.despite) for intent in intents.values()),
        paid=frozenset(_numbered(records, "receipt").keys() - _numbered(records, "failure").keys() - given_up),
        judged=frozenset(
            intents[number].key for number, data in refusals if Refusal.model_validate_json(data).is_judgement
        ),
    )


def _numbered(records: Mapping[str, bytes], kind: str) -> dict[int, bytes]:
    return {int(key[-9:-5]): data for key, data in records.items() if f"/{kind}-" in key}
