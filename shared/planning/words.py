"""What of a written line is said, by the voice and by the subtitles alike. Pure."""

import re

_DIRECTION = re.compile(
    r"\([^()（）]*[^\W\d_][^()（）]*\)|（[^()（）]*[^\W\d_][^()（）]*）|\[[^\[\]]*[^\W\d_][^\[\]]*\]|【[^【】]*[^\W\d_][^【】]*】"
)
"""Brackets that have a letter in them: a number in brackets is part of what is said."""

_LEFT_BEFORE = re.compile(r"\s+(?=[,.!?;:，。！？；：、…”’])")
_LEFT_AT_START = re.compile(r"^[,.;:，。；：、\s]+(?=\w|[“‘\"'「『])")


def spoken(text: str) -> str:
    """The line without its stage directions, "(低声)", "（笑）", "[whispers]" or "【哭】", and with single blanks.

    Brackets within brackets go too; one that is never closed stays, since nobody can tell where it ends. A line that
    is nothing but a direction is empty.
    """
    rest, bare = text, _DIRECTION.sub(" ", text)
    while bare != rest:
        rest, bare = bare, _DIRECTION.sub(" ", bare)
    if bare == text:
        return " ".join(text.split())
    bare = _LEFT_BEFORE.sub("", " ".join(bare.split()))
    bare = _LEFT_AT_START.sub("", bare)
    return _tight(bare) if re.search(r"\w", bare) else ""


def _tight(text: str) -> str:
    """Chinese has no blanks: what a direction left between two Chinese signs is closed."""
    return re.sub(r"(?<=[㐀-鿿，。！？；：、…“”]) (?=[㐀-鿿“”])", "", text)
