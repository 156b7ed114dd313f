"""What feasts are dressed with: lanterns, couplets and wreaths, after the custom of the place; strings of bulbs."""

import math

from shared.providers.studio.picture.brush import Point, across, blob, box, oval, polygon
from shared.providers.studio.picture.colours import darker, lighter, mix
from shared.providers.studio.picture.lettering import write
from shared.providers.studio.picture.places.stage import Stage

GOLD = (222, 172, 82)


def lantern(stage: Stage, x: float, y: float, size: float) -> None:
    """What hangs and glows: a red paper lantern, or one of iron and glass; ``y`` is its middle."""
    {"chinese": _paper_lantern, "western": _glass_lantern}[stage.region.custom](stage, x, y, size)


def blessing(stage: Stage, x: float, y: float, size: float) -> None:
    """What a door wears: the character for fortune on red paper, or a wreath."""
    {"chinese": _fortune, "western": _wreath}[stage.region.custom](stage, x, y, size)


def beside(stage: Stage, x: float, top: float, width: float, verse: str) -> None:
    """What hangs beside a door: a verse on red paper, or evergreen with a bow."""
    if stage.region.custom == "chinese":
        _couplet(stage, x, top, width, verse)
    else:
        _evergreen(stage, x + width / 2, top, top + width * 5.6)


def bulbs(stage: Stage, left: Point, right: Point, sag: float, count: int = 13) -> None:
    """A string of bulbs between two points."""
    pen = stage.pen
    points = _hanging(left, right, sag, count)
    pen.stroke(points, (2.6, 2.6), (30, 28, 34))
    for x, y in points:
        pen.fill(oval(x, y + 11, 6, 9), mix(stage.dim((226, 206, 160)), (255, 226, 150), stage.air.lamps))
        stage.lamp(x, y + 11, 20, (255, 204, 120), 0.95)


def _hanging(left: Point, right: Point, sag: float, count: int) -> list[Point]:
    """Points of a rope that sags between two others."""
    x, y = (left[0] + right[0]) / 2, (left[1] + right[1]) / 2 + sag
    return [
        ((1 - t) ** 2 * left[0] + 2 * t * (1 - t) * x + t * t * right[0],
         (1 - t) ** 2 * left[1] + 2 * t * (1 - t) * y + t * t * right[1])
        for t in (index / (count - 1) for index in range(count))
    ]  # fmt: skip


def _paper_lantern(stage: Stage, x: float, y: float, size: float) -> None:
    """A red paper lantern with its tassel; ``y`` is its middle."""
    pen, lamps = stage.pen, stage.air.lamps
    pen.stroke([(x, y - 260 * size), (x, y - 60 * size)], (3 * size, 3 * size), (30, 16, 14))
    core, edge = mix(stage.dim((224, 60, 44)), (255, 216, 130), lamps * 0.9), stage.dim((120, 16, 18), 0.3)
    skin = mix(stage.dim((206, 36, 30)), core, 0.55)
    ramp = across((x - 66 * size, y), (x + 66 * size, y), edge, skin, core, skin, edge)
    pen.fill(oval(x, y, 66 * size, 58 * size), ramp)
    for share in (0.34, 0.68, 1.0):
        pen.outline(oval(x, y, 66 * size * share, 58 * size), (110, 14, 14), 1.6 * size, 0.5)
    for edge_y in (y - 58 * size, y + 58 * size):
        pen.fill(box(x - 26 * size, edge_y - 6 * size, x + 26 * size, edge_y + 6 * size, 3), stage.dim((206, 160, 70)))
    for strand in range(-3, 4):
        path = [(x + strand * 4 * size, y + 64 * size), (x + strand * 5 * size, y + 104 * size),
                (x + strand * 4.4 * size, y + 138 * size)]  # fmt: skip
        pen.stroke(path, (3 * size, 3 * size, 1), stage.dim((190, 36, 28)))
    stage.lamp(x, y, 90 * size, (255, 122, 50), 0.9)


def _couplet(stage: Stage, x: float, top: float, width: float, text: str) -> None:
    """A strip of red paper with characters from top to bottom."""
    step = width * 1.02
    height = step * len(text) + width * 0.5
    pen = stage.pen
    pen.rect(x + 4, top + 6, x + width + 5, top + height + 7, (16, 6, 12), 0.3)
    pen.rect(x, top, x + width, top + height, stage.dim((204, 30, 36)))
    pen.outline(box(x + 3, top + 3, x + width - 3, top + height - 3), stage.dim(GOLD), 2, 0.8)
    for index, letter in enumerate(text):
        write(pen, letter, x + width / 2, top + step * (index + 1), "Serif", width * 0.8, stage.dim((44, 20, 12)),
              bold=True)  # fmt: skip


def _fortune(stage: Stage, x: float, y: float, size: float) -> None:
    """The character for fortune on a diamond of red paper."""
    pen = stage.pen
    for share, tone in ((1.0, (206, 32, 36)), (0.86, GOLD), (0.8, (206, 32, 36))):
        reach = size * share
        pen.fill(polygon([(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]), stage.dim(tone))
    write(pen, "福", x, y + size * 0.34, "Serif", size * 0.98, stage.dim((70, 24, 10)), bold=True)


def _glass_lantern(stage: Stage, x: float, y: float, size: float) -> None:
    """A carriage lantern on its chain."""
    pen, iron = stage.pen, stage.dim((44, 42, 46))
    glass = mix(stage.dim((206, 212, 210)), (255, 226, 150), stage.air.lamps)
    pen.stroke([(x, y - 260 * size), (x, y - 80 * size)], (4 * size, 4 * size), iron)

    def level(dy: float, half: float) -> list[Point]:
        return [(x - half * size, y + dy * size), (x + half * size, y + dy * size)]

    pane = polygon([*level(-46, 34), *level(58, 46)[::-1]])
    pen.fill(pane, across((x - 46 * size, 0), (x + 46 * size, 0), darker(glass, 0.2), glass, darker(glass, 0.2)))
    pen.fill(oval(x, y + 18 * size, 9 * size, 24 * size), mix(glass, (255, 250, 224), 0.3 + 0.7 * stage.air.lamps))
    pen.outline(pane, iron, 6 * size)
    for side in (-14, 14):
        pen.stroke([(x + side * size, y - 46 * size), (x + side * 1.4 * size, y + 58 * size)], (4 * size,) * 2, iron)
    pen.fill(polygon([*level(-46, 48), *level(-84, 14)[::-1]]), iron)
    pen.fill(polygon([*level(58, 52), *level(70, 40)[::-1]]), iron)
    stage.lamp(x, y + 10 * size, 84 * size, (255, 190, 104), 0.85)


def _wreath(stage: Stage, x: float, y: float, size: float) -> None:
    """A ring of fir with berries and a red bow."""
    turns = [index * math.tau / 40 for index in range(40)]
    _sprigs(stage, [(x + size * 0.74 * math.cos(turn), y + size * 0.74 * math.sin(turn)) for turn in turns], size * 0.3)
    for index in range(7):
        turn = 0.5 + index * math.tau / 7
        _berry(stage, x + size * 0.74 * math.cos(turn), y + size * 0.74 * math.sin(turn), size * 0.085)
    _bow(stage, x, y + size * 0.78, size * 0.5)


def _evergreen(stage: Stage, x: float, top: float, low: float) -> None:
    """A hanging of fir that tapers to its end, with a bow on top."""
    count = round((low - top) / 9)
    for index in range(count):
        share = index / count
        _sprigs(stage, [(x, top + (low - top) * share)], 24 * (1 - share) + 9)
    for index in range(5):
        _berry(stage, x + (-9, 8, -5, 6, -2)[index], top + (low - top) * (0.2 + index * 0.16), 5)
    _bow(stage, x, top + 10, 34)


def garland(stage: Stage, left: Point, right: Point, sag: float) -> None:
    """A rope of fir between two points."""
    points = _hanging(left, right, sag, max(8, round(abs(right[0] - left[0]) / 12)))
    _sprigs(stage, points, 15)
    for x, y in points[4::7]:
        _berry(stage, x, y + 3, 5)


def _sprigs(stage: Stage, points: list[Point], reach: float) -> None:
    """Needles around each point; no dice are thrown, so that what stands beside them stays as it is."""
    fir = stage.dim((52, 98, 62))
    for index, (x, y) in enumerate(points):
        for needle in range(5):
            turn = index * 2.4 + needle * math.tau / 5
            tip = (x + reach * math.cos(turn), y + reach * math.sin(turn))
            tone = (darker(fir, 0.35), fir, lighter(fir, 0.16))[(index + needle) % 3]
            stage.pen.stroke([(x, y), tip], (reach * 0.34, 1), tone)


def _berry(stage: Stage, x: float, y: float, size: float) -> None:
    stage.pen.fill(oval(x, y, size, size), stage.dim((206, 40, 42)))
    stage.pen.fill(oval(x - size * 0.3, y - size * 0.3, size * 0.3, size * 0.3), stage.dim((255, 190, 170)), 0.8)


def _bow(stage: Stage, x: float, y: float, size: float) -> None:
    pen, red = stage.pen, stage.dim((196, 34, 40))
    for side in (-1, 1):
        pen.stroke([(x, y), (x + side * size * 0.3, y + size * 0.9)], (size * 0.16, size * 0.26), darker(red, 0.25))
        loop = [(x, y), (x + side * size * 0.6, y - size * 0.4), (x + side * size * 0.7, y + size * 0.2)]
        pen.fill(blob(loop), red)
    pen.fill(oval(x, y, size * 0.15, size * 0.15), lighter(red, 0.15))
