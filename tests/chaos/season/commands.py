"""The commands that a producer types, each a process of its own."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

PROGRAM = (sys.executable, "-c", "from services.gateway.cli import main; main()")


async def duanju(state: Path, *words: str | Path) -> dict[str, Any]:
    """What the command answers with ``--json``. Raises AssertionError, with its message, when it does not succeed."""
    command = (*PROGRAM, *map(str, words), "--state", str(state), "--json")
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    told, why = await process.communicate()
    assert process.returncode == 0, f"duanju {' '.join(map(str, words))}: {why.decode()}"
    answer: dict[str, Any] = json.loads(told)
    return answer
