"""Where finished media lie: each under a name, at addresses that are good for a while."""

from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from infra.simulator.luck import Luck
from infra.simulator.media import Film, Media, suffix

FOLDER = "/media/"


@dataclass
class Shelf:
    """Every piece of media that was promised to somebody, by name."""

    valid_seconds: float
    _media: dict[str, Media] = field(default_factory=dict)

    def link(self, media: Media, base: str, now: float) -> str:
        """An address of the media below ``base``, good until ``valid_seconds`` from now."""
        name = f"{Luck(str(media)).name('name', 24)}.{suffix(media)}"
        self._media[name] = media
        return f"{base}{FOLDER}{name}?expires={now + self.valid_seconds:.0f}"

    def find(self, name: str) -> Media | None:
        return self._media.get(name)

    def film_at(self, url: str) -> Film | None:
        """The film that the address names, if it is one of ours. No address is ever followed."""
        found = self._media.get(urlsplit(url).path.removeprefix(FOLDER))
        return found if isinstance(found, Film) else None


def expires(query: str) -> float:
    """When the address ends, in seconds of the simulated clock; at once if it does not say."""
    try:
        return float(parse_qs(query)["expires"][0])
    except (KeyError, ValueError):
        return 0.0
