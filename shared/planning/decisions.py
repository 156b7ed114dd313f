"""Reading and continuing a drama's log of decisions."""

from collections import OrderedDict

from pydantic import ValidationError

from shared.artifacts import Artifacts, Lost, keys
from shared.artifacts.decisions import DECISION, Decision
from shared.artifacts.media import written
from shared.planning.state import State, fold

_REMEMBERED = 256


class Decisions:
    """The logs of all dramas. What was read is remembered, and what it came to, since a decision never changes."""

    def __init__(self, store: Artifacts) -> None:
        self._store = store
        self._known: OrderedDict[str, tuple[list[Decision], State]] = OrderedDict()

    async def state(self, drama: str) -> State:
        """The drama's state after all decisions up to now. Raises Lost if one of them cannot be read."""
        await self.log(drama)
        return self._known[drama][1]

    async def log(self, drama: str) -> list[Decision]:
        """All decisions up to now. Raises Lost if one of them cannot be read."""
        known, _ = self._known.get(drama, ([], None))
        log = list(known)  # our own: others read the same drama while we wait for the store
        while data := await self._store.get(key := keys.decision(drama, len(log) + 1)):
            try:
                log.append(DECISION.validate_json(data))
            except ValidationError as error:
                raise Lost(f"the decision {key} cannot be read: it is damaged, or of another version") from error
        self._remember(drama, log)
        return log

    def _remember(self, drama: str, log: list[Decision]) -> None:
        _, state = self._known.get(drama, ([], State(drama)))
        if len(log) >= state.length:
            self._known[drama] = log, fold(drama, log[state.length :], state)
        self._known.move_to_end(drama)
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)

    async def append(self, state: State, decision: Decision) -> State | None:
        """The state after one more decision, or None if somebody else decided first: read again and decide again."""
        key = keys.decision(state.drama, state.length + 1)
        data = written(decision)
        if not await self._store.create(key, data) and await self._store.get(key) != data:
            return None
        return await self.state(state.drama)


async def known_dramas(store: Artifacts) -> list[str]:
    """Every drama that was ever admitted, sorted."""
    return sorted({key.split("/")[2] for key, _ in await store.listing(keys.DRAMAS)})
