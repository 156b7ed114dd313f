"""What stands near the lens, at the frame's edge: one function each, registered here.

Each is drawn at the left edge of a frame of 720 × 1280 units and mirrored for the right one, but for those along the
lower edge. They keep to the outer 90 units between the rows of the subtitles and leave the faces free.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from shared.providers.studio.picture.brush import across, blob, box, oval, polygon
from shared.providers.studio.picture.colours import darker, lighter
from shared.providers.studio.picture.places import festive, nature
from shared.providers.studio.picture.places.furniture import falling, rounded
from shared.providers.studio.picture.places.stage import Stage

Edge = Literal["side", "low", "high"]


@dataclass(frozen=True)
class Front:
    """Something near the lens at that edge of the frame."""

    edge: Edge
    draw: Callable[[Stage], None]


def door_frame(stage: Stage) -> None:
    wood = stage.dim((92, 62, 46))
    stage.pen.rect(-140, -140, 58, 1420, rounded(darker(wood, 0.4), -140, 58))
    stage.pen.rect(30, -140, 66, 1420, rounded(darker(wood, 0.2), 30, 66))


def pillar(stage: Stage) -> None:
    paint = stage.dim({"chinese": (150, 38, 32), "western": (206, 208, 204)}[stage.region.custom])
    stage.pen.rect(-140, -140, 70, 1420, rounded(darker(paint, 0.25), -110, 70))


def steel(stage: Stage) -> None:
    grey = stage.dim((120, 128, 138))
    stage.pen.rect(-140, -140, 56, 1420, rounded(darker(grey, 0.25), -90, 56))


def curtain_edge(stage: Stage) -> None:
    cloth = stage.dim((236, 234, 226))
    stage.pen.fill(
        polygon([(-140, -140), (92, -140), (54, 600), (80, 1420), (-140, 1420)]),
        falling(darker(cloth, 0.3), -140, 1400),
    )
    for x in (-60, -20, 20, 50):
        stage.pen.stroke([(x + 14, -140), (x, 600), (x + 12, 1420)], (6, 16, 8), darker(cloth, 0.6), 0.5, 5)


def leaves(stage: Stage) -> None:
    tone = stage.dim((58, 112, 74))
    for x, y, dx, dy in ((-40, 1300, 150, -170), (-60, 1290, 70, -330), (-70, 1240, 130, -300), (-30, 1330, 300, -110)):
        path = [(x, y), (x + dx * 0.4, y + dy * 0.7), (x + dx, y + dy)]
        if dy < -200:
            path = [(min(70.0, px), py) for px, py in path]
        stage.pen.stroke(path, (10, 74, 4), tone)
        stage.pen.stroke(path, (2, 5, 1), lighter(tone, 0.3), 0.6)


def branch(stage: Stage) -> None:
    """A branch with persimmons in the upper corner."""
    pen, bark = stage.pen, stage.dim((48, 38, 38))
    pen.stroke([(-60, 150), (70, 84), (190, 40), (330, 20)], (26, 18, 12, 3), bark)
    pen.stroke([(40, 100), (76, 160), (84, 200)], (12, 8, 3), bark)
    for x, y, size in ((120, 96, 30), (84, 216, 26), (226, 62, 24), (20, 150, 30)):
        fruit = stage.dim((236, 110, 40))
        pen.fill(
            oval(x, y, size, size * 0.9),
            across((x - size, y - size), (x + size, y + size), lighter(fruit, 0.3), fruit, darker(fruit, 0.4)),
        )


def lanterns(stage: Stage) -> None:
    festive.lantern(stage, 66, 84, 1.05)
    festive.lantern(stage, 210, -10, 0.8)


def bulbs(stage: Stage) -> None:
    festive.bulbs(stage, (-100, 30), (420, -30), 120, 9)


def fruit(stage: Stage) -> None:
    """A bowl of oranges at a lower corner."""
    pen, china = stage.pen, stage.dim((214, 218, 224))
    for x, y in ((40, 1196), (104, 1184), (166, 1200), (72, 1216), (134, 1218)):
        orange = stage.dim((240, 140, 40))
        pen.fill(
            oval(x, y, 38, 36),
            across((x - 38, y - 30), (x + 38, y + 30), lighter(orange, 0.3), orange, darker(orange, 0.4)),
        )
    pen.fill(blob([(-30, 1216), (240, 1216), (190, 1330), (20, 1330)]), rounded(china, -30, 240))


def dishes(stage: Stage) -> None:
    """Steaming dishes along the lower edge."""
    pen, plate = stage.pen, stage.dim((236, 236, 230))
    pen.rect(stage.left, 1238, stage.right, 1420, falling(stage.dim((104, 70, 50)), 1238, 1420))
    pen.fill(oval(110, 1232, 190, 40), across((0, 1190), (0, 1272), plate, darker(plate, 0.3)))
    for x, y in ((30, 1206), (90, 1190), (155, 1192), (212, 1210), (70, 1220), (140, 1222)):
        dough = stage.dim((246, 236, 214))
        pen.fill(
            blob([(x - 38, y + 10), (x - 22, y - 18), (x + 16, y - 20), (x + 38, y + 8), (x, y + 22)]),
            falling(dough, y - 22, y + 30),
        )
    for x in (420, 560):
        pen.fill(
            blob([(x - 46, 1200), (x + 46, 1200), (x + 30, 1262), (x - 30, 1262)]),
            rounded(stage.dim((120, 150, 150)), x - 46, x + 46),
        )


def teacups(stage: Stage) -> None:
    pen, clay = stage.pen, stage.dim((150, 84, 56))
    pen.rect(stage.left, 1240, stage.right, 1420, falling(stage.dim((104, 56, 36)), 1240, 1420))
    pen.fill(blob([(20, 1180), (110, 1134), (200, 1180), (194, 1252), (110, 1276), (26, 1252)]), rounded(clay, 20, 200))
    for x in (500, 620):
        pen.fill(
            blob([(x - 44, 1196), (x + 44, 1196), (x + 30, 1258), (x - 30, 1258)]),
            rounded(stage.dim((236, 230, 216)), x - 44, x + 44),
        )


def railing(stage: Stage) -> None:
    steel_ = stage.dim((96, 102, 112))
    stage.pen.rect(stage.left, 1166, stage.right, 1192, falling(steel_, 1166, 1192))
    for x in range(-100, 860, 120):
        stage.pen.rect(x, 1192, x + 16, 1420, rounded(steel_, x, x + 16))


def desk(stage: Stage) -> None:
    """The back of a screen and papers along the lower edge."""
    pen = stage.pen
    pen.rect(stage.left, 1246, stage.right, 1420, falling(stage.dim((140, 112, 88)), 1246, 1420))
    pen.fill(box(-60, 1120, 190, 1262, 8), falling(stage.dim((52, 56, 66)), 1120, 1262))
    for index in range(5):
        pen.rect(470, 1240 - index * 7, 640 - index * 4, 1245 - index * 7, stage.dim((236, 234, 226)))


def shrub(stage: Stage) -> None:
    nature.bush(stage, 10, 1290, 190, 120, (64, 110, 72), 60)


FRONTS: Mapping[str, Front] = {
    "door frame": Front("side", door_frame),
    "pillar": Front("side", pillar),
    "steel": Front("side", steel),
    "curtain": Front("side", curtain_edge),
    "leaves": Front("side", leaves),
    "branch": Front("high", branch),
    "lanterns": Front("high", lanterns),
    "bulbs": Front("high", bulbs),
    "fruit": Front("low", fruit),
    "dishes": Front("low", dishes),
    "teacups": Front("low", teacups),
    "railing": Front("low", railing),
    "desk": Front("low", desk),
    "shrub": Front("low", shrub),
}
