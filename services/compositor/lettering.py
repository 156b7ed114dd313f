"""Text as pictures: subtitles and titles, drawn with the studio's own font.

Right-to-left text is shaped and ordered. A sign that the font lacks (emoji, Arabic) is drawn with a font of the system
that has it; where there is none it is left out of the picture rather than shown as an empty box.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import skia
from numpy.typing import NDArray

from services.compositor.fonts import fonts as fonts_of
from services.compositor.rows import HAN, balanced, torn

Picture = NDArray[np.uint8]
"""Height × width × 4: blue, green, red, alpha; colours premultiplied."""

_HAN = re.compile(f"[{HAN}、。「」]")
_DARK = skia.Color(18, 10, 8)

_TORN = 0.35  # the share of their size that letters may lose to spare a break

CAPTION_WIDTH = 0.76
"""The widest subtitle, as a share of the picture's width: as much is free on the right as on the left."""

Colour = tuple[int, int, int]
"""Red, green, blue."""


class Style(NamedTuple):
    """How letters look. Lengths are shares of the letters' size; ``colours`` run from their top to their foot."""

    colours: tuple[Colour, ...]
    serif: bool = False
    outline: float = 0.13
    shadow: float = 0.1
    spacing: float = 0.0
    pitch: float = 1.32


SUBTITLE = Style(colours=((255, 255, 255), (255, 240, 214)))
GOLD = Style(
    colours=((255, 252, 236), (255, 236, 184), (242, 196, 108), (206, 146, 66), (250, 220, 150)),
    serif=True,
    outline=0.035,
    shadow=0.22,
    spacing=0.04,
    pitch=1.24,
)
SILVER = Style(
    colours=((255, 250, 240), (232, 222, 206)), serif=True, outline=0.02, shadow=0.2, spacing=0.08, pitch=1.45
)


def caption(rows: Sequence[str], width: int) -> Picture:
    """The rows of a subtitle, centred on a transparent picture ``width`` pixels wide and as high as they need.

    White with a dark outline and a soft shadow, to be read on any picture; shrunk where it would reach under the
    buttons that players lay over the right edge.
    """
    size = width * (62 if any(_HAN.search(row) for row in rows) else 54) / 1080
    return letters(rows, width, size, width * CAPTION_WIDTH, SUBTITLE)


def letters(rows: Sequence[str], width: int, size: float, widest: float, style: Style) -> Picture:
    """Rows of text of ``size`` pixels, shrunk to be no wider than ``widest``, centred on a transparent picture."""
    size *= min(1.0, widest / max(1.0, longest(rows, size, style)))
    pitch, edge = size * style.pitch, size * 0.36
    picture = np.zeros((round(pitch * len(rows) + 2 * edge), width, 4), np.uint8)
    canvas = skia.Surface(picture, colorType=skia.kBGRA_8888_ColorType).getCanvas()
    for number, row in enumerate(rows):
        for paint, down in _coats(size, edge + pitch * number + (pitch - size * 1.32) / 2, style):
            paragraph = _paragraph(row, size, style, paint)
            top = edge + pitch * number + (pitch - paragraph.Height) / 2 + down
            paragraph.paint(canvas, (width - _width(row, paragraph, size, style)) / 2, top)
    return picture


def longest(rows: Sequence[str], size: float, style: Style) -> float:
    """The width in pixels of the widest row."""
    return max((_width(row, _paragraph(row, size, style, skia.Paint()), size, style) for row in rows), default=0.0)


def largest(text: str, count: int, widest: float, highest: float, size: float, style: Style) -> tuple[list[str], float]:
    """A division into at most ``count`` rows with large letters and no ugly break, and the letters' size in pixels.

    None is wider than ``widest``, all together are no higher than ``highest``, the letters no larger than ``size``. A
    text that nobody could read in so few rows gets as many as it needs.
    """
    best, most = (list[str](), 0.0), 0.0
    needed = round((highest * longest([text], 100, style) / (100 * style.pitch * widest)) ** 0.5)
    for number in dict.fromkeys([*range(1, count + 1), max(1, needed)]) if text.strip() else ():
        rows = balanced(text, number)
        fits = 100 * widest / max(1.0, longest(rows, 100, style))
        fitting = min(fits, size, highest / (style.pitch * len(rows)))
        breaks = torn(rows) * min(1.0, count / len(rows))  # who needs many rows has no choice
        if (merit := fitting * (1 - _TORN * min(2.0, breaks))) > most * 1.05:
            best, most = (rows, fitting), merit
    return best


def _width(row: str, paragraph: Any, size: float, style: Style) -> float:
    """The blank behind the last letter does not count."""
    return max(0.0, float(paragraph.LongestLine) - _spacing(row, size, style))


def _spacing(row: str, size: float, style: Style) -> float:
    """Letters of scripts that run from the right may be joined: they are not drawn apart."""
    joined = any(unicodedata.bidirectional(character) in ("R", "AL") for character in row)
    return 0.0 if joined else size * style.spacing


def _coats(size: float, top: float, style: Style) -> list[tuple[Any, float]]:
    """From the bottom: soft shadow, outline, fill; each with its offset downwards in pixels."""
    shadow = skia.Paint(
        AntiAlias=True,
        Color=skia.ColorSetA(skia.ColorBLACK, 190),
        MaskFilter=skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, size * style.shadow),
    )
    outline = skia.Paint(
        AntiAlias=True,
        Color=skia.ColorSetA(_DARK, 235),
        Style=skia.Paint.kStroke_Style,
        StrokeWidth=size * style.outline,
        StrokeJoin=skia.Paint.kRound_Join,
    )
    colours = [skia.Color(*colour) for colour in style.colours]
    fill = skia.Paint(AntiAlias=True, Shader=skia.GradientShader.MakeLinear([(0, top), (0, top + size * 1.3)], colours))
    return [(shadow, size * 0.06), (outline, 0.0), (fill, 0.0)]


def _paragraph(row: str, size: float, look: Style, paint: Any) -> Any:
    fonts = fonts_of(look.serif)
    runs = fonts.runs(_in_order(row))
    whole = skia.textlayout.ParagraphStyle()
    builder = skia.textlayout.ParagraphBuilder.make(whole, fonts.collection, fonts.unicode)
    for run in runs:
        style = skia.textlayout.TextStyle()
        style.setFontSize(size)
        style.setFontFamilies([run.family, *(family for family in fonts.families if family != run.family)])
        style.setFontStyle(skia.FontStyle.Bold())
        style.setLetterSpacing(_spacing(row, size, look))
        style.setLocale("zh-Hans" if _HAN.search(row) else "en")
        style.setForegroundPaint(paint)
        builder.pushStyle(style)
        builder.addText(run.text)
        builder.pop()
    paragraph = builder.Build()
    paragraph.layout(1e6)
    return paragraph


def _in_order(row: str) -> str:
    """The row so that punctuation stands where its first letter is read from: a paragraph itself runs from the left."""
    first = next((kind for kind in map(unicodedata.bidirectional, row) if kind in ("L", "R", "AL")), "L")
    return row if first == "L" else f"\u2067{row}\u2069"
