"""What the desk says, in English and Chinese: a phrase is written once, in both, and told in the chosen language."""

import os
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from itertools import pairwise
from typing import Literal, NamedTuple, get_args

Tongue = Literal["en", "zh"]
TONGUES: tuple[Tongue, ...] = get_args(Tongue)

_tongue: ContextVar[Tongue] = ContextVar("tongue", default="en")


class Phrase(NamedTuple):
    """A message; ``{name}`` is filled with what the caller gives, which is never read as a template itself."""

    en: str
    zh: str

    def __call__(self, **facts: object) -> str:
        """The message in the chosen language. KeyError if a fact is missing."""
        return (self.zh if _tongue.get() == "zh" else self.en).format(**facts)


def choose(tongue: Tongue) -> None:
    """Tell everything in this language from now on."""
    _tongue.set(tongue)


def chosen() -> Tongue:
    return _tongue.get()


def tongue_of(words: Sequence[str], environment: Mapping[str, str] = os.environ) -> Tongue:
    """The language that a command line asks for (``--lang zh``), else ``DUANJU_LANG``, else the locale's; English last.

    A wish that is not understood counts for nothing here: the option's own check refuses it.
    """
    asked = [word.removeprefix("--lang=") for word in words if word.startswith("--lang=")]
    asked += [after for word, after in pairwise(words) if word == "--lang"]
    locale = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    for wish in (*asked[-1:], environment.get("DUANJU_LANG", ""), next(filter(None, locale), "")):
        for tongue in TONGUES:
            if wish.lower().startswith(tongue):
                return tongue
    return "en"
