"""The commands that run the studio themselves, ``up`` and ``demo``, and the demo's way on a studio elsewhere."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, TypeVar

from infra.local.log import Echo
from infra.local.stack import Stack
from infra.topics import all_topics
from services.gateway.cli.album import Album
from services.gateway.cli.exits import Exit, Failed
from services.gateway.cli.exporting import export, prepare
from services.gateway.cli.following import always, follow, refuse_blocked
from services.gateway.cli.publishing import admit
from services.gateway.cli.screen import Screen
from services.gateway.cli.studios import Pulse, Studio
from services.gateway.requests import Commission
from services.gateway.words import desk as say
from shared.artifacts import Artifacts
from shared.artifacts.folder import Folder
from shared.artifacts.manifest import Manifest
from shared.planning import Decisions
from shared.runtime.broker import BrokerSettings

T = TypeVar("T")


async def run_up(
    folder: Path,
    replicas: Mapping[str, int],
    port: int | None,
    screen: Screen,
    ready: Callable[[Stack], None],
    echo: Echo | None = None,
) -> None:
    """Run the studio until somebody ends it: once it is ready, which is told, that is its purpose and no failure."""
    fixed = {"gateway": port} if port else {}
    async with AsyncExitStack() as exits:
        stack = Stack(folder, all_topics(), replicas=replicas, changed=screen.parts, echo=echo, fixed_ports=fixed)
        with screen:
            await exits.enter_async_context(stack)
        ready(stack)
        try:
            await stack.run()
        except asyncio.CancelledError:
            screen.ending()


async def run_demo(folder: Path, commission: Commission, out: Path, screen: Screen) -> tuple[Manifest, list[Path]]:
    """Start the studio, film the request, export it, end the studio. Returns the manifest and the exported files.

    Each shot's picture is in the folder as soon as there is one.
    What an earlier run has made of the request lies in the folder's store and is found again.
    """
    prepare(out)
    with screen:
        async with Stack(folder, all_topics(), changed=screen.parts) as stack:
            try:
                store = Folder(stack.state.store)
                album = Album(store, out)
                broker = BrokerSettings.model_construct(broker=stack.address, embedded=True)
                manifest = await _while_running(stack, _film(store, broker, commission, album, screen))
                return manifest, await export(store, manifest, out) + [*album.storyboards.values()]
            except asyncio.CancelledError:
                screen.ending()
                raise


async def run_order(studio: Studio, commission: Commission, out: Path, screen: Screen) -> tuple[Manifest, list[Path]]:
    """Have the request filmed by a studio that runs, and export it, as ``run_demo`` does. Nothing is started or ended.

    Raises Failed when nobody works there.
    """
    prepare(out)
    store = studio.store()
    album = Album(store, out)
    with screen:
        manifest = await _film(store, studio.broker(), commission, album, screen, studio.pulse())
        return manifest, await export(store, manifest, out) + [*album.storyboards.values()]


async def _film(
    store: Artifacts,
    broker: BrokerSettings,
    commission: Commission,
    album: Album,
    screen: Screen,
    pulse: Pulse = always,
) -> Manifest:
    decisions = Decisions(store)
    admission = await admit(commission, broker, decisions)
    async for progress in follow(store, decisions, commission.drama, admission, pulse):
        storyboards = await album.update(progress.episodes)
        screen.progress(progress, album.thumbnails)
        for path in storyboards:
            screen.note(say.STORYBOARD(path=path))
        refuse_blocked(progress)
        if progress.manifest:
            return progress.manifest
    raise Failed(Exit.UNEXPECTED, say.NO_MANIFEST(drama=commission.drama))


async def _while_running(stack: Stack, work: Coroutine[Any, Any, T]) -> T:
    """The result of the work, or the failure of the stack that it needs."""
    working, running = asyncio.create_task(work), asyncio.create_task(stack.run())
    try:
        await asyncio.wait({working, running}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            running.result()
        return working.result()
    finally:
        working.cancel()
        running.cancel()
        await asyncio.gather(working, running, return_exceptions=True)
