"""The video service with a model that only waits, as for a remote one: what limits it is slots, not cores.

    WAITING_SECONDS=4 python -m tests.bench.waiting

It says which worker filmed when: one JSON object a take, on a line of its own.
"""

import asyncio
import json
import os
import time
from pathlib import Path

from services.video.main import wire
from services.video.service import stage
from shared.providers import FilmBrief, Filmed, Video
from shared.runtime import Settings
from shared.runtime.service import Wiring, Worker, serve


class Waiting:
    """Films nothing, slowly: the files are there, and nobody looks at them."""

    provider = "waiting"
    model = "waiting"

    def __init__(self, worker: str, seconds: float) -> None:
        self._worker, self._seconds = worker, seconds

    async def film(self, brief: FilmBrief, into: Path) -> Filmed:
        began = time.time()
        await asyncio.sleep(self._seconds)
        thumbnail = into.with_suffix(".jpg")
        for path in (into, thumbnail):
            path.write_text(brief.model_dump_json())
        print(json.dumps({"worker": self._worker, "began": began, "ended": time.time()}), flush=True)
        return Filmed(frames=1, width=brief.width, height=brief.height, fps=brief.fps, thumbnail=thumbnail)


def _wire(worker: Worker) -> Wiring:
    waiting = Waiting(worker.settings.worker, float(os.environ["WAITING_SECONDS"]))
    wiring = wire(worker)
    return Wiring({**wiring.effects, Video: waiting}, background=wiring.background)


if __name__ == "__main__":
    serve(stage, Settings, _wire)
