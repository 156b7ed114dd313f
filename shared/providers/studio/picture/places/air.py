"""What the time of day does to a place."""

from dataclasses import dataclass

from shared.artifacts.records import TimeOfDay
from shared.providers.studio.picture.colours import RGB, rgb


@dataclass(frozen=True)
class Air:
    """What a time of day does.

    ``sky`` runs from top to horizon; ``ambient``, ``key``, ``warm`` and ``rim`` light people; ``lamps`` is how much
    lamps count (0 to 1), ``level`` how bright things outdoors are; ``sun`` falls through windows with ``sun_strength``;
    ``shade`` is what shadows are multiplied by.
    """

    sky: tuple[RGB, RGB, RGB]
    ambient: RGB
    key: RGB
    key_strength: float
    warm: RGB
    rim: RGB
    rim_strength: float
    lamps: float
    level: float
    tone: RGB
    sun: RGB
    sun_strength: float
    shade: RGB


def _air(
    sky: str, people: str, key_strength: float, rim_strength: float, lamps: float, level: float, tone: str, sun: str,
    sun_strength: float, shade: str,
) -> Air:  # fmt: skip
    top, middle, low = (rgb(code) for code in sky.split())
    ambient, key, warm, rim = (rgb(code) for code in people.split())
    return Air(
        (top, middle, low), ambient, key, key_strength, warm, rim, rim_strength, lamps, level, rgb(tone), rgb(sun),
        sun_strength, rgb(shade),
    )  # fmt: skip


AIRS: dict[TimeOfDay, Air] = {
    "morning": _air(
        "#86b4e0 #cfdfe8 #fbe3bd", "#ece2d6 #ffd9a4 #ffe2b0 #cfe2ff", 0.22, 0.75, 0.08, 0.96, "#ffeed2",
        "#ffcf80", 0.72, "#a8b0d4",
    ),
    "day": _air(
        "#4f94dc #a2cdee #e6f2f6", "#f0f0ee #fff8ea #fff8ea #d6e6fa", 0.10, 0.60, 0.0, 1.05, "#f8fcff",
        "#fffbe6", 0.38, "#d2d8e4",
    ),
    "dusk": _air(
        "#363a80 #c0668c #ffac5e", "#ecd6ce #ff9c5c #ffa860 #a294dc", 0.20, 0.85, 0.72, 0.72, "#ffc4a4",
        "#ff8a3c", 0.85, "#8c6c98",
    ),
    "night": _air(
        "#050a1e #101d42 #26365e", "#c4b6be #ffb468 #ffbe7a #86a2e6", 0.24, 0.95, 1.0, 0.45, "#a6b8ea",
        "#7da0f0", 0.30, "#5c68a0",
    ),
}  # fmt: skip
