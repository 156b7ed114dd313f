"""The check of a take: measured in a child process, judged by fixed thresholds, kept as a verdict."""

from dataclasses import dataclass

from services.character.judge import Expected, judge
from services.character.measure import measure_take
from shared.artifacts import Artifacts, keys
from shared.artifacts.library import OpenCut
from shared.artifacts.media import fetch, read
from shared.artifacts.records import Take, Verdict
from shared.events import ShotFilmed, digest
from shared.planning.recipes import RECIPES
from shared.providers import TAKE_HEIGHT, TAKE_WIDTH, Named
from shared.runtime import Children, Once, Settings
from shared.runtime.scratch import scratch
from shared.telemetry import called

STUDIO = "studio"
EYE = Named(STUDIO, "measure-1")


@dataclass(frozen=True)
class Checker:
    """Measures takes against what was ordered and, where the studio drew them, against the anchors of who is in them.

    A model that never saw the anchors paints people in colours of its own: its takes must be whole, of the ordered
    size and length, lit, and alive.
    """

    store: Artifacts
    once: Once
    children: Children
    settings: Settings

    async def verdict(self, cut: OpenCut, order: ShotFilmed) -> tuple[str, Verdict]:
        """The verdict on the take and its key; the same film against the same expectations is judged once."""
        take = await read(self.store, order.film, Take)
        shot = cut.shot(order.shot)
        known = shot.characters if take.made.provider == STUDIO else ()
        expected = Expected(
            seconds=order.seconds,
            width=TAKE_WIDTH,
            height=TAKE_HEIGHT,
            fps=cut.cut.delivery.fps,
            framing=shot.framing,
            actors=known,
        )
        palettes = [cut.cast.member(name).palette for name in known]
        fingerprint = digest([RECIPES["character"], take.film.sha256, expected, palettes])

        async def make() -> Verdict:
            with scratch(self.settings.scratch) as folder:
                film = await fetch(self.store, take.film, folder / "take.mp4")
                measures, made = await called(EYE, "check", self.children.run(measure_take, film, palettes))
            return Verdict(
                take=take.fingerprint, reasons=judge(measures, expected), measures=measures.numbers(), made=made
            )

        key = keys.verdict(fingerprint)
        return key, await self.once(key, Verdict, make)
