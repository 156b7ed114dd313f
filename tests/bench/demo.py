"""The demo as a user runs it: wall-clock, what the processors were busy with, how soon each shot has its preview."""

import asyncio
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from services.gateway.cli.display import shares
from shared.artifacts import keys, previews
from shared.artifacts.decisions import DECISION, Released
from shared.artifacts.folder import Folder
from shared.artifacts.manifest import Manifest
from shared.artifacts.previews import STORYBOARD
from shared.planning import known_dramas

ROOT = Path(__file__).parents[2]
REQUEST = ROOT / "examples" / "the-red-envelope.yaml"
SOON = 2.0

Figures = dict[str, dict[str, float]]


def measure() -> Figures:
    """Everything about one run of the demo from nothing."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        out, state = Path(folder, "out"), Path(folder, "state")
        command = [sys.executable, "-c", "from services.gateway.cli import main; main()", "demo"]
        before, began = _spent(), time.perf_counter()
        subprocess.run([*command, str(REQUEST), str(out), "--state", str(state)], cwd=ROOT, check=True)
        seconds, cpu = time.perf_counter() - began, _spent() - before
        manifest = Manifest.model_validate(json.loads((out / "manifest.json").read_text("utf-8")))
        waits = asyncio.run(waited(Folder(state / "store")))
    models = sum(call.cpu_seconds for call in manifest.calls)
    work = {name: 100 * share * models / cpu for name, share in shares(manifest.calls).items()}
    return {
        "demo": {"s": seconds, "CPU s": cpu, "CPU s of models": models},
        "CPU %": work | {"services, broker, start": 100 * (1 - models / cpu)},
        "order to preview": {
            "shots": len(waits),
            "first s": waits[0],
            "median s": statistics.median(waits),
            "last s": waits[-1],
            f"within {SOON:g} s %": 100 * sum(wait <= SOON for wait in waits) / len(waits),
        },
    }


async def waited(store: Folder) -> list[float]:
    """Seconds from the decision that orders a cut's shots to the still of each, the shortest first."""
    found, now = [], time.time()
    for drama in await known_dramas(store):
        for key, _ in await store.listing(keys.decisions(drama)):
            decided = DECISION.validate_json(await store.get(key) or b"")
            if not isinstance(decided, Released):
                continue
            for preview, age in await store.listing(previews.folder(decided.cut)):
                if preview.endswith(f"/{STORYBOARD:04}.json"):
                    found.append(now - age - decided.at.timestamp())
    return sorted(found)


def _spent() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
