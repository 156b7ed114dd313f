"""``GET models``: which models answer; the check of address and key. Costs nothing."""

from pydantic import BaseModel

from shared.providers.remote.wire import Wire


class _Model(BaseModel):
    id: str


class _Models(BaseModel):
    data: list[_Model]


async def models(wire: Wire) -> tuple[str, ...]:
    """The names of the models, in alphabetical order; HolySheep is asked in the same way."""
    found = await wire.call("GET", "models", _Models)
    return tuple(sorted(each.id for each in found.data))
