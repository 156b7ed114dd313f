"""Changing the words of one line of a drama that was made."""

import difflib
from collections.abc import Sequence

from pydantic import ValidationError

from services.gateway.cli.exits import Exit, Failed
from services.gateway.problems import problems
from services.gateway.requests import BadRequest, Commission
from services.gateway.source import Source
from services.gateway.terminal import row
from services.gateway.words import plan as say
from shared.artifacts import Artifacts, keys
from shared.artifacts.media import read
from shared.artifacts.records import Cut, Line, Plan
from shared.events import Request, episode_id
from shared.planning import State

_NEAREST = 3


async def lines_of(store: Artifacts, state: State) -> list[Line]:
    """Every line of the drama in its order; an episode that is being written anew has those of its last cut."""
    lines = []
    for episode in state.episodes.values():
        key = episode.plan
        if key is None and episode.replaces:
            key = (await read(store, keys.cut(episode_id(state.drama, episode.number), episode.replaces), Cut)).plan
        if key:
            lines += [line for shot in (await read(store, key, Plan)).shots for line in shot.lines]
    return lines


def find(drama: str, lines: Sequence[Line], wanted: str) -> Line:
    """The line of that id. Raises Failed with the nearest ones."""
    if not lines:
        raise Failed(Exit.UNFINISHED, say.NO_SCRIPT(drama=drama))
    known = {line.id: line for line in lines}
    if wanted in known:
        return known[wanted]
    near = difflib.get_close_matches(wanted, known, _NEAREST, cutoff=0) or list(known)[:_NEAREST]
    nearest = ", ".join(say.LINE(id=id_, speaker=known[id_].speaker, text=row(known[id_].text)) for id_ in near)
    raise Failed(Exit.REFUSED, say.NO_LINE(drama=drama, line=wanted, nearest=nearest))


def edited(drama: str, request: Request, line: Line, text: str) -> Commission:
    """The same request with other words for the line. Raises BadRequest if they cannot be said."""
    changed = request.model_dump() | {"lines": request.lines | {line.id: text}}
    try:
        return Commission(drama, Request.model_validate(changed))
    except ValidationError as error:
        raise BadRequest(line.id, problems(error, Source(changed))) from error
