"""``duanju down``"""

import os
import signal
import time

from services.gateway.cli.desk import Desk, at_the_desk
from services.gateway.cli.exits import Exit, Failed
from services.gateway.words import desk as say

_SECONDS = 40.0


@at_the_desk
def down(desk: Desk) -> None:
    running = desk.own().running()
    os.kill(running.pid, signal.SIGTERM)
    deadline = time.monotonic() + _SECONDS
    while running.alive:
        if time.monotonic() > deadline:
            raise Failed(Exit.UNEXPECTED, say.DOES_NOT_END(pid=running.pid))
        time.sleep(0.1)
    desk.answer({"state": "ended", "pid": running.pid}, say.ENDED())
