"""Text of others on a terminal: shown, never obeyed. Pure."""

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_REORDERS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LONE = re.compile("[\ud800-\udfff]")
_ISOLATED = "\u2068{}\u2069"
_FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")


def visible(text: str) -> str:
    """The text as a terminal may have it: escape codes become visible signs, line breaks stay.

    What would reorder the rest of the line is left out, and half of a surrogate pair, which no terminal can show, is
    replaced.
    """
    text = _REORDERS.sub("", text)
    text = _CONTROL.sub(lambda found: chr(0x2400 + ord(found[0])) if found[0] < "\x20" else "\ufffd", text)
    return _LONE.sub("\ufffd", text)


def row(text: str) -> str:
    """A title or a line of dialogue among other words, on one line; one that runs from the right keeps to its place."""
    text = " ".join(visible(text).split())
    return _ISOLATED.format(text) if _FROM_THE_RIGHT.search(text) else text
