"""Having what was given up tried again."""

from collections.abc import Iterable, Sequence

from services.gateway.cli.exits import Exit, Failed
from services.gateway.cli.publishing import Record, record_of, send
from services.gateway.letters import Letter
from services.gateway.words import letters as say
from shared.artifacts import Artifacts
from shared.events import DramaRequested
from shared.planning import Decisions


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


async def redrive(store: Artifacts, letters: Sequence[Letter], broker: str) -> None:
    """Publish each letter's record again, and let its drama go on. Raises Failed when the broker is away.

    A letter is deleted before its record is published, so that it is there again if the record is given up again; it
    comes back when it could not be published.
    """
    for letter in letters:
        if letter.letter is None or (kept := await store.get(letter.key)) is None:
            continue  # somebody else was quicker
        await store.delete(letter.key)
        try:
            await send(await _records(store, letter), broker)
        except BaseException:
            await store.create(letter.key, kept)
            raise


async def discard(store: Artifacts, letters: Iterable[Letter]) -> None:
    """Throw the letters away. A repeat changes nothing."""
    for letter in letters:
        await store.delete(letter.key)


async def _records(store: Artifacts, letter: Letter) -> list[Record]:
    """The letter's own record, and its drama's request: the same request again lets a blocked drama go on."""
    event = letter.event
    records = [record_of(event)._replace(value=letter.value)] if event else []
    state = await Decisions(store).state(letter.drama) if letter.drama else None
    if state and state.request and state.is_open:
        records.append(record_of(DramaRequested(drama=state.drama, request=state.request)))
    return records
