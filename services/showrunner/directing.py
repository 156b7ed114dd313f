"""What a person's command leads to. Pure: each is applied once, and what comes to nothing says why."""

from datetime import datetime

from shared.artifacts.commands import Approve, Cancel, Command, SetBudget
from shared.artifacts.decisions import Approved, Budgeted, Cancelled, Declined
from shared.ledger import Prices
from shared.planning import State


def direct(
    state: State, command: Command | None, at: datetime, prices: Prices
) -> Budgeted | Approved | Cancelled | Declined:
    """The decision about the next command; None is one that cannot be read."""
    fact = {"at": at, "revision": state.revision, "command": state.directed + 1}
    if why := _why_not(state, command):
        return Declined(**fact, reason=why)
    match command:
        case SetBudget(usd=usd):
            return Budgeted(**fact, amount=prices.of_usd(usd), currency=prices.currency)
        case Approve(gate=gate):
            return Approved(**fact, gate=gate)
        case _:
            return Cancelled(**fact)


def _why_not(state: State, command: Command | None) -> str:
    match command:
        case None:
            return "the command cannot be read: it is damaged, or of a later version"
        case SetBudget():
            return ""
    if command.revision != state.revision:
        return f"it was meant for revision {command.revision}, and revision {state.revision} is under way"
    match command:
        case Approve(gate=gate) if state.gated is None or state.gated.gate != gate:
            return f"the drama does not wait for an approval of its {gate}"
        case Cancel() if not state.is_open:
            return "nothing of the drama is under way"
    return ""
