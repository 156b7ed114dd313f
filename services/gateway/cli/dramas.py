"""The dramas of a studio by their names."""

import difflib

from services.gateway.cli.exits import Exit, Failed
from services.gateway.requests import BadRequest, check_drama
from services.gateway.words import desk as say
from shared.artifacts import Artifacts
from shared.events import Request
from shared.planning import Decisions, State, known_dramas

_NEAREST = 3


async def known_state(store: Artifacts, drama: str) -> tuple[State, Request]:
    """The drama's state and its current request. Raises Failed, with the nearest names, if there is no such drama."""
    try:
        state = await Decisions(store).state(check_drama(drama))
    except BadRequest:
        state = State(drama)
    if state.request is None:
        raise no_such_drama(drama, await known_dramas(store))
    return state, state.request


def no_such_drama(drama: str, known: list[str]) -> Failed:
    """Says so, with the names that are most like it."""
    near = difflib.get_close_matches(drama, known, _NEAREST, cutoff=0.5)
    nearest = say.NEAREST(names=", ".join(near)) if near else ""
    return Failed(Exit.NO_DRAMA, say.NO_DRAMA(drama=drama) + nearest)
