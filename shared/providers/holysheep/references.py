"""``POST images/references``: the provider remembers how a character looks. Costs nothing."""

import base64

from pydantic import BaseModel

from shared.providers.remote.wire import Wire


class Request(BaseModel):
    image: str
    name: str
    description: str


class Answer(BaseModel):
    reference_id: str


async def remember(wire: Wire, image: bytes, name: str, description: str) -> str:
    """The id under which a PNG, JPEG or WebP picture of the character can be named. A repeat makes another id."""
    request = Request(image=base64.b64encode(image).decode(), name=name, description=description[:200])
    return (await wire.call("POST", "images/references", Answer, body=request)).reference_id
