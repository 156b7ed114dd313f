"""What is asked of a chat model, and what it says. Pure."""

import base64
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

LONGEST_TEXT = 100_000
"""Characters of one message, and of an answer; what is longer is no answer to anything that we ask."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Picture(_Part):
    """A picture to be looked at."""

    media_type: Literal["image/png", "image/jpeg", "image/webp"]
    data: bytes = Field(min_length=1, max_length=10 << 20)

    @property
    def uri(self) -> str:
        """The picture itself as an address."""
        return f"data:{self.media_type};base64,{base64.b64encode(self.data).decode()}"


class Message(_Part):
    """One turn of the conversation; pictures only in the user's."""

    role: Literal["system", "user", "assistant"]
    text: Annotated[str, Field(max_length=LONGEST_TEXT)]
    pictures: tuple[Picture, ...] = ()


class ChatBrief(_Part):
    """A question to a chat model. With a JSON ``answer`` schema it is to answer in JSON of that form.

    ``max_tokens`` bounds the answer, and so what it can cost.
    """

    messages: tuple[Message, ...] = Field(min_length=1)
    max_tokens: int = Field(ge=1, le=200_000)
    temperature: float = Field(default=0.7, ge=0, le=2)
    answer: dict[str, Any] | None = None


class Completion(_Part):
    """What the model said; ``ending`` is why it stopped, in the provider's words ("length" where it was cut off)."""

    text: str
    ending: str = "stop"


def again(brief: ChatBrief, error: str) -> ChatBrief:
    """The same question, with what was wrong with its last answer."""
    said = f"Your last answer could not be used ({error[:1000]}). Answer once more, with the JSON alone."
    return brief.model_copy(update={"messages": (*brief.messages, Message(role="user", text=said))})
