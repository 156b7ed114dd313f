"""``duanju rule [DRAMA [ID VERDICT]]``"""

import json
from datetime import UTC, datetime
from typing import Annotated

import typer

from services.gateway.cli.commands.arguments import known_names
from services.gateway.cli.desk import Desk, at_the_desk
from services.gateway.cli.dramas import known_state
from services.gateway.cli.exits import Exit, Failed
from services.gateway.cli.person import me
from services.gateway.cli.redriving import redrive
from services.gateway.cli.ruling import Case, cases_of, find, ruling
from services.gateway.cli.ruling import rule as write
from services.gateway.cli.signals import run
from services.gateway.letters import read_letters
from services.gateway.terminal import row
from services.gateway.words import help as helps
from services.gateway.words import rule as say
from shared.ledger import Ruling
from shared.planning import known_dramas

AnyDrama = Annotated[str, typer.Argument(help=helps.ANY_DRAMA(), show_default=False, autocompletion=known_names)]
Id = Annotated[str, typer.Argument(help=helps.CASE(), show_default=False)]
Verdict = Annotated[str, typer.Argument(help=helps.VERDICT(), show_default=False)]
Job = Annotated[str, typer.Option("--job", help=helps.JOB(), show_default=False)]
Billed = Annotated[str, typer.Option("--billed", help=helps.BILLED(), show_default=False)]


@at_the_desk
def rule(
    desk: Desk, drama: AnyDrama = "", case: Id = "", verdict: Verdict = "", job: Job = "", billed: Billed = ""
) -> None:
    if case and not verdict:
        raise Failed(Exit.REFUSED, say.VERDICT_MISSING())
    run(_rule(desk, drama, case, verdict, job, billed) if case else _list(desk, drama))


async def _rule(desk: Desk, drama: str, id_: str, verdict: str, job: str, billed: str) -> None:
    store = desk.store()
    await known_state(store, drama)
    case = find(await cases_of(store, drama), id_)
    word = ruling(case, verdict, job, billed, me(), datetime.now(UTC))
    broker = desk.studio.broker()  # before anything is written: a studio that does not run cannot go on
    await write(store, case, word)
    letters = [each for each in await read_letters(store, (case.service,)) if case.is_why(each)]
    await redrive(store, letters, broker)
    redriven = [each.id for each in letters]
    facts = {"drama": drama, "id": case.id, "verdict": word.verdict, "job": word.job or case.job}
    desk.answer(
        facts | {"billed": format(word.billed, "f"), "redriven": redriven},
        _told(case, word),
        say.GOES_ON(letters=" ".join(redriven)) if redriven else say.NO_LETTER(),
    )


async def _list(desk: Desk, drama: str) -> None:
    store = desk.store()
    if drama:
        await known_state(store, drama)
    dramas = [drama] if drama else await known_dramas(store)
    cases = [case for each in dramas for case in await cases_of(store, each)]
    if desk.as_json:
        for case in cases:
            print(json.dumps(case.as_dict(), ensure_ascii=False))
        return
    for case in cases:
        desk.answer({}, *_lines(case))
    if not cases:
        desk.answer({}, say.NONE())
        return
    facts = {"drama": cases[0].drama, "id": cases[0].id}
    desk.answer({}, "", say.HOW_FETCHED(job=cases[0].job, **facts) if cases[0].job else say.HOW(**facts))


def _lines(case: Case) -> list[str]:
    facts = case.as_dict() | {"at": case.attempt.first.at.astimezone().strftime("%m-%d %H:%M")}
    lines = [say.CASE(**facts), say.WHY(reason=row(case.parked.reason))]
    return lines if case.job else [*lines, say.KEY(key=case.attempt.first.key)]


def _told(case: Case, word: Ruling) -> str:
    if word.verdict == "again":
        return say.AGAIN(id=case.id)
    return say.CHARGED(id=case.id, billed=f"{word.billed:f}", currency=case.attempt.first.quote.currency)
