"""``duanju export DRAMA FOLDER``"""

from pathlib import Path

from services.gateway.cli.commands.arguments import Drama, Target
from services.gateway.cli.desk import Desk, at_the_desk
from services.gateway.cli.dramas import known_state
from services.gateway.cli.exits import Exit, Failed
from services.gateway.cli.exporting import export as export_files
from services.gateway.cli.following import refuse_blocked
from services.gateway.cli.signals import run
from services.gateway.words import desk as say
from shared.artifacts.manifest import Manifest
from shared.planning import Decisions, read_progress


@at_the_desk
def export(desk: Desk, drama: Drama, folder: Target) -> None:
    manifest, files = run(export_drama(desk, drama, folder))
    answer_films(desk, manifest, files)


async def export_drama(desk: Desk, drama: str, folder: Path) -> tuple[Manifest, list[Path]]:
    """The finished drama's manifest and the files that were written. Raises Failed when it is not finished."""
    store = desk.store()
    await known_state(store, drama)
    progress = await read_progress(store, Decisions(store), drama)
    if progress:
        refuse_blocked(progress)
    if progress is None or progress.manifest is None:
        raise Failed(Exit.UNFINISHED, say.UNFINISHED(drama=drama))
    files = await export_files(store, progress.manifest, folder)
    from services.gateway.cli.album import Album  # noqa: PLC0415 (what draws pictures is slow to import)

    return progress.manifest, files + await Album(store, folder).update(progress.episodes)


def answer_films(desk: Desk, manifest: Manifest, files: list[Path]) -> None:
    """Tell which files hold the drama."""
    names = [str(file) for file in files]
    facts = {"drama": manifest.drama, "revision": manifest.revision, "state": "done", "files": names}
    count = len(manifest.episodes)
    head = (say.EPISODE if count == 1 else say.EPISODES)(title=manifest.title, count=count)
    desk.answer(facts, head, *(f"  {name}" for name in names))
