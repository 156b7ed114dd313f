"""What a person decides about a drama: a record first, then an event that may be lost.

``gateway/commands/<drama>/000N.json``, create-only. The showrunner applies each once, in their order.
"""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from shared.artifacts.records import Record
from shared.events.request import Dollars, Gate


class _Command(Record):
    """``revision`` is the one that the person saw; ``nonce`` tells equal commands of two writers apart."""

    at: datetime
    by: str = ""
    revision: int = Field(ge=1)
    nonce: str = ""


class SetBudget(_Command):
    """So much may be spent on the drama, all its revisions together, in dollars."""

    kind: Literal["budget"] = "budget"
    usd: Dollars


class Approve(_Command):
    """Make what lies behind the gate."""

    kind: Literal["approve"] = "approve"
    gate: Gate


class Cancel(_Command):
    """Make nothing more of it."""

    kind: Literal["cancel"] = "cancel"


Command = Annotated[SetBudget | Approve | Cancel, Field(discriminator="kind")]
COMMAND: TypeAdapter[Command] = TypeAdapter(Command)
