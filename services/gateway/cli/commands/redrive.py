"""``duanju redrive [ID…]``"""

import json
import sys
from typing import Annotated

import typer

from services.gateway.cli.desk import Desk, at_the_desk
from services.gateway.cli.exits import Exit, Failed
from services.gateway.cli.redriving import choose, discard
from services.gateway.cli.redriving import redrive as try_again
from services.gateway.cli.signals import run
from services.gateway.letters import Letter, read_letters
from services.gateway.terminal import row
from services.gateway.words import help as helps
from services.gateway.words import letters as say

Ids = Annotated[list[str] | None, typer.Argument(help=helps.LETTERS(), show_default=False)]
All = Annotated[bool, typer.Option("--all", help=helps.ALL())]
Discard = Annotated[bool, typer.Option("--discard", help=helps.DISCARD())]


@at_the_desk
def redrive(desk: Desk, ids: Ids = None, all_: All = False, discard: Discard = False) -> None:
    if ids and all_:
        raise Failed(Exit.REFUSED, say.ALL_OR_SOME())
    if discard and not ids and not all_:
        raise Failed(Exit.REFUSED, say.WHICH())
    if not run(_redrive(desk, ids or [], all_, discard)):
        sys.exit(Exit.REFUSED)


async def _redrive(desk: Desk, ids: list[str], every: bool, away: bool) -> bool:
    """False if nothing of what was asked for could be done."""
    from infra.local.stack import SERVICES  # noqa: PLC0415 (slow)

    store = desk.store()
    letters = await read_letters(store, SERVICES)
    if not ids and not every:
        _list(desk, letters)
        return True
    chosen = letters if every else choose(letters, ids)
    if away:
        await discard(store, chosen)
        desk.answer({"discarded": [each.id for each in chosen]}, *(say.DISCARDED(id=each.id) for each in chosen))
        return True
    able, unable = [each for each in chosen if not each.why_not], [each for each in chosen if each.why_not]
    if able:
        await try_again(store, able, desk.studio.broker())
    refused = [{"id": each.id, "why": each.why_not} for each in unable]
    told = [say.REDRIVEN(id=each.id) for each in able]
    told += [say.UNREADABLE(id=each.id, reason=row(each.why_not)) for each in unable]
    desk.answer({"redriven": [each.id for each in able], "refused": refused}, *told)
    return bool(able) or not unable


def _list(desk: Desk, letters: list[Letter]) -> None:
    if desk.as_json:
        for letter in letters:
            print(json.dumps(letter.as_dict(), ensure_ascii=False))
        return
    desk.answer({}, *map(_line, letters), say.HOW() if letters else say.NONE())


def _line(letter: Letter) -> str:
    at = letter.letter.at.astimezone().strftime("%m-%d %H:%M") if letter.letter else "-"
    return say.LETTER(id=letter.id, at=at, service=letter.service, work=letter.work, reason=row(letter.reason))
