"""``duanju providers [use NAME… | drop NAME… | back]``"""

import json
import os
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from services.gateway.cli.desk import Desk, at_the_desk
from services.gateway.cli.exits import Exit, Failed
from services.gateway.cli.person import me
from services.gateway.cli.signals import run
from services.gateway.words import help as helps
from services.gateway.words import providers as say
from shared.providers.in_use import InUse, decide, in_use
from shared.providers.settings import RemoteSettings
from shared.runtime.settings import from_environment

Action = Annotated[str, typer.Argument(help=helps.PROVIDERS_ACTION(), show_default=False)]
Names = Annotated[list[str] | None, typer.Argument(help=helps.PROVIDERS_NAMES(), show_default=False)]


@at_the_desk
def providers(desk: Desk, action: Action = "", names: Names = None) -> None:
    if action not in {"", "use", "drop", "back"}:
        raise Failed(Exit.REFUSED, say.ACTIONS(word=action))
    if action in {"use", "drop"} and not names:
        raise Failed(Exit.REFUSED, say.WHICH(action=action))
    if action == "back" and names:
        raise Failed(Exit.REFUSED, say.NO_NAMES(action=action))
    settings = from_environment(RemoteSettings)
    run(_change(desk, settings, action, tuple(names or ())) if action else _list(desk, settings))


async def _change(desk: Desk, settings: RemoteSettings, action: str, names: tuple[str, ...]) -> None:
    from services.gateway.cli import providing  # noqa: PLC0415 (brings the HTTP client: slow)

    catalogue, before = providing.catalogue_of(settings), InUse()

    def change(used: InUse) -> tuple[str, ...]:
        nonlocal before
        before = used
        match action:
            case "use":
                return providing.put_in(used, names, catalogue)
            case "drop":
                return providing.take_out(used, names)
        return providing.go_back(used)

    after = await decide(desk.settings_store(), change, me(), datetime.now(UTC))
    facts = {"in_use": list(after.providers), "before": list(before.providers)}
    now = say.NOW(names=", ".join(after.providers)) if after.providers else say.NONE_NOW()
    desk.answer(facts, say.SAME() if after.providers == before.providers else now)
    if action != "drop" and not desk.as_json:
        desk.answer({}, *await providing.wrong_with(settings, after, os.environ))


async def _list(desk: Desk, settings: RemoteSettings) -> None:
    from services.gateway.cli import providing  # noqa: PLC0415 (brings the HTTP client: slow)

    store = desk.studio.store_if_any()
    used = await in_use(store) if store else InUse()
    found = await providing.look_at(settings, used, os.environ)
    if desk.as_json:
        for each in found:
            print(json.dumps(each.as_dict(), ensure_ascii=False))
        return
    table = Table(box=None, pad_edge=False)
    for column in (say.NAME, say.IN_USE, say.KEY, say.ANSWERS, say.MODELS):
        table.add_column(column(), no_wrap=True)
    for each in found:
        place = say.NOT_USED() if each.place is None else str(each.place)
        facts = (place, say.KEYS[each.key](), say.ANSWER[each.answers](), str(each.models))
        table.add_row(Text(each.name), *facts)
    desk.console().print(table)
    desk.answer({}, *(say.WRONG(name=each.name, why=each.why) for each in found if each.why))
    if not used.providers:
        desk.answer({}, say.NOBODY())
