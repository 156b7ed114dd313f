"""The decisions of a drama: a numbered, create-only log that any showrunner can continue.

``showrunner/dramas/<drama>/decisions/000N.json``. Who loses the race for a number reads again and decides again.
"""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from shared.artifacts.records import Record
from shared.events import Digest, Key
from shared.events.request import Request


class _Decision(Record):
    at: datetime
    revision: int = Field(ge=1)


class Admitted(_Decision):
    """A request that differs from the last one is the drama's next revision."""

    kind: Literal["admitted"] = "admitted"
    request: Request


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
    """One episode's cut is being made."""

    kind: Literal["released"] = "released"
    number: int
    cut: Digest


class Mastered(_Decision):
    """One episode's cut is finished."""

    kind: Literal["mastered"] = "mastered"
    number: int
    cut: Digest
    master: Key


class Blocked(_Decision):
    """A stage could not fulfil an order; nothing is commissioned again until somebody resumes."""

    kind: Literal["blocked"] = "blocked"
    stage: str
    order: str
    reason: str


class Resumed(_Decision):
    """Somebody wants the blocked revision tried again."""

    kind: Literal["resumed"] = "resumed"


class Completed(_Decision):
    """Every episode is mastered, and the manifest is written."""

    kind: Literal["completed"] = "completed"
    manifest: Key


Decision = Annotated[
    Admitted | Planned | CastChosen | Scripted | Released | Mastered | Blocked | Resumed | Completed,
    Field(discriminator="kind"),
]
DECISION: TypeAdapter[Decision] = TypeAdapter(Decision)
