"""The fonts of subtitles and titles: the studio's own first, then those of the world's scripts, then the system's."""

import importlib.util
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pylopdf_fonts_zh_cn
import skia

from services.compositor.rows import HAN

_HAN = re.compile(f"[{HAN}、。「」]")
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])’(?=[A-Za-z])")
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")
_WORD = re.compile(rf"[{HAN}]+|\s+|[^\s{HAN}]+")
_WORLD = "manimgx_fonts"
"""A package of Noto fonts for emoji, symbols and the scripts that the studio's own font lacks."""

_WEIGHT = int.from_bytes(b"wght")
_BOLD = 700.0


class Run(NamedTuple):
    """Text to be drawn with the font of that family; other fonts help out only where they must."""

    text: str
    family: str


class Fonts:
    """What a row of text is drawn with. Fonts for signs that the studio's own lacks are found as they are needed."""

    def __init__(self, path: Path) -> None:
        self._own = _typeface(path)
        self._provider = skia.textlayout.TypefaceFontProvider()
        self._provider.registerTypeface(self._own)
        self._faces: dict[str, Any] = {}
        self.families = [self._own.getFamilyName()]
        self.collection = skia.textlayout.FontCollection()
        self.collection.setDefaultFontManager(self._provider)
        self.unicode = skia.Unicodes.ICU.Make()

    def runs(self, row: str) -> list[Run]:
        """The row without what no font can draw, with quotes that fit its script, divided by fonts.

        A word is drawn with one font if there is one for all of it: an accent of another font would miss its letter.
        """
        # The font's curly quotes are full-width, as Chinese wants them; among Latin letters they would tear a hole.
        row = _APOSTROPHE.sub("'", row) if _HAN.search(row) else row.translate(_STRAIGHT)
        runs: list[Run] = []
        for word in _WORD.findall(row):
            face = self._face(word)
            for part in [word] if face else word:
                if found := face or self._face(part):
                    _add(runs, self._drawable(part, found), self._known(found))
        return runs

    def _drawable(self, part: str, face: Any) -> str:
        """What of the part can be drawn: by its font, or by another one that is known from now on."""
        return "".join(sign for sign in part if _is_format(sign) or _has(face, sign) or self._helped(sign))

    def _helped(self, sign: str) -> bool:
        helper = self._face(sign)
        return helper is not None and bool(self._known(helper))

    def _face(self, word: str) -> Any:
        """The first font that can draw all of the word: the studio's own if it can. None if there is no such font."""
        if word not in self._faces:
            signs = [sign for sign in word if not _is_format(sign)]
            letters = [sign for sign in signs if sign.isalnum()] or signs  # commas of another font do no harm
            lacking = [sign for sign in letters if not _has(self._own, sign)]
            self._faces[word] = self._own if not lacking else self._other(letters, lacking[0])
        return self._faces[word]

    def _other(self, letters: Sequence[str], lacking: str) -> Any:
        for face in (*_world(), *_of_the_system(lacking)):
            if all(_has(face, letter) for letter in letters):
                return face
        return None

    def _known(self, face: Any) -> str:
        """The name under which paragraphs find the font."""
        name = str(face.getFamilyName())
        if name not in self.families:
            self._provider.registerTypeface(face)
            self.families.append(name)
            self.collection = skia.textlayout.FontCollection()  # the old one remembers what it did not find
            self.collection.setDefaultFontManager(self._provider)
        return name


def _add(runs: list[Run], text: str, family: str) -> None:
    if runs and (runs[-1].family == family or all(map(_is_format, text))):
        runs[-1] = Run(runs[-1].text + text, runs[-1].family)
    else:
        runs.append(Run(text, family))


def _has(face: Any, sign: str) -> bool:
    return bool(face.unicharToGlyph(ord(sign)))


def _is_format(sign: str) -> bool:
    """Whether the sign is none to be seen, but tells how its neighbours look: a joiner, a selector, a tag."""
    return unicodedata.category(sign) == "Cf" or "\ufe00" <= sign <= "\ufe0f"


@cache
def fonts(serif: bool) -> Fonts:
    """The fonts of titles (``serif``) or of subtitles."""
    return Fonts(Path(pylopdf_fonts_zh_cn.serif_path() if serif else pylopdf_fonts_zh_cn.sans_path()))


def _typeface(path: Path) -> Any:
    """The font of a file, without asking the system for its own: that takes time and may print warnings."""
    return skia.FontMgr.New_Custom_Empty().makeFromFile(str(path))


def _of_the_system(sign: str) -> list[Any]:
    """A font of this machine that has the sign, if there is one."""
    face = _system().matchFamilyStyleCharacter("", skia.FontStyle.Bold(), [], ord(sign))
    return [face] if face else []


@cache
def _system() -> Any:
    return skia.FontMgr()


@cache
def _world() -> tuple[Any, ...]:
    """The fonts for the world's scripts; none where their package is missing."""
    spec = importlib.util.find_spec(_WORLD)
    folders = spec.submodule_search_locations if spec else None
    return tuple(_bold(path) for folder in folders or () for path in _files(Path(folder)))


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.glob("*.ttf")) if "Italic" not in path.name)


def _bold(path: Path) -> Any:
    """The font in the weight of titles and subtitles, where it has one."""
    typeface = _typeface(path)
    axis = skia.FontArguments.VariationPosition.Coordinate(_WEIGHT, _BOLD)
    position = skia.FontArguments.VariationPosition(skia.FontArguments.VariationPosition.Coordinates([axis]))
    arguments = skia.FontArguments()
    arguments.setVariationDesignPosition(position)
    return typeface.makeClone(arguments) or typeface
