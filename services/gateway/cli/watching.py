"""Showing a drama on the screen until it is done."""

from services.gateway.cli.desk import Desk
from services.gateway.cli.following import follow, refuse_unfinished
from services.gateway.cli.publishing import Admission
from services.gateway.cli.screen import Screen, screen_for
from services.gateway.cli.signals import run
from services.gateway.words import desk as say
from shared.planning import Decisions, DramaProgress


def show_until_done(desk: Desk, drama: str, admission: Admission | None = None) -> None:
    """Show the drama until it is done. Raises Failed when it ends otherwise, is unknown, or nobody works on it."""
    refuse_unfinished(run(_show(desk, drama, screen_for(desk.console(), desk.as_json), admission)))
    if not desk.as_json:
        desk.answer({}, say.FINISHED(drama=drama))


async def _show(desk: Desk, drama: str, screen: Screen, admission: Admission | None) -> DramaProgress:
    store = desk.store()
    from services.gateway.cli.album import Album  # noqa: PLC0415 (what draws pictures is slow to import)

    album = Album(store) if screen.shows_pictures else None
    with screen:
        async for progress in follow(store, Decisions(store), drama, admission, desk.studio.pulse()):
            if album:
                await album.update(progress.episodes)
            screen.progress(progress, album.thumbnails if album else {})
    return progress
