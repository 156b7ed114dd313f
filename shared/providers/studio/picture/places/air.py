"""What the time of day does to a place."""

from dataclasses import dataclass

from shared.artifacts.records import TimeOfDay
from shared.providers.studio.picture.colours import RGB, rgb


@dataclass(frozen=True)
class Air:
    """What a time of day does: the sky from top to horizon, the light outdoors, and how much lamps count (0 to 1)."""

    sky: tuple[RGB, RGB, RGB]
    ambient: RGB
    key: RGB
    key_strength: float
    warm: RGB
    rim: RGB
    rim_strength: float
    lamps: float
    window: RGB


def _air(
    sky: str,
    ambient: str,
    key: str,
    key_strength: float,
    warm: str,
    rim: str,
    rim_strength: float,
    lamps: float,
    window: str,
) -> Air:
    top, middle, low = (rgb(code) for code in sky.split())
    return Air(
        (top, middle, low), rgb(ambient), rgb(key), key_strength, rgb(warm), rgb(rim), rim_strength, lamps, rgb(window)
    )


AIRS: dict[TimeOfDay, Air] = {
    "morning": _air("#8fb6de #c9d9e6 #f6dfc0", "#eae3dc", "#ffdcb0", 0.16, "#ffe2b4", "#cfe2ff", 0.75, 0.15, "#fff0d4"),
    "day": _air("#5f9bd8 #a6cbea #e3eef2", "#eceae8", "#fff4e0", 0.10, "#fff6e4", "#d6e6fa", 0.6, 0.0, "#f4f8fb"),
    "dusk": _air("#3c3f78 #b2688a #f6a463", "#e2c4bc", "#ff9a58", 0.26, "#ffb06a", "#a79cd8", 0.75, 0.7, "#f3b07c"),
    "night": _air("#070d22 #14213f #2c3a5c", "#a9acc8", "#ffb468", 0.22, "#ffbe7a", "#86a2e6", 0.85, 1.0, "#243a66"),
}
