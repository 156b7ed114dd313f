"""``duanju open DRAMA``"""

from typing import Annotated

import typer

from services.gateway.cli.commands.arguments import Drama
from services.gateway.cli.commands.export import export_drama
from services.gateway.cli.desk import Desk, at_the_desk
from services.gateway.cli.exits import Exit, Failed
from services.gateway.cli.opening import open_with, opener
from services.gateway.cli.signals import run
from services.gateway.words import help as helps
from services.gateway.words import history as say

Episode = Annotated[int | None, typer.Option("--episode", min=1, help=helps.EPISODE())]


@at_the_desk
def open_drama(desk: Desk, drama: Drama, episode: Episode = None) -> None:
    folder = desk.films / drama
    manifest, files = run(export_drama(desk, drama, folder))
    path = folder
    if episode is not None:
        films = {found.number: folder / f"episode-{found.number:02}.mp4" for found in manifest.episodes}
        if episode not in films:
            raise Failed(Exit.REFUSED, say.NO_EPISODE(drama=drama, number=episode, count=len(films)))
        path = films[episode]
    opened = open_with(opener(), path)
    facts = {"drama": drama, "path": str(path), "opened": opened, "files": [str(file) for file in files]}
    desk.answer(facts, (say.OPENED if opened else say.NO_OPENER)(path=path))
