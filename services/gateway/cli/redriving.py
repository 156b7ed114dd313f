"""Having what was given up tried again."""

from collections.abc import Iterable, Sequence

from services.gateway.cli.exits import Exit, Failed
from services.gateway.cli.publishing import Record, asked, record_of, send
from services.gateway.letters import Letter
from services.gateway.requests import Commission
from services.gateway.words import letters as say
from shared.artifacts import Artifacts, keys
from shared.planning import Decisions
from shared.runtime.broker import BrokerSettings, reach


def choose(letters: Sequence[Letter], ids: Iterable[str]) -> list[Letter]:
    """The letters of these ids, each told by its beginning. Raises Failed for one that is not there, or not clear."""
    return [_one(letters, id_) for id_ in dict.fromkeys(ids)]


def _one(letters: Sequence[Letter], id_: str) -> Letter:
    found = [letter for letter in letters if id_ and letter.name.startswith(id_)]
    if not found:
        raise Failed(Exit.REFUSED, say.UNKNOWN(id=id_))
    if len(found) > 1:
        raise Failed(Exit.REFUSED, say.AMBIGUOUS(id=id_, ids=", ".join(letter.name for letter in found)))
    return found[0]


async def redrive(store: Artifacts, letters: Sequence[Letter], broker: BrokerSettings) -> None:
    """Publish each letter's record again, and let its drama go on. Raises what ``reach`` and ``send`` do.

    A letter is laid aside before its record is published, so that it is in its place again if that is given up again.
    What is aside is listed and redriven as before: nothing is lost when the record could not be published.
    """
    for letter in letters:
        if letter.letter is None or (kept := await store.get(letter.key)) is None:
            continue  # somebody else was quicker
        records = await _records(store, letter)
        await reach(broker, {record.topic for record in records}, patience=0)  # before anything is moved
        aside = keys.redriving(letter.place)
        await store.create(aside, kept)
        await store.delete(letter.place)
        await send(records, broker)
        await store.delete(aside)


async def discard(store: Artifacts, letters: Iterable[Letter]) -> None:
    """Throw the letters away. A repeat changes nothing."""
    for letter in letters:
        await store.delete(letter.place)
        await store.delete(keys.redriving(letter.place))


async def _records(store: Artifacts, letter: Letter) -> list[Record]:
    """The letter's own record, and its drama's request: the same request again lets a blocked drama go on."""
    event = letter.event
    records = [record_of(event)._replace(value=letter.value)] if event else []
    state = await Decisions(store).state(letter.drama) if letter.drama else None
    if state and state.request and state.is_open:
        records.append(record_of(asked(Commission(state.drama, state.request))))
    return records
