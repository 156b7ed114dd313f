"""The desk that every command sits at: the studio's folder, the language, and whether a person or a script asks."""

import inspect
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, Concatenate, ParamSpec

import typer
from rich.console import Console

from infra.local.state import Running, StateFolder
from services.gateway import words
from services.gateway.cli.exits import Exit, Failed, told
from services.gateway.terminal import visible
from services.gateway.words import desk as say
from services.gateway.words import help as helps
from shared.artifacts.folder import Folder

P = ParamSpec("P")


class Lang(StrEnum):
    """The languages of the desk."""

    EN = "en"
    ZH = "zh"


def _speak(lang: Lang | None) -> Lang | None:
    if lang:
        words.choose(lang.value)
    return lang


StateOption = Annotated[Path, typer.Option("--state", envvar=["DUANJU_STATE", "DUANJU_HOME"], help=helps.STATE())]
JsonOption = Annotated[bool, typer.Option("--json", help=helps.JSON())]
LangOption = Annotated[Lang | None, typer.Option("--lang", help=helps.LANG(), callback=_speak, is_eager=True)]
DebugOption = Annotated[bool, typer.Option("--debug", help=helps.DEBUG())]

STATE = Path(".duanju")


@dataclass(frozen=True)
class Desk:
    """What a command knows besides its own arguments."""

    state: Path = STATE
    as_json: bool = False

    @property
    def folder(self) -> StateFolder:
        return StateFolder(self.state)

    def running(self) -> Running:
        """The studio that runs here. Raises Failed when there is none."""
        if (running := self.folder.read()) is None:
            raise Failed(Exit.NO_STACK, say.NO_STUDIO(state=self.state))
        return running

    def store(self) -> Folder:
        """The store of a studio that ran here before; looking for one makes none. Raises Failed."""
        if not self.folder.store.is_dir():
            raise Failed(Exit.NO_DRAMA, say.NO_DRAMAS_IN(state=self.state))
        return Folder(self.folder.store)

    def console(self) -> Console:
        return Console()

    def answer(self, facts: Mapping[str, Any], *lines: str) -> None:
        """The outcome: one JSON object for a script, the lines for a person."""
        if self.as_json:
            print(json.dumps(facts, ensure_ascii=False), flush=True)
            return
        for line in lines:
            print(visible(line), flush=True)


def at_the_desk(work: Callable[Concatenate[Desk, P], None]) -> Callable[..., None]:
    """A command of the program: the work's own parameters, and those that all commands have.

    Whatever goes wrong in it becomes a message and an exit code.
    """
    own = list(inspect.signature(work, eval_str=True).parameters.values())[1:]

    @wraps(work)
    def command(*args: Any, as_json: bool, state: Path, lang: Lang | None, debug: bool, **given: Any) -> None:
        with told(as_json, debug):
            work(Desk(state, as_json), *args, **given)

    common = [
        _parameter("as_json", JsonOption, False),
        _parameter("state", StateOption, STATE),
        _parameter("lang", LangOption, None),
        _parameter("debug", DebugOption, False),
    ]
    command.__signature__ = inspect.Signature([*own, *common])  # type: ignore[attr-defined]
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in (*own, *common)}
    return command


def _parameter(name: str, kind: Any, default: object) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
