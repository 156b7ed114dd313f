"""The decisions of a drama: a numbered, create-only log that any showrunner can continue.

``showrunner/dramas/<drama>/decisions/000N.json``. Who loses the race for a number reads again and decides again.
"""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from shared.artifacts.records import Record
from shared.events import Digest, Key
from shared.events.drama import Cap
from shared.events.request import Gate, Request

Caps = dict[str, dict[str, Cap]]
"""What may be spent, by what it is about (a shot, an episode, the drama) and by stage, in the deployment's currency."""


class _Decision(Record):
    at: datetime
    revision: int = Field(ge=1)


class Admitted(_Decision):
    """A request that differs from the last one is the drama's next revision.

    ``budget`` is what may be spent on the drama from now on, all its revisions together; None leaves it as it is.
    ``writing`` are the caps of its story, its cast and its scripts. ``nonce`` is that of the event that asked for it.
    """

    kind: Literal["admitted"] = "admitted"
    request: Request
    nonce: str = ""
    budget: Decimal | None = Field(default=None, ge=0)
    currency: str = ""
    writing: Caps = Field(default_factory=dict)


class Planned(_Decision):
    """The revision's story is known."""

    kind: Literal["planned"] = "planned"
    story: Key


class CastChosen(_Decision):
    """The revision's cast is known."""

    kind: Literal["cast"] = "cast"
    cast: Key


class Scripted(_Decision):
    """One episode's plan is known."""

    kind: Literal["scripted"] = "scripted"
    number: int
    plan: Key
    draft: Key


class Released(_Decision):
    """One episode's cut is being made, and ``caps`` is all that may be spent on it.

    ``estimate`` is what it was expected to cost: more than its caps where the budget has no room for all of it.
    """

    kind: Literal["released"] = "released"
    number: int
    cut: Digest
    caps: Caps = Field(default_factory=dict)
    estimate: Decimal = Field(default=Decimal(0), ge=0)


class Mastered(_Decision):
    """One episode's cut is finished."""

    kind: Literal["mastered"] = "mastered"
    number: int
    cut: Digest
    master: Key


class Need(Record):
    """An order lacks money: its part of the allotment would have to be ``cap``."""

    allotment: str
    about: str
    stage: str
    cap: Cap


class Blocked(_Decision):
    """A stage could not fulfil an order; nothing is commissioned again until somebody resumes.

    Where only money is lacking, ``needs`` says for what, and a budget that has room for it resumes.
    """

    kind: Literal["blocked"] = "blocked"
    stage: str
    order: str
    reason: str
    needs: tuple[Need, ...] = ()


class Granted(_Decision):
    """Orders that lacked money get it, and the block for want of it, if there was one, is lifted."""

    kind: Literal["granted"] = "granted"
    needs: tuple[Need, ...]


class Settled(_Decision):
    """What an allotment was for is done: ``spent`` takes the place of its caps, the rest is free again."""

    kind: Literal["settled"] = "settled"
    allotment: str
    spent: Caps


class Gated(_Decision):
    """Every episode is mastered up to a gate; a person looks at it (``manifest``) and decides."""

    kind: Literal["gated"] = "gated"
    gate: Gate
    manifest: Key


class _Directed(_Decision):
    """What followed from a person's command, ``gateway/commands/<drama>/000N.json``: each is applied once."""

    command: int = Field(ge=1)


class Budgeted(_Directed):
    """The drama's budget is another one, in the deployment's ``currency``; what was given stays given."""

    kind: Literal["budgeted"] = "budgeted"
    amount: Decimal = Field(ge=0)
    currency: str


class Approved(_Directed):
    """What lies behind the gate may be made."""

    kind: Literal["approved"] = "approved"
    gate: Gate


class Cancelled(_Directed):
    """Nobody wants the revision any more; what is under way is stopped. The same request again begins anew."""

    kind: Literal["cancelled"] = "cancelled"


class Declined(_Directed):
    """The command came to nothing, and why."""

    kind: Literal["declined"] = "declined"
    reason: str


class Resumed(_Decision):
    """Somebody wants the blocked or cancelled revision tried again. ``nonce`` is that of the event that said so."""

    kind: Literal["resumed"] = "resumed"
    nonce: str = ""


class Completed(_Decision):
    """Every episode is mastered, and the manifest is written."""

    kind: Literal["completed"] = "completed"
    manifest: Key


Decision = Annotated[
    Admitted
    | Planned
    | CastChosen
    | Scripted
    | Released
    | Mastered
    | Blocked
    | Granted
    | Settled
    | Gated
    | Budgeted
    | Approved
    | Cancelled
    | Declined
    | Resumed
    | Completed,
    Field(discriminator="kind"),
]
DECISION: TypeAdapter[Decision] = TypeAdapter(Decision)
