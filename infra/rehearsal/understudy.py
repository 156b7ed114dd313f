"""Finding results as on the day, and standing in for what is not there."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import NoReturn, TypeVar

from shared.artifacts import Artifacts
from shared.artifacts.media import read, written
from shared.artifacts.previews import Still
from shared.artifacts.records import (
    Cast,
    Conformed,
    Draft,
    Made,
    Master,
    Media,
    Member,
    Quality,
    Record,
    Score,
    SpokenLine,
    Sting,
    Story,
    Take,
    Verdict,
    WrittenScene,
)
from shared.events import digest
from shared.ledger import Balance, Ledger, Market, Purse
from shared.providers import Portrait, PortraitBrief
from shared.runtime import Once

R = TypeVar("R", bound=Record)

OPERATIONS: dict[type[Record], str] = {
    Story: "story",
    Member: "portray",
    Draft: "episode",
    WrittenScene: "write",
    SpokenLine: "speak",
    Score: "compose",
    Still: "sketch",
    Take: "film",
    Verdict: "check",
    Conformed: "conform",
    Master: "master",
}
"""What is called to make a record, in the order of the stages."""

_WRITTEN = (Story, Draft, Cast, Member)
"""Made even in a rehearsal: the offline writer takes a moment, and all that follows depends on its words."""

_NOBODY = Made(provider="rehearsal", model="stand-in", operation="", seconds=0, cost_usd=Decimal(0))


@dataclass(frozen=True)
class Call:
    """A call of a model: ``about`` is the line, the shot, the episode or the person; ``there`` if its result is."""

    operation: str
    about: str
    key: str
    there: bool


class Understudy(Once):
    """``Once`` for a rehearsal. ``subject`` is what the order under way is about."""

    def __init__(self, store: Artifacts) -> None:
        self._store = store
        self._there: dict[str, bool] = {}
        self.calls: dict[tuple[str, str], Call] = {}
        self.subject = ""

    async def __call__(self, key: str, kind: type[R], make: Callable[[], Awaitable[R]]) -> R:
        """The record at ``key``, or a stand-in that no result of the day is ever equal to. Raises Lost, StoreError."""
        there = await self._store.age(key) is not None
        if there:
            record = await read(self._store, key, kind)
        else:
            record = await make() if kind in _WRITTEN else stand_in(kind, key)
            await self._store.create(key, written(record))
        there = self._there.setdefault(key, there)  # what stands in now was not there at the first look
        if kind in OPERATIONS and not self._is_gathered(kind):
            about = record.character.name if isinstance(record, Member) else self.subject
            self.calls[key, about] = Call(OPERATIONS[kind], about, key, there)
        if there and isinstance(record, Cast):  # nobody looks for the members of a cast that is there
            for name in (member.character.name for member in record.members):
                self.calls[key, name] = Call(OPERATIONS[Member], name, f"{key}#{name}", there)
        return record

    def _is_gathered(self, kind: type[Record]) -> bool:
        """Whether a master looks for the films of its shots, which are called for when the shots join."""
        return kind is Conformed and "-" not in self.subject


class Till(Ledger):
    """The ledger of a rehearsal: nothing is bought."""

    def __init__(self, understudy: Understudy) -> None:
        self._understudy = understudy

    async def __call__(self, key: str, kind: type[R], market: Market[R], purse: Purse) -> R:
        """The record at ``key``, or a stand-in, as the understudy has it."""
        return await self._understudy(key, kind, _nobody_buys)

    async def balance(self, account: str) -> Balance:
        """Nothing: an order of a rehearsal is a new one."""
        return Balance()


async def _nobody_buys() -> NoReturn:
    raise AssertionError("what is bought is never written in a rehearsal")


def stand_in(kind: type[R], key: str) -> R:
    """A record of that kind in the place of the one that is missing."""
    fingerprint = key.rpartition("/")[2].removesuffix(".json")
    media = Media(blob=f"rehearsal/blobs/{fingerprint}", sha256=fingerprint, size=0, media_type="text/plain")
    seconds = 2 + int(fingerprint[:12], 16) / 16**12  # each of a length of its own, so that no two are mistaken
    facts: dict[type[Record], dict[str, object]] = {
        SpokenLine: {"audio": media, "voice": "", "seconds": seconds, "phonemes": (), "mouth": ()},
        Score: {
            "audio": media,
            "seconds": seconds,
            "volume": 0,
            "stretches": (),
            "sting": Sting(start=0, blow=0, seconds=0),
        },
        WrittenScene: {"shots": ()},  # until it is there, the offline writer's words are the best guess
        Still: {"picture": media},
        Take: {
            **{"shot": "rehearsal.e01-s01", "number": 1, "film": media, "thumbnail": media},
            **{"width": 1, "height": 1, "fps": 24, "seconds": seconds},
        },
        Verdict: {"take": fingerprint, "reasons": (), "measures": {}},
        Conformed: {"film": media, "frames": 1},
        Master: {
            **{"episode": "rehearsal.e01", "number": 1, "title": "", "film": media, "subtitles": media, "cover": media},
            **{"seconds": seconds, "shots": (), "lines": (), "conformed": ()},
            "quality": Quality(width=1, height=1, fps=24, video_seconds=1, audio_seconds=1, loudness=-16, true_peak=-1),
        },
    }
    return kind.model_validate({"fingerprint": fingerprint, "made": _NOBODY} | facts[kind])


class Sketch:
    """Draws no portrait: what a person looks like is not known before, and no other person looks like that."""

    provider = "rehearsal"
    model = "stand-in"

    async def portray(self, brief: PortraitBrief, into: Path) -> Portrait:
        name = digest(brief)
        into.write_text(name)
        return Portrait(palette=(name, name, name))
