"""The commands of ``duanju``. Each only reads its arguments, calls what does the work, and prints the outcome."""

import json
import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from infra.local.state import Running, StateFolder
from services.gateway.api import as_json as progress_as_json
from services.gateway.cli import display
from services.gateway.cli.exits import EPILOG, Exit, Failed, told
from services.gateway.cli.exporting import export as export_files
from services.gateway.cli.following import follow, no_such_drama, refuse_blocked
from services.gateway.cli.publishing import Admission, admit
from services.gateway.cli.screen import Screen, screen_for
from services.gateway.cli.signals import run
from services.gateway.requests import BadRequest, check_drama, read_commission
from shared.artifacts.folder import Folder
from shared.artifacts.manifest import Manifest
from shared.planning import Decisions, DramaProgress, read_all, read_progress

if TYPE_CHECKING:
    from services.gateway.cli.album import Album

_DOWN_SECONDS = 40.0

app = typer.Typer(
    help="Duanju: finished vertical short dramas from one request.",
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

File = Annotated[Path, typer.Argument(help="The request, a YAML or JSON file.", show_default=False)]
Drama = Annotated[str, typer.Argument(help="The drama's name, as 'duanju list' shows it.", show_default=False)]
Target = Annotated[Path, typer.Argument(help="The folder for the films; it is made.", show_default=False)]
Named = Annotated[str | None, typer.Option("--drama", help="The drama's name, where the file does not tell it.")]
State = Annotated[Path, typer.Option("--state", envvar="DUANJU_STATE", help="The studio's folder: store, log.")]
Json = Annotated[bool, typer.Option("--json", help="JSON for scripts, one object a line.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show where an error comes from.")]

_STATE = Path(".duanju")


@app.command(epilog=EPILOG)
def up(
    workers: Annotated[list[str] | None, typer.Option(help="More workers of a service, such as video=2.")] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show the log as it grows.")] = False,
    state: State = _STATE,
    debug: Debug = False,
) -> None:
    """Run the studio until Ctrl-C."""
    with told(debug=debug):
        from services.gateway.cli.studio import run_up  # noqa: PLC0415 (brings every service's code: slow)

        console = Console()
        run(run_up(state, _replicas(workers or []), screen_for(console, as_json=False), console, verbose))


@app.command(epilog=EPILOG)
def down(state: State = _STATE, debug: Debug = False) -> None:
    """End the studio that runs here."""
    with told(debug=debug):
        running = _running(state)
        os.kill(running.pid, signal.SIGTERM)
        deadline = time.monotonic() + _DOWN_SECONDS
        while running.alive:
            if time.monotonic() > deadline:
                raise Failed(Exit.UNEXPECTED, f"the studio (process {running.pid}) does not end: kill it")
            time.sleep(0.1)


@app.command(epilog=EPILOG)
def publish(
    file: File,
    drama: Named = None,
    watch: Annotated[bool, typer.Option("--watch", "-w", help="Stay until it is finished.")] = False,
    as_json: Json = False,
    state: State = _STATE,
    debug: Debug = False,
) -> None:
    """Ask the running studio for a drama; the same request again goes on where it stopped."""
    with told(as_json, debug):
        commission = read_commission(file, drama)
        broker = _running(state).broker
        decisions = Decisions(_store(state))
        admission = run(admit(commission, broker, decisions))
        if watch:
            _show_until_done(state, admission.drama, as_json, admission)
        elif as_json:
            print(json.dumps({"drama": admission.drama, "revision": admission.revision}))
        else:
            print(f"{admission.drama}, revision {admission.revision}: see it with 'duanju watch {admission.drama}'")


@app.command(epilog=EPILOG)
def watch(drama: Drama, as_json: Json = False, state: State = _STATE, debug: Debug = False) -> None:
    """Watch a drama until it is finished."""
    with told(as_json, debug):
        _show_until_done(state, _known(drama), as_json)


@app.command("list", epilog=EPILOG)
def list_dramas(as_json: Json = False, state: State = _STATE, debug: Debug = False) -> None:
    """List all dramas of this studio; it need not run."""
    with told(as_json, debug):
        found = run(_all(state))
        if as_json:
            for progress in found:
                print(json.dumps(progress_as_json(progress), ensure_ascii=False))
        elif found:
            Console().print(display.dramas(found))
        else:
            print("There are no dramas yet: 'duanju publish FILE' asks for one.")


@app.command(epilog=EPILOG)
def export(drama: Drama, folder: Target, as_json: Json = False, state: State = _STATE, debug: Debug = False) -> None:
    """Write a finished drama's films, subtitles, pictures and manifest into a folder; the studio need not run."""
    with told(as_json, debug):
        manifest, files = run(_export(state, _known(drama), folder))
        _print_outcome(manifest, files, as_json)


@app.command(epilog=EPILOG)
def demo(
    file: File, folder: Target, drama: Named = None, as_json: Json = False, state: State = _STATE, debug: Debug = False
) -> None:
    """Run the studio, film one request, export it, end the studio. The same request again is quick."""
    with told(as_json, debug):
        commission = read_commission(file, drama)
        from services.gateway.cli.studio import run_demo  # noqa: PLC0415 (brings every service's code: slow)

        manifest, files = run(run_demo(state, commission, folder, screen_for(Console(), as_json)))
        _print_outcome(manifest, files, as_json)
        if not as_json:
            Console().print(display.calls(manifest))


def _replicas(words: list[str]) -> dict[str, int]:
    """``video=2`` → ``{"video": 2}``. Raises Failed."""
    from infra.local.stack import SERVICES  # noqa: PLC0415

    found = {}
    for word in words:
        service, _, count = word.partition("=")
        if service not in SERVICES or not count.isdigit() or not 1 <= int(count) <= 16:
            services = ", ".join(SERVICES)
            raise Failed(Exit.REFUSED, f"--workers {word}: write SERVICE=NUMBER, 1 to 16; services: {services}")
        found[service] = int(count)
    return found


def _running(state: Path) -> Running:
    running = StateFolder(state).read()
    if running is None:
        raise Failed(Exit.NO_STACK, f"no studio is ready in {state}: start one with 'duanju up' and leave it running")
    return running


def _store(state: Path) -> Folder:
    """The store of a studio that ran here before; looking for one makes none."""
    folder = StateFolder(state).store
    if not folder.is_dir():
        raise Failed(Exit.NO_DRAMA, f"there are no dramas in {state}: is that the right folder (--state)?")
    return Folder(folder)


def _known(drama: str) -> str:
    """The name, unless no drama can have it."""
    try:
        return check_drama(drama)
    except BadRequest:
        raise no_such_drama(drama) from None


def _show_until_done(state: Path, drama: str, as_json: bool, admission: Admission | None = None) -> None:
    """Show the drama until it is done. Raises Failed when it is blocked, unknown, or nobody works on it."""
    screen = screen_for(Console(), as_json)
    last = run(_show(state, drama, screen, admission))
    refuse_blocked(last)
    if not as_json:
        print(f"'{drama}' is finished: 'duanju export {drama} FOLDER' writes the films")


async def _show(state: Path, drama: str, screen: Screen, admission: Admission | None) -> DramaProgress:
    store = _store(state)
    folder = StateFolder(state)
    album = _album(store) if screen.shows_pictures else None
    with screen:
        async for progress in follow(store, Decisions(store), drama, admission, lambda: folder.read() is not None):
            if album:
                await album.update(progress.episodes)
            screen.progress(progress, album.thumbnails if album else {})
    return progress


def _album(store: Folder, folder: Path | None = None) -> "Album":
    from services.gateway.cli.album import Album  # noqa: PLC0415 (what draws pictures is slow to import)

    return Album(store, folder)


async def _all(state: Path) -> list[DramaProgress]:
    if not StateFolder(state).store.is_dir():
        return []
    store = _store(state)
    return await read_all(store, Decisions(store))


async def _export(state: Path, drama: str, folder: Path) -> tuple[Manifest, list[Path]]:
    """The finished drama's manifest and the files that were written. Raises Failed when it is not finished."""
    store = _store(state)
    progress = await read_progress(store, Decisions(store), drama)
    if progress is None:
        raise no_such_drama(drama)
    refuse_blocked(progress)
    if progress.manifest is None:
        raise Failed(Exit.UNFINISHED, f"'{drama}' is not finished yet: 'duanju watch {drama}' shows how far it is")
    files = await export_files(store, progress.manifest, folder)
    return progress.manifest, files + await _album(store, folder).update(progress.episodes)


def _print_outcome(manifest: Manifest, files: list[Path], as_json: bool) -> None:
    if as_json:
        names = [str(file) for file in files]
        print(json.dumps({"drama": manifest.drama, "revision": manifest.revision, "state": "done", "files": names}))
        return
    print(f"{manifest.title}: {len(manifest.episodes)} episode{'s' if len(manifest.episodes) != 1 else ''}")
    for file in files:
        print(f"  {file}")
