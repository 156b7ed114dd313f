"""The program ``duanju``: its commands, each with its help, examples and exit codes."""

from collections.abc import Callable

import typer

from services.gateway.cli.commands.approve import approve
from services.gateway.cli.commands.budget import budget
from services.gateway.cli.commands.cancel import cancel
from services.gateway.cli.commands.completion import completion
from services.gateway.cli.commands.costs import costs
from services.gateway.cli.commands.demo import demo
from services.gateway.cli.commands.doctor import doctor
from services.gateway.cli.commands.down import down
from services.gateway.cli.commands.edit_line import edit_line
from services.gateway.cli.commands.estimate import estimate
from services.gateway.cli.commands.export import export
from services.gateway.cli.commands.gc import gc
from services.gateway.cli.commands.list_dramas import list_dramas
from services.gateway.cli.commands.logs import logs
from services.gateway.cli.commands.open_drama import open_drama
from services.gateway.cli.commands.plan import plan
from services.gateway.cli.commands.providers import providers
from services.gateway.cli.commands.publish import publish
from services.gateway.cli.commands.redrive import redrive
from services.gateway.cli.commands.rule import rule
from services.gateway.cli.commands.simulator import simulator
from services.gateway.cli.commands.up import up
from services.gateway.cli.commands.watch import watch
from services.gateway.cli.exits import Exit
from services.gateway.words import desk as say
from services.gateway.words import help as helps

COMMANDS: dict[str, Callable[..., None]] = {
    "up": up,
    "down": down,
    "publish": publish,
    "watch": watch,
    "list": list_dramas,
    "export": export,
    "demo": demo,
    "plan": plan,
    "estimate": estimate,
    "providers": providers,
    "costs": costs,
    "edit-line": edit_line,
    "budget": budget,
    "approve": approve,
    "cancel": cancel,
    "redrive": redrive,
    "rule": rule,
    "gc": gc,
    "doctor": doctor,
    "logs": logs,
    "open": open_drama,
    "simulator": simulator,
    "completion": completion,
}

_EXITS = say.EXIT_CODES(codes=" · ".join(f"{code.value} {code.meaning}" for code in Exit))

app = typer.Typer(
    help=helps.PROGRAM(),
    epilog=_EXITS,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for name, command in COMMANDS.items():
    examples = "\n".join([helps.EXAMPLE_HEAD(), *(f"  {example}" for example in helps.EXAMPLES[name])])
    app.command(name, help=helps.COMMANDS[name](), epilog=f"{examples}\n\n{_EXITS}")(command)
