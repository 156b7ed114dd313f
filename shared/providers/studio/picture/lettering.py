"""Letters from the open fonts that come with the studio."""

from functools import cache
from importlib.resources import as_file, files
from typing import Any, Literal

import skia

from shared.providers.studio.picture.brush import Fill, Pen, Ramp, tint
from shared.runtime.errors import Misconfigured

Face = Literal["Sans", "Serif"]


@cache
def typeface(face: Face) -> Any:
    """Noto Sans SC or Noto Serif SC. Raises Misconfigured when the font is missing."""
    with as_file(files("pylopdf_fonts_zh_cn") / f"Noto{face}SC-Regular.otf") as path:
        found = skia.FontMgr.New_Custom_Empty().makeFromFile(str(path)) if path.exists() else None
    if found is None:
        raise Misconfigured("the studio's fonts are missing: install the package pylopdf-fonts-zh-cn")
    return found


def font(face: Face, size: float, bold: bool = False) -> Any:
    made = skia.Font(typeface(face), size)
    made.setSubpixel(True)
    made.setEdging(skia.Font.Edging.kAntiAlias)
    made.setEmbolden(bold)
    return made


def width(text: str, face: Face, size: float, bold: bool = False) -> float:
    """How wide a line is, in units."""
    return float(font(face, size, bold).measureText(text))


def write(
    pen: Pen, text: str, x: float, y: float, face: Face, size: float, fill: Fill, bold: bool = False, alpha: float = 1.0
) -> None:
    """A line of text around ``x`` with its baseline at ``y``."""
    paint = skia.Paint(AntiAlias=True, Alphaf=alpha)
    if isinstance(fill, Ramp):
        paint.setShader(fill.shader())
    else:
        paint.setColor(tint(fill, alpha))
    pen.canvas.drawString(text, x - width(text, face, size, bold) / 2, y, font(face, size, bold), paint)
