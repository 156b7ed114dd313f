"""What sets are built of: rooms in perspective, floors, windows, doors, houses, roofs."""

from collections.abc import Callable
from typing import Literal

from shared.providers.studio.picture.brush import MULTIPLY, Point, across, box, curve, polygon
from shared.providers.studio.picture.colours import RGB, darker, lighter, mix
from shared.providers.studio.picture.places.stage import FLOOR, HORIZON, WIDTH, Stage

CEILING = 96.0
VANISHING = (WIDTH / 2, HORIZON)
Pattern = Literal["planks", "tiles", "stone", "plain"]


def ray(point: Point, y: float) -> Point:
    """Where the line from the vanishing point through ``point`` has that height."""
    (vx, vy), (x, py) = VANISHING, point
    return vx + (x - vx) * (y - vy) / (py - vy), y


def room(
    stage: Stage, wall: RGB, ground: RGB, pattern: Pattern, left: float | None = None, right: float | None = None,
    ceiling: RGB = (226, 220, 210),
) -> None:  # fmt: skip
    """A room: back wall, ceiling and floor; side walls where ``left`` and ``right`` say that the corners are."""
    pen, tone, roof = stage.far, stage.dim(wall), stage.dim(ceiling)
    pen.rect(stage.left, stage.top, stage.right, CEILING, across((0, stage.top), (0, CEILING), roof, darker(roof, 0.2)))
    fall = across((0, CEILING), (0, FLOOR), darker(tone, 0.22), tone, tone, darker(tone, 0.14))
    pen.rect(stage.left, CEILING, stage.right, FLOOR, fall)
    floor(stage, ground, pattern)
    for corner, out in ((left, stage.left), (right, stage.right)):
        if corner is not None:
            _side_wall(stage, tone, corner, out)
    pen.stroke([(stage.left, CEILING), (stage.right, CEILING)], (5, 5), darker(tone, 0.5), 0.4, 4, MULTIPLY)
    skirting = darker(mix(tone, stage.dim(ground), 0.4), 0.25)
    pen.rect(left or stage.left, FLOOR - 26, right or stage.right, FLOOR, skirting)
    pen.rect(left or stage.left, FLOOR - 28, right or stage.right, FLOOR - 25, lighter(skirting, 0.3), 0.6)
    pen.stroke([(stage.left, FLOOR + 4), (stage.right, FLOOR + 4)], (18, 18), (20, 10, 24), 0.30, 8, MULTIPLY)


def _side_wall(stage: Stage, tone: RGB, corner: float, out: float) -> None:
    pen = stage.far
    way = 1 if out > corner else -1
    edge = corner + way * 640
    share = (edge - VANISHING[0]) / (corner - VANISHING[0])
    high, low = HORIZON + (CEILING - HORIZON) * share, HORIZON + (FLOOR - HORIZON) * share
    wall = [(corner, CEILING), (edge, high), (edge, low), (corner, FLOOR)]
    pen.fill(polygon(wall), across((corner, 0), (out, 0), darker(tone, 0.34), darker(tone, 0.16)))
    base = [(corner, FLOOR - 26), (edge, low - 60), (edge, low), (corner, FLOOR)]
    pen.fill(polygon(base), darker(tone, 0.5))
    pen.stroke([(corner, CEILING), (corner, FLOOR)], (9, 9), darker(tone, 0.6), 0.5, 5, MULTIPLY)


def floor(stage: Stage, colour: RGB, pattern: Pattern, high: float = FLOOR) -> None:
    """The ground from ``high`` down to the viewer's feet."""
    pen, tone = stage.far, stage.dim(colour)
    pen.rect(
        stage.left, high, stage.right, stage.bottom,
        across((0, high), (0, stage.bottom), lighter(tone, 0.10), tone, darker(tone, 0.42)),
    )  # fmt: skip
    line = darker(tone, 0.45)
    if pattern in ("planks", "tiles", "stone"):
        step = {"planks": 62, "tiles": 92, "stone": 120}[pattern]
        for index in range(-16, 17):
            start = (WIDTH / 2 + index * step, high)
            pen.stroke([start, ray(start, stage.bottom)], (0.8, 3.4), line, 0.45)
    if pattern in ("tiles", "stone"):
        away = high - HORIZON
        for row in range(1, 12):
            y = HORIZON + away * (1 + row * row * 0.012 + row * 0.07)
            pen.rect(stage.left, y, stage.right, y + 1.2 + row * 0.22, line, 0.45)
    if pattern == "planks":
        for index in range(-12, 13):
            share = stage.chance.uniform(0.05, 0.9)
            y = high + (stage.bottom - high) * share
            left, right = ray((WIDTH / 2 + index * step, high), y), ray((WIDTH / 2 + (index + 1) * step, high), y)
            pen.stroke([left, right], (2, 2), line, 0.4)


def window(stage: Stage, left: float, top: float, right: float, bottom: float, frame: RGB, view: Callable[[], None],
           panes: int = 2) -> None:  # fmt: skip
    """A window; ``view`` draws what is seen through it."""
    pen = stage.pen
    with stage.through(left, top, right, bottom):
        view()
        pen.rect(left, top, right, top + 26, (16, 12, 28), 0.25)
        pen.fill(
            polygon([(left, top), (left + (right - left) * 0.42, top), (left, top + (bottom - top) * 0.6)]),
            (255, 255, 255), 0.10,
        )  # fmt: skip
    for pane in range(1, panes):
        x = left + (right - left) * pane / panes
        pen.rect(x - 5, top, x + 5, bottom, frame)
    pen.rect(left, top + (bottom - top) * 0.32 - 4, right, top + (bottom - top) * 0.32 + 4, frame)
    pen.outline(box(left, top, right, bottom), frame, 15)
    pen.outline(box(left - 8, top - 8, right + 8, bottom + 8), lighter(frame, 0.25), 2)
    pen.rect(left - 22, bottom + 6, right + 22, bottom + 24, lighter(frame, 0.14))
    pen.rect(left - 22, bottom + 24, right + 22, bottom + 34, (14, 8, 20), 0.28)


def lattice(stage: Stage, left: float, top: float, right: float, bottom: float, wood: RGB, glow: float = 0.0) -> None:
    """A northern Chinese paper window; ``glow`` is how much light comes through at night."""
    pen = stage.pen
    paper = mix(stage.dim((226, 214, 186)), (255, 190, 104), glow * stage.air.lamps)
    pen.rect(left, top, right, bottom, across((0, top), (0, bottom), lighter(paper, 0.1), darker(paper, 0.12)))
    columns, step = 4, (right - left) / 4
    rows = max(2, round((bottom - top) / step))
    high = (bottom - top) / rows
    for row in range(rows):
        for column in range(columns):
            x, y = left + (column + 0.5) * step, top + (row + 0.5) * high
            reach = step * 0.32
            pen.outline(polygon([(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]), wood, 3.2)
    for column in range(1, columns):
        pen.rect(left + column * step - 3, top, left + column * step + 3, bottom, wood)
    for row in range(1, rows):
        pen.rect(left, top + row * high - 3, right, top + row * high + 3, wood)
    pen.outline(box(left, top, right, bottom), wood, 14)
    pen.outline(box(left - 7, top - 7, right + 7, bottom + 7), lighter(wood, 0.2), 2)
    if glow:
        stage.lamp((left + right) / 2, (top + bottom) / 2, (right - left) * 0.7, (255, 180, 100), 0.8 * glow)


def door(stage: Stage, left: float, right: float, top: float, colour: RGB, low: float = FLOOR, pane: bool = False,
         ) -> None:  # fmt: skip
    """A panelled door in its frame; with a ``pane`` of frosted glass."""
    pen, tone = stage.pen, stage.dim(colour)
    pen.rect(left - 22, top - 22, right + 22, low, darker(tone, 0.28))
    pen.rect(left - 22, top - 22, right + 22, top - 16, lighter(tone, 0.3), 0.5)
    pen.rect(left, top, right, low, across((left, 0), (right, 0), lighter(tone, 0.06), darker(tone, 0.12)))
    wide, tall = right - left, low - top
    for y0, y1 in ((0.06, 0.42), (0.50, 0.93)):
        for x0, x1 in ((0.10, 0.46), (0.54, 0.90)):
            shape = box(left + wide * x0, top + tall * y0, left + wide * x1, top + tall * y1, 3)
            glass = pane and y0 < 0.2
            pen.fill(shape, mix(stage.dim((214, 226, 232)), (255, 226, 168), stage.air.lamps * 0.6) if glass
                     else darker(tone, 0.14))  # fmt: skip
            pen.outline(shape, darker(tone, 0.45), 2.4, 0.8)
    pen.fill(box(right - 30, top + tall * 0.47, right - 12, top + tall * 0.49, 4), stage.dim((214, 190, 130)))
    pen.fill(box(right - 20, top + tall * 0.46, right - 12, top + tall * 0.53, 3), stage.dim((180, 156, 100)))


def curtain(stage: Stage, left: float, right: float, top: float, low: float, colour: RGB) -> None:
    """A curtain in folds."""
    pen, tone = stage.pen, stage.dim(colour)
    wide = right - left
    hem = [(left + wide * i / 8, low - (10 if i % 2 else 0)) for i in range(8, -1, -1)]
    pen.fill(polygon([(left + 4, top), (right - 4, top), *hem]), across((left, 0), (right, 0), darker(tone, 0.15), tone,
             lighter(tone, 0.06), darker(tone, 0.25)))  # fmt: skip
    for fold in range(max(3, round(wide / 20))):
        x = left + 8 + fold * 20
        pen.stroke([(x, top), (x + 4, (top + low) / 2), (x - 3, low - 6)], (4, 9, 8), darker(tone, 0.55), 0.5, 3)
        pen.stroke([(x + 9, top), (x + 12, (top + low) / 2), (x + 8, low - 6)], (3, 5, 4), lighter(tone, 0.35), 0.35, 2)


def block(
    stage: Stage, left: float, right: float, top: float, low: float, colour: RGB, rows: int, columns: int, lit: float
) -> None:
    """A building with rows of windows, of which a share is lit; ``colour`` is as seen."""
    pen = stage.pen
    pen.rect(left, top, right, low, across((left, 0), (right, 0), lighter(colour, 0.08), darker(colour, 0.22)))
    wide, high = (right - left) / columns, (low - top) / rows
    for row in range(rows):
        for column in range(columns):
            x, y = left + (column + 0.22) * wide, top + (row + 0.25) * high
            on = stage.chance.random() < lit * stage.air.lamps
            warm = stage.chance.choice(((255, 206, 130), (255, 226, 170), (190, 214, 255)))
            tone = warm if on else mix(colour, stage.air.sky[1], 0.3)
            pen.rect(x, y, x + wide * 0.56, y + high * 0.5, tone, 0.95 if on else 0.7)
            if on and stage.chance.random() < 0.22:
                stage.lamp(x + wide * 0.28, y + high * 0.25, 9, warm, 0.8)


def roof(stage: Stage, left: float, right: float, ridge: float, eave: float, colour: RGB) -> None:
    """A tiled roof with upturned eaves."""
    pen, tone = stage.pen, stage.dim(colour)
    rise = (eave - ridge) * 0.24
    shape = curve([(left + 60, ridge), (left + 24, ridge + (eave - ridge) * 0.55), (left - 50, eave - rise)])
    shape.lineTo(left - 30, eave + 8)
    shape.quadTo((left + right) / 2, eave + 22, right + 30, eave + 8)
    shape.lineTo(right + 50, eave - rise)
    shape.quadTo(right - 24, ridge + (eave - ridge) * 0.6, right - 60, ridge)
    shape.close()
    pen.fill(shape, across((0, ridge), (0, eave), lighter(tone, 0.14), tone, darker(tone, 0.3)))
    with pen.within(shape):
        count = max(8, int((right - left) / 26))
        for index in range(count + 1):
            high, low = (
                left + 60 + (right - left - 120) * index / count,
                left - 40 + (right - left + 80) * index / count,
            )
            path = [(high, ridge), ((high + low) / 2, (ridge + eave) / 2 + 8), (low, eave + 16)]
            pen.stroke(path, (2, 4, 5), darker(tone, 0.5), 0.55)
            pen.stroke([(x + 5, y) for x, y in path], (1, 2, 2), lighter(tone, 0.3), 0.35)
    pen.stroke([(left + 40, ridge - 8), ((left + right) / 2, ridge + 2), (right - 40, ridge - 8)], (16, 12, 16),
               darker(tone, 0.25))  # fmt: skip
