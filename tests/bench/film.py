"""Filming a take and conforming it, on one core: each step alone, on the same frames.

Figures are CPU time, so that a busy machine changes them little; frames a second are those of one core.
"""

import cProfile
import pstats
import resource
import tempfile
from collections.abc import Callable
from pathlib import Path

import cv2

from infra.gallery.people import PEOPLE
from services.compositor.conform import conform_shot
from services.compositor.subtitles import Cue
from services.video.storyboard import draw_still
from shared.artifacts.records import Delivery, Mouth
from shared.providers import FilmBrief, Utterance
from shared.providers.studio.picture.encode import Encoder
from shared.providers.studio.picture.figure.sprite import Pixels
from shared.providers.studio.picture.film import Shot, film

SECONDS, FPS = 4.0, 24
FRAMES = round(SECONDS * FPS)
TOP = 12
"""Lines of the profile that are shown."""

Figures = dict[str, dict[str, float]]


def brief() -> FilmBrief:
    """The most usual shot: two people, near enough to talk, one of whom does."""
    mouth = tuple(Mouth(start=0.3 + n * 0.12, open=(0.0, 0.8, 0.4)[n % 3], wide=0.1) for n in range(24))
    line = Utterance(speaker=PEOPLE[0].name, emotion="tender", start=0.3, end=3.2, mouth=mouth)
    return FilmBrief(
        place="living-room", time="night", mood="dramatic", framing="medium", move="push-in", action="拿着红包",
        actors=(PEOPLE[0], PEOPLE[2]), utterances=(line,), seconds=SECONDS, style="cinematic", seed=7, fps=FPS,
    )  # fmt: skip


def measure() -> Figures:
    """Milliseconds of CPU a frame, and frames a second of one core."""
    cv2.setNumThreads(1)
    wanted, found = brief(), {}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        take, out = Path(folder, "take.mp4"), Path(folder, "out.mp4")
        draw_still(wanted.model_copy(update={"width": 360, "height": 640}), out)  # what is loaded once is loaded now
        found["still"] = {"ms": 1000 * _cpu(lambda: draw_still(_small(wanted), out))}
        found["set up a shot"] = {"ms": 1000 * _cpu(lambda: Shot(wanted))}
        planes: list[Pixels] = []

        def draw() -> None:
            shot = Shot(wanted)
            planes.extend(shot.planes(number).copy() for number in range(FRAMES))

        def encode() -> None:
            with Encoder(out, wanted.width, wanted.height, FPS) as encoder:
                for frame in planes:
                    encoder.write(frame)

        cues = [Cue(0.3, 3.2, ("都三十年了，那是留给谁的？",))]
        found["film a take"] = _rates(_cpu(lambda: film(wanted, take)))
        found["draw alone"] = _rates(_cpu(draw))
        found["encode alone"] = _rates(_cpu(encode))
        found["conform alone"] = _rates(_cpu(lambda: conform_shot(take, cues, Delivery(), FRAMES, out)))
    whole = found["film a take"]["ms/frame"]
    for name in ("draw alone", "encode alone", "conform alone"):
        found[name]["of filming"] = found[name]["ms/frame"] / whole
    return found


def profile() -> list[str]:
    """Where the drawing of frames spends its time: seconds of its own, calls, what."""
    shot = Shot(brief())
    profiler = cProfile.Profile()
    profiler.enable()
    for number in range(FRAMES // 2):
        shot.planes(number)
    profiler.disable()
    rows = pstats.Stats(profiler).get_stats_profile().func_profiles
    total = sum(row.tottime for row in rows.values())
    top = sorted(rows.items(), key=lambda item: -item[1].tottime)[:TOP]
    return [
        f"{row.tottime / total:6.1%}  {row.ncalls:>9}  {Path(row.file_name).name}:{row.line_number} {name}"
        for name, row in top
    ]


def _small(wanted: FilmBrief) -> FilmBrief:
    return wanted.model_copy(update={"width": 360, "height": 640})


def _cpu(work: Callable[[], object]) -> float:
    """CPU seconds of the work, programs that it runs included."""
    before = _spent()
    work()
    return _spent() - before


def _spent() -> float:
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _rates(seconds: float) -> dict[str, float]:
    return {"ms/frame": 1000 * seconds / FRAMES, "frames/s": FRAMES / seconds}
