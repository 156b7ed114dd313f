"""Sky, hills, trees, plants, a city far away."""

import math

from shared.providers.studio.picture.brush import SCREEN, across, blob, oval, polygon
from shared.providers.studio.picture.colours import RGB, darker, lighter, mix
from shared.providers.studio.picture.places.building import block
from shared.providers.studio.picture.places.stage import Stage


def sky(stage: Stage, horizon: float, moon: tuple[float, float] | None = None, clouds: int = 5) -> None:
    """The sky down to the horizon: clouds by day, stars and the moon at night, a low sun at dusk and dawn."""
    pen, air = stage.pen, stage.air
    pen.rect(stage.left, stage.top, stage.right, horizon, across((0, stage.top), (0, horizon), *air.sky))
    if stage.time == "night":
        for _ in range(60):
            x, y = stage.chance.uniform(stage.left, stage.right), stage.chance.uniform(stage.top, horizon * 0.7)
            pen.fill(oval(x, y, 1.4, 1.4), (220, 230, 255), stage.chance.uniform(0.2, 0.8))
        if moon:
            x, y = moon
            pen.glow(x, y, 210, (170, 196, 255), 0.5)
            pen.fill(oval(x, y, 40, 40), across((x - 40, y - 40), (x + 40, y + 40), (255, 253, 240), (214, 224, 240)))
        return
    if stage.time in ("dusk", "morning"):
        x = moon[0] if moon else 480.0
        pen.glow(x, horizon - 70, 420, air.sun, 0.8)
        pen.fill(oval(x, horizon - 110, 44, 44), mix(air.sun, (255, 255, 235), 0.6), 0.9, 3)
    for _ in range(clouds):
        x, y = stage.chance.uniform(-80, 760), stage.chance.uniform(0, max(60, horizon * 0.55))
        tone = lighter(air.sky[2], 0.5 if stage.time != "dusk" else 0.1)
        for puff in range(5):
            pen.fill(oval(x + puff * 40, y + stage.chance.uniform(-12, 8), 56, 17), tone, 0.34, 9)


def hills(stage: Stage, low: float, tones: tuple[RGB, ...] = ((110, 130, 156), (84, 106, 118), (62, 84, 84))) -> None:
    """Rows of hills, the farthest the palest."""
    for depth, tone in enumerate(tones):
        base = low - 150 + depth * 56
        points: list[tuple[float, float]] = [(stage.left, low)]
        for step in range(8):
            points.append((stage.left + step * 140, base + stage.chance.uniform(-46, 40)))
        shape = blob([*points, (stage.right, low), (stage.right, low + 60), (stage.left, low + 60)])
        stage.pen.fill(shape, mix(stage.dim(tone), stage.air.sky[2], 0.55 - depth * 0.2))


def skyline(stage: Stage, low: float, height: float, layers: int = 3, lit: float = 0.6) -> None:
    """A city on the horizon, the farthest row the palest."""
    for layer in range(layers):
        x = stage.left - 10.0
        while x < stage.right:
            wide = stage.chance.uniform(52, 112)
            top = low - height * (1 - layer * 0.26) * stage.chance.uniform(0.55, 1.0)
            tone = mix(stage.air.sky[2], stage.dim((80, 90, 114)), 0.35 + layer * 0.26)
            block(stage, x, x + wide, top, low, tone, max(4, round((low - top) / 26)), 4, lit)
            x += wide + stage.chance.uniform(-4, 18)


def haze(stage: Stage, y: float, height: float, strength: float = 0.4) -> None:
    """Mist in the distance, which sets near things off from far ones."""
    tone = lighter(stage.air.sky[2], 0.2)
    stage.pen.fill(oval(360, y, 640, height), tone, strength, height * 0.4, SCREEN)


def tree(stage: Stage, x: float, low: float, height: float, bark: RGB, leaf: RGB | None, leaves: int = 90) -> None:
    """A tree; with no leaf colour it is bare."""
    pen, tone, chance = stage.pen, stage.dim(bark), stage.chance
    tips: list[tuple[float, float]] = []

    def branch(px: float, py: float, way: float, length: float, width: float, depth: int) -> None:
        ex, ey = px + length * math.sin(way), py - length * math.cos(way)
        middle = ((px + ex) / 2 + chance.uniform(-6, 6), (py + ey) / 2)
        pen.stroke([(px, py), middle, (ex, ey)], (width, width * 0.8, width * 0.6), tone)
        tips.append((ex, ey))
        if depth:
            for _ in range(2 + (depth > 2)):
                turn = way + chance.uniform(-0.75, 0.75)
                branch(ex, ey, turn, length * chance.uniform(0.6, 0.8), width * 0.58, depth - 1)

    branch(x, low, chance.uniform(-0.08, 0.08), height * 0.38, height * 0.05, 4)
    for _ in range(leaves if leaf else 0):
        tx, ty = chance.choice(tips)
        size = chance.uniform(7, 16)
        tint = stage.dim(mix(leaf or bark, lighter(leaf or bark, 0.4), chance.random()))
        pen.fill(oval(tx + chance.uniform(-26, 26), ty + chance.uniform(-22, 22), size, size * 0.8), tint, 0.85)


def bush(stage: Stage, x: float, y: float, rx: float, ry: float, leaf: RGB, count: int = 60) -> None:
    """Foliage around a point, dark within and light on top."""
    pen, chance = stage.pen, stage.chance
    pen.fill(oval(x, y, rx * 0.8, ry * 0.8), stage.dim(darker(leaf, 0.5)), 1, 6)
    for index in range(count):
        px, py = x + chance.gauss(0, rx * 0.42), y + chance.gauss(0, ry * 0.42)
        light = 0.5 - (py - y) / (2.4 * ry)
        tone = stage.dim(mix(darker(leaf, 0.4), lighter(leaf, 0.3), min(1.0, max(0.0, light * index / count))))
        with pen.moved(px, py, chance.uniform(-50, 50)):
            pen.fill(oval(0, 0, rx * 0.22, ry * 0.09 + 3), tone, 0.92)


def potted(
    stage: Stage, x: float, low: float, size: float, pot: RGB = (196, 188, 178), leaf: RGB = (70, 120, 74)
) -> None:
    """A plant with long leaves in a pot that stands at ``low``."""
    pen, clay = stage.pen, stage.dim(pot)
    stage.shadow(x, low, size * 0.6, size * 0.1)
    for index in range(15):
        way = -1.15 + 2.3 * index / 14 + stage.chance.uniform(-0.08, 0.08)
        reach = size * stage.chance.uniform(1.3, 1.9)
        tip = (x + math.sin(way) * reach, low - size * 0.8 - math.cos(way) * reach * 0.9)
        bend = (x + math.sin(way) * reach * 0.5, low - size * 0.8 - math.cos(way) * reach * 0.75)
        tone = stage.dim(mix(darker(leaf, 0.3), lighter(leaf, 0.25), (index * 5 % 8) / 8))
        pen.stroke([(x, low - size * 0.7), bend, tip], (size * 0.04, size * 0.2, 1), tone)
        pen.stroke([(x, low - size * 0.7), bend, tip], (1, 2.4, 0.5), lighter(tone, 0.3), 0.5)
    shape = polygon([(x - size * 0.42, low - size * 0.8), (x + size * 0.42, low - size * 0.8), (x + size * 0.3, low),
                     (x - size * 0.3, low)])  # fmt: skip
    pen.fill(shape, across((x - size * 0.4, 0), (x + size * 0.4, 0), darker(clay, 0.2), lighter(clay, 0.2),
             darker(clay, 0.4)))  # fmt: skip
    pen.rect(x - size * 0.46, low - size * 0.86, x + size * 0.46, low - size * 0.72, lighter(clay, 0.1))


def bamboo(stage: Stage, left: float, right: float, top: float, low: float, stems: int = 7) -> None:
    pen, chance = stage.pen, stage.chance
    for index in range(stems):
        x = left + (right - left) * (index + 0.5) / stems
        pen.stroke([(x, low), (x + 10, (low + top) / 2), (x + 26, top)], (10, 8, 4), stage.dim((84, 124, 80)))
        for leaf in range(13):
            y = top + (low - top) * leaf / 15
            start, way, reach = x + 20 * (low - y) / (low - top), chance.choice((-1, 1)), chance.uniform(30, 58)
            drop = chance.uniform(10, 34)
            path = [(start, y), (start + way * reach * 0.5, y + drop * 0.4), (start + way * reach, y + drop)]
            pen.stroke(path, (1, 9, 0.5), stage.dim((92, 146, 92)), 0.9)
