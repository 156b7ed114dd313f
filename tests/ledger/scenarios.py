"""Which scenarios are played: those of the tests, and the larger ones of `python -m tests.ledger`."""

from collections.abc import Mapping
from decimal import Decimal

from shared.ledger import Terms
from tests.ledger.actors import CHEAP, DEAR, PRICE
from tests.ledger.schedules import DEADLINE, Scenario
from tests.ledger.world import Budget

_LONG = 1e9


def _terms(acceptance: str, refusals_stick: bool = False) -> Terms:
    found = {"acceptance": acceptance, "answer_within": DEADLINE, "done_within": DEADLINE, "remembers": _LONG}
    return Terms.model_validate(found | {"refusals_stick": refusals_stick})


KINDS = {
    "idempotent": _terms("idempotent"),
    "idempotent, refusals stick": _terms("idempotent", refusals_stick=True),
    "lookup": _terms("lookup"),
    "neither": _terms("neither"),
}

_TESTED = {
    "two crashes": (Budget(crashes=2), 3, DEAR),
    "a crash, a lost answer": (Budget(crashes=1, lost=1), 2, DEAR),
    "a crash, a leap of time, a webhook": (Budget(crashes=1, jumps=1, webhooks=1), 2, DEAR),
    "a crash, a refusal, then another model": (Budget(crashes=1, refusals=1), 1, DEAR),
    "a crash, throttled": (Budget(crashes=1, throttles=1), 2, DEAR),
    "a crash, a failed job, then another model": (Budget(crashes=1, failures=1), 1, DEAR),
    "cheap, a crash, a leap of time": (Budget(crashes=1, jumps=1), 2, CHEAP),
}

_LARGER = {
    "a crash, a refusal, looked at twice": (Budget(crashes=1, refusals=1), 2, DEAR),
    "a crash, a failed job, looked at twice": (Budget(crashes=1, failures=1), 2, DEAR),
    "all of it": (Budget(crashes=2, lost=1, refusals=1, jumps=1, webhooks=1), 2, DEAR),
    "two crashes, a lost answer": (Budget(crashes=2, lost=1), 3, DEAR),
    "two crashes, a leap of time": (Budget(crashes=2, jumps=1), 3, DEAR),
    "two crashes, a refusal, a leap of time": (Budget(crashes=2, refusals=1, jumps=1), 2, DEAR),
    "a crash, two leaps of time, a webhook": (Budget(crashes=1, jumps=2, webhooks=1), 2, DEAR),
    "throttled, a failed job, slow": (Budget(throttles=1, failures=1, waits=1), 2, DEAR),
    "cheap, a crash, a lost answer, a leap of time": (Budget(crashes=1, lost=1, jumps=1), 2, CHEAP),
}


def _scenarios(faults: Mapping[str, tuple[Budget, int, Decimal]]) -> dict[str, Scenario]:
    return {
        f"{kind}: {name}": Scenario(terms, terms, budget, looks, repeat_below)
        for kind, terms in KINDS.items()
        for name, (budget, looks, repeat_below) in faults.items()
        if budget.refusals or not terms.refusals_stick
    }


_ROOM_FOR_ONE = {
    f"{kind}: two wants, room for one, a crash": Scenario(
        terms, terms, Budget(crashes=1), looks=2, two_wants=True, cap=PRICE * Decimal("1.5")
    )
    for kind, terms in KINDS.items()
}

TESTED = _scenarios(_TESTED) | _ROOM_FOR_ONE
LARGER = _scenarios(_LARGER)

NAIVE = {kind: Scenario(terms, terms, Budget(crashes=2), looks=3, is_naive=True) for kind, terms in KINDS.items()}
"""The control: look, submit, write down."""

WRONGLY_TOLD = {
    "a provider that honours no key": Scenario(KINDS["idempotent"], KINDS["neither"], Budget(crashes=1)),
    "a provider that thinks again about what it refused": Scenario(
        KINDS["idempotent, refusals stick"], KINDS["idempotent"], Budget(crashes=1, refusals=1), looks=1
    ),
}
"""The ledger believes what it is told of a provider: told wrong, it pays twice. So the play can see that."""
