"""``duanju list``"""

import json

from services.gateway.api import as_json
from services.gateway.cli import display
from services.gateway.cli.desk import Desk, at_the_desk
from services.gateway.cli.signals import run
from services.gateway.words import desk as say
from shared.planning import Decisions, DramaProgress, read_all


@at_the_desk
def list_dramas(desk: Desk) -> None:
    found = run(_all(desk))
    if desk.as_json:
        for progress in found:
            print(json.dumps(as_json(progress), ensure_ascii=False))
    elif found:
        desk.console().print(display.dramas(found))
    else:
        desk.answer({}, say.NONE_YET())


async def _all(desk: Desk) -> list[DramaProgress]:
    store = desk.studio.store_if_any()
    return await read_all(store, Decisions(store)) if store else []
