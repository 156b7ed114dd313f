"""What happened to a drama, in order: decisions, finished shots, dead letters, and what the services said of it."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from services.gateway.letters import read_letters
from services.gateway.words import history as say
from shared.artifacts import Artifacts, keys
from shared.artifacts.decisions import Decision
from shared.planning import Decisions, State, fold

_LINE = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}) (\S+) +\| (.*)")
_WORD = r"(?<![a-z0-9-]){}(?![a-z0-9-])"


class Happening(NamedTuple):
    """Something that happened, at an aware time, as ``source`` tells it; ``kind`` is for scripts."""

    at: datetime
    source: str
    kind: str
    text: str

    def as_dict(self) -> dict[str, Any]:
        return self._asdict() | {"at": self.at.isoformat()}


async def read_history(
    store: Artifacts, drama: str, services: tuple[str, ...], logs: Iterable[Path], now: datetime
) -> list[Happening]:
    """Everything that is known of the drama, the oldest first. Raises Lost if a decision cannot be read."""
    decided = await Decisions(store).log(drama)
    found = [_decision(decision) for decision in decided]
    found += await _joins(store, fold(drama, decided), now)
    for letter in await read_letters(store, services):
        if letter.letter and letter.drama == drama:
            text = say.GIVEN_UP(work=letter.work, reason=letter.reason)
            found.append(Happening(letter.letter.at, letter.service, "given-up", text))
    for log in logs:
        found += said(log, drama)
    return sorted(found, key=lambda happening: happening.at)


def said(log: Path, drama: str) -> Iterator[Happening]:
    """The lines of a studio's log that name the drama; those of another one that is named alike are not its own."""
    named = re.compile(_WORD.format(re.escape(drama)))
    if not log.is_file():
        return
    with log.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if (found := _LINE.fullmatch(line.rstrip("\n"))) and named.search(found[3]):
                yield Happening(datetime.fromisoformat(found[1]).astimezone(), found[2], "log", found[3])


def _decision(decision: Decision) -> Happening:
    facts = decision.model_dump(exclude={"at", "request"})
    text = say.DECISIONS[decision.kind](**facts)
    return Happening(decision.at, "showrunner", decision.kind, text)


async def _joins(store: Artifacts, state: State, now: datetime) -> list[Happening]:
    """When each shot of the current cuts was finished, by the store's clock."""
    found = []
    for episode in state.episodes.values():
        for key, age in await store.listing(keys.joins(episode.cut)) if episode.cut else ():
            shot = key.rpartition("/")[2].removesuffix(".json").rpartition(".")[2]
            is_score = key == keys.score_join(episode.cut or "")
            text = say.SCORED(number=episode.number) if is_score else say.JOINED(shot=shot)
            at = (now - timedelta(seconds=age)).astimezone(UTC)
            found.append(Happening(at, "audio", "scored" if is_score else "joined", text))
    return found
