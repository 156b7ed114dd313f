"""The shots on a wide terminal in colours: each a card with its picture, its stage and its words. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.style import Style

from services.gateway.cli.album import Thumbnail
from services.gateway.cli.blocks import Line, half_blocks
from services.gateway.cli.display import AT_WORK, MARKS
from services.gateway.terminal import row
from services.gateway.words import show as say
from shared.planning import EpisodeProgress, ShotProgress

SIZES = tuple((width, round(width * 8 / 9)) for width in range(28, 13, -1))
"""Characters and lines of a card's picture, 9:16: the largest with which all shots fit is taken."""
_WORDS = 2
_NEVER_FIRST = "，。！？、；：…—」』”’）,.!?;:)"
_GAP = 2

_PLAIN, _FAINT = Style(), Style(dim=True)


@dataclass
class Board:
    """A grid of cards, never larger than it is told. Pictures are turned into characters once for each size."""

    _drawn: dict[tuple[str, int], tuple[Thumbnail | None, list[Line]]] = field(default_factory=dict)

    def of(
        self, episodes: Sequence[EpisodeProgress], thumbnails: Mapping[str, Thumbnail], width: int, height: int
    ) -> "Cards":
        """The shots of these episodes. Where not all fit, those before the first unfinished one give way."""
        shots = [shot for episode in episodes for shot in episode.shots]
        size, columns, rows = _layout(len(shots), width, height)
        first = next((at for at, shot in enumerate(shots) if shot.stage != "done"), len(shots))
        last_row = max(0, -(-len(shots) // columns) - rows)
        start = min(first // columns, last_row) * columns
        visible = shots[start : start + rows * columns]
        cards = [self._card(shot, thumbnails.get(shot.name), size) for shot in visible]
        return Cards(cards, columns, size[0])

    def _card(self, shot: ShotProgress, thumbnail: Thumbnail | None, size: tuple[int, int]) -> list[Line]:
        key = (shot.name, size[0])
        known = self._drawn.get(key)
        if known is None or known[0] is not thumbnail:
            known = self._drawn[key] = (thumbnail, half_blocks(thumbnail, *size))
        return [*known[1], _caption(shot, size[0]), *_words(shot, size[0])]


@dataclass(frozen=True)
class Cards:
    """Cards in rows of ``columns``, each ``width`` characters wide."""

    cards: Sequence[Sequence[Line]]
    columns: int
    width: int

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for start in range(0, len(self.cards), self.columns):
            row = self.cards[start : start + self.columns]
            for line in range(len(row[0])):
                for card in row:
                    yield from card[line]
                    yield Segment(" " * _GAP)
                yield Segment.line()


def _layout(count: int, width: int, height: int) -> tuple[tuple[int, int], int, int]:
    """The size of the pictures, and how many columns and rows of cards there is room for."""
    for size in SIZES:
        columns = max(1, width // (size[0] + _GAP))
        rows = max(1, height // (size[1] + 1 + _WORDS))
        if columns * rows >= count and height >= size[1] + 1 + _WORDS:
            break
    return size, columns, rows


def _caption(shot: ShotProgress, width: int) -> Line:
    """``◐ e01-s03 film``: as much as fits, filled up to the width."""
    mark, colour = MARKS.get(shot.stage, AT_WORK)
    stage = "" if shot.stage in MARKS else f" {say.SHOTS[shot.stage]()}"
    name = shot.name if cell_len(f"{mark} {shot.name}{stage}") <= width else shot.name.rpartition("-")[2]
    rest = set_cell_size(f" {name}{stage}", width - cell_len(mark))
    return [Segment(mark, Style.parse(colour)), Segment(rest, _PLAIN if stage else _FAINT)]


def _words(shot: ShotProgress, width: int) -> Iterator[Line]:
    """What is said, in two lines."""
    rest = row(shot.words)
    for line in range(_WORDS):
        fits, rest = _row(rest, width, last=line == _WORDS - 1)
        yield [Segment(set_cell_size(fits, width), _PLAIN if shot.speaker else _FAINT)]


def _row(text: str, width: int, last: bool) -> tuple[str, str]:
    """As much of the text as fits, and the rest; broken between words where there are some."""
    if cell_len(text) <= width:
        return text, ""
    if last:
        return f"{set_cell_size(text, width - 1).rstrip()}…", ""
    fits = set_cell_size(text, width).rstrip()
    at = fits.rfind(" ")
    cut = at if at > width // 2 and not text[len(fits) :].startswith(" ") else len(fits)
    while cut > 1 and text[cut] in _NEVER_FIRST:
        cut -= 1
    return text[:cut], text[cut:].lstrip()
