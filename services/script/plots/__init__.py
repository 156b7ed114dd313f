"""Plots: a folder for each genre, with its parts and a text for each language; README.md tells the format."""

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from services.script.plots.beats import LATER, NEXT, PLACES, Beat, LineDraft, ShotDraft, parse, ways
from services.script.plots.check import checked
from services.script.plots.parts import Call, Gap, Label, Part, Playbill, Word
from services.script.plots.partsfile import playbill
from shared.events.request import Language

__all__ = [
    "LATER",
    "NEXT",
    "PLACES",
    "Beat",
    "Call",
    "Gap",
    "Label",
    "LineDraft",
    "Part",
    "Playbill",
    "Plot",
    "ShotDraft",
    "Word",
    "playbill_of",
    "plot",
]


@dataclass(frozen=True)
class Plot:
    """A genre's plot in one language. ``words`` are those of the plot, and the common ones that it does not replace.

    Its beats are followed by those that any plot can play, in which somebody's personality shows.
    """

    bill: Playbill
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    beats: tuple[Beat, ...] = ()

    def ways(self, flags: frozenset[str]) -> dict[str, list[str]]:
        """The stations that can be played in several ways, with those that such a cast can play."""
        return ways(self.beats, flags)

    def pool(self, name: str, flags: frozenset[str]) -> list[Beat]:
        return [beat for beat in self.beats if beat.pool == name and beat.fits(flags)]


@cache
def playbill_of(genre: str) -> Playbill:
    """The genre's parts. Raises ValueError, with the entry, if its file does not keep to the format."""
    name = f"{_folder(genre)}/parts.toml"
    return playbill(_read(name), name)


@cache
def plot(genre: str, language: Language) -> Plot:
    """The genre's plot in the language. Raises ValueError, with the line or the beat, if the format is not kept to."""
    bill = playbill_of(genre)
    name, common = f"{_folder(genre)}/{language}.txt", f"common/{language}.txt"
    words, beats = parse(_read(name), name)
    shared, traits = parse(_read(common), common)
    words = shared | words
    checked(name, bill, words, beats)
    return Plot(bill, words, (*beats, *traits))


def _folder(genre: str) -> str:
    return genre.replace("-", "_")


def _read(name: str) -> str:
    return files(__name__).joinpath(name).read_text("utf-8")
