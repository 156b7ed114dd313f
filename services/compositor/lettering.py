"""Text as pictures: subtitles and titles, drawn with the studio's own font.

Right-to-left text is shaped and ordered. A sign that the font lacks (emoji, Arabic) is drawn with a font of the system
that has it; where there is none it is left out of the picture rather than shown as an empty box.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import pylopdf_fonts_zh_cn
import skia
from numpy.typing import NDArray

from services.compositor.rows import HAN

Picture = NDArray[np.uint8]
"""Height × width × 4: blue, green, red, alpha; colours premultiplied."""

_HAN = re.compile(f"[{HAN}、。「」]")
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])’(?=[A-Za-z])")
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")
_FORMAT = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f")
_DARK = skia.Color(18, 10, 8)

Colours = tuple[tuple[int, int, int], tuple[int, int, int]]
"""Red, green, blue at the top of the letters and at their foot."""

WHITE: Colours = ((255, 255, 255), (255, 240, 214))


def caption(rows: Sequence[str], width: int) -> Picture:
    """The rows of a subtitle, centred on a transparent picture ``width`` pixels wide and as high as they need.

    White with a dark outline and a soft shadow, to be read on any picture; shrunk where it would touch the edges.
    """
    size = width * (62 if any(_HAN.search(row) for row in rows) else 54) / 1080
    return letters(rows, width, size, width * 0.88)


def letters(
    rows: Sequence[str], width: int, size: float, widest: float, serif: bool = False, colours: Colours = WHITE
) -> Picture:
    """Rows of text of ``size`` pixels, shrunk to be no wider than ``widest``, centred on a transparent picture."""
    size *= min(1.0, widest / max(1.0, longest(rows, size, serif)))
    pitch, edge = size * 1.32, size * 0.36
    picture = np.zeros((round(pitch * len(rows) + 2 * edge), width, 4), np.uint8)
    canvas = skia.Surface(picture, colorType=skia.kBGRA_8888_ColorType).getCanvas()
    for number, row in enumerate(rows):
        for paint, down in _coats(size, edge + pitch * number, colours):
            paragraph = _paragraph(row, size, serif, paint)
            top = edge + pitch * number + (pitch - paragraph.Height) / 2 + down
            paragraph.paint(canvas, (width - paragraph.LongestLine) / 2, top)
    return picture


def longest(rows: Sequence[str], size: float, serif: bool = False) -> float:
    """The width in pixels of the widest row."""
    return max((_paragraph(row, size, serif, skia.Paint()).LongestLine for row in rows), default=0.0)


def _coats(size: float, top: float, colours: Colours) -> list[tuple[Any, float]]:
    """From the bottom: soft shadow, outline, fill; each with its offset downwards in pixels."""
    shadow = skia.Paint(
        AntiAlias=True,
        Color=skia.ColorSetA(skia.ColorBLACK, 190),
        MaskFilter=skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, size * 0.1),
    )
    outline = skia.Paint(
        AntiAlias=True,
        Color=skia.ColorSetA(_DARK, 235),
        Style=skia.Paint.kStroke_Style,
        StrokeWidth=size * 0.13,
        StrokeJoin=skia.Paint.kRound_Join,
    )
    fill = skia.Paint(
        AntiAlias=True,
        Shader=skia.GradientShader.MakeLinear(
            [(0, top), (0, top + size * 1.3)], [skia.Color(*colour) for colour in colours]
        ),
    )
    return [(shadow, size * 0.06), (outline, 0.0), (fill, 0.0)]


def _paragraph(row: str, size: float, serif: bool, paint: Any) -> Any:
    fonts = _fonts(serif)
    shown = fonts.drawable(row)
    style = skia.textlayout.TextStyle()
    style.setFontSize(size)
    style.setFontFamilies(fonts.families)
    style.setFontStyle(skia.FontStyle.Bold())
    style.setLocale("zh-Hans" if _HAN.search(row) else "en")
    style.setForegroundPaint(paint)
    whole = skia.textlayout.ParagraphStyle()
    whole.setTextStyle(style)
    builder = skia.textlayout.ParagraphBuilder.make(whole, fonts.collection, fonts.unicode)
    builder.pushStyle(style)
    builder.addText(shown)
    paragraph = builder.Build()
    paragraph.layout(1e6)
    return paragraph


class _Fonts:
    """The studio's font first; fonts of the system for what it lacks, found as they are needed."""

    def __init__(self, path: str) -> None:
        self._own = skia.Typeface.MakeFromFile(path)
        self._system = skia.FontMgr()
        self._provider = skia.textlayout.TypefaceFontProvider()
        self._provider.registerTypeface(self._own)
        self._drawn: dict[str, bool] = {}
        self.families = [self._own.getFamilyName()]
        self.collection = skia.textlayout.FontCollection()
        self.collection.setDefaultFontManager(self._provider)
        self.unicode = skia.Unicodes.ICU.Make()

    def drawable(self, row: str) -> str:
        """The row without what no font can draw, with quotes that fit its script."""
        # The font's curly quotes are full-width, as Chinese wants them; among Latin letters they would tear a hole.
        row = _APOSTROPHE.sub("'", row) if _HAN.search(row) else row.translate(_STRAIGHT)
        return "".join(character for character in row if self._has(character))

    def _has(self, character: str) -> bool:
        if character not in self._drawn:
            self._drawn[character] = character in _FORMAT or self._find(character)
        return self._drawn[character]

    def _find(self, character: str) -> bool:
        if self._own.unicharToGlyph(ord(character)):
            return True
        found = self._system.matchFamilyStyleCharacter("", skia.FontStyle(), [], ord(character))
        if found is None or not found.unicharToGlyph(ord(character)):
            return False
        if found.getFamilyName() not in self.families:
            self._provider.registerTypeface(found)
            self.families.append(found.getFamilyName())
            self.collection = skia.textlayout.FontCollection()  # the old one remembers what it did not find
            self.collection.setDefaultFontManager(self._provider)
        return True


@cache
def _fonts(serif: bool) -> _Fonts:
    path = pylopdf_fonts_zh_cn.serif_path() if serif else pylopdf_fonts_zh_cn.sans_path()
    return _Fonts(str(path))
