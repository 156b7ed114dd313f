"""Letters on the set: boards and shop signs."""

from shared.providers.studio.picture.brush import across, box
from shared.providers.studio.picture.colours import RGB, darker, lighter, mix
from shared.providers.studio.picture.lettering import Face, width, write
from shared.providers.studio.picture.places.stage import Stage

FRONT = 370.0
"""How wide the letters above a shop may be, to be read from close by."""


def letters(
    stage: Stage, text: str, x: float, y: float, size: float, wide: float, ink: RGB, face: Face = "Sans"
) -> None:
    """A bold line around (x, y), made smaller where it is more than ``wide``."""
    fitting = min(size, size * wide / max(1.0, width(text, face, size, bold=True)))
    write(stage.pen, text, x, y - (size - fitting) * 0.36, face, fitting, ink, bold=True)


def shop(
    stage: Stage, x: float, top: float, size: float, text: str, colour: RGB, flat: bool = False, blinks: float = 0.0
) -> None:
    """A shop's sign in letters of ``size``, upright or ``flat`` on the wall; lit at night, and blinking if told."""
    pen, lamps = stage.pen, stage.air.lamps
    wide, high = size * 1.5, size * (1.12 * len(text) + 0.5)
    if flat:
        size = min(size, size * FRONT / width(text, "Sans", size, bold=True))
        wide, high = width(text, "Sans", size, bold=True) + size * 0.6, size * 1.5
    shown = mix(stage.dim(colour), lighter(colour, 0.12), lamps)
    shape = box(x - wide / 2, top, x + wide / 2, top + high, 6)
    pen.fill(box(x - wide / 2 + 6, top + 8, x + wide / 2 + 6, top + high + 8, 6), (10, 6, 14), 0.35)
    pen.fill(shape, across((0, top), (0, top + high), lighter(shown, 0.1), darker(shown, 0.2)))
    pen.outline(shape, lighter(shown, 0.55), 2.6)
    ink = mix(stage.dim((255, 250, 236)), (255, 252, 240), lamps)
    if flat:
        write(pen, text, x, top + size * 1.12, "Sans", size, ink, bold=True)
    for row, letter in enumerate("" if flat else text):
        write(pen, letter, x, top + size * 1.1 * (row + 1), "Sans", size, ink, bold=True)
    stage.lamp(x, top + high / 2, max(wide, high) * 0.6, colour, 0.75, blinks)
