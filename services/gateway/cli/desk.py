"""The desk that every command sits at: the studio, the language, and whether a person or a script asks."""

import inspect
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, wraps
from pathlib import Path
from typing import Annotated, Any, Concatenate, ParamSpec

import typer
from rich.console import Console

from infra.local.state import StateFolder
from services.gateway import words
from services.gateway.cli.exits import Exit, Failed, told
from services.gateway.cli.studios import Embedded, Studio, studio_of
from services.gateway.terminal import visible
from services.gateway.words import desk as say
from services.gateway.words import help as helps
from shared.artifacts import Inventory
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
    state_is_said: bool = True
    as_json: bool = False

    @cached_property
    def studio(self) -> Studio:
        """The studio that the command is about. Raises Misconfigured when the environment names none that can be."""
        return studio_of(self.state, self.state_is_said)

    def own(self) -> Embedded:
        """The studio, if it is one that is started and ended from here. Raises Failed when others run it."""
        if isinstance(studio := self.studio, Embedded):
            return studio
        raise Failed(Exit.REFUSED, say.RUN_BY_OTHERS())

    def store(self) -> Inventory:
        """The studio's store; looking for one makes none. Raises Failed, Misconfigured or StoreError."""
        return self.studio.store()

    def settings_store(self) -> Inventory:
        """The store for what may be decided before the studio ran at all; that of this machine is made then."""
        found = self.studio.store_if_any()
        return found if found else Folder(self.own().folder.store)

    @property
    def films(self) -> Path:
        """Where this machine keeps films that were opened."""
        return StateFolder(self.state).root / "films"

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
    def command(
        *args: Any, context: typer.Context, as_json: bool, state: Path, lang: Lang | None, debug: bool, **given: Any
    ) -> None:
        with told(as_json, debug):
            work(Desk(state, is_said(context, "state"), as_json), *args, **given)

    common = [
        inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context),
        _parameter("as_json", JsonOption, False),
        _parameter("state", StateOption, STATE),
        _parameter("lang", LangOption, None),
        _parameter("debug", DebugOption, False),
    ]
    command.__signature__ = inspect.Signature([*own, *common])  # type: ignore[attr-defined]
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in (*own, *common)}
    return command


def is_said(context: typer.Context, option: str) -> bool:
    """Whether the option stands on the command line itself."""
    source = context.get_parameter_source(option)
    return source is not None and source.name == "COMMANDLINE"


def _parameter(name: str, kind: Any, default: object) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
