"""``chat/completions``: words, or JSON where it is asked for; pictures are looked at."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from infra.simulator.calls.brief import Accepted, Bench, Brief, Text
from infra.simulator.invention import invent, prose
from infra.simulator.prices import Sale
from infra.simulator.replies import Json

_HAN = re.compile("[\u3400-\u9fff]")
_UNTOLD_TOKENS = 1000


def count_tokens(text: str) -> int:
    """About what a tokenizer would say: a token for each Chinese character, and for four other ones."""
    han = len(_HAN.findall(text))
    return max(1, han + (len(text) - han + 3) // 4)


class ImageAddress(BaseModel):
    model_config = ConfigDict(extra="allow")
    url: str


class Piece(BaseModel):
    """A part of a message."""

    model_config = ConfigDict(extra="allow")
    type: Literal["text", "image_url"]
    text: str = ""
    image_url: ImageAddress | None = None


class Message(BaseModel):
    model_config = ConfigDict(extra="allow")
    role: Literal["system", "developer", "user", "assistant", "tool"]
    content: str | list[Piece] = ""

    @property
    def words(self) -> str:
        return self.content if isinstance(self.content, str) else " ".join(piece.text for piece in self.content)

    @property
    def images(self) -> int:
        return 0 if isinstance(self.content, str) else sum(piece.type == "image_url" for piece in self.content)


class JsonSchema(BaseModel):
    model_config = ConfigDict(extra="allow")
    schema_: dict[str, Any] = Field(alias="schema")


class ResponseFormat(BaseModel):
    model_config = ConfigDict(extra="allow")
    type: Literal["text", "json_object", "json_schema"]
    json_schema: JsonSchema | None = None


class Chat(Brief):
    """Fields that are not named here are let through: OpenAI's call has many, and servers know different ones."""

    model_config = ConfigDict(extra="allow")

    model: Text
    messages: Annotated[list[Message], Field(min_length=1)]
    temperature: Annotated[float, Field(ge=0, le=2)] = 1
    max_tokens: Annotated[int, Field(ge=1)] | None = None
    response_format: ResponseFormat | None = None
    stream: Literal[False] = False

    def inputs(self) -> dict[str, str]:
        named = {f"messages[{at}]": message.words for at, message in enumerate(self.messages)}
        return dict(reversed(named.items()))

    def tokens(self) -> int:
        return self._asked() + (self.max_tokens or _UNTOLD_TOKENS)

    def accept(self, bench: Bench) -> Accepted:
        text = self._spoiled(self._text(bench), bench)
        whole = count_tokens(text)
        said = min(whole, self.max_tokens or whole)
        text = text[: max(1, len(text) * said // whole)] if said < whole else text
        total = self._asked() + said
        usage = {"prompt_tokens": self._asked(), "completion_tokens": said, "total_tokens": total}
        images = sum(message.images for message in self.messages)
        sale = Sale(self.model, "image", Decimal(images)) if images else Sale(self.model, "token", Decimal(total))
        answer = self._answer(bench, text, "length" if said < whole else "stop") | {"usage": usage}
        return Accepted(sale, answer, bench.takes(bench.scenario.latency.chat, said / 1000))

    def _answer(self, bench: Bench, text: str, end: str) -> Json:
        choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": end}
        known = {"id": bench.id, "object": "chat.completion", "created": int(bench.now), "model": self.model}
        return known | {"choices": [choice]}

    def _asked(self) -> int:
        return sum(count_tokens(message.words) for message in self.messages)

    def _text(self, bench: Bench) -> str:
        words = " ".join(message.words for message in self.messages)
        chinese = bool(_HAN.search(words))
        if not self._wants_json():
            return prose(bench.fate.luck, chinese)
        schema = self._schema(words)
        invented = invent(schema, bench.fate.luck, chinese, draft_in(words, schema))
        return json.dumps(invented, ensure_ascii=False)

    def _wants_json(self) -> bool:
        return self.response_format is not None and self.response_format.type != "text"

    def _schema(self, words: str) -> dict[str, Any]:
        """The schema of the format, else the first one that the messages hold."""
        if self.response_format and self.response_format.json_schema:
            return self.response_format.json_schema.schema_
        return schema_in(words) or {"type": "object", "properties": {"title": {}, "text": {}}}

    def _spoiled(self, text: str, bench: Bench) -> str:
        """JSON as models give it on a bad day."""
        faults = bench.scenario.faults
        if not self._wants_json():
            return text
        if bench.fate.strikes("fenced", faults.fenced):
            return f"Here is the JSON you asked for:\n\n```json\n{text}\n```\n"
        if bench.fate.strikes("malformed", faults.malformed):
            broken = (text[: len(text) * 2 // 3], text[:-1] + ",}", text.replace('"', "'"), text.replace(":", "", 1))
            return bench.fate.luck.pick("malformed how", broken)
        return text


def schema_in(words: str) -> dict[str, Any] | None:
    """The first JSON object in the text that looks like a schema."""
    return next((found for found in _objects(words) if isinstance(found.get("properties"), dict)), None)


def draft_in(words: str, schema: dict[str, Any]) -> dict[str, Any] | None:
    """The first JSON object in the text that has what the schema asks for: a draft that is to be rewritten."""
    asked = set(schema.get("properties", ()))
    return next((found for found in _objects(words) if asked and asked <= found.keys()), None)


def _objects(words: str) -> Iterator[dict[str, Any]]:
    """Every JSON object in the text that is in no other one."""
    decoder, end = json.JSONDecoder(), 0
    for found in re.finditer(r"\{", words):
        if found.start() < end:
            continue
        try:
            value, end = decoder.raw_decode(words, found.start())
        except json.JSONDecodeError:
            continue
        yield value
