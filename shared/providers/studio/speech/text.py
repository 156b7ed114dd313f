"""Text of the world made speakable: what has no sound is taken out, the rest comes in runs of one kind."""

import html
import re
import unicodedata
from typing import Literal, NamedTuple

HAN = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LATIN = "A-Za-z\u00c0-\u024f"
_MARKUP = re.compile(r"<[^<>]{1,200}>|\[/?\w{1,20}\]|[*_`#~^|\\]+")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+")
_BRACKETS = re.compile(r"[()\[\]{}（）【】〔〕]+")
_QUOTES = re.compile(r"[<>《》〈〉「」『』“”„«»\"]+")
_UNSPEAKABLE = re.compile(rf"[^{HAN}{_LATIN}0-9\s,.!?:;…—'&%+\-=/°$¥€£@]+")
_LOOSE = re.compile(r"[\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0f\ufeff]+")  # and what has no width
_TITLES = re.compile(r"\b(Mr|Mrs|Ms|Dr|Prof|St)\.", re.IGNORECASE)
_MARKS = str.maketrans({
    "、": ",", "，": ",", "。": ".", "！": "!", "？": "?", "：": ":", "；": ";", "⋯": "…", "–": "—", "―": "—",
    "‘": "'", "’": "'",
})  # fmt: skip
_INSIDE = rf"(?<=[0-9{_LATIN}])[,.:](?=[0-9{_LATIN}])"  # 3.50, U.S.
_RUNS = re.compile(rf"(?P<latin>[^{HAN}!?;…—,.:]|{_INSIDE})|(?P<pause>[!?;…—,.:]+)|(?P<han>[{HAN}]+)")
_STRENGTH = "?!…—.;:,"


class Run(NamedTuple):
    """A stretch of Han or of Latin text, or the strongest of the marks that make one pause."""

    kind: Literal["han", "latin", "pause"]
    text: str


def clean(text: str) -> str:
    """The part of the text that can be spoken, on one line, in plain marks; empty when nothing can."""
    text = _MARKUP.sub(" ", _ADDRESS.sub(" ", html.unescape(text)))
    text = _QUOTES.sub(" ", text)
    text = unicodedata.normalize("NFKC", text.translate(_MARKS).replace("…", "\ue000")).replace("\ue000", "…")
    text = _BRACKETS.sub(", ", re.sub(r"\.{2,}", "…", text.translate(_MARKS)))
    text = _LOOSE.sub("", re.sub(r"\s*\n\s*", ". ", text.strip()))
    text = _UNSPEAKABLE.sub(" ", text)
    text = re.sub(r"\s+", " ", _TITLES.sub(r"\1", text)).strip()
    return text if re.search(rf"[0-9{HAN}{_LATIN}]", text) else ""


def runs(text: str) -> list[Run]:
    """The cleaned text in runs; pauses never lead and never follow each other."""
    found: list[Run] = []
    for match in _RUNS.finditer(text):
        kind, piece = match.lastgroup or "", match.group()
        if kind == "pause":
            if found and found[-1].kind != "pause":
                found.append(Run("pause", min(piece, key=_STRENGTH.index)))
        elif kind == "han":
            found.append(Run("han", piece))
        elif found and found[-1].kind == "latin":
            found[-1] = Run("latin", found[-1].text + piece)
        elif piece.strip():
            found.append(Run("latin", piece))
    return found
