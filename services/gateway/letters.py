"""Dead letters: what a service gave up, and whether trying again can help."""

import base64
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import ValidationError

from services.gateway.words import letters as say
from shared.artifacts import Artifacts, keys
from shared.events import Event
from shared.events.envelope import Headers, Unreadable, read
from shared.runtime.outbox import DeadLetter

_SHORT = 8


@dataclass(frozen=True)
class Letter:
    """A dead letter where it lies; ``letter`` is None when its own record cannot be read."""

    key: str
    letter: DeadLetter | None

    @property
    def id(self) -> str:
        """The beginning of its name, as a person types it."""
        return self.name[:_SHORT]

    @property
    def name(self) -> str:
        return self.key.rpartition("/")[2].removesuffix(".json")

    @property
    def place(self) -> str:
        """Where its service laid it; while it is being tried again it lies elsewhere."""
        return self.key.removeprefix(f"{keys.REDRIVING}/")

    @property
    def service(self) -> str:
        return self.place.split("/")[0]

    @property
    def value(self) -> bytes:
        """The record's own bytes."""
        if self.letter is None:
            return b""
        text = self.letter.value
        return base64.b64decode(text) if self.letter.encoding == "base64" else text.encode()

    @property
    def headers(self) -> Headers:
        return [(name, found.encode()) for name, found in self.letter.headers.items()] if self.letter else []

    @property
    def is_order(self) -> bool:
        """Whether it is an order that a service gave to itself: it travels on no topic."""
        return self.letter is not None and self.letter.topic not in Event.registry

    @property
    def event(self) -> Event | None:
        """The event, or None where the record is none, or one that a service gave to itself."""
        return self._read[0]

    @property
    def why_not(self) -> str:
        """Why trying again cannot help, or nothing if it can."""
        if self.letter is None:
            return say.DAMAGED()
        return "" if self.is_order else self._read[1]

    @cached_property
    def _read(self) -> tuple[Event | None, str]:
        if self.letter is None or self.is_order:
            return None, ""
        try:
            return read(self.letter.topic, self.value, self.headers), ""
        except Unreadable as error:
            return None, str(error)

    @property
    def drama(self) -> str:
        """The drama that it is about, or nothing if that cannot be told."""
        if self.event:
            return self.event.drama
        return self.letter.key if self.letter and self.is_order else ""

    @property
    def about(self) -> str:
        return self.event.subject if self.event else self.drama

    @property
    def reason(self) -> str:
        return self.letter.reason if self.letter else say.DAMAGED()

    @property
    def work(self) -> str:
        """What was given up, in plain words."""
        if self.letter is None or not self.about:
            return say.RECORD(topic=self.letter.topic if self.letter else self.key)
        phrase = say.WORK.get((self.service, self.letter.event))
        return (phrase or say.DECIDING)(about=self.about)

    def as_dict(self) -> dict[str, Any]:
        letter = self.letter
        return {
            "id": self.id,
            "service": self.service,
            "event": letter.event if letter else "",
            "drama": self.drama,
            "about": self.about,
            "reason": self.reason,
            "at": letter.at.isoformat() if letter else None,
            "can_be_redriven": not self.why_not,
        }


async def read_letters(store: Artifacts, services: tuple[str, ...]) -> list[Letter]:
    """Every dead letter of these services, the oldest first; one that is damaged hides no other.

    One whose redrive broke off is among them.
    """
    found: dict[str, Letter] = {}
    for folder in (*map(keys.dead, services), *(keys.redriving(keys.dead(service)) for service in services)):
        for key, _ in await store.listing(folder):
            if data := await store.get(key):
                letter = Letter(key, _parsed(data))
                found.setdefault(letter.place, letter)
    return sorted(found.values(), key=lambda letter: letter.letter.at.timestamp() if letter.letter else 0.0)


def _parsed(data: bytes) -> DeadLetter | None:
    try:
        return DeadLetter.model_validate_json(data)
    except ValidationError:
        return None
