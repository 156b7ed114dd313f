"""What is asked for, and who offers it: an episode of 47 shots, and a catalogue of several houses."""

from pathlib import Path

from tests.bought import house

SHOTS = 47
DRAMA = "season"
HOUSES = ("first", "second", "third", "writers", "voices")
REQUEST = Path(__file__).with_name("season.yaml")
_MODELS = Path(__file__).with_name("models.toml")


def catalogue(url: str) -> str:
    """The one that is preferred has room for 40 films a minute, so that many are left when it is dropped."""
    houses = [house(name, url, "requests_per_minute = 40" if name == "first" else "") for name in HOUSES]
    return "".join((*houses, _MODELS.read_text("utf-8")))
