"""``POST images/references``: the provider remembers how a character looks. Costs nothing."""

import base64

from pydantic import BaseModel

from shared.providers.holysheep.prompt import person
from shared.providers.ports import Actor
from shared.providers.remote.wire import Wire

_LONGEST = 200
"""Characters of a description."""


class Request(BaseModel):
    image: str
    name: str
    description: str


class Answer(BaseModel):
    reference_id: str


async def remember(wire: Wire, image: bytes, actor: Actor) -> str:
    """The id under which a PNG, JPEG or WebP picture of somebody can be named. A repeat makes another id."""
    picture = base64.b64encode(image).decode()
    request = Request(image=picture, name=actor.name, description=person(actor)[:_LONGEST])
    return (await wire.call("POST", "images/references", Answer, body=request)).reference_id
