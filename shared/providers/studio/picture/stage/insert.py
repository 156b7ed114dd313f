"""The close view of a thing in somebody's hands."""

from shared.providers.ports import FilmBrief
from shared.providers.studio.picture.brush import MULTIPLY, Pen, across, blob, curve, ribbon
from shared.providers.studio.picture.colours import darker, lighter
from shared.providers.studio.picture.figure.limbs import draw_hand
from shared.providers.studio.picture.figure.sprite import Bounds, Light, Sprite, lit, paint, rim_of
from shared.providers.studio.picture.look import Look
from shared.providers.studio.picture.props import PROPS, prop_in

FRAME = Bounds(-380, -330, 380, 800)
"""Around the thing, in stage units."""
SIZE = 3.0


def hands_with_thing(brief: FilmBrief, look: Look | None, light: Light, unit: float) -> Sprite:
    """The thing that the action names (else a red envelope), held by two hands if somebody is there."""
    prop = prop_in(brief.action) or PROPS[0]

    def draw(pen: Pen) -> None:
        with pen.moved(10, 22):
            pen.fill(blob([(-150, -190), (150, -190), (170, 210), (-170, 210)]), (8, 4, 10), 0.4, 26)
        if look:
            for side in (-1, 1):
                _forearm(pen, look, side)
        with pen.moved(scale=SIZE):
            prop.draw(pen)
        if look:
            for side in (-1, 1):
                _thumb(pen, look, side)

    sprite = paint(FRAME, unit, draw)
    return Sprite(lit(sprite.pixels, light, rim_of(sprite.pixels[:, :, 3], light, unit)), sprite.bounds, sprite.scale)


def _forearm(pen: Pen, look: Look, side: int) -> None:
    """The sleeve from below and the hand behind the thing."""
    colour = look.outfit.inner if look.outfit.garment.inner_sleeves else look.outfit.colour
    with pen.moved(side * 150, 230, side * -152, scale=3.1):
        draw_hand(pen, look, "relaxed", -side)
    sleeve = ribbon([(side * 158, 225), (side * 210, 420), (side * 250, 800)], (138, 190, 236))
    pen.fill(
        sleeve,
        across(
            (side * 80, 0), (side * 320, 0), darker(colour, 0.25), colour, lighter(colour, 0.1), darker(colour, 0.3)
        ),
    )
    with pen.within(sleeve):
        for y in (300, 390, 520):
            pen.stroke(
                [(side * 90, y), (side * 190, y + 34), (side * 300, y - 10)],
                (3, 22, 3),
                darker(colour, 0.5),
                0.5,
                8,
                MULTIPLY,
            )
    pen.outline(sleeve, darker(colour, 0.6), 3, 0.8)


def _thumb(pen: Pen, look: Look, side: int) -> None:
    """The thumb in front of it."""
    outline = (
        (184, 214),
        (196, 160),
        (168, 96),
        (124, 38),
        (98, 24),
        (84, 38),
        (98, 76),
        (124, 128),
        (140, 190),
        (158, 226),
    )
    thumb = blob([(side * x, y) for x, y in outline])
    pen.fill(thumb, across((side * 84, 20), (side * 190, 200), lighter(look.skin, 0.12), look.skin, look.skin))
    edges = ([(side * x, y) for x, y in outline[1:6]], [(side * x, y) for x, y in outline[5:9]])
    for edge in edges:
        pen.outline(curve(edge), look.line, 3, 0.8)
    nail = blob([(side * x, y) for x, y in ((112, 44), (98, 30), (90, 40), (100, 58))])
    pen.fill(nail, lighter(look.lip, 0.45), 0.8)
