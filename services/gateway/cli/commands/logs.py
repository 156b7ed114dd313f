"""``duanju logs DRAMA``"""

import json
from datetime import UTC, datetime
from typing import Annotated

import typer

from services.gateway.cli.commands.arguments import Drama
from services.gateway.cli.desk import Desk, at_the_desk
from services.gateway.cli.dramas import known_state
from services.gateway.cli.signals import run
from services.gateway.history import Happening, read_history
from services.gateway.terminal import row
from services.gateway.words import desk as say
from services.gateway.words import help as helps
from shared.artifacts import keys

Last = Annotated[int | None, typer.Option("--last", min=1, help=helps.LAST())]


@at_the_desk
def logs(desk: Desk, drama: Drama, last: Last = None) -> None:
    found = run(_history(desk, drama))[-(last or 0) :]
    if desk.as_json:
        for happening in found:
            print(json.dumps(happening.as_dict(), ensure_ascii=False))
        return
    desk.answer({}, *map(_line, found))
    if not desk.studio.logs:
        desk.answer({}, say.LOGS_ELSEWHERE(services=" ".join(keys.WRITERS)))


async def _history(desk: Desk, drama: str) -> list[Happening]:
    from infra.local.stack import SERVICES  # noqa: PLC0415 (slow)

    store = desk.store()
    await known_state(store, drama)
    return await read_history(store, drama, SERVICES, desk.studio.logs, datetime.now(UTC))


def _line(happening: Happening) -> str:
    at = happening.at.astimezone().strftime("%m-%d %H:%M:%S")
    return f"{at}  {happening.source:<12}{row(happening.text)}"
